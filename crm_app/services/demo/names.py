"""Made-up names of people, places and firms: nobody has them."""

from collections.abc import Sequence

from crm_app.lib.surnames import COMMON

CITIES = (
    ("上海", "华东"), ("杭州", "华东"), ("苏州", "华东"), ("南京", "华东"), ("宁波", "华东"),
    ("北京", "华北"), ("天津", "华北"), ("济南", "华北"), ("青岛", "华北"),
    ("深圳", "华南"), ("广州", "华南"), ("厦门", "华南"), ("昆明", "西南"), ("成都", "西南"), ("重庆", "西南"),
)  # fmt: skip
ZH_FIRST = [
    "云岭", "晨光", "远望", "青禾", "博雅", "恒信", "瑞丰", "金泰", "天华", "鼎新", "明德", "海川",
    "嘉禾", "盛达", "卓越", "宏图", "星辰", "瀚海", "启明", "长风", "松柏", "锦绣", "同心", "万象",
    "百川", "正源", "飞鸿", "鹏程", "安澜", "和顺", "景行", "致远", "东篱", "南山", "清泉", "梧桐",
    "白鹭", "丹枫", "春秋", "玉衡",
]  # fmt: skip
ZH_TRADE = (
    ("精密机械", "manufacturing"), ("自动化设备", "manufacturing"), ("新材料", "manufacturing"),
    ("信息技术", "technology"), ("软件", "technology"), ("智能科技", "technology"),
    ("百货", "retail"), ("连锁超市", "retail"), ("食品", "food"), ("茶业", "food"), ("餐饮管理", "food"),
    ("教育咨询", "education"), ("医疗器械", "health"), ("大药房", "health"), ("置业", "property"),
    ("建筑工程", "construction"), ("物流", "logistics"), ("供应链", "logistics"), ("新能源", "energy"),
    ("商务服务", "services"),
)  # fmt: skip
EN_FIRST = [
    "Amberfield", "Brookstone", "Calloway", "Dunmore", "Eastgate", "Fernhill", "Glenrock", "Harwick",
    "Ivybridge", "Juniper", "Kestrel", "Larkspur", "Merrow", "Northbay", "Oakhaven", "Pembury",
    "Quarrybank", "Redwater", "Silverleaf", "Thornbury", "Umberton", "Valecrest", "Westmark", "Yarrow",
    "Ashdown", "Birchwood",
]  # fmt: skip
EN_TRADE = (
    ("Precision", "manufacturing"), ("Robotics", "manufacturing"), ("Systems", "technology"),
    ("Software", "technology"), ("Retail Group", "retail"), ("Foods", "food"), ("Tea Traders", "food"),
    ("Learning", "education"), ("Medical", "health"), ("Estates", "property"), ("Builders", "construction"),
    ("Logistics", "logistics"), ("Freight", "logistics"), ("Energy", "energy"), ("Consulting", "services"),
)  # fmt: skip
EN_FORM = ("Ltd", "Inc.", "LLC", "GmbH", "Pte Ltd")
EN_PLACES = ("Singapore", "London", "Sydney", "Hamburg", "Dublin", "Toronto")
SURNAMES = COMMON[:99]
COMPOUNDS = ("欧阳", "司马", "上官", "诸葛", "慕容")
GIVEN = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳",
    "杰", "涛", "明", "超", "秀英", "桂兰", "志强", "建国", "建华", "晓明", "晓红", "文静",
    "雨婷", "子轩", "浩然", "思远", "佳怡", "梓涵", "欣怡", "俊杰", "雅琴", "海燕", "国栋", "春梅",
    "立新", "振华", "少华", "素珍", "玉兰", "家豪", "一鸣", "若曦", "天宇", "嘉欣", "明辉", "永康",
]  # fmt: skip
EN_GIVEN = [
    "Alice", "Ben", "Clara", "Daniel", "Emma", "Felix", "Grace", "Henry",
    "Isla", "Jack", "Kate", "Liam", "Mia", "Noah", "Olivia", "Peter",
    "Quinn", "Ruth", "Sam", "Tess", "Uma", "Victor", "Wendy", "Xavier",
    "Yara", "Zoe", "Hannah", "Oscar", "Priya", "Rohan",
]  # fmt: skip
EN_FAMILY = [
    "Archer", "Bennett", "Calder", "Doyle", "Ellison", "Fairfax", "Gibson", "Hartley",
    "Irwin", "Jarvis", "Keane", "Lowell", "Mercer", "Norris", "Osborne", "Pryce",
    "Quill", "Ramsey", "Sutton", "Thorne", "Upton", "Vance", "Whitlock", "Yates",
    "Iyer", "Nair", "Okafor", "Lindqvist",
]  # fmt: skip
# Names of firms that no customer has: each first half with each second half.
ZH_BRAND = ("雅凌泓铭凯皓澄朗翊沐岚茂骏翰霖骁泽瑾", "洋腾驰逸辰舟航语桐原野森图谷禹拓维格")
EN_BRAND = (
    [
        "Alder",
        "Beck",
        "Birch",
        "Bram",
        "Cran",
        "Dun",
        "Elm",
        "Fern",
        "Hazel",
        "Heron",
        "Lark",
        "Marl",
        "Moss",
        "Otter",
        "Rowan",
        "Sedge",
    ],
    [
        "bank",
        "by",
        "combe",
        "cote",
        "dale",
        "den",
        "field",
        "ford",
        "gate",
        "hurst",
        "leigh",
        "mere",
        "over",
        "ridge",
        "shaw",
        "stead",
        "thorpe",
        "wick",
        "wold",
        "worth",
    ],
)
_BEFORE_ZH = ("新", "华", "东", "瑞", "合", "云")
_BEFORE_EN = ("New ", "North ", "Upper ", "West ", "Old ", "South ")
_STRIDE = 37  # no pair is left out, and neighbours do not rhyme


def brand(halves: tuple[Sequence[str], Sequence[str]], number: int) -> str:
    """The firm's name with that number; beyond all pairs a further word is put before it."""
    first, second = halves
    pairs = len(first) * len(second)
    lap, place = number // pairs, number * _STRIDE % pairs
    name = first[place % len(first)] + second[place // len(first)]
    before = _BEFORE_EN if name.isascii() else _BEFORE_ZH
    while lap:
        lap, further = divmod(lap - 1, len(before))
        name = before[further] + name
    return name
