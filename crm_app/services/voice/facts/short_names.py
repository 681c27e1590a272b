"""Known companies called by a short form: 华锐精密 for 华锐精密机械有限公司, Harrington, castle and sons."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from crm_app.lib.names import has_han
from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts import english_words as en
from crm_app.services.voice.facts.known import without_form, without_region
from crm_app.services.voice.facts.spoken import Spoken

_TRADES = tuple({*zh.STRONG_TAILS, *zh.WEAK_TAILS, "信息", "制品", "器械", "零部件"})
# Two letters are a company only where somebody would name one.
_BEFORE_ZH = re.compile(
    r"(?:^|[^\w]|[去到找和跟与给在约见陪帮了趟是从问催]|拜访|回访|联系|介绍|客户|那个|这个|来自)$"
)
_AFTER_ZH = re.compile(
    rf"$|[^\w]|那边|这边|那个|公司|的|[开谈做见聊签送装要说问打来给催投]|[{''.join(sorted(zh.SURNAMES))}][^，。]{{0,2}}?(?:{'|'.join(zh.TITLES)})"
)
_BEFORE_EN = re.compile(
    r"(?:^|[.!?:;,] |\b(?:at|from|with|for|to|visited|called|rang|saw|the|and|of) )$", re.IGNORECASE
)


def short_names(
    text: str, names: Sequence[str], told: Callable[[set[str]], set[str]]
) -> list[Spoken]:
    """Where a text calls a known company by a beginning of its name.

    `told` says which of several that begin alike the rest of the note speaks of.
    """
    even = _even(text)
    hits: dict[tuple[int, int], set[str]] = {}
    for name in dict.fromkeys(names):
        for start, end in _chinese(text, name) if has_han(name) else _english(text, even, name):
            hits.setdefault((start, end), set()).add(name)
    kept: list[Spoken] = []
    for (start, end), meant in sorted(hits.items(), key=lambda hit: hit[0][0] - hit[0][1]):
        if any(start < one.end and one.start < end for one in kept):
            continue
        said = {one.name for one in kept}
        # 恒达 after 恒达电子 is the same one.
        alone = meant if len(meant) == 1 else (meant & said) or told(meant)
        likeness = 0.97 if end - start > 2 else 0.93
        kept += [Spoken(name, start, end, likeness) for name in alone if len(alone) == 1]
    return sorted(kept, key=lambda one: one.start)


def _chinese(text: str, name: str) -> list[tuple[int, int]]:
    """Each stretch that is the longest beginning of a name, with or without its region."""
    plain = without_form(name)
    body = without_region(plain)
    # 安康医疗 is called 安康, not 医疗.
    body = plain if body.startswith(_TRADES) else body
    found = []
    for start in _places(text, body[:2]):
        length = _alike(text[start:], body)
        region = len(plain) - len(body)
        before = start - region if text[:start].endswith(plain[:region]) else start
        sure = before < start or _is_called(text, start, start + 2)
        if length >= 3 or (length == 2 and _is_whole(body) and sure):
            found.append((before, start + length))
    return found


def _places(text: str, head: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(head), text)] if len(head) > 1 else []


def _alike(text: str, body: str) -> int:
    pairs = zip(text, body, strict=False)
    return next(
        (n for n, (ours, theirs) in enumerate(pairs) if ours != theirs), min(len(text), len(body))
    )


def _is_whole(body: str) -> bool:
    """华锐 is all that is not trade in 华锐精密机械; 大家 is only a piece of 大家乐餐饮."""
    return len(body) == 2 or body[2:].startswith(_TRADES)


def _is_called(text: str, start: int, end: int) -> bool:
    after = _AFTER_ZH.match(text, end)
    return after is not None and bool(_BEFORE_ZH.search(text[:start]) or after[0] != "的")


def _even(text: str) -> str:
    """Letter for letter the same length: no accents, no hyphens, small letters."""
    bare = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(" " if letter == "-" else letter for letter in bare).lower()


def _english(text: str, even: str, name: str) -> list[tuple[int, int]]:
    words = _even(without_form(name)).replace("&", "and").split()
    pattern = ""
    for word in reversed(words[1:]):
        said = r"(?:and|&)" if word == "and" else re.escape(word)
        pattern = rf"(?: {said}{pattern})?"
    found = []
    for match in re.finditer(rf"\b{re.escape(words[0])}{pattern}\b", even) if words else ():
        stretch = text[match.start() : match.end()]
        if " " in stretch and not stretch.lower().endswith(" and"):
            found.append(match.span())
        elif len(words[0]) >= 4 and _is_company(text, match, stretch, lone=len(words) == 1):
            found.append((match.start(), match.start() + len(words[0])))
    return found


def _is_company(text: str, match: re.Match[str], stretch: str, *, lone: bool) -> bool:
    """One word of a longer name: it has its capital, or stands where a company is named."""
    word = stretch.split(maxsplit=1)[0].lower()
    before = text[: match.start()]
    person = re.search(r"\b([A-Za-z]+) $", before)
    if person and (
        person[1].lower() in en.FIRST_NAMES or re.fullmatch(en.TITLES, person[1], re.IGNORECASE)
    ):
        return False
    if word in en.NOT_NAMES:
        return False
    return lone or stretch[0].isupper() or (len(word) > 4 and bool(_BEFORE_EN.search(before)))
