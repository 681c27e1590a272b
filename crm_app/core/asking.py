"""Conditions as SQL: what each operator asks of a column, and how typed values are read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import UnaryExpression, and_, or_
from sqlalchemy.sql.operators import custom_op

from crm_app.core.database import is_sqlite
from crm_app.core.errors import Invalid
from crm_app.core.search import holders
from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.lib.exact import parse_decimal

MOST_VALUES, LONGEST_VALUE = 50, 200
MOST_DAYS = 36_500
MOST_NUMBER = 10**13
# As many records are named one by one; of more, each is looked at when it is come to.
FEW = 1_000

_TEXT = ("contains", "is", "is_not", "starts", "any_of")
_NUMBER = ("is", "is_not", "least", "most", "between")
_TIME = ("is", "before", "after", "within", "coming", "between")
_CHOICE = ("is", "is_not", "any_of")
_PRESENCE = ("empty", "filled")
_PARTS = ("contains", "starts")
# What can be asked of each kind of field, in the order in which it is offered.
OPERATORS: dict[str, tuple[str, ...]] = {
    "text": (*_TEXT, *_PRESENCE),
    "number": (*_NUMBER, *_PRESENCE),
    "day": (*_TIME, *_PRESENCE),
    "moment": (*_TIME, *_PRESENCE),
    "choice": (*_CHOICE, *_PRESENCE),
    "several": (*_CHOICE, *_PRESENCE),
    "person": (*_CHOICE, *_PRESENCE),
    "tick": ("is",),
    "file": _PRESENCE,
    "point": ("contains", "starts", *_PRESENCE),
}
VALUES = {"empty": 0, "filled": 0, "between": 2, "any_of": MOST_VALUES}


@dataclass(frozen=True, slots=True)
class Held:
    """Where what a field holds is part of the text that its record is searched by: the kind of record,
    the column that has its id, and what of the looked for is there letter by letter."""

    kind: str
    key: Any
    sure: str = ".+"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that conditions look at. `read` makes a typed value comparable (ValueError or Invalid
    for what cannot be); `through` wraps the condition where the column is of another table.

    `label` is its name's key; `zh` and `en` that of one without. `options` are (key, name's key) of
    an enum, `listed` names an editable list. `blank`: an empty text counts as empty.
    """

    kind: str
    column: Any
    label: str = ""
    read: Callable[[Work, str], Any] | None = None
    through: Callable[[Work, Any], Any] | None = None
    options: tuple[tuple[str, str], ...] = ()
    listed: str = ""
    blank: bool = False
    zh: str = ""
    en: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    held: Held | None = None


def without_index(column: Any) -> Any:
    """The same to SQLite, that cannot turn to an index of it: +x is x."""
    if not is_sqlite():
        return column
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def asks_of(
    work: Work, asked: Asked, operator: str, values: list[str], *, among: bool = False
) -> Any:
    """What one condition asks of a row; its operator and the number of its values fit the field.

    `among` others of which one suffices: rows are then come to along the list's order, whose index
    has what is asked, sooner than gathered by an index of each and put in order.
    """
    if asked.through is None:
        if among or len(values) > 1:
            asked = replace(asked, column=without_index(asked.column))
        condition = _CONDITIONS[asked.kind](work, asked, operator, values)
        return _among_holders(work, asked, operator, values, condition)
    return _through(work, asked, operator, values)


def _among_holders(
    work: Work, asked: Asked, operator: str, values: list[str], condition: Any
) -> Any:
    """The same asked of few records alone, where the index of the search names all that can fit."""
    held = asked.held
    if held is None or operator not in _PARTS or not re.fullmatch(held.sure, values[0]):
        return condition
    found = holders(work.session, held.kind, values[0], FEW)
    return condition if found is None else and_(held.key.in_(found.listed()), condition)


# Of another table's rows: what is not there is none of them.
_OPPOSITES = {"is_not": "is", "empty": "filled"}


def _through(work: Work, asked: Asked, operator: str, values: list[str]) -> Any:
    assert asked.through is not None
    positive = _OPPOSITES.get(operator, operator)
    inner = _CONDITIONS[asked.kind](work, asked, positive, values)
    inner = _among_holders(work, asked, positive, values, inner)
    found = asked.through(work, inner)
    return found if positive == operator else ~found


def _read(work: Work, asked: Asked, value: str) -> Any:
    try:
        return value if asked.read is None else asked.read(work, value)
    except (ValueError, Invalid):
        raise Invalid("list.value_unknown", field="where", value=value[:60]) from None


def _presence(asked: Asked, operator: str) -> Any:
    empty = asked.column.is_(None)
    if asked.blank:
        empty |= asked.column == ""
    return empty if operator == "empty" else ~empty


def _text(work: Work, asked: Asked, operator: str, values: list[str]) -> Any:
    column = asked.column
    if operator in _PRESENCE:
        return _presence(asked, operator)
    if operator == "contains":
        return column.icontains(values[0], autoescape=True)
    if operator == "starts":
        return column.istartswith(values[0], autoescape=True)
    return _equal(column, operator, [_read(work, asked, one) for one in values])


