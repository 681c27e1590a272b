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
from crm_app.services.cards.reading.layout import han, is_under
from crm_app.services.cards.reading.people import syllables
from crm_app.services.cards.reading.segments import Segment
from crm_app.services.cards.reading.titles import is_title

LIKELY = 2.0
# A Chinese company that needs no line above it: so much speaks for it, it has so many letters.
WHOLE, LEAST_WHOLE = 4.0, 8
LONGEST_SHOP = 9
# (普通合伙) says how a practice is owned.
_PARTNERSHIP = re.compile(r"\([^()]*\)$")
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


def weigh(text: str, domains: tuple[str, ...]) -> tuple[float, bool]:
    """How much a text looks like a company's name; whether a domain backs it."""
    backed = any(fits_domain(text, domain) for domain in domains)
    chinese = han(text) >= 2
    weight = _weigh_han(text) if chinese else _weigh_latin(text)
    same = letters(words_latin.LEGAL.sub("", text)) in domains
    return weight + 2.0 * backed + 0.6 * same, backed


def _weigh_han(text: str) -> float:
    weight, text = 0.0, _PARTNERSHIP.sub("", text)
    if words_zh.COMPANY.search(text) and han(text) >= 4:
        weight += 2.5
    elif words_zh.SHOP.search(text) and han(text) >= 3 and " " not in text:
        # 450店, 第一品牌: what is counted is no name.
        weight += 1.5 - 1.5 * bool(re.search(r"\d", text))
    elif _is_trade(text):
        weight += 1.3
    if words_zh.LEGAL.search(text) and han(text) >= 4:
        weight += 2.0
    if re.search(r"(?:公司|集团|集團)$", text):
        weight += 0.5
    legal = bool(
        re.search(r"(?:公司|事务所|事務所|律師行|師行|医院|醫院|学院|學院|大学|大學)$", text)
    )
    weight -= 4.0 * bool(
        words_zh.DEPARTMENT.match(re.sub(r"\s", "", text))
        and re.search(r"[部科处處]$", text)
        and not words_zh.PRACTICE.search(text)
    )
    weight -= 2.5 * bool(words_zh.TITLE.search(text) and not legal)
    weight -= 1.5 * bool(words_zh.BUSINESS.search(text)) * (not legal)
    weight -= 1.5 * bool(words_zh.SLOGAN.search(text)) * (not legal)
    weight -= 2.5 * bool(re.match(r".{2,6}:", text))  # what they sell
    weight -= 2.0 * bool(re.search(r"[\d]+(?:号|號|楼|樓|室|层|層)", text))
    return weight


def _is_trade(text: str) -> bool:
    """Two letters or more before what a small firm trades in, and neither is a trade alone."""
    trade = words_zh.TRADE.search(text)
    plain = han(text) == len(text) <= LONGEST_SHOP
    return bool(
        trade and plain and trade.start() >= 2 and not words_zh.TRADE.search(text[: trade.start()])
    )


def _weigh_latin(text: str) -> float:
    if len(re.findall(r"[A-Za-z]", text)) < 3:
        return -1.0
    legal = bool(words_latin.LEGAL.search(text)) and len(text) > 5
    weight = 3.5 * legal
    if words_latin.COMPANY.search(text):
        weight += 1.8
    if re.search(r"&|\b(?:and|of)\b", text):
        weight += 0.3
    seller = not is_title(text) and text.lower().endswith(" sales")
    weight += 1.8 * (seller and not words_latin.COMPANY.search(text))
    weight -= 2.0 * bool(words_latin.TITLE.search(text) and not seller) * (not legal)
    weight -= 1.3 * _is_generic(text) + 1.5 * text.startswith("(")
    weight -= 1.0 * bool(re.search(r"[a-z]{4}\.$", text) and not legal) + 1.2 * (
        text.count(",") > 1
    )
    weight -= 1.5 * bool(words_latin.SLOGAN.search(text)) * (not legal)
    own = re.search(r"\b(?:institute|school|college) of\b", text, re.IGNORECASE)
    department = words_latin.DEPARTMENT.search(words_latin.INSTITUTE.sub("", text))
    weight -= (0.3 if own else 1.0) * bool(department) * (not legal)
    weight -= 0.8 * (len(text.split()) > 7) + 1.0 * bool(re.search(r"\bfor\b", text))
    weight -= 2.0 * (words_latin.address_signs(text) >= 1.6) * (not legal)
    weight -= 0.7 * bool(re.match(r"[a-z]", text))
    return weight


def _is_generic(text: str) -> bool:
    """Architects & Engineers, Printing: says what they do, not who they are."""
    words = re.findall(r"[A-Za-z']+", text)
    return all(
        word.lower() in ("and", "for", "the", "all", "of", "in", "at", "to", "our", "a")
        or words_latin.COMPANY.fullmatch(word)
        or words_latin.TITLE.fullmatch(word)
        for word in words
    )


def fits_domain(text: str, domain: str) -> bool:
    """contoso ↔ Contoso Ltd; yunfan ↔ 云帆; the initials of three words or more count too."""
    if len(domain) < 3:
        return False
    if han(text) >= 2:
        return _pinyin_fits(re.sub(r"[^\u3400-\u9fff]", "", text), domain)
    core = words_latin.LEGAL.sub(" ", text)
    words = [
        word
        for word in re.findall(r"[a-z0-9]+", core.lower())
        if word not in ("the", "and", "of", "co")
    ]
    joined = "".join(words)
    if not words:
        return False
    if (
        joined == domain
        or (len(domain) >= 4 and joined.startswith(domain))
        or (len(joined) >= 4 and joined in domain)
    ):
        return True
    if len(words[0]) >= 4 and domain.startswith(words[0]):
        return True
    return len(words) >= 3 and "".join(word[0] for word in words).startswith(domain)


def _pinyin_fits(text: str, domain: str) -> bool:
    parts = syllables(text)
    for begin in range(min(7, len(parts))):
        for size in (4, 3, 2):
            chunk = parts[begin : begin + size]
            if len(chunk) == size and (joined := "".join(chunk)) in domain and len(joined) >= 5:
                return True
    initials = "".join(part[:1] for part in parts)
    return 3 <= len(domain) <= 6 and domain in initials


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
        if j in used or (len(parts) == 1 and letters(pool[j].text).startswith(own)):
            continue  # taken, or the sign once more in the name below it
        if is_logo(parts[-1], pool[j], domains) or is_beside(parts[-1], pool[j], domains):
            parts.append(pool[j])
            break
        if is_lockup(parts, pool[j]) and _closes(pool, j) and not _is_whole(parts[-1], pool[j]):
            parts.append(pool[j])
            continue
        if not is_under(parts[-1].line, pool[j].line, 1.7):
            continue
        if _goes_on(parts[-1], pool[j], domains):
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
        and is_under(other.line, segment.line)
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
    closes = closes or (
        bool(known) and below >= 1.8 and abs(upper.height - lower.height) < 0.15 * upper.height
    )
    whole = lower.text.startswith("(") or not any(fits_domain(lower.text, one) for one in domains)
    return closes and whole


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
