"""Thousands left unsaid, as deals are closed: we shook on fifty-eight five, she'll sign for fifty-two."""

import re
from collections.abc import Mapping
from decimal import Decimal

from crm_app.services.voice.facts.english_numbers import NUMBER, SMALL, english_number

MILLION = 10**6
_CLOSED = re.compile(
    r"\b(?:shook(?: hands)? (?:on|at)|settled? (?:on|at|for)|sign(?:ed)? (?:for|at)|landed (?:on|at)|"
    r"(?:good|fine|happy|ok(?:ay)?) with|down from [\w$£€-]+(?: [\w-]+)? to|met (?:in the middle )?at|meet (?:us )?at|closed? (?:at|for)|came down to|come down to|got (?:it|him|her|them) to|(?:where )?we(?:'ve)? (?:landed|ended up|settled)(?: is| was| at| on)?)"
    r" (?:about |around )?[$£€]?$",
    re.IGNORECASE,
)
# A hundred and forty thousand, but the board released a hundred and fifteen.
_SAME_SCALE = re.compile(
    r"\b(?:released|approved|cleared|sanctioned|signed off(?: on)?|agreed(?: on| to)?|settled (?:on|at|for)|down to|up to|countered(?: with| at)?|counter(?:ed|-?offered)(?: with| at)?|offered|(?:put|moved|pushed|brought|took|got|raised|cut) (?:it|that|them|him|her|us) (?:up |down )?to|(?:went|came) (?:up |down )?to|i'd do|we'd do|do it for|came back (?:with|at)|said|it's|is now|now|final(?:ly)?(?: is| at)?|make it|we're (?:on|at)|we are (?:on|at)|so|net|leaves|makes it|works out at|signed(?: for| at)?|ours (?:was|is|came in at))"
    r",? (?:only |about |around |just )?[$£€]?$",
    re.IGNORECASE,
)
_ONES = "|".join(word for word, value in SMALL.items() if 0 < value < 10)
_HALF_SAID = re.compile(rf"(?P<thousands>.+?)[ -](?P<hundreds>{_ONES})", re.IGNORECASE)
_TWO_DIGITS = "|".join(word for word, value in SMALL.items() if value >= 10 and word != "dozen")
_SPELT = re.compile(
    rf"(?P<thousands>(?:{_TWO_DIGITS})(?:[ -](?:{_ONES}))?) (?P<hundreds>{_ONES}) (?P<rest>(?:{_TWO_DIGITS})(?:[ -](?:{_ONES}))?)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"$|[.,;!?]|\s*total\b|\s*(?:US|hong kong|singapore)? ?(?:dollars|pounds|euros)\b|\s+(?:and|but|if|in|with|so|plus|all|for|a year|net|flat)\b",
    re.IGNORECASE,
)


def in_thousands(text: str, sums: Mapping[int, Decimal]) -> list[tuple[Decimal, int, int]]:
    """Sums of ten to a thousand thousands where a deal was closed, or one of the `sums` said before
    (by their starts) gave the scale; of millions where that was one: value, start, end."""
    found = []
    for match in NUMBER.finditer(text):
        before = text[: match.start()]
        scaled = any(start < match.start() for start in sums) and _SAME_SCALE.search(before)
        spelt = _SPELT.fullmatch(match[0].strip()) is not None
        if (_CLOSED.search(before) or scaled or spelt) and _NEXT.match(text, match.end()):
            value = _value(match[0].strip())
            earlier = [one for start, one in sums.items() if start < match.start()]
            if value is not None and value < 10 and earlier and earlier[-1] >= MILLION:
                found.append((value * MILLION, match.start(), match.end()))
            elif value is not None and 10 <= value < 1000:
                found.append((value * 1000, match.start(), match.end()))
    return found


def _value(said: str) -> Decimal | None:
    spelt = _SPELT.fullmatch(said)
    if spelt:  # fifteen seven fifty
        thousands, hundreds, rest = (english_number(part) or Decimal(0) for part in spelt.groups())
        return thousands + hundreds / 10 + rest / 1000
    parts = _HALF_SAID.fullmatch(said)
    whole = english_number(parts["thousands"]) if parts else None
    # Fifty-eight five has two numbers, fifty-eight is one.
    if parts and whole is not None and whole % 10 and whole < 100:
        return whole + Decimal(SMALL[parts["hundreds"].lower()]) / 10
    return english_number(said)