def _equal(column: Any, operator: str, values: list[Any]) -> Any:
    if operator == "any_of":
        return column.in_(values)
    if operator == "is":
        return column == values[0]
    return column.is_(None) | (column != values[0])


def _choice(work: Work, asked: Asked, operator: str, values: list[str]) -> Any:
    if operator in _PRESENCE:
        return _presence(asked, operator)
    return _equal(asked.column, operator, [_read(work, asked, one) for one in values])


def _several(work: Work, asked: Asked, operator: str, values: list[str]) -> Any:
    if operator in _PRESENCE:
        return _presence(asked, operator)
    read = [_read(work, asked, one) for one in values]
    held = or_(*(asked.column.contains(f'"{one}"', autoescape=True) for one in read))
    return asked.column.is_(None) | ~held if operator == "is_not" else held


def _number(work: Work, asked: Asked, operator: str, values: list[str]) -> Any:
    if operator in _PRESENCE:
        return _presence(asked, operator)
    read = [_read(work, asked, one) for one in values]
    if operator == "between":
        return asked.column.between(min(read), max(read))
    if operator in ("least", "most"):
        return asked.column >= read[0] if operator == "least" else asked.column <= read[0]
    return _equal(asked.column, operator, read)


def _tick(work: Work, asked: Asked, _: str, values: list[str]) -> Any:
    if values[0] not in ("yes", "no"):
        raise Invalid("list.value_unknown", field="where", value=values[0][:60])
    true = _read(work, asked, "yes")
    return asked.column == true if values[0] == "yes" else asked.column.is_(None)


def _time(work: Work, asked: Asked, operator: str, values: list[str]) -> Any:
    if operator in _PRESENCE:
        return _presence(asked, operator)
    first, last = _days(work, operator, values)
    column, edge = asked.column, _edge(work, asked)
    parts = []
    if first is not None:
        parts.append(column >= edge(first))
    if last is not None:
        parts.append(column < edge(last + timedelta(days=1)))
    return and_(*parts)


def _edge(work: Work, asked: Asked) -> Callable[[date], Any]:
    """The beginning of a day, as the column holds days or moments."""
    here = zone(work.actor.zone)
    if asked.kind == "moment":
        return lambda day: datetime.combine(day, time(), here)
    return lambda day: _read(work, asked, day.isoformat()) if asked.read else day


def _days(work: Work, operator: str, values: list[str]) -> tuple[date | None, date | None]:
    """First and last day that fit; None for an open end."""
    today = work.now.astimezone(zone(work.actor.zone)).date()
    if operator in ("within", "coming"):
        span = timedelta(days=_count(values[0]))
        return (today - span, today) if operator == "within" else (today, today + span)
    try:
        days = sorted(date.fromisoformat(one) for one in values)
        if operator == "before":
            return None, days[0] - timedelta(days=1)
        if operator == "after":
            return days[0] + timedelta(days=1), None
        _ = days[-1] + timedelta(days=1)  # the calendar ends somewhere
    except (ValueError, OverflowError):
        raise Invalid("list.value_unknown", field="where", value=values[0][:60]) from None
    return days[0], days[-1]


def _count(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and int(typed[:9]) <= MOST_DAYS):
        raise Invalid("list.value_unknown", field="where", value=typed[:60])
    return int(typed)


_CONDITIONS: dict[str, Callable[[Work, Asked, str, list[str]], Any]] = {
    "text": _text,
    "number": _number,
    "day": _time,
    "moment": _time,
    "choice": _choice,
    "several": _several,
    "person": _choice,
    "tick": _tick,
    "file": lambda _, asked, operator, __: _presence(asked, operator),
    "point": _text,
}


def number(_: Work, typed: str) -> Any:
    """A typed number, exact; `Asked.read` of numbers."""
    found = parse_decimal(typed)
    if found is None or abs(found) > MOST_NUMBER:
        raise ValueError(typed)
    return found


def whole(work: Work, typed: str) -> int:
    """A typed whole number; `Asked.read` of those that are counted."""
    found = number(work, typed)
    if found != found.to_integral_value():
        raise ValueError(typed)
    return int(found)


def enum_field(
    column: Any,
    choices: type[StrEnum],
    label: str,
    words: str,
    through: Callable[[Work, Any], Any] | None = None,
) -> Asked:
    """A choice among an enum's members, whose names are `<words>.<value>`."""
    options = tuple((one.value, f"{words}.{one.value}") for one in choices)
    return Asked("choice", column, label, lambda _, value: choices(value), through, options)


def one_among(
    column: Any,
    keys: Sequence[str],
    label: str,
    words: str,
    through: Callable[[Work, Any], Any] | None = None,
) -> Asked:
    """A choice among these keys, whose names are `<words>.<key>`."""

    def read(_: Work, value: str) -> str:
        if value not in keys:
            raise ValueError(value)
        return value

    options = tuple((key, f"{words}.{key}") for key in keys)
    return Asked("choice", column, label, read, through, options)
