"""Conditions in and/or groups, as the address of a list carries them: read, checked, made into SQL.

`{"match": "any", "groups": [{"match": "all", "rules": [["region", "contains", ["东"]]]}]}`
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, or_

from crm_app.core.asking import LONGEST_VALUE, OPERATORS, VALUES, Asked, asks_of
from crm_app.core.errors import Invalid
from crm_app.core.work import Work

LONGEST = 4_000
MOST_GROUPS, MOST_RULES = 10, 20


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
    either = tree.match == "any" and len(tree.groups) > 1
    groups = [
        _joined(
            group.match,
            [asked_of(work, rule, find, among=either or _is_either(group)) for rule in group.rules],
        )
        for group in tree.groups
    ]
    return _joined(tree.match, groups) if groups else None


def _is_either(group: Group) -> bool:
    return group.match == "any" and len(group.rules) > 1


def _joined(match: str, parts: Sequence[Any]) -> Any:
    return parts[0] if len(parts) == 1 else (and_ if match == "all" else or_)(*parts)


def asked_of(
    work: Work, rule: Rule, find: Callable[[str], Asked | None], *, among: bool = False
) -> Any:
    """What one condition asks of a row; refuses unknown fields, operators and values."""
    asked = find(rule.name)
    if asked is None:
        raise Invalid("list.filter_unknown", field="where", name=rule.name[:60])
    if rule.operator not in OPERATORS[asked.kind]:
        raise Invalid("list.operator_unknown", field="where", name=rule.operator[:30])
    if any(len(one) > LONGEST_VALUE for one in rule.values):
        raise Invalid("record.too_long", field="where", most=LONGEST_VALUE)
    values = [one for one in rule.values if one]
    wanted = VALUES.get(rule.operator, 1)
    if rule.operator == "any_of" and not 0 < len(values) <= wanted:
        raise Invalid("list.value_missing", field="where", name=rule.name[:60])
    if rule.operator != "any_of" and len(values) != wanted:
        raise Invalid("list.value_missing", field="where", name=rule.name[:60])
    return asks_of(work, asked, rule.operator, values, among=among)
