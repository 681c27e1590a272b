"""Thousands left unsaid, as deals are closed: we shook on fifty-eight five, she'll sign for fifty-two."""

import re
from decimal import Decimal

from crm_app.services.voice.facts.english_numbers import NUMBER, SMALL, english_number

_CLOSED = re.compile(
    r"\b(?:shook(?: hands)? (?:on|at)|settled? (?:on|at|for)|sign(?:ed)? (?:for|at)|landed (?:on|at)|"
    r"met (?:in the middle )?at|meet (?:us )?at|closed? (?:at|for)|came down to|come down to|got (?:it|him|her|them) to)"
    r" (?:about |around )?[$£€]?$",
    re.IGNORECASE,
)
_ONES = "|".join(word for word, value in SMALL.items() if 0 < value < 10)
_HALF_SAID = re.compile(rf"(?P<thousands>.+?)[ -](?P<hundreds>{_ONES})", re.IGNORECASE)
_NEXT = re.compile(
    r"$|[.,;!?]|\s+(?:and|but|if|in|with|so|plus|all|for|a year|net|flat)\b", re.IGNORECASE
)


def in_thousands(text: str) -> list[tuple[Decimal, int, int]]:
    """Sums of ten to a thousand thousands where a deal was closed: value, start, end."""
    found = []
    for match in NUMBER.finditer(text):
        if _CLOSED.search(text[: match.start()]) and _NEXT.match(text, match.end()):
            value = _value(match[0].strip())
            if value is not None and 10 <= value < 1000:
                found.append((value * 1000, match.start(), match.end()))
    return found


def _value(said: str) -> Decimal | None:
    parts = _HALF_SAID.fullmatch(said)
    whole = english_number(parts["thousands"]) if parts else None
    # Fifty-eight five has two numbers, fifty-eight is one.
    if parts and whole is not None and whole % 10 and whole < 100:
        return whole + Decimal(SMALL[parts["hundreds"].lower()]) / 10
    return english_number(said)
