"""Hard lists: people and firms as seven years of bookkeeping, phones, cards and forms leave them.

Made by other ideas than `make_people`: each source writes in its own way, life goes on in between
(posts, numbers and names change hands), and beside each are others who look like him.
"""

import random
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
_GIVEN = [
    "志伟",
    "建华",
    "晓东",
    "雪梅",
    "国庆",
    "海燕",
    "嘉豪",
    "思颖",
    "子涵",
    "一帆",
    "文博",
    "丽娟",
    "永强",
    "春生",
    "佩玲",
    "俊",
    "敏",
    "涛",
    "琳",
    "凯",
    "颖",
    "峰",
    "慧",
    "斌",
]
_FIRM_A = [
    "恒",
    "锦",
    "瀚",
    "澜",
    "铭",
    "昊",
    "卓",
    "鼎",
    "菁",
    "沃",
    "朗",
    "岭",
    "禾",
    "屹",
    "骏",
    "汇",
    "聚",
    "泰",
    "盈",
    "曜",
]
_FIRM_B = [
    "源",
    "峰",
    "洋",
    "辰",
    "盛",
    "达",
    "拓",
    "维",
    "图",
    "晟",
    "越",
    "元",
    "川",
    "科",
    "腾",
    "诺",
    "邦",
    "信",
    "和",
    "森",
]
_TRADE = [
    "机电",
    "包装",
    "生物",
    "环保",
    "化工",
    "纺织",
    "电子",
    "食品",
    "建材",
    "物流",
    "医疗",
    "软件",
    "传媒",
    "仪器",
]
_TOWN = [
    "上海",
    "宁波",
    "佛山",
    "苏州",
    "青岛",
    "成都",
    "武汉",
    "厦门",
    "无锡",
    "东莞",
    "天津",
    "长沙",
]
_FORMS = ["有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司", ""]
_FIRST = [
    "James",
    "Mary",
    "Robert",
    "Linda",
    "Michael",
    "Susan",
    "Thomas",
    "Karen",
    "Daniel",
    "Nancy",
    "Paul",
    "Laura",
    "Mark",
    "Helen",
    "Steven",
    "Diana",
    "George",
    "Ruth",
    "Frank",
    "Alice",
    "Matthew",
    "Julia",
    "Peter",
    "Nora",
    "Zoë",
    "José",
    "Søren",
    "Anaïs",
    "Björn",
    "Márta",
]
_LAST = [
    "Smith",
    "Johnson",
    "Taylor",
    "Walker",
    "Hughes",
    "Bennett",
    "Novák",
    "García",
    "Müller",
    "Rossi",
    "Dubois",
    "Jansen",
    "Kowalski",
    "O'Brien",
    "MacLeod",
    "Fischer",
    "Okafor",
    "Nguyen",
    "Andersson",
    "Silva",
    "Costa",
    "Larsen",
    "Weiß",
    "Brandt",
    "Moreau",
    "Castellano",
    "Petrov",
    "Haddad",
]
_SHORT = {"Robert": "Bob", "Michael": "Mike", "Thomas": "Tom", "Daniel": "Dan", "Steven": "Steve", "Matthew": "Matt", "James": "Jim", "Susan": "Sue"}  # fmt: skip
_CANTON = {"陈": "Chan", "李": "Lee", "黄": "Wong", "张": "Cheung", "林": "Lam", "吴": "Ng", "梁": "Leung", "郑": "Cheng"}  # fmt: skip
_BRAND = [
    "Aldertech",
    "Brightmoor",
    "Corvane",
    "Delphane",
    "Eastholm",
    "Fairbourne",
    "Granvik",
    "Hollinger",
    "Inverloch",
    "Jorvane",
    "Kestrian",
    "Lindmark",
    "Marwick",
    "Norvalis",
    "Oakmere",
    "Pallion",
    "Quillon",
    "Ravensby",
    "Selwick",
    "Tarrant",
]
_WHAT = [
    "Systems",
    "Foods",
    "Logistics",
    "Controls",
    "Textiles",
    "Partners",
    "Optics",
    "Packaging",
    "Bearings",
    "Marine",
]
_LEGAL = ["Ltd", "Limited", "GmbH", "Inc.", "LLC", "B.V.", "S.A.", "AG", "PLC", "Pty Ltd"]
_OCR = str.maketrans({"m": "rn", "l": "1", "O": "0", "S": "5"})


