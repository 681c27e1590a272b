"""Score readings of cards against what the cards say: exact after folding, F1 over all values."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz

SINGLE = ("name", "title", "company")
PHONES = ("mobile", "phone", "fax")
FIELDS = (*SINGLE, *PHONES, "email", "website", "address")


def folded(text: str) -> str:
    """No case (ß is SS in capitals), spaces or punctuation; one form of width."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def digits(number: str) -> str:
    """The digits of a number; (0) is not dialled from abroad."""
    return re.sub(r"\D", "", number.replace("(0)", "").replace("（0）", ""))


def same_phone(one: str, other: str) -> bool:
    """Equal digits, a country code or a trunk zero apart."""
    short, long = sorted((digits(one), digits(other)), key=len)
    short = short.lstrip("0")
    return len(short) >= 6 and long.endswith(short) and len(long) - len(short) <= 4


def same_site(one: str, other: str) -> bool:
    """The same address, scheme and www. apart."""
    plain = [
        re.sub(r"^(https?:?/*)?(www\.)?", "", re.sub(r"\s", "", site.lower())).rstrip("/")
        for site in (one, other)
    ]
    return plain[0] == plain[1]


def same(field: str, truth: str, read: str) -> bool:
    """Whether a value was read right."""
    if field in PHONES:
        main, _, extension = read.partition(";ext=")
        return same_phone(truth, main) or bool(extension and same_phone(truth, main + extension))
    if field == "website":
        return same_site(truth, read)
    if field == "email":
        return truth.strip().lower() == read.strip().lower()
    if field == "address":
        return fuzz.ratio(folded(truth), folded(read)) >= 90
    return folded(truth) == folded(read)


def count(field: str, truth: list[str], read: list[str]) -> tuple[int, int, int]:
    """Right, wrong and missed values. Names, titles, companies: any accepted form will do."""
    if field in SINGLE or field == "address":
        first = read[0] if read else ""
        hit = bool(first) and any(same(field, one, first) for one in truth)
        return int(hit), int(bool(first) and not hit), int(bool(truth) and not hit)
    hits = sum(any(same(field, one, other) for other in read) for one in truth)
    wrong = sum(not any(same(field, one, other) for one in truth) for other in read)
    return hits, wrong, len(truth) - hits


def f1(counts: Iterable[int]) -> float:
    """Percent."""
    hits, wrong, missed = counts
    return round(200 * hits / max(1, 2 * hits + wrong + missed), 1)


def score(cards: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Any]:
    """F1 by field, over all, share of perfect cards, and every miss, of (truth, read) pairs."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    perfect, misses = 0, []
    for truth, read in cards:
        is_perfect = True
        for field in FIELDS:
            expected, got = truth["fields"].get(field) or [], _listed(read.get(field))
            counts = count(field, expected, got)
            for position, number in enumerate(counts):
                totals[field][position] += number
                totals["micro"][position] += number
            if counts[1] or counts[2]:
                is_perfect = False
                misses.append((truth["file"], field, expected, got))
        perfect += is_perfect
    return {
        "f1": {field: f1(totals[field]) for field in (*FIELDS, "micro")},
        "perfect": perfect,
        "cards": len(cards),
        "misses": misses,
    }


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []
