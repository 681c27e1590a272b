"""Which company: legal forms, business words, size, and the domain of mail and site."""

import itertools
import re
from dataclasses import dataclass

from crm_app.services.cards.reading import words_latin, words_zh
from crm_app.services.cards.reading.brands import (
    brands,
    ends_in_brand,
    is_beside,
    is_cut_off,
    is_lockup,
    is_logo,
    letters,
)
from crm_app.services.cards.reading.finding import Found
from crm_app.services.cards.reading.firm_signs import fits_domain, weigh
from crm_app.services.cards.reading.layout import han, is_under
from crm_app.services.cards.reading.segments import Segment
from crm_app.services.cards.reading.titles import is_title

LIKELY = 2.0
# A Chinese company that needs no line above it: so much speaks for it, it has so many letters.
WHOLE, LEAST_WHOLE = 4.0, 8
_GROUP = re.compile(r"^(?:\w+ )?(?:group|company|corporation)$", re.IGNORECASE)
# International Trading Co., and Co. alone: the end of a name, with Ltd. below or without.
_CO = re.compile(r"\bco\.?,?$", re.IGNORECASE)


@dataclass(slots=True)
class Company:
    """A candidate: its segments in order, what speaks for it."""

    parts: list[Segment]
    weight: float
    backed: bool = False

    @property
    def value(self) -> str:
        joint = "" if han(self.parts[0].text) >= 2 else " "
        text = self.parts[0].text
        for before, part in itertools.pairwise(self.parts):
            # Co., / Ltd.: the comma that trimming took from the end of the line.
            comma = before.line.text.startswith(",", before.piece.end) and _CO.search(before.text)
            text += ("" if text.endswith("-") else "," * bool(comma) + joint) + part.text
        return re.sub(r"(?<=[a-zX])TM$", "", text.strip(" ,-"))

    def found(self) -> Found:
        sure = min(0.97, 0.45 + 0.1 * self.weight)
        return Found(self.value, [part.piece for part in self.parts], sure)


def companies(pool: list[Segment], domains: tuple[str, ...]) -> list[Company]:
    """Candidates, the likeliest first; names broken over lines are whole again."""
    found: list[Company] = []
    used: set[int] = set()
    tallest = max((segment.height for segment in pool), default=1.0)
    known = brands(pool)
    for i, segment in enumerate(pool):
        if i in used:
            continue
        parts = _broken(pool, i, used, domains)
        text = Company(parts, 0).value
        weight, backed = weigh(text, domains)
        weight += 0.8 * min(1.0, segment.height / tallest)
        weight -= 0.8 * _is_subtitle(segment, pool)
        weight += 1.6 * ends_in_brand(text, known) - 2.5 * is_cut_off(text, pool)
        if weight >= LIKELY or (backed and len(text) >= 2):
            used.update(pool.index(part) for part in parts)
            found.append(Company(parts, weight, backed))
    return sorted(found, key=lambda company: -company.weight)


def _broken(pool: list[Segment], i: int, used: set[int], domains: tuple[str, ...]) -> list[Segment]:
    """The segment, with the line below or above that completes the name."""
    parts = [pool[i]]
    own = letters(pool[i].text) or "-"
    for j in range(i + 1, min(i + 9, len(pool))):
        sign = len(pool[j].text) == 1 or letters(pool[j].text).startswith(own)
        if j in used or (len(parts) == 1 and sign):
            continue  # taken, or the sign: one letter, or once more in the name below it
        if is_logo(parts[-1], pool[j], domains) or is_beside(parts[-1], pool[j], domains):
            parts.append(pool[j])
            break
        if is_lockup(parts, pool[j]) and _closes(pool, j) and not _is_whole(parts[-1], pool[j]):
            parts.append(pool[j])
            continue
        if not is_under(parts[-1].line, pool[j].line, 1.7):
            continue
        if _goes_on(parts[-1], pool[j], domains) or _leads_to_legal(parts[-1], pool, j, domains):
            parts.append(pool[j])
            if len(parts) == 3:
                break
        else:
            break
    return parts


def _is_whole(upper: Segment, lower: Segment) -> bool:
    """HARBOUR BUILDING CONSULTANTS above a line of its own: what they do, not who they are."""
    words, below = upper.text.split(), lower.text.split()
    ended = len(words) > 1 and words_latin.COMPANY.fullmatch(words[-1])
    return bool(ended) and len(below) > 2 and below[0].lower() not in ("of", "and", "&", "for")


