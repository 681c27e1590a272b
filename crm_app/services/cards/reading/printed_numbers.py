"""Numbers as they stand on a card, each with the label that belongs to it."""

import re
from dataclasses import dataclass

from crm_app.services.cards.reading.labels import Label, labels
from crm_app.services.cards.reading.layout import Line, is_under, same_row
from crm_app.services.cards.reading.numbers import EXTENSION, Number, numbers

KINDS = ("mobile", "phone", "fax")
_IDENTIFIER = re.compile(
    r"(?:iso|no\.?|号|號|gb|cert\w*|since|est\.?|#|id|[A-Z]{2,4})\s*[:/-]?\s*$", re.IGNORECASE
)
_DATE = re.compile(
    r"^(?:19|20)\d{2}[-.\s](?:0?[1-9]|1[0-2])[-.\s]\d{1,2}$|^(?:19|20)\d{2}\s?-\s?(?:19|20)?\d{2,4}$"
)
SHORTEST_LOCAL, LONGEST_LOCAL = 6, 8
_HOURS = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:am|pm|-|~)", re.IGNORECASE)


@dataclass(slots=True)
class Printed:
    """A number where it was printed, and the label that belongs to it."""

    line: Line
    number: Number
    kinds: frozenset[str]


def of_line(line: Line) -> list[Printed]:
    """The numbers of a line with their labels."""
    text = line.rest
    marks = labels(text)
    bare = _unlabelled(text, marks)
    kept = [number for number in numbers(bare) if not _is_other_number(text, number, marks)]
    after = _labels_follow(kept, marks)
    return [
        Printed(line, number, _kinds(line, number, marks, kept, after=after)) for number in kept
    ]


def _unlabelled(text: str, marks: list[Label]) -> str:
    """Phone918-444-3110, T/02-…: a label is no letter of the number; places stay the same."""
    for mark in marks:
        gap = re.match(r"\s?/?\s?(?=[+(\d])", text[mark.end :])
        if gap and mark.kinds & set(KINDS):
            end = mark.end + gap.end()
            text = text[: mark.start] + ":" * (end - mark.start) + text[end:]
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


def inherit(printed: list[Printed], lines: list[Line]) -> None:
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


def _label_above(one: Printed, lines: list[Line]) -> frozenset[str]:
    """Ph: 202 555 0110 | Mob: with its number in the next line; 账号: with an account there."""
    for upper in lines:
        tail = labels(upper.text)[-1:]
        if tail and is_under(upper, one.line) and not upper.text[tail[0].end :].strip(" :."):
            return tail[0].kinds & {*KINDS, "number"}
    return frozenset()
