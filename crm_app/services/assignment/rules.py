"""Pure decisions: which rule fits a lead, and whom it picks. The same facts give the same person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm_app.core.grams import fold
from crm_app.models.assignment import Way
from crm_app.services.custom_fields import meets

# In this order a rule's conditions are looked at and read out.
FIELDS = ("band", "region", "industry", "size", "source", "campaign", "product")
FIELDS += ("company", "title", "address", "note")
# Of these a part of the words is enough.
WORDS = ("region", "campaign", "company", "title", "address", "note")


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a lead the rules look at; `custom` by the names of custom fields."""

    region: str = ""
    industry: str = ""
    size: str = ""
    source: str = ""
    campaign: str = ""
    product: str = ""
    company: str = ""
    title: str = ""
    address: str = ""
    note: str = ""
    band: str = ""
    custom: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule without its words; `reach` holds the team and those below it, empty for all sellers;
    `seniors`: of these the senior ones alone. `kinds` are those of the custom fields it looks at."""

    key: int
    conditions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    way: Way = Way.ROUND_ROBIN
    person: int | None = None
    reach: frozenset[int] = frozenset()
    seniors: bool = False
    in_hours: bool = False
    last: int = 0
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may get leads; `sells`: he takes turns. `most` 0 is no limit."""

    key: int
    team: int
    sells: bool = True
    load: int = 0
    most: int = 0
    is_senior: bool = False
    is_away: bool = False
    stand_in: int | None = None
    is_at_work: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One rule's answer: `why` is chosen, stood_in, differs, nobody, away, off_hours or full."""

    rule: int
    why: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The rule that decided and whom it picked; both None when the lead stays in the pool."""

    rule: int | None
    person: int | None
    steps: tuple[Step, ...]


def decide(facts: Facts, rules: Iterable[Rule], people: Sequence[Person]) -> Decision:
    """The first rule that fits and finds somebody; one that finds nobody is passed over."""
    steps: list[Step] = []
    for rule in rules:
        wrong = mismatch(facts, rule)
        if wrong:
            steps.append(Step(rule.key, "differs", wrong))
            continue
        person, why = choose(rule, people)
        steps.append(Step(rule.key, why))
        if person is not None:
            return Decision(rule.key, person.key, tuple(steps))
    return Decision(None, None, tuple(steps))


def mismatch(facts: Facts, rule: Rule) -> str:
    """The first condition that a lead does not meet; empty when it meets all."""
    for name in FIELDS:
        wanted = rule.conditions.get(name, ())
        if wanted and not _meets(name, getattr(facts, name), wanted):
            return name
    for name, kind in rule.kinds.items():
        if not meets(facts.custom.get(name), kind, rule.conditions[name]):
            return name
    return ""


def choose(rule: Rule, people: Sequence[Person]) -> tuple[Person | None, str]:
    """Whom a rule picks, and why it picks nobody."""
    left = sorted((one for one in people if _in_reach(rule, one)), key=lambda one: one.key)
    found = "chosen"
    if rule.way is Way.PERSON and left and left[0].is_away:
        other = next((one for one in people if one.key == left[0].stand_in), None)
        left, found = ([other], "stood_in") if other else (left, found)
    sieves = (
        ("nobody", lambda _: True),
        ("away", lambda one: not one.is_away),
        ("off_hours", lambda one: one.is_at_work or not rule.in_hours),
        ("full", lambda one: one.most == 0 or one.load < one.most),
    )
    for why, stays in sieves:
        left = [one for one in left if stays(one)]
        if not left:
            return None, why
    if rule.way is Way.LEAST_LOADED:
        return min(left, key=lambda one: (one.load, one.key)), found
    # The next one after whoever had the last turn; after the last one the first.
    return next((one for one in left if one.key > rule.last), left[0]), found


def _in_reach(rule: Rule, person: Person) -> bool:
    if rule.way is Way.PERSON:
        return person.key == rule.person
    near = not rule.reach or person.team in rule.reach
    return person.sells and near and (person.is_senior or not rule.seniors)


def _meets(name: str, value: str, wanted: Iterable[str]) -> bool:
    if name in WORDS:
        return any(fold(word) in fold(value) for word in wanted)
    return value in wanted
