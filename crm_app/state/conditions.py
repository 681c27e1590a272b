"""The builder of conditions in groups, above a list: a draft in the sheet until it is applied."""

from dataclasses import dataclass, field, replace
from typing import Any

import reflex as rx

from crm_app.core.conditions import Group, Rule, Tree, read_tree
from crm_app.core.errors import AppError
from crm_app.core.listing import WHERE
from crm_app.services import saved_views
from crm_app.services.choices import Option
from crm_app.services.saved_views import ConditionChoice
from crm_app.state.base import Problem, Screen, action
from crm_app.state.lists import ListScreen, own_given, own_gone

_MOST = 10
_MARKS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ","})


@dataclass(frozen=True, slots=True)
class DraftRule:
    """A condition as it is being made. `entry` says how its value is entered: none, one, two, many."""

    name: str = ""
    kind: str = "text"
    operator: str = ""
    entry: str = "one"
    first: str = ""
    last: str = ""
    chosen: list[str] = field(default_factory=list)
    operators: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DraftGroup:
    """Conditions of which all, or any, have to hold."""

    match: str = "all"
    rules: list[DraftRule] = field(default_factory=list)


class ConditionDraft(Screen, mixin=True):
    """Mixed into a state in which conditions in groups are built; `_record` is the kind of list."""

    match: rx.Field[str] = rx.field("all")
    groups: rx.Field[list[DraftGroup]] = rx.field(default_factory=list)
    condition_choices: rx.Field[list[ConditionChoice]] = rx.field(default_factory=list)
    _record: str = ""

    async def _draft_of(self, where: str, *, bare: bool = False) -> None:
        """Begin with these conditions; else with an empty one, or `bare` with none."""
        self.condition_choices = await self._ask(saved_views.condition_fields, self._record) or []
        try:
            tree = read_tree(where)
        except AppError:
            tree = Tree()
        self.match = tree.match
        known = {one.name: one for one in self.condition_choices}
        drafts = [
            DraftGroup(g.match, [_draft(known[r.name], r) for r in g.rules if r.name in known])
            for g in tree.groups
        ]
        self.groups = drafts or ([] if bare else [DraftGroup("all", [self._fresh()])])

    def _where(self) -> str:
        """The draft as an address carries it."""
        groups = tuple(
            Group(one.match, tuple(_rule(rule) for rule in one.rules if rule.name))
            for one in self.groups
        )
        return Tree(self.match, tuple(one for one in groups if one.rules)).text()

    async def _drafted(self) -> None:
        """What follows when the draft was changed; a list waits until it is applied."""

    def _fresh(self) -> DraftRule:
        return _draft(self.condition_choices[0]) if self.condition_choices else DraftRule()

    @action
    async def match_by(self, place: int, match: str) -> None:
        """All or any: of a group, or (place -1) of the groups."""
        match = "any" if match == "any" else "all"
        if place < 0:
            self.match = match
        elif place < len(self.groups):
            self._put(place, replace(self.groups[place], match=match))
        await self._drafted()

    @action
    async def add_group(self) -> None:
        """One more group."""
        if len(self.groups) < _MOST:
            self.groups = [*self.groups, DraftGroup("all", [self._fresh()])]
            await self._drafted()

    @action
    async def add_rule(self, place: int) -> None:
        """One more condition in a group."""
        if 0 <= place < len(self.groups):
            group = self.groups[place]
            self._put(place, replace(group, rules=[*group.rules, self._fresh()][:20]))
            await self._drafted()

    @action
    async def drop_rule(self, place: int, at: int) -> None:
        """A condition goes; with its last one the group does."""
        if not 0 <= place < len(self.groups):
            return
        group = self.groups[place]
        left = [rule for n, rule in enumerate(group.rules) if n != at]
        if left:
            self._put(place, replace(group, rules=left))
        else:
            self.groups = [one for n, one in enumerate(self.groups) if n != place]
        await self._drafted()

    @action
    async def enter_rule(self, place: int, at: int, part: str, value: str) -> None:
        """A part of a condition was entered: name, operator, first, last, or one of several chosen."""
        if not (0 <= place < len(self.groups) and 0 <= at < len(self.groups[place].rules)):
            return
        group = self.groups[place]
        rule = self._changed(group.rules[at], part, value[:200])
        rules = [rule if n == at else one for n, one in enumerate(group.rules)]
        self._put(place, replace(group, rules=rules))
        await self._drafted()

    def _changed(self, rule: DraftRule, part: str, value: str) -> DraftRule:
        if part == "name":
            wanted = next((one for one in self.condition_choices if one.name == value), None)
            return rule if wanted is None else _draft(wanted)
        if part == "operator":
            entry = _entry(rule.kind, value)
            return replace(rule, operator=value, entry=entry) if value in rule.operators else rule
        if part == "chosen":
            gone = [one for one in rule.chosen if one != value]
            return replace(rule, chosen=gone if value in rule.chosen else [*rule.chosen, value])
        return replace(rule, **{part: value}) if part in ("first", "last") else rule

    def _put(self, place: int, group: DraftGroup) -> None:
        self.groups = [group if n == place else one for n, one in enumerate(self.groups)]


