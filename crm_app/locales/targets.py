"""Targets: planning a year, and how far it has come."""

TEXT = {
    "targets.title": ("销售目标", "Targets"),
    "targets.hint": (
        "设定全年目标，自动拆到季度和月份",
        "A year's figure for the house, teams and people, split into quarters and months",
    ),
    "targets.house": ("全公司", "Whole company"),
    "targets.kind.house": ("公司", "Company"),
    "targets.kind.team": ("团队", "Team"),
    "targets.kind.user": ("个人", "Person"),
    "targets.kind.product": ("产品", "Product"),
    "targets.year": ("年份", "Year"),
    "targets.year_total": ("全年", "Year"),
    "targets.currency": ("币种", "Currency"),
    "targets.amount": ("金额", "Amount"),
    "targets.target": ("目标", "Target"),
    "targets.attained": ("完成率（%）", "Attained (%)"),
    "targets.subject": ("对象", "For"),
    "targets.choose": ("请选择", "Choose"),
    "targets.new": ("设定目标", "Set a target"),
    "targets.part": ("调整{period}", "Change {period}"),
    "targets.keep": (
        "其他月份一起调整，全年合计不变",
        "The other months take up the difference; the year stays",
    ),
    "targets.gap_less": (
        "各月合计比全年目标少 {amount}",
        "The months add up to {amount} less than the year",
    ),
    "targets.gap_more": (
        "各月合计比全年目标多 {amount}",
        "The months add up to {amount} more than the year",
    ),
    "targets.remove": ("删除目标", "Remove the target"),
    "targets.removed": ("目标已删除", "Target removed."),
    "targets.saved": ("目标已保存", "Target saved."),
    "targets.none": (
        "这一年还没有目标。设定一个，或从表格粘贴。",
        "There are no targets for this year yet. Set one, or paste them from a spreadsheet.",
    ),
    "targets.paste": ("从表格粘贴", "Paste from a spreadsheet"),
    "targets.paste_hint": (
        "每行：名称、全年金额（或 12 个月的金额），币种不是人民币时再加一列币种代码。",
        "A line each: a name, the year's amount (or twelve months), and a currency code if it is not CNY.",
    ),
    "targets.pasted": ("已设定 {count} 个目标", "{count} target[|s] set."),
    "targets.split_hint": (
        "全年金额平均拆到季度，再拆到月份；除不尽的零头放在最前面的几期。",
        "The year is split evenly into quarters, and these into months; what does not divide goes to the first ones.",
    ),
    "targets.attainment": ("目标完成", "Targets"),
    "targets.of_target": ("目标 {amount}", "of {amount}"),
    "targets.ahead": ("比进度多 {amount}", "{amount} ahead of pace"),
    "targets.behind": ("比进度少 {amount}", "{amount} behind pace"),
    "targets.pace": ("按进度应完成 {percent}", "Pace: {percent}"),
    "targets.month": ("本月", "This month"),
    "targets.quarter": ("本季", "This quarter"),
    "targets.this_year": ("全年", "This year"),
    "targets.below": ("本月各成员", "This month, one by one"),
    "targets.others": (
        "另有 {amount}，币种不同，不计入",
        "{amount} besides, in another currency: not counted",
    ),
    "targets.won_deals": ("{count} 个成交商机", "{count} won deals"),
    "targets.not_found": (
        "没有这个目标，或不在你的权限内",
        "There is no such target, or it is not yours to see.",
    ),
    "targets.subject_unknown": (
        "没有这个对象，或不在你的权限内",
        "There is nobody and nothing like that, or it is not yours to see.",
    ),
    "targets.kind_unknown": ("不能给“{typed}”设目标", "There are no targets for “{typed}”."),
    "targets.year_invalid": (
        "年份要在 2000 到 2100 之间",
        "The year has to lie between 2000 and 2100.",
    ),
    "targets.year_closed": (
        "{year} 年已经结束，目标不能再改。没有改动任何目标。",
        "{year} is over: its targets are closed. Nothing was changed.",
    ),
    "targets.period_closed": (
        "这段时间已经结束，目标不能再改。没有改动任何目标。",
        "That time is over: its targets are closed. Nothing was changed.",
    ),
    "targets.over_more": (
        "已结束的月份合计已经超过这个金额。没有改动任何目标。",
        "The months that are over add up to more than that already. Nothing was changed.",
    ),
    "targets.over_hint": (
        "已结束的月份不能再改；改全年金额时，差额由剩下的月份分担。",
        "Months that are over stay as they were; another amount for the year is shared by those to come.",
    ),
    "targets.months_twelve": ("要写 12 个月的金额", "Twelve months are needed."),
    "targets.too_fine": (
        "{currency} 没有这么小的单位",
        "{currency} has no unit that small.",
    ),
    "targets.part_unknown": (
        "“{typed}”不是这个目标的季度或月份",
        "“{typed}” is no quarter or month of this target.",
    ),
    "targets.period_unknown": (
        "“{typed}”不是年、季度或月份（如 2026、2026Q3、2026-09）",
        "“{typed}” is no year, quarter or month (as 2026, 2026Q3, 2026-09).",
    ),
    "targets.rest_negative": (
        "其他月份不够扣减，会变成负数",
        "The other months cannot give that much: one would fall below zero.",
    ),
    "targets.paste_empty": ("没有可以读取的行", "There is no line to read."),
    "targets.paste_long": ("一次最多 {most} 行", "At most {most} lines at once."),
    "targets.paste_nobody": (
        "第 {line} 行：找不到“{typed}”。没有改动任何目标。",
        "Line {line}: nobody and nothing is called “{typed}”. No target was changed.",
    ),
    "targets.paste_several": (
        "第 {line} 行：有几个“{typed}”，分不清是哪一个。没有改动任何目标。",
        "Line {line}: several are called “{typed}”. No target was changed.",
    ),
    "targets.paste_amounts": (
        "第 {line} 行（{typed}）：要有 1 个或 12 个金额。没有改动任何目标。",
        "Line {line} ({typed}): one amount or twelve are needed. No target was changed.",
    ),
}
