"""Addresses: lines that look like one, grown into blocks by place and script."""

import re

from crm_app.services.cards.reading import words_latin, words_zh
from crm_app.services.cards.reading.brands import letters
from crm_app.services.cards.reading.finding import Found
from crm_app.services.cards.reading.layout import han, is_under, same_row, spaced
from crm_app.services.cards.reading.segments import Segment
from crm_app.services.cards.reading.titles import is_title

_POSTCODE = re.compile(
    r"[\s,(]*(?:邮\s*编|郵\s*編|邮政编码|P\.?C\.?|zip(?: code)?|post ?code)?\s*[:.]?\s*\(?(?<![\d-])\d{6}(?!\d)\)?\s*$",
    re.IGNORECASE,
)
# 上海总部: says which office it is, not where; 深圳: says where.
_OFFICE = re.compile(
    r"^[\u4e00-\u9fff]{0,6}(?:总部|總部|分公司|公司|办事处|辦事處|工厂|工廠|办公室|地址|研发中心|营销中心)\s*:\s*"
)
_CITY_FIRST = re.compile(r"^[\u4e00-\u9fff]{2,6}:")
_STARTS = re.compile(
    r"^(?:中国|中國)?(?:[\u4e00-\u9fff]{2,3}(?:省|市)|(?:"
    + "|".join(map(re.escape, words_zh.PROVINCES))
    + r"))"
)


_CALL = re.compile(r"[\s.,;]*\b(?:cell|mob(?:ile)?|ph(?:one)?|tel|fax)\b\.?\s*:.*$", re.IGNORECASE)
# The country, last of all after a postcode, ends an address.
_COMPLETE = re.compile(
    r"\d{3}\W+(?:india|u\.?s\.?a|u\.?k|china|australia|pakistan|singapore|canada)\W*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?:opp(?:osite|\.)?|beside|near|behind|next to|above)\b.*,", re.IGNORECASE)
# Hyderabad - 28: the last digits of the city's postcode.
_DISTRICT = re.compile(r"[a-z]\s?-\s?\d{1,2}\b\.?(?: |$)")
# What a line must have to begin an address, and what is enough where there is no other.
SURE, LIKELY = 1.8, 1.0
# (Ministry of …, Government of …) says whose office it is.
_OF_WHOM = re.compile(r"^\(?(?:dept|department|ministry|govt|government)\b", re.IGNORECASE)


def addresses(pool: list[Segment], domains: tuple[str, ...] = ()) -> list[Found]:
    """Every address, its lines joined; a line that spells one of `domains` is the firm's name."""
    pool = [one for one in pool if one.label != "number" and letters(one.text) not in domains]
    blocks: list[list[Segment]] = []
    used: set[int] = set()
    for least in (SURE, LIKELY):
        for segment in sorted(pool, key=lambda one: one.label != "address"):
            if id(segment) not in used and _begins(segment, pool, least):
                block = _with_city(_grown(segment, pool, used), pool, used)
                used.update(id(part) for part in block)
                blocks.append(block)
        if blocks:
            break
    blocks.sort(key=lambda block: pool.index(block[0]))
    found = [_joined(block) for block in blocks]
    return [one for one in found if len(re.sub(r"\W", "", one.value)) >= 5]


def signs(segment: Segment) -> float:
    """How much a segment looks like an address, or a part of one; 2 is enough by itself."""
    text = segment.text
    if han(text) >= 3:
        worth = float(words_zh.address_signs(text))
        if re.search(r"公司$|有限公司|上市公司|公司成[員员]", text):
            worth -= 3
        if words_zh.TITLE.search(text) and not re.search(r"\d", text):
            worth -= 2
        if not re.search(r"\d", text) and words_zh.COMPANY.search(text):
            worth -= 1.5
        return worth
    return _latin_signs(text)


def _latin_signs(text: str) -> float:
    text = re.sub(r"(?<=[A-Z]{2})(?=[A-Z][a-z]{3})", " ", spaced(text))
    worth = words_latin.address_signs(text)
    worth += 0.5 * bool(_DISTRICT.search(text) and words_latin.countries(text))
    worth += 0.8 * bool(_BESIDE.match(text))
    several = len(re.findall(r"[|·]", text)) > 1 and not re.search(r"\d", text)
    if several or len(words_latin.countries(text)) > 2:
        worth -= 2  # where a firm sells
    if words_latin.LEGAL.search(text) and not re.search(r"\d", text):
        worth -= 2
    if words_latin.TITLE.search(text) and not re.search(r"\d", text):
        worth -= 1.2
    if words_latin.SLOGAN.search(text) and not re.search(r"\d", text):
        worth -= 1.0
    return worth


