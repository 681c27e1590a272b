"""Patterns in when and what a customer orders."""

TEXT = {
    "patterns.title": ("消费规律", "Patterns found"),
    "patterns.slot": (
        "常在{weekday} {begin}–{end} 点来",
        "Usually comes on {weekday}s between {begin} and {end}",
    ),
    "patterns.hours": ("常在 {begin}–{end} 点来", "Usually comes between {begin} and {end}"),
    "patterns.weekday": ("常在{weekday}下单", "Usually orders on {weekday}s"),
    "patterns.early": ("常在月初（1–7 日）下单", "Usually orders in the first week of a month"),
    "patterns.late": ("常在月底（25 日以后）下单", "Usually orders from the 25th of a month on"),
    "patterns.thing": ("偏爱 {name}", "Has a liking for {name}"),
    "patterns.alone": ("常独自来", "Usually comes alone"),
    "patterns.party": ("常 {count} 人一起来", "Usually comes as a party of {count}"),
    "patterns.many": ("常 6 人以上一起来", "Usually comes with five others or more"),
    "patterns.weekday.0": ("周一", "Monday"),
    "patterns.weekday.1": ("周二", "Tuesday"),
    "patterns.weekday.2": ("周三", "Wednesday"),
    "patterns.weekday.3": ("周四", "Thursday"),
    "patterns.weekday.4": ("周五", "Friday"),
    "patterns.weekday.5": ("周六", "Saturday"),
    "patterns.weekday.6": ("周日", "Sunday"),
    "patterns.with_others": ("其他客户至多 {share}%", "with others at most {share} %"),
    "patterns.if_any_time": ("随意的话约 {share}%", "at random it would be {share} %"),
    "patterns.rare": ("纯属巧合的机会约 {count} 分之一", "chance alone: 1 in {count}"),
    "patterns.very_rare": (
        "纯属巧合的机会不到百万分之一",
        "chance alone: less than one in a million",
    ),
    "patterns.why": (
        "{of} 天里有 {hits} 天（{share}%），{usual}；{rare}（已按同时检查的 {asked} 种可能折算）",
        "{hits} of {of} days ({share} %), {usual}; {rare} (allowing for {asked} possibilities looked at)",
    ),
    "patterns.none": (
        "看了 {visits} 个下单日，没有发现偶然之外的规律。",
        "{visits} days with an order looked at: nothing beyond chance.",
    ),
    "patterns.too_few": (
        "有 {least} 个下单日以后才看规律，现在 {visits} 个。",
        "Patterns are looked for from {least} days with an order on; there are {visits}.",
    ),
    "patterns.no_hours": (
        "订单没有记录钟点，所以只看日子和商品。",
        "The orders carry no time of day: only days and products were looked at.",
    ),
    "patterns.last": ("最近一次 {day}", "last on {day}"),
    "patterns.dismiss": ("不再显示：{words}", "Do not show: {words}"),
    "patterns.dismissed": ("不再显示这条规律", "This pattern is not shown any more."),
    "patterns.hidden": ("{count} 条已隐藏", "{count} hidden"),
    "patterns.bring_back": ("重新显示：{words}", "Show again: {words}"),
    "patterns.unknown": ("没有“{value}”这种规律", "There is no pattern “{value}”."),
}
