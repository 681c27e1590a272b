"""Titles and departments, and lines that hold them together with a name."""

import re

from crm_app.services.cards.reading import words_latin, words_zh
from crm_app.services.cards.reading.finding import Piece
from crm_app.services.cards.reading.layout import han, spaced
from crm_app.services.cards.reading.people import HONORIFIC
from crm_app.services.cards.reading.segments import Segment, split

_HAN_FIRST = re.compile(
    r"^(?P<name>[\u3400-\u9fff](?:\s?[\u3400-\u9fff]){1,3}?)(?P<gap>[\s|/·,:]*)(?P<rest>[\u3400-\u9fff(].*)$"
)
_MIXED = re.compile(
    r"^(?P<zh>[\u3400-\u9fff·\s()]{2,}?)[\s/|·(]*(?P<en>[A-Za-z][A-Za-z.,'&\s\-/]{3,})\)?$|^(?P<en2>[A-Za-z][A-Za-z.,'&\s\-/]{2,}?)[\s/|·(]*(?P<zh2>[\u3400-\u9fff][\u3400-\u9fff·\s/]+)\)?$"
)
_BRACKETED_HAN = re.compile(r"(?P<name>[\u3400-\u9fff ]{2,7}?)\s?\((?P<title>[^()]+)\)")
_ONE_LETTER = re.compile(r"[\u3400-\u9fff](?:[\s|/]|$)")
# 台北市…路…號/12F., … Rd., Taipei: an address in both languages.
_BOTH_PLACES = re.compile(r"(.*[\u3400-\u9fff].{0,4}?)\s?[/|]\s?(?=[^\u3400-\u9fff]{12,}$)")
# 海通律师事务所 is a firm though 律师 is a title.
_FIRM = re.compile(
    r"(?:事务所|事務所|[师師量]行|协会|協會|学院|學院|大学|医院|學會|学会|中心|集团|公司|工作室)$"
)
_HOUSE_ENDS = re.compile(
    r"[产產场場店厂廠院馆館站行局所班队隊区區县縣市镇鎮业業类類品线線级級店部网網]$"
)
_ADDRESSED = re.compile(r"总|先生|女士|小姐|经理|总经理|主任|总监|老师|店长|老板")
# Dr. Michael Dean is a person.
_CALLED_DOCTOR = re.compile(
    r"(?:Dr|Prof|Professor|Mr|Mrs|Ms)\b\.?\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}$"
)
# Jane Osprey, CPA
_CERTIFIED = re.compile(r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]*){1,3},? (?:CPA|CFA|PMP|Esq\.?)")
# Harbour Yacht Sales is a shop; Sales, Inside Sales and Head of Sales are titles.
_SELLER = re.compile(r"(?P<who>(?:(?!of\b)[\w'.&-]+ ){2,4})sales", re.IGNORECASE)
# Specialists in …, Your trusted partner since 1987
_OFFER = re.compile(
    r"\b(?:specialists?|dealers?|experts?) (?:in|for)\b|\b(?:your|our|we|you|since|trusted)\b",
    re.IGNORECASE,
)
_LATIN_SPLIT = re.compile(r"\s*(?:\||/|\s-\s|,|·|;|:)\s*")
# SALESEXECUTIVE: capitals whose gap was lost.
_GLUED_END = re.compile(r"([A-Z]{3,})(MANAGER|DIRECTOR|EXECUTIVE|ENGINEER|OFFICER|PRESIDENT)$")
# Prop. Osprey
_OWNER = re.compile(r"(?P<title>prop(?:rietor|rietress)?\.?)\s*:?\s+(?=[A-Z])", re.IGNORECASE)
# Osprey Larkin (Owner)
_BRACKETED = re.compile(r"(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3}) \((?P<title>[A-Za-z ]+)\)")


