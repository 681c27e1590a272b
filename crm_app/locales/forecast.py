"""The forecast: what is likely to come, and how it is known."""

TEXT = {
    "forecast.title": ("销售预测", "Forecast"),
    "forecast.category.commit": ("有把握", "Commit"),
    "forecast.category.best": ("有可能", "Best case"),
    "forecast.category.pipeline": ("跟进中", "Pipeline"),
    "forecast.category.omitted": ("不计入", "Left out"),
    "forecast.by_stage": ("按阶段（自动）", "As its stage says"),
    "forecast.field": ("预测类别", "Forecast"),
    "forecast.category_unknown": ("没有“{typed}”这个预测类别", "There is no category “{typed}”."),
    "forecast.closed": (
        "商机已关闭，不再计入预测",
        "The deal is closed; it is no longer part of the forecast.",
    ),
    "forecast.saved": ("预测类别已更新", "Forecast category saved."),
    "forecast.weighted": ("加权预测", "Weighted"),
    "forecast.commit": ("有把握", "Commit"),
    "forecast.best": ("乐观", "Best case"),
    "forecast.won": ("已成交", "Won"),
    "forecast.open": ("在谈", "Open"),
    "forecast.deals": ("{count} 个商机", "{count} deal[|s]"),
    "forecast.interval": (
        "十次里有八次落在 {low} 到 {high} 之间",
        "Eight times in ten between {low} and {high}",
    ),
    "forecast.of_target": ("达目标 {target} 的 {percent}", "{percent} of the target of {target}"),
    "forecast.any_team": ("全部团队", "All teams"),
    "forecast.largest": ("金额最大的商机", "Largest deals"),
    "forecast.error_hint": (
        "取当月开始时的预测；误差 =｜预测 − 实际｜÷ 实际。",
        "The forecast as the month began; error = |forecast − actual| ÷ actual.",
    ),
    "figures.about": (
        "按今天的汇率折合本位币；没有汇率的币种不计入",
        "In the house's own currency at today's rates; currencies without a rate are not in it",
    ),
    "forecast.together": ("各币种加权预测合计", "Weighted, all currencies together"),
    "figures.print": ("打印", "Print"),
    "forecast.how_title": ("这些数字怎么来的", "How these figures are made"),
    "forecast.how": (
        "只算预计成交日在本期内的在谈商机，再加上本期已成交的金额。加权预测＝金额 × 所在阶段的历史成交率"
        "（进入过该阶段且已关闭的商机里成交的比例）；已关闭商机不足 20 个时，改用阶段自己的概率，并标明。"
        "区间来自 {draws} 次模拟：每个商机按成交率独立抽签，取第 10 和第 90 百分位；最大的 {singly} 个商机逐个抽，"
        "其余按正态分布合并；随机种子固定，同样的数据得到同样的区间。商机之间若有关联（比如同一客户、同一行情），"
        "真实波动会更大。",
        "Open deals expected to close in the period, and what was won in it already. Weighted = amount x the"
        " historic rate of the stage (of closed deals that had entered it, how many were won); with fewer than"
        " 20 closed deals the stage's own probability is taken, and named. The interval is from {draws} simulated"
        " draws: each deal is won with its rate, independently; 10th and 90th percentile. The {singly} largest"
        " deals are drawn one by one, the rest together as a normal variable; the seed is fixed, so the same"
        " data give the same interval. Where deals depend on each other (one customer, one market), the real"
        " spread is wider.",
    ),
    "forecast.stages": ("按阶段", "By stage"),
    "forecast.stage": ("阶段", "Stage"),
    "forecast.rate": ("成交率", "Rate"),
    "forecast.rate_history": ("{won} / {closed} 个已关闭商机", "{won} of {closed} closed deals"),
    "forecast.rate_stage": (
        "只有 {closed} 个已关闭商机，用阶段概率",
        "Only {closed} closed deals: the stage's probability",
    ),
    "forecast.by": ("分组", "By"),
    "forecast.by_key.owner": ("按负责人", "By owner"),
    "forecast.by_key.team": ("按团队", "By team"),
    "forecast.by_key.category": ("按类别", "By category"),
    "forecast.late": (
        "{count} 个在谈商机的预计成交日已过，未计入",
        "{count} open deals were expected before this period: not counted",
    ),
    "forecast.none": (
        "这一期没有预计成交的商机，也没有成交。",
        "No deal is expected in this period, and none was won.",
    ),
    "forecast.history": ("预测与实际", "Forecast against what came"),
    "forecast.history_none": (
        "预测每天自动保存。过完一个月，这里就能对照。",
        "The forecast is kept every day. After the first full month it is compared here.",
    ),
    "forecast.month": ("月份", "Month"),
    "forecast.taken_on": ("预测于", "Forecast on"),
    "forecast.came": ("实际", "Came"),
    "forecast.error": ("误差", "Error"),
    "forecast.mape": (
        "平均绝对误差 {percent}（{months} 个月）",
        "Mean absolute error {percent} (MAPE over {months} months)",
    ),
    "forecast.period": ("期间", "Period"),
    "forecast.previous": ("上一期", "Earlier"),
    "forecast.next": ("下一期", "Later"),
    "forecast.length.month": ("月", "Month"),
    "forecast.length.quarter": ("季", "Quarter"),
    "forecast.length.year": ("年", "Year"),
    "forecast.of_whom": ("{name}的预测", "Of {name}"),
}
