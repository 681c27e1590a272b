"""A person's name as it is compared: family and given name, in characters and in Latin letters."""

import re
from functools import lru_cache
from typing import NamedTuple

from crm_app.lib.matching.folding import is_han, sound, surname_sound
from crm_app.lib.names import bare_name
from crm_app.lib.surnames import COMPOUND, USUAL, surname_of

_HONORIFICS = tuple("总董工哥姐理任师生授士姐太长记计学板")
# 王经理 is a Wang; Wang Wei经理 is Wang Wei.
_AFTER_LATIN = re.compile(
    r"(?<=[a-z.\s])\s*(?:董事长|总经理|副总|总监|经理|主任|老师|医生|教授|先生|女士|小姐|太太|博士|律师|老板|总|董|工)$"
)
_TITLE = re.compile(r"^(?:(?:mr|mrs|ms|miss|dr|prof|sir|madam|herr|frau|sr|sra|mme)\.?\s+)+(?=\S)")
_SUFFIX = re.compile(r"[\s,]+(?:jr|sr|ii|iii|iv|phd|ph\.d|md|mba|esq|cpa)\.?$")
_PARTS = re.compile(r"\s*[-—–_/|@(（]\s*")
_SIGNS = re.compile(r"\s*[|@]\s*|\s+[-—–/]\s+|\s*\(\s*")
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uan|uai|ai|ei|ao|ou|an|en|er|in|un|ia|ie|iu|"
    r"ua|ui|uo|ue|a|e|i|o|u)|[nl]ve?)"
)
_PINYIN = re.compile(f"(?:{_SYLLABLE})+")
_COMPANY = re.compile(
    r"公司|集团|有限|工厂|商行|银行|学校|医院|大学|事务所|中心|酒店|门店|协会|研究|厂$|店$|社$|株式|商贸|"
    r"(?<![a-z])(?:ltd|limited|inc|llc|llp|gmbh|corp|corporation|company|plc|ag|bv|oy|ab|holdings?|group|"
    r"s\.?a\.?|s\.?r\.?l\.?|pty|pte|bank|university|hotel|trading|logistics|consulting|industries)(?![a-z])"
)


class Name(NamedTuple):
    """`han_*` is empty for a Latin name; `family` and `given` are its sound for a Chinese one."""

    han_family: str
    han_given: str
    family: str
    given: str
    is_vague: bool = False  # a form of address stands for the given name: 张总


NOBODY = Name("", "", "", "")


def is_surname(text: str) -> bool:
    """Whether a folded text is a Chinese surname."""
    return text in USUAL or text in COMPOUND


def has_form_of_address(given: str) -> bool:
    """Whether a given name ends as forms of address do."""
    return given.endswith(_HONORIFICS)


@lru_cache(maxsize=100_000)
def looks_like_company(text: str) -> bool:
    """Whether a folded text names a firm."""
    return _COMPANY.search(text) is not None


@lru_cache(maxsize=100_000)
def looks_like_person(text: str) -> bool:
    """Whether a folded text may be a person's whole name."""
    if looks_like_company(text):
        return False
    if is_han(text):
        han = _NOT_HAN.sub("", text)
        if re.search("[a-z0-9]{3}", text):
            return False
        if han[:2] in COMPOUND:
            return 3 <= len(han) <= 5
        # With its form of address it is longer: 王小明经理.
        named = len(han) <= 3 or (han.endswith(_HONORIFICS) and len(han) <= 6)
        return len(han) > 1 and named and han[0] in USUAL
    return 2 <= len(text.split()) <= 3 and not re.search(r"\d", text)


@lru_cache(maxsize=50_000)
def is_pinyin(word: str) -> bool:
    """Whether Latin letters could be a Chinese name's sound."""
    return len(word) > 1 and _PINYIN.fullmatch(word) is not None


@lru_cache(maxsize=200_000)
def names_in(text: str) -> tuple[Name, ...]:
    """The names that one folded text may stand for, the likeliest first."""
    if text and min(text) >= "\u3400" and max(text) <= "\u9fff":
        return tuple(_readings(text))
    if not is_han(text := _AFTER_LATIN.sub("", text)):
        return tuple(_latin(one) for one in _latin_people(text))
    for part in _parts(text):
        text = part
    han = _NOT_HAN.sub("", text)
    words = [word for word in _WORDS.findall(text) if word.isascii() and len(word) > 2]
    found = _readings(han) if han else []
    if words and found:  # 陈静 Jane
        found.append(Name("", "", found[0].family, "".join(words)))
    return tuple(found)


