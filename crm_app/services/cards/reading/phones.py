"""Phone numbers: found, told apart (mobile, phone, fax), brought into one form."""

import itertools
import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from crm_app.services.cards.reading import words_latin
from crm_app.services.cards.reading.finding import Found, Piece
from crm_app.services.cards.reading.labels import Label, labels
from crm_app.services.cards.reading.layout import Line, han, is_under, same_row
from crm_app.services.cards.reading.numbers import EXTENSION, Number, numbers
from crm_app.services.cards.reading.regions import first_valid, likely_regions

KINDS = ("mobile", "phone", "fax")
_CN_MOBILE = re.compile(r"^(?:00)?(?:86)?1[3-9]\d{9}$")
_IDENTIFIER = re.compile(
    r"(?:iso|no\.?|号|號|gb|cert\w*|since|est\.?|#|id|[A-Z]{2,4})\s*[:/-]?\s*$", re.IGNORECASE
)
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
_DATE = re.compile(
    r"^(?:19|20)\d{2}[-.\s](?:0?[1-9]|1[0-2])[-.\s]\d{1,2}$|^(?:19|20)\d{2}\s?-\s?(?:19|20)?\d{2,4}$"
)
# 1.800.555.0100: nobody else sets his numbers so.
_AMERICAN = re.compile(r"1([.\- ])\(?[2-9]\d{2}\)?\1[2-9]\d{2}[.\- ]\d{4}")
SHORTEST_LOCAL, LONGEST_LOCAL = 6, 8
# What numbers of the mainland begin with where no label says that they are any.
_CHINESE = re.compile(r"[+(]|0|1[3-9]|86|[48]00")
_HOURS = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:am|pm|-|~)", re.IGNORECASE)


@dataclass(slots=True)
class _Printed:
    """A number where it was printed, and the label that belongs to it."""

    line: Line
    number: Number
    kinds: frozenset[str]


def find_phones(lines: list[Line], asked: str) -> dict[str, list[Found]]:
    """Numbers by kind (mobile, phone, fax), canonical, taken from their lines."""
    printed = [one for line in lines for one in _of_line(line)]
    _inherit(printed, lines)
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


def _of_line(line: Line) -> list[_Printed]:
    text = line.rest
    marks = labels(text)
    bare = _unlabelled(text, marks)
    kept = [number for number in numbers(bare) if not _is_other_number(text, number, marks)]
    after = _labels_follow(kept, marks)
    return [
        _Printed(line, number, _kinds(line, number, marks, kept, after=after)) for number in kept
    ]


def _unlabelled(text: str, marks: list[Label]) -> str:
    """Phone918-444-3110: a label is no letter of the number behind it; places stay the same."""
    for mark in marks:
        if mark.kinds & set(KINDS) and re.match(r"[+(\d]", text[mark.end :]):
            text = text[: mark.start] + ":" * (mark.end - mark.start) + text[mark.end :]
    return text


def _labels_follow(kept: list[Number], marks: list[Label]) -> bool:
    """Whether this line prints its labels behind the numbers: 212 555 0100 tel."""
    phones = [mark for mark in marks if mark.kinds & set(KINDS)]
    return (
        bool(kept and phones)
        and kept[0].start < phones[0].start
        and kept[-1].end <= phones[-1].start
    )


def _kinds(
    line: Line, number: Number, marks: list[Label], kept: list[Number], *, after: bool
) -> frozenset[str]:
    if after:
        behind = [mark for mark in marks if mark.start >= number.end]
        return behind[0].kinds if behind else frozenset()
    before = [mark for mark in marks if mark.end <= number.start + 1]
    if before:
        return before[-1].kinds
    if (
        not line.label
        and len(kept) <= 2
        and re.fullmatch(r"\W{0,2}:\s*", line.text[: kept[0].start])
    ):
        return frozenset({"phone"})  # a picture of a telephone before the colon
    behind = [mark for mark in marks if 0 <= mark.start - number.end <= 3]
    if behind and len(kept) == 1:
        return behind[0].kinds
    return frozenset({line.label}) if line.label else frozenset()


def _is_other_number(text: str, number: Number, marks: list[Label]) -> bool:
    """Registration numbers, dates, opening hours and post codes are no phones."""
    before = [mark for mark in marks if mark.end <= number.start + 1]
    if before and before[-1].kinds & {"number", "qq"} and not before[-1].kinds & set(KINDS):
        return True
    if _DATE.match(number.typed) or _HOURS.match(text[number.start :]):
        return True
    labelled = bool(before and before[-1].kinds & set(KINDS))
    grouped = re.search(r"\d[\s()-]+\d", number.typed)  # as one dials, not as one registers
    return not labelled and not grouped and bool(_IDENTIFIER.search(text[: number.start]))


def _inherit(printed: list[_Printed], lines: list[Line]) -> None:
    """A number under or beside a labelled one, in a line without any word, shares its label."""
    for i, one in enumerate(printed):
        if len(one.number.digits) <= SHORTEST_LOCAL:
            continue  # a postcode
        words = EXTENSION.sub("", one.line.text)
        if one.kinds or re.search(r"[A-Za-z\u4e00-\u9fff]{2}", words):
            continue
        one.kinds = _label_above(one, lines)
        for upper in reversed(printed[:i] if not one.kinds else ()):
            indented = one.line.left > upper.line.left + one.line.height
            if upper.kinds and is_under(upper.line, one.line) and (indented or upper.line.label):
                one.kinds = upper.kinds
                break
            if (
                upper.kinds
                and same_row(upper.line, one.line)
                and re.search(r"[/,、;]$", upper.line.text)
            ):
                one.kinds = upper.kinds
                break


def _label_above(one: _Printed, lines: list[Line]) -> frozenset[str]:
    """Ph: 202 555 0110 | Mob: with its number in the next line; 账号: with an account there."""
    for upper in lines:
        tail = labels(upper.text)[-1:]
        if tail and is_under(upper, one.line) and not upper.text[tail[0].end :].strip(" :."):
            return tail[0].kinds & {*KINDS, "number"}
    return frozenset()


def _dialled(number: Number, region: str) -> str:
    """What to hand to the parser: (0) is for callers at home, 86-139… lacks its plus."""
    text = (
        re.sub(r"\(\s*0\s*\)", " ", number.typed)
        if re.match(r"\s*[(+]|\s*00", number.typed)
        else number.typed
    )
    text = re.sub(r"[*~]", " ", text).strip()
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


def _is_phone(one: _Printed, parsed: phonenumbers.PhoneNumber | None) -> bool:
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
    found: dict[str, list[Found]], one: _Printed, parsed: phonenumbers.PhoneNumber | None
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


def _span(one: _Printed) -> tuple[int, int]:
    """The number with the label in front of it, or behind it where they stand there."""
    start, end = one.number.start, one.number.end
    for mark in labels(one.line.text):
        gap = one.line.text[mark.end : start]
        if mark.end <= start and not re.search(r"[\w]{2,}", gap):
            start = min(start, mark.start)
        elif 0 <= mark.start - end <= 3 and mark.kinds & set(KINDS):
            end = max(end, mark.end)
    return start, end
