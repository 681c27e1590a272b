"""The kinds of relation, and what of them cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm_app.core.errors import Conflict, Invalid
from crm_app.models.relations import RelationKind

# A part of a customer's own record (`parent_id`), not a row of relations.
PARENT = "parent"
# The part that somebody has when the customer buys.
ROLES = ("decider", "champion", "influencer", "buyer", "user", "gatekeeper")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to say a relation; `is_back`: the row is stored from the other's side."""

    key: str
    kind: str
    record: str
    other: str
    is_back: bool = False
    is_mutual: bool = False


def _people(key: str, kind: str, *, back: bool = False, mutual: bool = False) -> Choice:
    return Choice(key, kind, "contact", "contact", back, mutual)


def _firms(key: str, kind: str, *, back: bool = False, mutual: bool = False) -> Choice:
    return Choice(key, kind, "customer", "customer", back, mutual)


_K = RelationKind
CHOICES: dict[str, Choice] = {
    one.key: one
    for one in (
        _people("reports_to", _K.REPORTS_TO),
        _people("leads", _K.REPORTS_TO, back=True),
        _people("assists", _K.ASSISTS),
        _people("assisted_by", _K.ASSISTS, back=True),
        _people("influences", _K.INFLUENCES),
        _people("influenced_by", _K.INFLUENCES, back=True),
        _people("spouse", _K.SPOUSE, mutual=True),
        _people("relative", _K.RELATIVE, mutual=True),
        _people("friend", _K.FRIEND, mutual=True),
        _people("introduced_by", _K.REFERRED_BY),
        _people("introduced", _K.REFERRED_BY, back=True),
        _firms("parent", PARENT),
        _firms("subsidiary", PARENT, back=True),
        _firms("referred_by", _K.REFERRED_BY),
        _firms("referred", _K.REFERRED_BY, back=True),
        Choice("brought_by", _K.REFERRED_BY, "customer", "contact"),
        Choice("brought", _K.REFERRED_BY, "contact", "customer", is_back=True),
        _firms("partner", _K.PARTNER, mutual=True),
    )
}


def choices_of(record: str) -> list[Choice]:
    """What can be said of a customer or a contact."""
    return [one for one in CHOICES.values() if one.record == record]


def read_choice(record: str, key: str) -> Choice:
    """The choice with that key; refuses one that such a record cannot have."""
    found = CHOICES.get(key)
    if found is None or found.record != record:
        raise Invalid("relations.kind_unknown", field="kind", value=key[:20])
    return found


def seen_from(kind: str, record: str, other: str, *, is_back: bool) -> str:
    """The key under which one end reads a stored row."""
    for one in CHOICES.values():
        ends = (one.kind, one.record, one.other) == (kind, record, other)
        if ends and (one.is_mutual or one.is_back == is_back):
            return one.key
    return ""


def check_no_circle(person: int, boss: int, bosses: Mapping[int, int]) -> None:
    """Nobody reports to whom he leads, over however many others."""
    above: int | None = boss
    for _ in range(len(bosses) + 2):
        if above is None:
            return
        if above == person:
            raise Conflict("relations.circle")
        above = bosses.get(above)


def in_tree(people: list[int], bosses: Mapping[int, int]) -> list[tuple[int, int]]:
    """(person, depth) in the order of a tree; whoever reports to nobody here stands at its edge.

    Everybody comes once, also where what is stored goes round in a circle.
    """
    here = set(people)
    below: dict[int | None, list[int]] = {}
    for one in people:
        boss = bosses.get(one)
        below.setdefault(boss if boss in here and boss != one else None, []).append(one)
    found: list[tuple[int, int]] = []
    seen: set[int] = set()
    for start in [*below.get(None, []), *people]:
        waiting = [(start, 0)]
        while waiting:
            one, depth = waiting.pop()
            if one not in seen:
                seen.add(one)
                found.append((one, depth))
                waiting += [(next_, depth + 1) for next_ in reversed(below.get(one, []))]
    return found
