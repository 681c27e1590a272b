"""Address lists with people in them twice, and with people who only look like others.

Written from what users say (张总, 张先生 and 张伟总 of one number, moved firms, swapped fields, shared
switchboards, family mails, namesakes) before there was a matcher to run on them. One seed, one list.
"""

import random
import string
from collections.abc import Callable
from typing import Any

from pypinyin import lazy_pinyin

Person = dict[str, Any]
FIELDS = ("name", "company", "mobile", "phone", "email", "city", "address", "birthday", "title")
HEAD_ZH = ("姓名", "公司", "手机", "电话", "邮箱", "城市", "地址", "生日", "职务")
HEAD_EN = (
    *("First Name", "Last Name", "Company", "Mobile", "Phone", "E-mail", "City", "Address"),
    *("Birthday", "Job Title"),
)
_SURNAMES = (
    *(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    ),
    *("欧阳", "上官", "司马", "诸葛", "司徒", "慕容", "皇甫"),
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉红建国志梅文辉玲春燕晓东海宇轩浩然子涵"
    "欣怡梓萱一诺思远雨桐俊凯嘉琪瑞雪佳慧博昊天泽楠晨阳凤莲"
)
_TRADITIONAL = str.maketrans(
    "张刘陈杨黄赵吴孙马罗郑梁谢宋许韩冯邓萧董潘袁蒋叶苏吕卢伟静丽强军艳娟涛兰刚桂华红国辉玲燕晓东轩子涵怡诺远俊凯瑞杰欧阳司马诸葛",
    "張劉陳楊黃趙吳孫馬羅鄭梁謝宋許韓馮鄧蕭董潘袁蔣葉蘇呂盧偉靜麗強軍艷娟濤蘭剛桂華紅國輝玲燕曉東軒子涵怡諾遠俊凱瑞傑歐陽司馬諸葛",
)
_SOUND = {"伟": "玮", "明": "铭", "静": "婧", "丽": "莉", "军": "君", "杰": "洁", "华": "桦"}
_SOUND |= {"英": "瑛", "芳": "方", "敏": "闽", "勇": "咏", "涛": "滔", "辉": "晖", "玲": "灵"}
_FIRST = {
    "Robert": "Bob",
    "William": "Bill",
    "Elizabeth": "Liz",
    "Michael": "Mike",
    "Katherine": "Kate",
}
_FIRST |= {
    "Thomas": "Tom",
    "James": "Jim",
    "Margaret": "Peggy",
    "Richard": "Dick",
    "Susan": "Sue",
}
_FIRST |= dict.fromkeys(
    [
        "Hannah",
        "Oliver",
        "Nadia",
        "Pedro",
        "Ingrid",
        "Yusuf",
        "Chloe",
        "Marek",
        "Sofia",
        "Henrik",
        "Amara",
        "Lucas",
        "Greta",
        "Ivan",
        "Beatriz",
        "Noah",
        "Freya",
        "Tomas",
        "Aisha",
        "Simon",
        "Elena",
        "Victor",
        "Paula",
        "Jonas",
        "Carla",
        "Dmitri",
        "Alice",
        "Bruno",
        "Celine",
        "Ethan",
    ],
    "",
)
_LAST = [
    "Smith",
    "Jones",
    "Müller",
    "García",
    "Kowalski",
    "Nguyen",
    "O'Brien",
    "Schröder",
    "Fernández",
    "Lindström",
    "Novák",
    "Rossi",
    "Dubois",
    "Petrov",
    "Andersson",
    "Becker",
    "Marino",
    "Okafor",
    "Takahashi",
    "Weiss",
    "Hansen",
    "Moreau",
    "Castillo",
    "Larsen",
    "Haddad",
    "Clarke",
    "Whitfield",
    "Barros",
    "Eriksen",
    "Fontaine",
    "Grünwald",
    "Keller",
    "Murphy",
    "Silva",
    "Santos",
    "Vargas",
]
_STEMS = [
    "锐进",
    "清禾",
    "云帆",
    "锦绣",
    "蜀味",
    "恒信",
    "天山",
    "海河",
    "远航",
    "瑞丰",
    "华拓",
    "金桥",
    "百川",
    "鼎新",
    "博雅",
    "青松",
    "正阳",
    "卓越",
    "嘉禾",
    "启明",
]
_TRADES = [
    "科技",
    "贸易",
    "物流",
    "服饰",
    "餐饮管理",
    "教育咨询",
    "机械",
    "食品",
    "建材",
    "医疗器械",
    "广告传媒",
    "电子商务",
    "环保工程",
]
_TOWNS = [
    "上海",
    "北京",
    "广州",
    "深圳",
    "杭州",
    "成都",
    "南京",
    "武汉",
    "西安",
    "重庆",
    "苏州",
    "天津",
]
_EN_STEMS = [
    "Harbor",
    "Vertex",
    "Northwind",
    "Juniper",
    "Redwood",
    "Larkspur",
    "Anvil",
    "Beacon",
    "Cobalt",
    "Meridian",
    "Thistle",
]
_EN_TRADES = [
    "Logistics",
    "Trading",
    "Textiles",
    "Robotics",
    "Foods",
    "Consulting",
    "Instruments",
    "Marine",
    "Paper",
]
_EN_TOWNS = [
    "London",
    "Berlin",
    "Madrid",
    "Boston",
    "Oslo",
    "Lisbon",
    "Chicago",
    "Vienna",
    "Leeds",
    "Toronto",
]
_HONORIFICS = ["总", "先生", "女士", "经理", "老师", "主任"]


