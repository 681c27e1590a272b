"""Phone numbers: found, told apart (mobile, phone, fax), brought into one form."""

import itertools
import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from crm_app.services.cards.reading import words_latin
from crm_app.services.cards.reading.finding import Found, Piece
from crm_app.services.cards.reading.labels import labels
from crm_app.services.cards.reading.layout import Line, han, is_under, same_row
from crm_app.services.cards.reading.numbers import Number
from crm_app.services.cards.reading.printed_numbers import (
    KINDS,
    LONGEST_LOCAL,
    Printed,
    inherit,
    of_line,
)
from crm_app.services.cards.reading.regions import first_valid, likely_regions

_CN_MOBILE = re.compile(r"^(?:00)?(?:86)?1[3-9]\d{9}$")
# Where the numbering plan says no more: what mobiles begin with, by country code.
_MOBILE_BEGINS = {
    44: "7",
    852: "[5-79]",
    886: "9",
    49: "1[567]",
    33: "[67]",
    81: "[789]0",
    91: "[6-9]",
    92: "3",
    65: "[89]",
    60: "1",
    61: "4",
    82: "10",
    39: "3",
    34: "[67]",
    971: "5",
}
# 1.800.555.0100: nobody else sets his numbers so.
_AMERICAN = re.compile(r"1([.\- ])\(?[2-9]\d{2}\)?\1[2-9]\d{2}[.\- ]\d{4}")
# What numbers of the mainland begin with where no label says that they are any.
_CHINESE = re.compile(r"[+(]|0|1[3-9]|86|[48]00")


def find_phones(lines: list[Line], asked: str) -> dict[str, list[Found]]:
    """Numbers by kind (mobile, phone, fax), canonical, taken from their lines."""
    printed = [one for line in lines for one in of_line(line)]
    inherit(printed, lines)
    printed = [one for one in printed if one.kinds != {"number"}]
    regions = likely_regions(lines, asked)
    found: dict[str, list[Found]] = {kind: [] for kind in KINDS}
    areas = [_area(first_valid(_dialled(one.number, regions[0]), regions)) for one in printed]
    latest = next(filter(None, areas), "")
    for one, area in zip(printed, areas, strict=True):
        latest = area or latest
        parsed = _parsed(one.number, regions, latest)
        if _is_phone(one, parsed):
            _file(found, one, parsed)
    if not found["fax"]:
        _second_is_fax(found)
    return found


def _second_is_fax(found: dict[str, list[Found]]) -> None:
    """Where pictures stand for words, the landline right behind another one is mostly the fax."""
    for first, second in itertools.pairwise(found["phone"]):
        told = first.notes or second.notes or first.value.startswith("+1") or ";" in second.value
        alike = first.value[:5] == second.value[:5]
        if not told and alike and _follows(first.pieces[0], second.pieces[0]):
            found["phone"].remove(second)
            second.sure = 0.5
            found["fax"].append(second)
            return


def _follows(first: Piece, second: Piece) -> bool:
    """Whether two numbers stand under or beside each other with nothing but a gap between."""
    if first.line is second.line:
        return not first.line.text[first.end : second.start].strip()
    return is_under(first.line, second.line) or same_row(first.line, second.line)


def _parsed(number: Number, regions: list[str], area: str) -> phonenumbers.PhoneNumber | None:
    """The number; a short one belongs to the area of the number before it."""
    local = 6 <= len(number.digits) <= 8 and not number.typed.startswith(("+", "0", "("))
    if local and area:
        parsed = first_valid(area + number.digits, regions)
        if parsed is not None and phonenumbers.is_valid_number(parsed):
            return parsed
    return first_valid(_dialled(number, regions[0]), regions)


def _dialled(number: Number, region: str) -> str:
    """What to hand to the parser: (0) is for callers at home, 86-139… lacks its plus."""
    text = (
        re.sub(r"\(\s*0\s*\)", " ", number.typed)
        if re.match(r"\s*[(+]|\s*00", number.typed)
        else number.typed
    )
    text = re.sub(r"[*~]", " ", text).strip()
    text = re.sub(r"^0\s+(?=0\d)", "", text)  # O for office, as OCR sees it
    if _AMERICAN.fullmatch(text):
        return "+" + text
    digits = re.sub(r"\D", "", text)
    if re.fullmatch(r"86(?:1[3-9]\d{9}|[2-9]\d{8,10}|0\d{9,11})", digits) and not text.startswith(
        ("+", "0")
    ):
        return "+86" + re.sub(r"^860?", "", digits)
    code = str(phonenumbers.country_code_for_region(region))
    if (
        re.match(rf"\(?\s*{code}\s*[)\-\s]", text)
        and len(digits) >= 8 + len(code)
        and code not in ("1", "0")
    ):
        return "+" + code + re.sub(r"^0", "", digits[len(code) :])
    if re.match(r"\(\s*\+", text):
        return "+" + digits
    return re.sub(r"^00(?=[1-9])", "+", text)


