"""Known companies in a text, however they are shortened: 铭泰厨具, 北禾农机, 远帆; Harrington."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from crm_app.lib.names import has_han
from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts import english_words as en
from crm_app.services.voice.facts.company_names import (
    TRADES,
    CompanyName,
    chinese_company,
    shorter,
)
from crm_app.services.voice.facts.heard import heard_at, length_heard, sound_places
from crm_app.services.voice.facts.known import without_form

# Two letters are a company only where somebody would name one.
_BEFORE = re.compile(
    r"(?:^|[^\w]|[去到找和跟与给在约见陪帮了趟是从问催用叫对]|拜访|回访|联系|介绍|客户|那个|这个|来自|今天|昨天|刚才|关于)$"
)
_AFTER = re.compile(
    rf"$|[^\w]|那边|这边|那个|公司|的|[开谈做见聊签送装要说问打来给催投]"
    rf"|[老小阿]?[{''.join(sorted(zh.SURNAMES))}][^，。]{{0,2}}?(?:{'|'.join(zh.TITLES)})|[老小][{''.join(sorted(zh.SURNAMES))}]"
)
# What is spoken of behind a name as often as it is part of one.
_NO_TRADE = ("设备", "材料", "工程", "技术", "系统", "公司", "集团", "中心", "国际", "工厂", "信息")
_PRODUCT = re.compile(rf"(?:{'|'.join(zh.PRODUCT_WORDS)})")
_WORD = re.compile(r"[\w&]+(?:['’](?!s\b)\w+)?")
_SAME_WORD = {"&": "and", "saint": "st"}
_BEFORE_EN = re.compile(
    r"(?:^|[.!?:;,] |\b(?:at|from|with|for|to|visited|called|rang|saw|the|and|of) )$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name that a stretch of the text may mean, and how surely (0..1)."""

    name: str
    start: int
    end: int
    weight: float


def company_mentions(text: str, names: Sequence[str]) -> list[Mention]:
    """Every stretch that may mean a known company; several may be meant by one stretch."""
    chinese = [name for name in dict.fromkeys(names) if has_han(name)]
    english = [name for name in dict.fromkeys(names) if not has_han(name)]
    return _chinese(text, chinese) + _english(text, english)


def _chinese(text: str, names: list[str]) -> list[Mention]:
    """Found by the sounds of the first two letters: an engine may have heard others."""
    places = sound_places(text)
    found = []
    for name in names:
        parts = chinese_company(name)
        at = heard_at(parts.body, places)
        found += [_chinese_mention(text, start, name, parts) for start in at]
        rest = shorter(parts)
        if rest and not at:
            later = heard_at(rest.body, places)
            less = [_chinese_mention(text, start, name, rest) for start in later]
            found += [replace(one, weight=one.weight - 0.15) for one in less]
    return [mention for mention in found if mention.weight > 0]


def _chinese_mention(text: str, start: int, name: str, parts: CompanyName) -> Mention:
    said, exact = length_heard(text[start:], parts.body)
    rest = _shortened(text[start + said :], parts.body[said:])
    end, length = start + said + rest, said + rest
    before = next((start - len(p) for p in parts.places if text[:start].endswith(p)), start)
    # 科技园 is a kind of place before it is the beginning of a name.
    if _is_another(text, (before, end), parts, said=said + rest) or (
        before == start and text[start:end] in TRADES
    ):
        return Mention(name, before, end, 0.0)
    brand_whole = said >= len(parts.brand) or (len(parts.brand) > 3 and length > len(parts.brand))
    called = bool(_BEFORE.search(text[:before]) and _AFTER.match(text, end))
    # 大家 is only a piece of 大家乐; 智链 is what one calls 智链云图.
    weight = 0.6 if brand_whole else 0.4 if len(parts.brand) > 3 else 0.3
    weight += 0.15 * min(2, length - 2) + 0.2 * (before < start)
    if length == 2 and before == start:
        half = bool(_BEFORE.search(text[:start]) or _AFTER.match(text, end))
        weight += 0.1 if called else -0.15 if half else -0.4
    if exact < said:  # as it sounds, not as it is written
        weight -= 0.15 if length > 3 or before < start else 0.25 if length == 3 else 0.35
    return Mention(name, before, end, max(0.0, min(1.0, weight)))


def _is_another(text: str, span: tuple[int, int], parts: CompanyName, *, said: int) -> bool:
    """蓝海餐饮 is not 蓝海物流, and 上海蓝海 not 北京蓝海; 蓝海物流仓储 is a part of 蓝海物流."""
    start, end = span
    trade = next((trade for trade in TRADES if text.startswith(trade, end)), "")
    told = said >= len(parts.brand) + 2
    if (
        trade
        and not told
        and trade not in parts.trade
        and not _PRODUCT.match(text, end + len(trade))
    ):
        return len(trade) > 1 and trade not in _NO_TRADE
    place = next((place for place in zh.REGIONS if text[:start].endswith(place)), "")
    return bool(place and parts.places and place not in parts.places)