def people(seed: int, language: str, count: int = 220) -> tuple[list[Row], list[int]]:
    """Records of people and whose each is."""
    rng = random.Random(f"{seed}people{language}")
    firms = [_firm(rng, language) for _ in range(count // 5)]
    rows: list[Row] = []
    whose: list[int] = []
    for number in range(count):
        one = _person(rng, language, rng.choice(firms))
        found = [_source(rng, one, language) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
        if len(found) > 1 and rng.random() < 0.5:
            found[-1] = _source(rng, _later(rng, one, rng.choice(firms), language), language)
        groups = [found]
        if rng.random() < 0.6:
            near = rng.choice(_NEAR)(rng, one, language)
            groups.append([_source(rng, near, language)])
        for side, group in enumerate(groups):
            for row in group:
                rows.append({field: value for field, value in row.items() if value})
                whose.append(2 * number + side)
    return _shuffled(rng, rows, whose)


def _shuffled(rng: random.Random, rows: list[Row], whose: list[int]) -> tuple[list[Row], list[int]]:
    order = rng.sample(range(len(rows)), len(rows))
    return [rows[at] for at in order], [whose[at] for at in order]


def _firm(rng: random.Random, language: str) -> Row:
    if language == "zh":
        core = rng.choice(_FIRM_A) + rng.choice(_FIRM_B)
        name = rng.choice(_TOWN) + core + rng.choice(_TRADE) + rng.choice(_FORMS)
    else:
        name = f"{rng.choice(_BRAND)} {rng.choice(_WHAT)} {rng.choice(_LEGAL)}"
    domain = f"{rng.choice('abcdefghkmnprst')}{rng.choice('aeiou')}{rng.randint(100, 9999)}.example"
    board = _landline(rng, language)
    return {"name": name, "domain": domain, "board": board}


def _landline(rng: random.Random, language: str) -> str:
    tail = f"{rng.randint(2000, 8999)}{rng.randint(0, 9999):04}"
    return (
        f"0{rng.choice((21, 574, 757, 512, 28))}-{tail}"
        if language == "zh"
        else f"+44 20 {tail[:4]} {tail[4:]}"
    )


def _mobile(rng: random.Random, language: str) -> str:
    if language == "zh":
        return f"1{rng.choice((38, 39, 50, 86, 77, 58))}{rng.randint(0, 99_999_999):08}"
    return f"+44 7{rng.randint(100, 999)} {rng.randint(0, 999_999):06}"


def _person(rng: random.Random, language: str, firm: Row) -> Row:
    if language == "zh":
        family, given = rng.choice(_FAMILY), rng.choice(_GIVEN)
        local = "".join(rng.choices("bcdfghjklmnpqrstwxyz", k=3)) + str(rng.randint(1, 99))
    else:
        family, given = rng.choice(_LAST), rng.choice(_FIRST)
        local = f"{given[0]}.{family}".lower().replace("'", "").encode("ascii", "ignore").decode()
    born = f"{rng.randint(1955, 2001)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return {
        "family": family,
        "given": given,
        "firm": firm,
        "mobile": _mobile(rng, language),
        "mail": f"{local}@{firm['domain']}",
        "private": f"{local}{rng.randint(10, 999)}@qq.com",
        "born": born,
        "call": rng.choice(("总", "经理", "老师", "工", "先生")),
    }


def _later(rng: random.Random, one: Row, firm: Row, language: str) -> Row:
    """Two years on: another firm, another number, or another surname; never all of it."""
    kind = rng.choice(("firm", "mobile", "married", "post"))
    if kind == "firm":
        local = one["mail"].partition("@")[0]
        return {**one, "firm": firm, "mail": f"{local}@{firm['domain']}"}
    if kind == "mobile":
        return {**one, "mobile": _mobile(rng, language)}
    if kind == "married" and language == "en":
        return {**one, "family": rng.choice(_LAST)}
    return {**one, "call": "董事长"}


def _source(rng: random.Random, one: Row, language: str) -> Row:
    """One of the places where he was written down."""
    ways = (_wechat, _erp, _card, _web, _phone_book, _sheet)
    return rng.choice(ways)(rng, one, language)


def _whole(one: Row, language: str) -> str:
    return one["family"] + one["given"] if language == "zh" else f"{one['given']} {one['family']}"


def _wechat(rng: random.Random, one: Row, language: str) -> Row:
    """A remark with all in one field."""
    firm = one["firm"]["name"]
    short = firm[2:6] if language == "zh" else firm.split()[0]
    called = (
        one["family"] + one["call"]
        if rng.random() < 0.4 and language == "zh"
        else _whole(one, language)
    )
    sign = rng.choice(("-", "|", "@"))
    return {"name": f"{short}{sign}{called}", "mobiles": one["mobile"]}


def _erp(rng: random.Random, one: Row, language: str) -> Row:
    """Capitals, cut off; the switchboard with an extension."""
    name = _whole(one, language)
    if language == "en":
        name = f"{one['family']}, {one['given']}".upper()
    return {
        "name": name,
        "company": one["firm"]["name"].upper()[:20],
        "phones": f"{one['firm']['board']} ext. {sum(map(ord, one['mobile'])) % 900 + 100}",
        "emails": one["mail"].upper(),
    }


def _card(rng: random.Random, one: Row, language: str) -> Row:
    """Read by a machine: a letter misread now and then; both scripts."""
    name, mail = _whole(one, language), one["mail"]
    if language == "zh" and rng.random() < 0.3 and one["family"] in _CANTON:
        name = f"{name} {_CANTON[one['family']]}"
    if language == "en" and rng.random() < 0.35:
        name = name.replace("m", "rn", 1) if "m" in name else name.replace("l", "1", 1)
    if rng.random() < 0.25:
        mail = mail.replace("l", "1", 1)
    return {
        "name": name,
        "company": one["firm"]["name"],
        "mobiles": one["mobile"],
        "phones": one["firm"]["board"],
        "emails": mail,
    }


def _web(rng: random.Random, one: Row, language: str) -> Row:
    """Small letters, a nickname, the private address."""
    given = _SHORT.get(one["given"], one["given"])
    name = _whole(one, language) if language == "zh" else f"{given} {one['family']}".lower()
    if language == "en":
        name = name.encode("ascii", "ignore").decode()
    plain = one["mobile"].replace(" ", "").replace("+44", "0")
    return {"name": name, "mobiles": plain, "emails": one["private"], "birthday": one["born"]}


def _phone_book(rng: random.Random, one: Row, language: str) -> Row:
    """Whoever saved it knew who was meant."""
    if language == "zh":
        name = rng.choice((one["family"] + one["call"], _whole(one, language)))
        return {
            "name": name,
            "mobiles": f"+86 {one['mobile'][:3]} {one['mobile'][3:7]} {one['mobile'][7:]}",
        }
    name = rng.choice((f"{one['given'][0]}. {one['family']}", _whole(one, language)))
    return {"name": name, "phones": one["mobile"], "company": one["firm"]["name"].split()[0]}


def _sheet(rng: random.Random, one: Row, language: str) -> Row:
    """Columns in each other's place, the number among others."""
    row = {
        "name": _whole(one, language),
        "company": one["firm"]["name"],
        "phones": f"{one['firm']['board']} / {one['mobile']}",
        "emails": one["mail"],
        "birthday": one["born"] if rng.random() < 0.4 else "",
    }
    if rng.random() < 0.25:
        row["name"], row["company"] = row["company"], row["name"]
    return row


# --- others, who look like him -----------------------------------------------------------------


def _son(rng: random.Random, one: Row, language: str) -> Row:
    """Father's firm and switchboard, a name that begins alike, all else his own."""
    given = one["given"][0] + rng.choice("杰宇航晨") if language == "zh" else rng.choice(_FIRST)
    fresh = _person(rng, language, one["firm"])
    return {**fresh, "family": one["family"], "given": given}


def _successor(rng: random.Random, one: Row, language: str) -> Row:
    """Another in the same post, who took over number and mailbox of it."""
    fresh = _person(rng, language, one["firm"])
    return {**fresh, "mail": one["mail"]}


def _new_holder(rng: random.Random, one: Row, language: str) -> Row:
    """The operator gave the number to somebody else."""
    return {**_person(rng, language, _firm(rng, language)), "mobile": one["mobile"]}


def _namesake(rng: random.Random, one: Row, language: str) -> Row:
    """One firm, one name, two people."""
    fresh = _person(rng, language, one["firm"])
    return {**fresh, "family": one["family"], "given": one["given"]}


def _twin(rng: random.Random, one: Row, language: str) -> Row:
    """One surname, one birthday, one firm."""
    fresh = _person(rng, language, one["firm"])
    return {**fresh, "family": one["family"], "born": one["born"]}


def _next_desk(rng: random.Random, one: Row, language: str) -> Row:
    """Numbers in a row."""
    last = str((int(one["mobile"][-1]) + 1) % 10)
    return {**_person(rng, language, one["firm"]), "mobile": one["mobile"][:-1] + last}


_NEAR: tuple[Callable[[random.Random, Row, str], Row], ...]
_NEAR = (_son, _successor, _new_holder, _namesake, _twin, _next_desk)


# --- firms --------------------------------------------------------------------------------------


def firms(seed: int, language: str, count: int = 220) -> tuple[list[Row], list[int]]:
    """Records of firms and which each is of."""
    rng = random.Random(f"{seed}firms{language}")
    rows: list[Row] = []
    whose: list[int] = []
    agents = [_landline(rng, language) for _ in range(6)]
    for number in range(count):
        one = {**_firm(rng, language), "tax": _tax(rng), "address": _address(rng, language)}
        found = [_written(rng, one, language, agents) for _ in range(rng.choice((1, 2, 2)))]
        groups = [found]
        if rng.random() < 0.6:
            near = _relative(rng, one, language)
            groups.append([_written(rng, near, language, agents)])
        for side, group in enumerate(groups):
            for row in group:
                rows.append({field: value for field, value in row.items() if value})
                whose.append(2 * number + side)
    return _shuffled(rng, rows, whose)


def _tax(rng: random.Random) -> str:
    return f"91{rng.randint(100000, 659999)}MA{rng.randint(0, 99_999_999):08}"[:18]


def _address(rng: random.Random, language: str) -> str:
    number = rng.randint(1, 900)
    if language == "zh":
        return f"{rng.choice(('人民', '科技', '迎宾', '滨江'))}路{number}号{rng.randint(1, 30)}楼"
    return f"{number} {rng.choice(('Mill', 'Quay', 'Station', 'Abbey'))} Road"


def _written(rng: random.Random, one: Row, language: str, agents: list[str]) -> Row:
    name = one["name"]
    kind = rng.choice(("whole", "short", "slip", "sheet"))
    if kind == "short":
        name = name[2:].removesuffix("有限公司") if language == "zh" else " ".join(name.split()[:2])
    elif kind == "slip" and len(name) > 6:
        at = rng.randrange(3, len(name) - 2)
        name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    elif kind == "sheet":
        name = name.replace("有限公司", "公司") if language == "zh" else name.upper()
    known = (
        ("phones", one["board"], 0.6),
        ("website", f"https://www.{one['domain']}/", 0.4),
        ("emails", f"info@{one['domain']}", 0.4),
        ("tax_id", one["tax"], 0.3),
        ("address", one["address"], 0.5),
    )
    row = {"name": name}
    row |= {field: value for field, value, share in known if rng.random() < share}
    if rng.random() < 0.1:  # the bookkeeper's number stands in for that of the firm
        row["phones"] = rng.choice(agents)
    return row


def _relative(rng: random.Random, one: Row, language: str) -> Row:
    """A sister, a branch, a namesake abroad, a neighbour, a competitor with a name that rhymes."""
    kind = rng.choice(("sister", "branch", "namesake", "neighbour", "rhyme"))
    fresh = {**_firm(rng, language), "tax": _tax(rng), "address": _address(rng, language)}
    name = one["name"]
    if language == "zh":
        core, trade = name[2:4], name[4:6]
        named = {
            "sister": f"{name[:4]}{rng.choice([t for t in _TRADE if t != trade])}有限公司",
            "branch": f"{name}{rng.choice([t for t in _TOWN if t != name[:2]])}分公司",
            "namesake": f"{rng.choice([t for t in _TOWN if t != name[:2]])}{core}{trade}有限公司",
            "neighbour": fresh["name"],
            "rhyme": f"{name[:3]}{rng.choice([b for b in _FIRM_B if b != name[3]])}{name[4:]}",
        }[kind]
    else:
        brand, what, legal = name.split(" ", 2)
        other = rng.choice([one for one in _LEGAL if one[:3] != legal[:3]])
        named = {
            "sister": f"{brand} {rng.choice([w for w in _WHAT if w != what])} {legal}",
            "branch": f"{brand} {what} {legal} {rng.choice(('Leeds', 'Hamburg', 'Austin'))} Branch",
            "namesake": f"{brand} {what} {other}",
            "neighbour": fresh["name"],
            "rhyme": f"{brand[:-2]}{rng.choice(('ock', 'ane', 'ild'))} {what} {legal}",
        }[kind]
    shared = {"sister": ("domain",), "branch": ("domain",), "neighbour": ("address", "board")}
    return {**fresh, "name": named, **{field: one[field] for field in shared.get(kind, ())}}
