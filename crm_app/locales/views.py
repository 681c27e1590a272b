"""Looks at products, viewings, and what they hint at."""

TEXT = {
    "views.near": ("近期成交可能性高", "Likely to close soon"),
    "views.near_why": (
        "在这个阶段 {days} 天，最近 {window} 天浏览产品 {views} 次",
        "{days} day[|s] in this stage, {views} look[|s] at products within {window} day[|s]",
    ),
    "views.log": ("带看记录", "Viewings"),
    "views.add": ("记一次带看", "Add a viewing"),
    "views.day": ("日期", "Date"),
    "views.place": ("地点或房源", "Place or object"),
    "views.who": ("同行的人", "Who came"),
    "views.impression": ("客户感受", "Impression"),
    "views.none": ("还没有带看记录", "No viewings yet"),
    "views.added": ("已记下", "Written down."),
    "views.removed": ("已删除带看记录", "Viewing removed."),
    "views.remove": ("删除 {place}", "Remove {place}"),
    "views.goes_with": ("配套产品", "Goes with it"),
    "views.hints": ("可以推荐", "Worth offering"),
    "views.hint": (
        "最近问过 {count} 次“{asked}”，可以推荐“{name}”",
        "Asked about {asked} {count} time[|s] lately: offer {name}",
    ),
    "views.kind.view": ("浏览", "page"),
    "views.kind.quote": ("报价", "quote"),
    "views.place_missing": ("请填写地点或房源", "Say what was shown."),
    "views.moment_invalid": (
        "时间要带时区，不能晚于现在",
        "The moment needs its offset and cannot be in the future.",
    ),
    "views.goes_with_itself": ("产品不能和自己配套", "A product does not go with itself."),
    "views.not_found": ("没有这条带看记录", "There is no such viewing."),
}
