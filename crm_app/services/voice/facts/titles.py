"""Titles tell people apart: of two 王 at a firm 王总 is the one who manages it; 甬泰的采购 has a name."""

import re
from collections.abc import Sequence, Set

from crm_app.lib.names import has_han
from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts.company_mentions import Mention
from crm_app.services.voice.facts.known import KnownNames
from crm_app.services.voice.facts.mention_weights import CALLED, GIVEN, ROLE

_TITLED = re.compile(rf"({'|'.join(sorted(zh.TITLES, key=len, reverse=True))})$")
# 总 is said to whoever manages something, 工 to whoever understands it.
_MEANT = {
    "总": r"总|董事长|老板|创始人|副总裁|CEO|COO|CTO|CFO",
    "工": r"工|技术|研发|设计|开发",
    "处": r"处",
    "局": r"局",
    "科": r"科",
    "院": r"院",
    "董": r"董",
    "老板娘": r"老板",
    "博士": r"博士|研究",
    "老师": r"老师|教",
}
_UNTOLD = (*zh.POLITE, *zh.words("阿姨 大姐 大哥 大叔 叔 哥 姐 师傅"))
# A new one, or one whose name follows, is not the one who is noted.
_OTHER_BEFORE = re.compile(
    r"(?:新来?的?|另一个|一个|前任?|我们的?|咱们?的?|找个|副)$"
    r"|\b(?:new|another|former|previous|old|our|my|deputy|assistant|vice|an?) $",
    re.IGNORECASE,
)
# No part of a name or of another title.
_ALONE = re.compile(
    r"(?:^|[^\w]|[的们跟和找见让是问给约]|那边|这边)$|\b(?:the|their|his|her|its|with) $",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"^(?:名字)?(?:是|叫|姓|换|的?(?:助理|秘书|助手|手下))|^(?:['’]s [a-z]|,? (?:there )?(?:is|was|called|named|,)? ?(?-i:[A-Z][a-z]))",
)


def fitting(text: str, mentions: Sequence[Mention], names: KnownNames) -> list[Mention]:
    """The mentions without those that a title said gives to a colleague of the same surname."""
    called: dict[str, list[Mention]] = {}
    for one in mentions:
        if one.weight <= CALLED or (one.weight <= GIVEN and not has_han(one.name)):
            called.setdefault(one.name, []).append(one)
    fit, beaten = set(), set()
    for firm, staff in names.staff.items():
        there = [one for person in staff for one in called.get(person, ())]
        fits = {one for one in there if _fits(text, one, names.titles.get((firm, one.name), ""))}
        places = {one.start for one in fits}
        fit |= fits
        beaten |= {one for one in there if one.start in places}
    return [one for one in mentions if one in fit or one not in beaten]


def _fits(text: str, one: Mention, title: str) -> bool:
    if title and _is_near(text, one, title):
        return True
    said = _TITLED.search(text[one.start : one.end])
    if said is None or not title or said[0] in _UNTOLD:
        return False
    return re.search(_MEANT.get(said[0], re.escape(said[0])), title, re.IGNORECASE) is not None


def _is_near(text: str, one: Mention, title: str) -> bool:
    """采购的王姐, Priya from production: what somebody does is said beside the name."""
    before, after = text[max(0, one.start - 6) : one.start], text[one.end : one.end + 25]
    if has_han(title):
        return any(title[at : at + 2] in before for at in range(len(title) - 1))
    beside = f"{text[max(0, one.start - 25) : one.start]} {after}".lower()
    return any(len(word) > 4 and word in beside for word in title.lower().split())


def by_title(text: str, names: KnownNames, said: Sequence[Mention]) -> list[Mention]:
    """Where the only holder of a title at one of the firms is called by nothing but that title."""
    found, ends = [], {firm.end for firm in said}
    for firm in {firm.name for firm in said}:
        held: dict[str, list[str]] = {}
        for person in names.staff.get(firm, ()):
            title = names.titles.get((firm, person), "")
            for word in {title, _shortest(title)} - {""}:
                held.setdefault(word, []).append(person)
        for title, people in held.items():
            if len(people) == 1:
                found += [Mention(people[0], *span, ROLE) for span in _said(text, title, ends)]
    return found


def _shortest(title: str) -> str:
    """主任 of 设备科主任, chef of head chef."""
    if not has_han(title):
        return title.rsplit(maxsplit=1)[-1] if title and " of " not in title else ""
    last = _TITLED.search(title)
    return last[0] if last and len(last[0]) > 1 else ""


def _said(text: str, title: str, ends: Set[int]) -> list[tuple[int, int]]:
    """Where a title stands for a person, and not before or behind a name."""
    han = has_han(title)
    whole = len(title) > 3 if han else " " in title
    pattern = re.escape(title) if han else rf"\b{re.escape(title)}\b"
    return [
        found.span()
        for found in re.finditer(pattern, text, re.IGNORECASE)
        if not _OTHER_BEFORE.search(text[: found.start()])
        and not _NAMED_AFTER.match(text[found.end() :])
        and not (han and text[: found.start()][-1:] in zh.SURNAMES - zh.DOUBTFUL_SURNAMES)
        and (whole or found.start() in ends or _ALONE.search(text[: found.start()]))
    ]