def _readings(han: str) -> list[Name]:
    """A Chinese name; then by the common reading of its surname's character, as machines write it: 曾 as
    ceng."""
    name = _chinese(han)
    common = sound(name.han_family)
    return [name] if name.family == common else [name, name._replace(family=common)]


def _latin_people(text: str) -> list[str]:
    """Brightmoor|Jane Walker is Jane Walker; Anne-Marie Smith is herself, or Marie Smith of Anne."""
    if not text.strip():
        return []
    parts = [part.strip(" )") for part in _SIGNS.split(text)]
    if len(parts) == 2 and all(parts):
        return [parts[1] if looks_like_person(parts[1]) else parts[0]]
    before, mark, after = text.partition("-")
    joined = mark and before.strip().isalpha() and len(after.split()) > 1
    return [text, after] if joined and looks_like_person(after) else [text]


def company_beside(text: str) -> str:
    """The firm in 锐进科技-张伟; empty where there is none."""
    if not is_han(text):
        parts = [part.strip(" )") for part in _SIGNS.split(text)]
        if len(parts) != 2 or not all(parts):
            return ""
        return parts[0] if looks_like_person(parts[1]) else parts[1]
    parts = _PARTS.split(text)
    if len(parts) != 2 or not _parts(text):
        return ""
    return parts[0] if looks_like_person(parts[1]) else parts[1]


def _parts(text: str) -> list[str]:
    """The person in 锐进科技-张伟 or 张伟（锐进科技）; nothing where it is a name alone."""
    parts = [part.strip(" )）") for part in _PARTS.split(text)]
    people = [part for part in parts if looks_like_person(part)]
    return people[-1:] if len(parts) == 2 and people else []


def from_columns(family: str, given: str) -> tuple[Name, ...]:
    """Names whose parts stand in columns of their own; folded."""
    family, given = _AFTER_LATIN.sub("", family), _AFTER_LATIN.sub("", given)
    if is_han(family) or is_han(given):
        return _han_columns(family, given)
    if family and given:
        plain = re.sub(r"\d", "", _untitled(given))
        return (Name("", "", _letters(family), _given(_WORDS.findall(plain))),)
    whole = family or given
    if " " in whole.strip():
        return names_in(whole)
    letters = _letters(whole)
    return (Name("", "", letters if family else "", "" if family else letters),) if letters else ()


def _han_columns(family: str, given: str) -> tuple[Name, ...]:
    if not is_han(given):
        return names_in(family + given)
    if not family:  # all of it in one column, or the family name was left out
        left = _NOT_HAN.sub("", given)
        alone, whole = Name("", left, "", sound(left)), names_in(given)
        return (*whole, alone) if whole and whole[0].given else (alone,)
    han_family, han_given = _NOT_HAN.sub("", family), _NOT_HAN.sub("", given)
    if not han_family:
        return (Name("", han_given, "", sound(han_given)),)
    turned = is_surname(han_given) and not is_surname(han_family)
    straight = names_in(family + given)
    return (*names_in(given + family), *straight) if turned else straight


@lru_cache(maxsize=100_000)
def _chinese(han: str) -> Name:
    vague = False
    if han.endswith(_HONORIFICS):
        name, vague = bare_name(han)
        han = name or han
    size = len(surname_of(han))
    family, given = han[:size], han[size:]
    return Name(family, given, surname_sound(family), sound(given), vague)


def _latin(text: str) -> Name:
    text = _untitled(text)
    if "," in text:
        family, _, given = text.partition(",")
        return Name("", "", _letters(family), _given(_WORDS.findall(given)))
    words = _WORDS.findall(text)
    if len(words) < 2:
        return Name("", "", "", _letters(text))
    return Name("", "", _letters(words[-1]), _given(words[:-1]))


def _untitled(text: str) -> str:
    return _SUFFIX.sub("", _TITLE.sub("", text.strip()))


def _given(words: list[str]) -> str:
    """The first names; a middle initial says little."""
    long = [word for word in words if len(word) > 1]
    return _letters("".join(long or words[:1]))


def _letters(text: str) -> str:
    # A machine that reads cards takes l for 1: kowa1ski.
    if not text.isalpha():
        text = _IN_WORD.sub(lambda found: found.group().translate(_READ_AS), text)
    return re.sub(r"[\W\d_]", "", text)


_IN_WORD = re.compile(r"(?<=[a-z])[015](?=[a-z])")
_READ_AS = str.maketrans("015", "ols")