def _is_phone(one: Printed, parsed: phonenumbers.PhoneNumber | None) -> bool:
    """A labelled number needs few digits; an unlabelled one must exist somewhere."""
    count = len(one.number.digits)
    if one.kinds & set(KINDS):
        return 5 + ("mobile" in one.kinds) <= count <= 16
    if parsed is None or not 7 <= count <= 16:
        return False
    text = one.line.text
    spoken = han(text) >= 2 or count > LONGEST_LOCAL
    if parsed.country_code == 86 and spoken and not _CHINESE.match(one.number.typed):
        return False  # a room and a postcode, an account
    alone = len(re.sub(r"[\d\s()+.\-/,;#]|ext\.?|转", "", text)) <= 3
    placed = words_latin.STREET.search(text) or words_latin.POSTCODE.fullmatch(one.number.typed)
    valid = phonenumbers.is_valid_number(parsed)
    if _CN_MOBILE.match(one.number.digits) or "+" in one.number.typed:
        return True
    bare = re.fullmatch(r"[2-8]\d{3}[ -]?\d{4}", text.strip()) is not None
    return (valid or bare or (alone and count >= 9)) and (alone or not placed)


def _area(parsed: phonenumbers.PhoneNumber | None) -> str:
    """Country and area code of a landline, empty where there is none."""
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        return ""
    length = phonenumbers.length_of_geographical_area_code(parsed)
    mobile = _is_mobile(parsed)
    national = phonenumbers.national_significant_number(parsed)
    return f"+{parsed.country_code}{national[:length]}" if length and not mobile else ""


def _file(
    found: dict[str, list[Found]], one: Printed, parsed: phonenumbers.PhoneNumber | None
) -> None:
    valid = parsed is not None and phonenumbers.is_valid_number(parsed)
    value = _canonical(one.number, parsed)
    sure = (0.95 if valid else 0.7 if parsed else 0.5) - (0.0 if one.kinds else 0.15)
    one.line.take(*_span(one))
    for kind in _filed_under(one.kinds, parsed, one.number.digits):
        if all(other.value != value for other in found[kind]):
            piece = Piece(one.line, one.number.start, one.number.end)
            found[kind].append(Found(value, [piece], sure, set(one.kinds)))


def _filed_under(
    kinds: frozenset[str], parsed: phonenumbers.PhoneNumber | None, digits: str
) -> list[str]:
    """By label; the number itself decides where there is none, or where 电话 stands for a mobile."""
    named = [kind for kind in KINDS if kind in kinds]
    is_mobile = _is_mobile(parsed) if parsed else bool(_CN_MOBILE.match(digits))
    # Ten digits from 6 on, without a 0 before an area, are a mobile in India.
    is_mobile = is_mobile or bool(
        parsed and parsed.country_code == 91 and re.fullmatch(r"[6-9]\d{9}", digits)
    )
    if named == ["phone"] and is_mobile:
        return ["mobile"]
    if "phone" in named and "mobile" in named:
        return ["mobile" if is_mobile else "phone"]
    return named or ["mobile" if is_mobile else "phone"]


def _is_mobile(parsed: phonenumbers.PhoneNumber) -> bool:
    kind = phonenumbers.number_type(parsed)
    begins = _MOBILE_BEGINS.get(parsed.country_code or 0)
    short = parsed.country_code == 91 and len(str(parsed.national_number)) < 10
    if kind in (PhoneNumberType.UNKNOWN, PhoneNumberType.PERSONAL_NUMBER) and begins and not short:
        return re.match(begins, phonenumbers.national_significant_number(parsed)) is not None
    return kind == PhoneNumberType.MOBILE


def _canonical(number: Number, parsed: phonenumbers.PhoneNumber | None) -> str:
    local = len(number.digits) <= 8 and "+" not in number.typed
    if parsed is None or (local and not phonenumbers.is_valid_number(parsed)):
        plain = re.sub(r"[^\d+]", "", number.typed)  # without its area code nobody knows more
    else:
        plain = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return f"{plain};ext={number.extension}" if number.extension else plain


def _span(one: Printed) -> tuple[int, int]:
    """The number with the label in front of it, or behind it where they stand there."""
    start, end = one.number.start, one.number.end
    for mark in labels(one.line.text):
        gap = one.line.text[mark.end : start]
        if mark.end <= start and not re.search(r"[\w]{2,}", gap):
            start = min(start, mark.start)
        elif 0 <= mark.start - end <= 3 and mark.kinds & set(KINDS):
            end = max(end, mark.end)
    return start, end