def _begins(segment: Segment, pool: list[Segment], least: float) -> bool:
    text = segment.text
    if segment.label == "address":
        return len(text) > 3
    if segment.label in ("name", "title", "department", "number") or _OF_WHOM.match(text):
        return False
    if han(text) >= 3:
        return (signs(segment) >= 2 and len(text) >= 6) or (signs(segment) >= 3)
    worth = signs(segment)
    if least - 0.8 <= worth < SURE:
        # Two lines that each say half of it: Unit 7, Kelham Park / Sheffield S3 8SE.
        under = next((other for other in pool if is_under(segment.line, other.line)), None)
        third = under and next((one for one in pool if is_under(under.line, one.line)), None)
        worth += signs(under) - 0.3 if under else 0
        worth += 0.5 * max(0.0, signs(third)) if third and signs(third) > 0.6 else 0
    if least < SURE and not _could_begin(segment):
        return False
    return worth >= least and len(text) >= 8


def _could_begin(segment: Segment) -> bool:
    """What half an address must have besides: a number, a landmark, a place, a street with a comma."""
    text = segment.text
    if is_title(text) or len(text.split()) < 2:
        return False
    if _BESIDE.match(segment.line.text[segment.piece.start :]):
        return True
    street = "," in text and words_latin.STREET.search(text)
    placed = re.search(r"\d", text) or words_latin.countries(text) or street
    return bool(placed) and not words_latin.COMPANY.search(text)


def _grown(seed: Segment, pool: list[Segment], used: set[int]) -> list[Segment]:
    """The seed with its neighbours above and below that belong to the same address."""
    block = [seed]
    while (upper := _next(block, pool, used, above=True)) is not None:
        block.insert(0, upper)
    while (lower := _next(block, pool, used, above=False)) is not None:
        block.append(lower)
    return block


def _with_city(block: list[Segment], pool: list[Segment], used: set[int]) -> list[Segment]:
    """A street that ends without its city, with Tahlequah, OK 74464 set beside it or further down."""
    said = " ".join(part.text for part in block)
    if han(said) or words_latin.POSTCODE.search(said) or words_latin.STATE.search(block[-1].text):
        return block
    last = block[-1].line
    for other in pool:
        free = id(other) not in used and other not in block and not other.line.taken
        near = same_row(last, other.line) or 0 < other.line.middle - last.middle < 3 * last.height
        if free and near and last.side == other.line.side and words_latin.STATE.search(other.text):
            return [*block, other]
    return block


def _next(
    block: list[Segment], pool: list[Segment], used: set[int], *, above: bool
) -> Segment | None:
    edge = block[0] if above else block[-1]
    if above and edge.label == "address":
        return None
    # The nearest first: tight lines hide one another.
    for other in sorted(pool, key=lambda one: abs(one.line.middle - edge.line.middle)):
        if id(other) in used or other in block or other.line is edge.line:
            continue
        upper, lower = (other, edge) if above else (edge, other)
        if not _script(other.text) and _is_parted(upper, lower, pool, block):
            continue
        if not is_under(upper.line, lower.line) or lower.label:
            continue
        if _belongs(upper, lower, block, above=above) or _is_bridge(
            upper, lower, pool, above=above
        ):
            return other
    return None


def _is_parted(upper: Segment, lower: Segment, pool: list[Segment], block: list[Segment]) -> bool:
    """A postcode for itself belongs to the line right above it, not to one further up."""
    return any(
        _script(one.text) * _script(block[0].text) < 0
        and is_under(upper.line, one.line)
        and is_under(one.line, lower.line)
        for one in pool
    )


def _is_bridge(upper: Segment, lower: Segment, pool: list[Segment], *, above: bool) -> bool:
    """A line between two of an address that says nothing by itself: a part of town."""
    if above:
        before = [one for one in pool if is_under(one.line, upper.line)]
        short = re.fullmatch(r"[A-Z][\w' -]{2,30}", upper.text) and not upper.line.taken
        known = is_title(upper.text) or words_latin.LEGAL.search(upper.text) or han(upper.text)
        numbered = any(re.match(r"#?\s?\d", one.text) and signs(one) >= 0.8 for one in before)
        return bool(short and not known and numbered)
    if han(upper.text + lower.text) or lower.line.taken or re.search(r"[@/:]", lower.text):
        return False
    if is_title(lower.text) or words_latin.LEGAL.search(lower.text) or len(lower.text) > 40:
        return False
    after = [one for one in pool if is_under(lower.line, one.line) and not one.line.taken]
    return any(words_latin.POSTCODE.search(one.text) and signs(one) >= 1.2 for one in after)