def _is_subtitle(segment: Segment, pool: list[Segment]) -> bool:
    """Directly under larger letters, or under a name that is whole: what the firm does."""
    return any(
        (other.height > 1.12 * segment.height or _is_whole(other, segment))
        and is_under(other.line, segment.line, 1.6)
        for other in pool
        if not is_title(other.text)
    )


def _closes(pool: list[Segment], j: int) -> bool:
    """Whether this line or the one set under it ends in a word of business."""
    below = [pool[j], *(one for one in pool[j + 1 : j + 4] if is_lockup([pool[j]], one))]
    return any(words_latin.COMPANY.search(one.text) for one in below[:2])


def _goes_on(upper: Segment, lower: Segment, domains: tuple[str, ...]) -> bool:
    """Whether a company's name runs over from one line into the next."""
    if upper.is_han != lower.is_han:
        return False
    if max(upper.height, lower.height) > 1.35 * min(upper.height, lower.height):
        return False
    if upper.is_han:
        tail = re.fullmatch(r".{0,10}(?:公司|集团|研究院|事务所)", lower.text)
        return (
            bool(tail)
            and not words_zh.LEGAL.search(upper.text)
            and not words_zh.PLACE.match(lower.text)
            and _plain(upper.text)
            and not _is_person_above(upper.text, lower.text)
        )
    return _goes_on_latin(upper, lower, domains)


def _goes_on_latin(upper: Segment, lower: Segment, domains: tuple[str, ...]) -> bool:
    own, _ = weigh(upper.text, ())
    ends_open = bool(re.search(r"(?:&|,|\band|\bof|\bfor|-)$", upper.text, re.IGNORECASE))
    has_legal = bool(words_latin.LEGAL.search(upper.text))
    only_legal = _CO.sub("", words_latin.LEGAL.sub("", lower.text)).strip(" .,()&")
    below, _ = weigh(lower.text, ())
    if has_legal:
        # Pte. / Ltd., GmbH & / Co. KG: a legal form can break too.
        return not only_legal or (upper.text.endswith("&") and below > 0)
    if (
        words_latin.TITLE.search(upper.text)
        or words_latin.address_signs(upper.text) >= 1.5
        or words_latin.address_signs(lower.text) >= (1.6 if lower.text.startswith("(") else 1.0)
    ):
        return False
    if ends_open and own > 0:
        return below > 0
    closes = bool(words_latin.LEGAL.search(lower.text) or _CO.search(lower.text)) and (
        not only_legal or len(lower.text.split()) <= 4
    )
    known = any(fits_domain(upper.text, domain) for domain in domains) or words_latin.countries(
        upper.text
    )
    rest = below >= 1.8 or bool(_GROUP.search(lower.text))
    alike = abs(upper.height - lower.height) < 0.15 * upper.height
    closes = closes or (bool(known) and rest and alike)
    whole = lower.text.startswith("(") or not any(fits_domain(lower.text, one) for one in domains)
    return closes and whole


def _leads_to_legal(upper: Segment, pool: list[Segment], j: int, domains: tuple[str, ...]) -> bool:
    """Osprey Heron / Environmental Engineering / Co., Ltd.: three lines of one size are one name."""
    if j + 1 >= len(pool) or not any(fits_domain(upper.text, domain) for domain in domains):
        return False
    lines = (upper, pool[j], pool[j + 1])
    heights = [one.height for one in lines]
    legal = words_latin.LEGAL.search(lines[2].text)
    rest = _CO.sub("", words_latin.LEGAL.sub("", lines[2].text)).strip(" .,()&")
    return (
        bool(legal)
        and not rest
        and not any(one.is_han or one.label or is_title(one.text) for one in lines[:2])
        and not words_latin.LEGAL.search(upper.text + " " + lines[1].text)
        and max(heights) < 1.2 * min(heights)
        and is_under(lines[1].line, lines[2].line, 1.7)
    )


def _is_person_above(upper: str, lower: str) -> bool:
    """兰若山 over a company that is whole by itself is who works there."""
    upper = upper.replace(" ", "")
    if not (han(upper) == len(upper) <= 4 and words_zh.surname_length(upper)):
        return False
    usual = len(upper) == 3 and upper[0] in words_zh.COMMON_SURNAMES
    weight, letters_below = weigh(lower, ())[0], han(lower)
    return weight >= (LIKELY if usual else WHOLE) and letters_below >= (6 if usual else LEAST_WHOLE)


def _plain(text: str) -> bool:
    return not re.search(r"\d", text) and not words_zh.TITLE.search(text) and han(text) >= 3