def is_title(text: str) -> bool:
    """Whether a text is a title by its words."""
    if han(text) >= 2:
        bare = re.sub(r"\([^()]*\)$", "", text)  # (普通合伙)
        firm = re.search(r"公司$|\d{3}", bare) or (han(bare) > 4 and _FIRM.search(bare))
        return bool(words_zh.TITLE.search(text)) and han(text) <= 20 and not firm
    if _CALLED_DOCTOR.match(text) or _CERTIFIED.fullmatch(text):
        return False
    text = re.sub(r"^([A-Z]{1,2}) ([A-Z]) ?([A-Z]?)$", r"\1\2\3", spaced(text))  # C E O
    text = _GLUED_END.sub(r"\1 \2", text)
    short = len(text) <= 70 and len(text.split()) <= 9
    seller = _SELLER.fullmatch(text)
    named = bool(words_latin.TITLE.search(seller.group("who") if seller else text))
    return short and named and not _legal(text) and not _OFFER.search(text)


def _legal(text: str) -> bool:
    return bool(words_latin.LEGAL.search(re.sub(r"\b(?:M\.?D|CO)\b", "", text)))


def is_department(text: str) -> bool:
    """Whether a text is a department by its words."""
    if han(text) >= 2:
        bare = re.sub(r"\s", "", text)
        return (
            bool(words_zh.DEPARTMENT.match(bare))
            and not words_zh.PRACTICE.search(bare)
            and not words_zh.LEGAL.search(bare)
            and not is_title(text)
        )
    own = words_latin.INSTITUTE.sub("", text)  # National Institute of … is a house of its own
    return bool(words_latin.DEPARTMENT.search(own)) and not _legal(text) and len(text.split()) <= 8


def parted(pool: list[Segment]) -> list[Segment]:
    """Segments with name, title and department in one line cut apart."""
    found: list[Segment] = []
    for segment in pool:
        for half in _scripts(segment):
            found.extend(_name_and_title(half))
    return [segment for segment in found if segment.text]


def _scripts(segment: Segment) -> list[Segment]:
    """王伟 Wang Wei, 总经理 General Manager: each language for itself; not within an address."""
    text = segment.text
    both = _BOTH_PLACES.match(text)
    if both and words_zh.address_signs(both.group(1)) >= 2:
        return list(split(segment, both.end(1), both.end()))
    match = _MIXED.match(text)
    if match is None or re.search(r"\d", text) or words_zh.address_signs(text) >= 2:
        return [segment]
    at = match.start("en") if match.group("en") else match.start("zh2")
    english = match.group("en") or match.group("en2") or ""
    if len(re.findall("[A-Za-z]", english)) < 4:
        return [segment]
    if match.group("zh2") and words_zh.LEGAL.search(text):
        return [segment]  # ABC科技有限公司 is one name
    return list(split(segment, at, at))


def _name_and_title(segment: Segment) -> list[Segment]:
    text = segment.text
    if han(text) >= 2:
        return _cut_han(segment)
    if not han(text) and words_latin.TITLE.search(text) and not _legal(text):
        return _cut_latin(segment)
    return [segment]


def _cut_han(segment: Segment) -> list[Segment]:
    """王伟(总经理), 王伟 总经理, 总经理 王伟, 市场部 经理, 王伟总经理."""
    text = segment.text
    if text[:1] in words_zh.SURNAMES and _ADDRESSED.fullmatch(text[1:]):
        return list(split(segment, 1, 1))
    both = _BRACKETED_HAN.fullmatch(text)
    if both and _could_be_name(both.group("name")) and is_title(both.group("title")):
        return _unbracketed(segment, both)
    parts = re.split(r"[\s|/·,、:]+", text)
    if not any(map(words_zh.TITLE.search, parts)) or words_zh.LEGAL.search(text):
        return [segment]
    return _cut_at_gaps(segment) or _glued(segment)


def _cut_at_gaps(segment: Segment) -> list[Segment]:
    """Name, title and department where a space or a stroke divides them; else nothing."""
    text = segment.text
    for match in re.finditer(r"[\s|/·,、:]+", text):
        before, after = text[: match.start()], text[match.end() :]
        if _ONE_LETTER.match(after):
            continue  # 许 慧 敏 经理: the name is not at its end yet
        for name, other in ((before, after), (after, before)):
            if _could_be_name(name) and is_title(other):
                return list(split(segment, match.start(), match.end()))
        if is_department(before) and is_title(after) and " " in match.group():
            return list(split(segment, match.start(), match.end()))
        if is_title(before) and is_department(after):
            return list(split(segment, match.start(), match.end()))
    return []


def _unbracketed(segment: Segment, both: re.Match[str]) -> list[Segment]:
    """The name, and the title without its brackets."""
    first, second = split(segment, both.end("name"), both.start("title"))
    return [first, Segment(Piece(segment.line, second.piece.start, second.piece.end - 1))]


def _glued(segment: Segment) -> list[Segment]:
    """A name with its title right behind it: 欧阳丽娜总经理."""
    text = segment.text
    for size in (2, 3, 4):
        name, rest = text[:size], text[size:]
        if len(rest) < 2 or not words_zh.surname_length(name):
            continue
        begins = words_zh.TITLE.match(rest) or words_zh.TITLE_BEGINS.match(rest)
        begins = begins or re.match(r"[A-Za-z]{2,}", rest)  # 兰若山Java工程师
        if begins and _stands_alone(name) and is_title(rest) and _could_be_name(name):
            return list(split(segment, size, size))
    return _glued_behind(segment)


def _stands_alone(name: str) -> bool:
    """Whether letters before a title are sure enough to be a name; 房地产, 全国大 and 养殖场 are not.

    A surname that few have begins many words, so two letters must follow that end no such word.
    """
    if name[:2] in words_zh.COMPOUND:
        return True
    if name[0] in words_zh.COMMON_SURNAMES:
        return len(name) < 4
    return len(name) == 3 and name[:2] not in words_zh.NOT_NAMES and not _HOUSE_ENDS.search(name)


def _glued_behind(segment: Segment) -> list[Segment]:
    """A title with its name right behind it: 執行長邱家銘."""
    text = segment.text
    for size in (3, 2):
        title, name = text[:-size], text[-size:]
        common = name[:1] in words_zh.COMMON_SURNAMES
        ends = len(title) >= 2 and re.search(rf"(?:{words_zh.TITLE.pattern})$", title)
        if common and ends and is_title(title) and _could_be_name(name):
            return list(split(segment, len(title), len(title)))
    return [segment]


def _could_be_name(text: str) -> bool:
    bare = HONORIFIC.sub("", re.sub(r"[\s·]", "", text))
    if not 2 <= len(bare) <= 4 or not re.fullmatch(r"[\u3400-\u9fff]+", bare):
        return False
    known = (
        bare in words_zh.NOT_NAMES or words_zh.TITLE.search(bare) or words_zh.DEPARTMENT.match(bare)
    )
    return bool(words_zh.surname_length(bare)) and not known


def _cut_latin(segment: Segment) -> list[Segment]:
    """James Carter, Sales Director; Sales Director | James Carter."""
    text = segment.text
    owner = _OWNER.match(text)
    if owner:
        title, name = split(segment, owner.end("title"), owner.end())
        name.label = name.label or "name"
        return [title, name]
    both = _BRACKETED.fullmatch(text)
    if both and is_title(both.group("title")) and not is_title(both.group("name")):
        return _unbracketed(segment, both)
    for match in _LATIN_SPLIT.finditer(text):
        before, after = text[: match.start()], text[match.end() :].rstrip(" &")
        for name, other in ((before, after), (after, before)):
            words = name.split()
            looks = 2 <= len(words) <= 4 and all(re.match(r"[A-Z]", word) for word in words)
            known = any(word.lower().strip(".") in words_latin.GIVEN for word in words)
            known = known or match.group().strip() == (":" if name == after else "-")
            known = known and not words_latin.TOPIC.search(name)
            if looks and known and not words_latin.TITLE.search(name) and is_title(other):
                return list(split(segment, match.start(), match.end()))
    return [segment]