def _belongs(upper: Segment, lower: Segment, block: list[Segment], *, above: bool) -> bool:
    other = upper if above else lower
    if _is_leftover(other):
        return False
    if _script(other.text) * _script(block[0].text) < 0:
        return False
    if max(other.height, block[0].height) > 1.4 * min(other.height, block[0].height):
        return False
    if _script(block[0].text) > 0:
        return _belongs_han(upper, lower, above=above)
    return _belongs_latin(upper, lower, above=above)


def _is_leftover(segment: Segment) -> bool:
    """What stands around a number or an address for mail: no part of the way there."""
    return bool(segment.line.taken) and signs(segment) < 1.0


def _script(text: str) -> int:
    """1 Chinese, -1 Latin, 0 neither says much: 2003室, A-12."""
    if han(text) >= 2:
        return 1
    return -1 if not han(text) and len(re.findall(r"[A-Za-z]", text)) >= 4 else 0


def _belongs_han(upper: Segment, lower: Segment, *, above: bool) -> bool:
    """A second address begins with a province or city where the first is complete."""
    complete = bool(re.search(r"(?:号|號|楼|樓|室|层|層|座|栋|房|厦|\))$", upper.text))
    if (complete and _STARTS.match(lower.text)) or _CITY_FIRST.match(lower.text):
        return False
    if above:
        begun = _STARTS.match(lower.text) or words_zh.PLACE.match(lower.text)
        return not begun and signs(upper) >= 1.0 and not words_zh.LEGAL.search(upper.text)
    other = lower
    if words_zh.TITLE.search(other.text) or words_zh.LEGAL.search(other.text):
        return False
    return signs(other) >= 1 or (
        len(other.text) <= 14 and bool(re.search(r"\d|[室号楼层座]", other.text))
    )


def _belongs_latin(upper: Segment, lower: Segment, *, above: bool) -> bool:
    other = upper if above else lower
    worth = signs(other)
    open_ended = bool(re.search(r"[,;-]$", upper.line.text[upper.piece.start :].rstrip()))
    if words_latin.LEGAL.search(other.text) and not re.search(r"\d", other.text):
        return False
    if words_latin.TITLE.search(other.text) and worth < 1.5:
        return False
    whole = _COMPLETE.search(upper.text) and not re.search(r"\d", lower.text)
    if _says_whose(other.text) if above else whole:
        return False
    if above:
        short = len(other.text.split()) <= 6
        return worth >= 0.9 or (open_ended and short and (worth >= 0.3 or _is_house(upper, lower)))
    if open_ended and worth >= -0.1 and len(other.text) <= 60:
        return True
    return worth >= 0.65


def _is_house(upper: Segment, lower: Segment) -> bool:
    """Osprey Corner, in letters of the same size above the rest: a house by its name."""
    small, tall = sorted((upper.height, lower.height))
    return tall < 1.2 * small and not (
        upper.label or upper.line.taken or words_latin.COMPANY.search(upper.text)
    )


def _says_whose(text: str) -> bool:
    plain = not re.search(r"\d|,", text)
    return bool(_OF_WHOM.search(text) or (plain and words_latin.DEPARTMENT.search(text)))


def _joined(block: list[Segment]) -> Found:
    chinese = han(block[0].text) >= 2
    text = _OFFICE.sub("", block[0].text)
    for part in block[1:]:
        if chinese:
            text += part.text * (not re.fullmatch(r"\d{6}|\d{9,}", part.text))
        else:
            text += (
                ""
                if text.endswith(("-", "/"))
                else " "
                if text.endswith(",")
                else ", "
                if _ended(block, part)
                else " "
            ) + part.text
    if chinese:
        text = _POSTCODE.sub("", text)
    text = _CALL.sub("", text)
    worth = sum(max(0.0, signs(part)) for part in block)
    labelled = block[0].label == "address"
    sure = min(0.95, 0.45 + 0.1 * worth + 0.2 * labelled)
    return Found(text.strip(" ,;:-"), [part.piece for part in block], sure)


def _ended(block: list[Segment], part: Segment) -> bool:
    """Where the line had a comma that trimming took, it comes back."""
    before = block[block.index(part) - 1]
    return before.line.text[before.piece.end :].lstrip().startswith(",")