def make(seed: int, people: int = 400) -> tuple[list[Person], list[int]]:
    """Rows and the number of the person each is of."""
    rng = random.Random(seed)
    firms = [_firm(rng, i) for i in range(max(12, people // 6))]
    rows: list[tuple[Person, int]] = []
    number = 0
    while number < people:
        base = _person(rng, firms)
        group = [base]
        if rng.random() < 0.3:
            group += rng.choice(_LOOKALIKES)(base, rng, firms)
        for one in group:
            rows.append((_thinned(one, rng, kept=("mobile", "email")), number))
            times = rng.choice((0, 0, 1, 1, 1, 2, 3))
            rows.extend([(_again(one, rng, firms), number) for _ in range(times)])
            number += 1
    rng.shuffle(rows)
    return [row for row, _ in rows], [who for _, who in rows]


def as_table(
    rows: list[Person], layout: str, rng: random.Random
) -> tuple[list[str], list[list[str]]]:
    """The rows under Chinese headers, the name in one column; or English ones, the name in two."""
    if layout == "zh":
        return list(HEAD_ZH), [[row.get(field, "") for field in FIELDS] for row in rows]
    table = []
    for row in rows:
        given, family = _parted(row, rng)
        table.append([given, family, *(row.get(field, "") for field in FIELDS[1:])])
    return list(HEAD_EN), table


def _parted(row: Person, rng: random.Random) -> tuple[str, str]:
    name = row["name"]
    if name in (row["firm"]["long"], row["firm"]["short"]):
        return name, ""
    if name and name[0] > "⺀":
        size = 2 if name[:2] in _SURNAMES else 1
        given, family = name[size:], name[:size]
    else:
        given, _, family = name.rpartition(" ")
    return (family, given) if rng.random() < 0.06 and given else (given, family)


# --- who there is ----------------------------------------------------------------------------


def _firm(rng: random.Random, number: int) -> dict[str, str]:
    if rng.random() < 0.6:
        town, stem, trade = rng.choice(_TOWNS), rng.choice(_STEMS), rng.choice(_TRADES)
        form = rng.choice(("有限公司", "股份有限公司", "有限责任公司"))
        domain = "".join(lazy_pinyin(stem)) + f"{number}-example.cn"
        long = f"{town}{stem}{trade}{form}"
        short = rng.choice((stem + trade, town + stem, stem + trade[:2]))
        board = f"0{rng.randint(21, 29)}-{rng.randint(50000000, 69999999)}"
        return {"long": long, "short": short, "town": town, "domain": domain, "board": board}
    stem, trade = rng.choice(_EN_STEMS), rng.choice(_EN_TRADES)
    form = rng.choice(("Ltd.", "Inc.", "GmbH", "Co., Ltd.", "LLC"))
    domain = f"{stem}{trade}{number}.example.com".lower()
    board = f"+44 20 7946 0{rng.randint(100, 999)}"
    town = rng.choice(_EN_TOWNS)
    return {
        "long": f"{stem} {trade} {form}",
        "short": f"{stem} {trade}",
        "town": town,
        "domain": domain,
        "board": board,
    }


def _person(rng: random.Random, firms: list[dict[str, str]]) -> Person:
    firm = rng.choice(firms)
    is_zh = rng.random() < (0.9 if firm["domain"].endswith(".cn") else 0.15)
    person: Person = {"firm": firm, "zh": is_zh, **_named(rng, is_zh)}
    person["mobile"] = _mobile(rng, is_zh)
    person["company"], person["city"] = firm["long"], firm["town"]
    person["email"] = _mail(person, rng, firm)
    person["phone"] = firm["board"] if rng.random() < 0.4 else ""
    person["address"] = _address(rng, is_zh)
    person["birthday"] = (
        f"{rng.randint(1955, 2002)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    )
    person["title"] = rng.choice(
        ("经理", "总监", "采购", "总经理") if is_zh else ("Buyer", "CEO", "Sales")
    )
    return person


def _named(rng: random.Random, is_zh: bool) -> Person:
    if is_zh:
        family = rng.choice(_SURNAMES[:50] * 3 + _SURNAMES[50:])
        given = "".join(rng.choices(_GIVEN, k=rng.choice((1, 2, 2))))
        return {"family": family, "given": given, "name": family + given}
    given, family = rng.choice(list(_FIRST)), rng.choice(_LAST)
    return {"family": family, "given": given, "name": f"{given} {family}"}


def _mobile(rng: random.Random, is_zh: bool) -> str:
    if is_zh:
        return f"1{rng.choice('3578')}{rng.randint(0, 9)}{rng.randint(0, 99999999):08}"
    return f"+44 7700 {rng.randint(100000, 999999)}"


def _mail(person: Person, rng: random.Random, firm: dict[str, str]) -> str:
    family, given = ("".join(lazy_pinyin(person[part])) for part in ("family", "given"))
    plain = [
        "".join(c for c in word.lower() if c in string.ascii_lowercase) for word in (given, family)
    ]
    local = rng.choice(
        (
            f"{plain[0]}.{plain[1]}",
            plain[1] + plain[0],
            f"{plain[0][:1]}{plain[1]}",
            f"{plain[0]}{rng.randint(1, 99)}",
        )
    )
    return f"{local}@{rng.choice((firm['domain'], firm['domain'], 'gmail.com', 'qq.com'))}"


def _address(rng: random.Random, is_zh: bool) -> str:
    if is_zh:
        road = rng.choice(("中山路", "人民路", "解放大道", "文昌街", "和平路", "新华路"))
        return f"{road}{rng.randint(1, 400)}号{rng.randint(1, 30)}室"
    road = rng.choice(("Mill Lane", "Station Road", "High Street", "Park Avenue", "Church Row"))
    return f"{rng.randint(1, 200)} {road}"


# --- the same person once more ---------------------------------------------------------------


def _again(person: Person, rng: random.Random, firms: list[dict[str, str]]) -> Person:
    row = dict(person)
    habits = _HABITS_ZH if person["zh"] else _HABITS_EN
    for habit in rng.sample(habits, rng.choice((1, 1, 2, 2, 3))):
        habit(row, rng, firms)
    return _thinned(row, rng, kept=("mobile",) if row.get("vague") else ())


def _thinned(row: Person, rng: random.Random, kept: tuple[str, ...] = ()) -> Person:
    """What a list leaves out; mobile or mail stays, or nobody could know."""
    row = dict(row)
    for field in ("phone", "city", "address", "birthday", "title", "company"):
        if rng.random() < 0.35:
            row[field] = ""
    gone = rng.random()
    if gone < 0.2 and row["email"] and "mobile" not in kept and not row.get("moved"):
        row["mobile"] = ""
    elif gone < 0.45 and row["mobile"] and "email" not in kept:
        row["email"] = ""
    return row


def _honorific(row: Person, rng: random.Random, _: Any) -> None:
    word = rng.choice(_HONORIFICS)
    row["name"] = rng.choice((row["family"], row["name"])) + word
    row["vague"] = True


def _pinyin(row: Person, rng: random.Random, _: Any) -> None:
    family, given = ("".join(lazy_pinyin(row[part])).capitalize() for part in ("family", "given"))
    row["name"] = rng.choice((f"{given} {family}", f"{family} {given}", f"{family}{given.lower()}"))


def _traditional(row: Person, *_: Any) -> None:
    for field in ("name", "family", "given", "company"):
        row[field] = row[field].translate(_TRADITIONAL)


def _sound(row: Person, *_: Any) -> None:
    row["name"] = row["family"] + "".join(_SOUND.get(c, c) for c in row["given"])


def _english_name(row: Person, rng: random.Random, _: Any) -> None:
    row["name"] = (
        f"{rng.choice(('Amy', 'Kevin', 'Jason', 'Cindy'))} "
        + "".join(lazy_pinyin(row["family"])).capitalize()
    )
    row["vague"] = True


def _moved_firm(row: Person, rng: random.Random, firms: list[dict[str, str]]) -> None:
    firm = rng.choice(firms)
    row["firm"], row["company"], row["city"] = firm, firm["long"], firm["town"]
    row["email"], row["moved"] = _mail(row, rng, firm), True
    row["phone"] = ""


def _moved_house(row: Person, rng: random.Random, _: Any) -> None:
    row["address"] = _address(rng, row["zh"])


def _short_firm(row: Person, *_: Any) -> None:
    row["company"] = row["firm"]["short"]


def _in_wrong_column(row: Person, *_: Any) -> None:
    row["name"], row["company"] = row["company"], row["name"]


def _phone_look(row: Person, rng: random.Random, _: Any) -> None:
    number = row["mobile"]
    if row["zh"]:
        looks: list[Callable[[], str]] = [
            lambda: f"+86 {number[:3]} {number[3:7]} {number[7:]}",
            lambda: f"0086{number}",
            lambda: f"{number[:3]}-{number[3:7]}-{number[7:]}",
            lambda: number.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        ]
        row["mobile"] = rng.choice(looks)()
    else:
        row["mobile"] = rng.choice((number.replace(" ", ""), number.replace("+44 ", "0")))


def _phone_slip(row: Person, rng: random.Random, _: Any) -> None:
    digits, place = row["mobile"], rng.randint(5, len(row["mobile"]) - 2)
    if not row.get("vague") and not row.get("moved"):
        row["mobile"] = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def _mail_look(row: Person, *_: Any) -> None:
    row["email"] = row["email"].upper()


def _slip(row: Person, rng: random.Random, _: Any) -> None:
    name = row["name"]
    place = rng.randint(1, max(1, len(name) - 2))
    letter = rng.choice(string.ascii_lowercase)
    row["name"] = rng.choice(
        (name[:place] + name[place + 1 :], name[:place] + letter + name[place + 1 :])
    )


def _initial(row: Person, *_: Any) -> None:
    row["name"] = f"{row['given'][0]}. {row['family']}"
    row["vague"] = True


def _nickname(row: Person, *_: Any) -> None:
    row["name"] = f"{_FIRST.get(row['given']) or row['given']} {row['family']}"


def _middle(row: Person, rng: random.Random, _: Any) -> None:
    row["name"] = f"{row['given']} {rng.choice('ABEJKMR')}. {row['family']}"


def _turned(row: Person, rng: random.Random, _: Any) -> None:
    row["name"] = rng.choice(
        (f"{row['family']} {row['given']}", f"{row['family']}, {row['given']}")
    )


def _plain_letters(row: Person, rng: random.Random, _: Any) -> None:
    long = {"ü": "ue", "ö": "oe", "ä": "ae"} if rng.random() < 0.5 else {}
    short = str.maketrans({"ü": "u", "ö": "o", "í": "i", "á": "a", "é": "e", "ñ": "n"})
    name = row["name"]
    for letter, pair in long.items():
        name = name.replace(letter, pair)
    row["name"] = name.translate(short)


def _day_and_month(row: Person, *_: Any) -> None:
    year, month, day = row["birthday"].split("-") if row["birthday"] else ("", "", "")
    if year and int(day) <= 12:
        row["birthday"] = f"{year}-{day}-{month}"


_BOTH = (_moved_firm, _moved_house, _short_firm, _in_wrong_column, _phone_look, _phone_slip)
_BOTH += (_mail_look, _day_and_month)
_HABITS_ZH = (*_BOTH, _honorific, _honorific, _pinyin, _pinyin, _traditional, _sound, _english_name)
_HABITS_EN = (*_BOTH, _slip, _initial, _nickname, _middle, _turned, _plain_letters)


# --- others who look like him ----------------------------------------------------------------


def _colleagues(base: Person, rng: random.Random, _: Any) -> list[Person]:
    """One switchboard, one info@, one address."""
    base["phone"] = base["firm"]["board"]
    base["email"] = rng.choice(("info", "sales", "office")) + "@" + base["firm"]["domain"]
    found = []
    for _ in range(rng.choice((1, 2, 4))):
        other = _person(rng, [base["firm"]])
        while other["name"] == base["name"]:
            other = _person(rng, [base["firm"]])
        other |= {field: base[field] for field in ("phone", "email", "address", "city")}
        found.append(other)
    return found


def _family(base: Person, rng: random.Random, firms: list[dict[str, str]]) -> list[Person]:
    """One mail and one number at home, one address, often one surname; another given name."""
    base["email"] = f"{base['mobile'][-6:].strip()}family@qq.com"
    other = _person(rng, firms)
    other |= _named(rng, base["zh"])
    while other["given"] == base["given"]:
        other |= _named(rng, base["zh"])
    other["zh"] = base["zh"]
    if rng.random() < 0.7:
        other["family"] = base["family"]
        other["name"] = (
            base["family"] + other["given"] if base["zh"] else f"{other['given']} {base['family']}"
        )
    other["mobile"] = _mobile(rng, base["zh"])
    base["phone"] = f"0{rng.randint(21, 29)}-{rng.randint(80000000, 89999999)}"
    return [other | {field: base[field] for field in ("email", "address", "city", "phone")}]


def _namesake_here(base: Person, rng: random.Random, _: Any) -> list[Person]:
    """Of the same name in the same firm, with a number and a mail of his own."""
    other = _person(rng, [base["firm"]])
    names = {field: base[field] for field in ("name", "family", "given", "zh")}
    other |= names | {"mobile": _mobile(rng, base["zh"])}
    local, _, domain = base["email"].partition("@")
    other["email"] = f"{local}{rng.randint(2, 9)}@{domain}"
    return [other]


def _namesake_elsewhere(
    base: Person, rng: random.Random, firms: list[dict[str, str]]
) -> list[Person]:
    other = _person(rng, firms)
    other |= {field: base[field] for field in ("name", "family", "given", "zh")}
    mail = f"{rng.randint(10, 99)}{_mail(other, rng, other['firm'])}"
    return [other | {"mobile": _mobile(rng, base["zh"]), "email": mail}]


_LOOKALIKES = (_colleagues, _family, _namesake_here, _namesake_elsewhere)