class ConditionScreen(ConditionDraft, ListScreen, mixin=True):
    """Mixed into the state of a list whose records can be looked for by conditions in groups."""

    conditions_done: int = 0
    # The conditions at work, in words.
    said_zh: rx.Field[str] = rx.field("")
    said_en: rx.Field[str] = rx.field("")

    async def _say(self) -> None:
        where = self.filters.get(WHERE, "")
        said = await self._ask(saved_views.sentence, self._record, where) if where else None
        self.said_zh, self.said_en = said or ("", "")

    @action
    async def open_conditions(self) -> None:
        """The sheet was opened: what is at work. One empty condition waits only where there is nothing
        else to be filled in: beside own fields it would be applied with them."""
        self.problem = Problem()
        await self._draft_of(self.filters.get(WHERE, ""), bare=bool(self.columns))

    @action
    async def narrow(self, form: dict[str, Any]) -> Any:
        """The list by own fields and these conditions; what could not be asked is said in the sheet."""
        where = self._where()
        done, _ = await self._do(saved_views.sentence, self._record, where)
        if not done:
            return None
        self.conditions_done += 1
        return await self._address(**{**own_given(form), WHERE: where})

    @action
    async def clear_narrowing(self) -> Any:
        """Neither own fields nor conditions any more."""
        self.problem, self.conditions_done = Problem(), self.conditions_done + 1
        return await self._address(**{**own_gone(self.filters), WHERE: ""})


def _entry(kind: str, operator: str) -> str:
    if operator in ("empty", "filled"):
        return "none"
    if operator in ("within", "coming"):
        return "days"
    if operator == "between":
        return "two"
    if operator == "any_of":
        return "typed" if kind == "text" else "many"
    return "one"


def _draft(known: ConditionChoice, rule: Rule | None = None) -> DraftRule:
    operator = rule.operator if rule and rule.operator in known.operators else known.operators[0]
    values = list(rule.values) if rule else []
    entry = _entry(known.kind, operator)
    first = ", ".join(values) if entry == "typed" else next(iter(values), "")
    if not rule and known.options:
        first = known.options[0].key
    return DraftRule(
        name=known.name,
        kind=known.kind,
        operator=operator,
        entry=entry,
        first=first,
        last=values[1] if len(values) > 1 else "",
        chosen=values,
        operators=known.operators,
        options=known.options,
    )


def _rule(draft: DraftRule) -> Rule:
    values: list[str] = {
        "none": [],
        "two": [draft.first, draft.last],
        "many": draft.chosen,
        "typed": draft.first.translate(_MARKS).split(","),
    }.get(draft.entry, [draft.first])
    return Rule(draft.name, draft.operator, tuple(one.strip() for one in values))
