"""Units of measure: what each is called on a paper in the other language.

The key is the unit as it is typed, in small letters. Of several words for one, the first is taken.
"""

_PAIRS = (
    ("个", "pc"), ("件", "pc"), ("只", "pc"), ("支", "pc"), ("把", "pc"), ("根", "pc"), ("块", "pc"),
    ("片", "pc"), ("张", "sheet"), ("台", "unit"), ("套", "set"), ("组", "set"), ("副", "set"),
    ("对", "pair"), ("双", "pair"), ("辆", "vehicle"), ("箱", "carton"), ("盒", "box"), ("包", "pack"),
    ("袋", "bag"), ("瓶", "bottle"), ("罐", "can"), ("桶", "drum"), ("卷", "roll"), ("盘", "reel"),
    ("本", "copy"), ("份", "copy"), ("批", "lot"), ("饼", "cake"), ("提", "bundle"), ("打", "dozen"),
    ("米", "m"), ("厘米", "cm"), ("毫米", "mm"), ("公里", "km"), ("千米", "km"), ("平方米", "m²"),
    ("平米", "m²"), ("立方米", "m³"), ("升", "L"), ("毫升", "ml"), ("克", "g"), ("千克", "kg"),
    ("公斤", "kg"), ("斤", "jin"), ("吨", "t"), ("亩", "mu"), ("项", "item"), ("次", "time"),
    ("人", "person"), ("人天", "person-day"), ("人月", "person-month"), ("用户", "user"), ("席", "seat"),
    ("小时", "hour"), ("天", "day"), ("日", "day"), ("周", "week"), ("个月", "month"),
    ("月", "month"), ("季度", "quarter"), ("年", "year"),
)  # fmt: skip
# What English writes otherwise than above, and which of several is meant.
_ENGLISH = {
    "pc": "件", "pcs": "件", "piece": "件", "pieces": "件", "ea": "件", "each": "件", "units": "台",
    "set": "套", "sets": "套", "copy": "份", "days": "天", "months": "个月", "years": "年",
    "hours": "小时", "boxes": "盒",
}  # fmt: skip

TEXT = (
    {f"units.{en.lower()}": (zh, en) for zh, en in reversed(_PAIRS)}
    | {f"units.{en}": (zh, en) for en, zh in _ENGLISH.items()}
    | {f"units.{zh}": (zh, en) for zh, en in _PAIRS}
)