def _shortened(text: str, rest: str) -> int:
    """农机 of 农业机械, 物流 of 国际物流: letters of the rest in their order."""
    taken = place = 0
    for letter in text:
        found = rest.find(letter, place)
        if found < 0:
            break
        taken, place = taken + 1, found + 1
    return taken


def _english(text: str, names: list[str]) -> list[Mention]:
    level = even(text)
    words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(level)]
    found, small = [], text.replace("I", "i") == text.lower()
    for name in names:
        wanted = [_SAME_WORD.get(m[0], m[0]) for m in _WORD.finditer(even(without_form(name)))]
        for place in range(len(words)) if wanted else ():
            said, count, likeness = _run(words[place:], wanted)
            # One word of several is a name only to the letter: Hendrik is not Hendricks & Co.
            if count > 1 or (count and (likeness == 1 or len(wanted) == 1)):
                start, end = words[place][1], words[place + said - 1][2]
                whole = count == len(wanted) and likeness == 1
                if not (whole or small or text[start].isupper()):
                    continue
                partly = count < len(wanted)
                if _goes_on(text, end, partly=partly) or (partly and _went_before(text, start)):
                    continue
                weight = _english_weight(text, (start, end), count, wanted) - 1.5 * (1 - likeness)
                found.append(Mention(name, start, end, weight))
    return [mention for mention in found if mention.weight > 0]


def _goes_on(text: str, end: int, *, partly: bool) -> bool:
    """Acme Robotics is not Acme Corporation, nor Silver Creek Bank Silver Bridge Bank."""
    following = re.match(r"[ -](\w+)", text[end:])
    if following is None or following[1].lower() in en.LEGAL:
        return False
    named = following[1][0].isupper() and following[1].lower() not in en.NOT_NAMES
    small = text.replace("I", "i") == text.lower()
    trade = following[1].lower() in en.TAILS and (following[1][0].isupper() or small or partly)
    return trade or (partly and named)


def _went_before(text: str, start: int) -> bool:
    """County Records is not the Records of Records Plus."""
    before = re.search(r"(\w)\w*([.!?]?) ([A-Z][\w’']*) $", f"a. {text[:start]}")
    return (
        before is not None
        and not before[2]
        and before[3].lower() not in en.NOT_NAMES
        and before[3].lower() not in en.ROLES
    )


def _run(words: list[tuple[str, int, int]], wanted: list[str]) -> tuple[int, int, float]:
    """How many words said are how many of the name, and how alike they are."""
    said, known, likeness = 0, 0, 1.0
    while said < len(words) and known < len(wanted):
        word = _SAME_WORD.get(words[said][0], words[said][0])
        theirs = wanted[known]
        if said + 1 < len(words) and word + words[said + 1][0] == theirs:  # North Wind
            said, known = said + 2, known + 1
            continue
        alike = 1.0 if word == theirs else fuzz.ratio(word, theirs) / 100
        if alike < 1 and (alike < 0.83 or len(theirs) < 6):
            break
        said, known, likeness = said + 1, known + 1, min(likeness, alike)
    if known and wanted[known - 1] == "and":
        said, known = said - 1, known - 1
    return said, known, likeness


def _english_weight(text: str, span: tuple[int, int], count: int, wanted: list[str]) -> float:
    if count == len(wanted) or count > 1:
        return 1.0 if count > 1 or _is_company(text, span, partly=False) else 0.3
    if len(wanted[0]) < 4 or wanted[0] in en.NOT_NAMES:
        return 0.0
    return 0.7 if _is_company(text, span, partly=True) else 0.0


def _is_company(text: str, span: tuple[int, int], *, partly: bool) -> bool:
    """One word: it has its capital, or stands where a company is named; nobody's surname."""
    start, end = span
    before = text[:start]
    person = re.search(r"\b([A-Za-z]+)\.? $", before)
    if person and (
        person[1].lower() in en.FIRST_NAMES or re.fullmatch(en.TITLES, person[1], re.IGNORECASE)
    ):
        return False
    word = text[start:end]
    small = text.replace("I", "i") == text.lower() or not partly
    return word[0].isupper() or (small and len(word) > 3 and bool(_BEFORE_EN.search(before)))


def even(text: str) -> str:
    """Letter for letter the same length: no accents, no hyphens, small letters."""
    bare = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(" " if letter == "-" else letter for letter in bare).lower()
