"""Conditions in and/or groups, as the address of a list carries them: read, checked, made into SQL.

`{"match": "any", "groups": [{"match": "all", "rules": [["region", "contains", ["东"]]]}]}`
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, or_

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.lib.exact import parse_decimal

LONGEST = 4_000
MOST_GROUPS, MOST_RULES, MOST_VALUES, LONGEST_VALUE = 10, 20, 50, 200
MOST_DAYS = 36_500
MOST_NUMBER = 10**13

_TEXT = ("is", "is_not", "contains", "starts", "any_of")
_NUMBER = ("is", "is_not", "least", "most", "between")
_TIME = ("is", "before", "after", "within", "coming", "between")
_CHOICE = ("is", "is_not", "any_of")
_PRESENCE = ("empty", "filled")
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
_VALUES = {"empty": 0, "filled": 0, "between": 2, "any_of": MOST_VALUES}


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


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition."""

    name: str
    operator: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all, or any, have to hold."""

    match: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Groups of which all, or any, have to hold."""

    match: str = "all"
    groups: tuple[Group, ...] = field(default_factory=tuple)

    def text(self) -> str:
        """As an address carries it; empty where nothing is asked."""
        if not self.groups:
            return ""
        groups = [
            {"match": g.match, "rules": [[r.name, r.operator, list(r.values)] for r in g.rules]}
            for g in self.groups
        ]
        whole = {"match": self.match, "groups": groups}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def read_tree(text: str) -> Tree:
    """The tree of an address; refuses what is none (`list.conditions_unreadable`)."""
    if not text.strip():
        return Tree()
    if len(text) > LONGEST:
        raise Invalid("list.conditions_long", field="where", most=LONGEST)
    try:
        given = json.loads(text)
        groups = tuple(_group(one) for one in given["groups"])
        tree = Tree(_match(given), groups)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Invalid("list.conditions_unreadable", field="where") from None
    if len(groups) > MOST_GROUPS or any(len(one.rules) > MOST_RULES for one in groups):
        raise Invalid("list.conditions_many", field="where", groups=MOST_GROUPS, rules=MOST_RULES)
    return Tree(tree.match, tuple(one for one in groups if one.rules))


def _match(given: Any) -> str:
    if given.keys() - {"match", "groups", "rules"} or given["match"] not in ("all", "any"):
        raise ValueError
    return given["match"]


def _group(given: Any) -> Group:
    return Group(_match(given), tuple(_rule(one) for one in given["rules"]))


def _rule(given: Any) -> Rule:
    name, operator, *rest = given
    values = rest[0] if rest else []
    texts = isinstance(values, list) and all(isinstance(one, str) for one in values)
    if not (isinstance(name, str) and isinstance(operator, str) and texts and len(rest) <= 1):
        raise ValueError
    return Rule(name, operator, tuple(one.strip()[: LONGEST_VALUE + 1] for one in values))


def asks(work: Work, tree: Tree, find: Callable[[str], Asked | None]) -> Any | None:
    """What a tree asks of a row; None where it asks nothing. `find` knows the fields."""
    groups = [
        _joined(group.match, [asked_of(work, rule, find) for rule in group.rules])
        for group in tree.groups
    ]
    return _joined(tree.match, groups) if groups else None


def _joined(match: str, parts: Sequence[Any]) -> Any:
    return parts[0] if len(parts) == 1 else (and_ if match == "all" else or_)(*parts)


def asked_of(work: Work, rule: Rule, find: Callable[[str], Asked | None]) -> Any:
    """What one condition asks of a row; refuses unknown fields, operators and values."""
    asked = find(rule.name)
    if asked is None:
        raise Invalid("list.filter_unknown", field="where", name=rule.name[:60])
    if rule.operator not in OPERATORS[asked.kind]:
        raise Invalid("list.operator_unknown", field="where", name=rule.operator[:30])
    if any(len(one) > LONGEST_VALUE for one in rule.values):
        raise Invalid("record.too_long", field="where", most=LONGEST_VALUE)
    values = [one for one in rule.values if one]
    wanted = _VALUES.get(rule.operator, 1)
    if rule.operator == "any_of" and not 0 < len(values) <= wanted:
        raise Invalid("list.value_missing", field="where", name=rule.name[:60])
    if rule.operator != "any_of" and len(values) != wanted:
        raise Invalid("list.value_missing", field="where", name=rule.name[:60])
    if asked.through is None:
        return _CONDITIONS[asked.kind](work, asked, rule.operator, values)
    return _through(work, asked, rule.operator, values)


# Of another table's rows: what is not there is none of them.
_OPPOSITES = {"is_not": "is", "empty": "filled"}


def _through(work: Work, asked: Asked, operator: str, values: list[str]) -> Any:
    assert asked.through is not None
    positive = _OPPOSITES.get(operator, operator)
    inner = _CONDITIONS[asked.kind](work, asked, positive, values)
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
    "point": _text,
    "file": lambda _, asked, operator, __: _presence(asked, operator),
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
