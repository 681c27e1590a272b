"""Customers who regularly come in the same two hours of a week, told apart from chance.

A customer counts once, however often he comes: one who comes daily is no crowd. How many would have
such a favourite time by chance follows from how full weekdays and hours are on the whole.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from crm_app.lib.binomial import tail, upper_share
from crm_app.lib.habits import HOURS, SHARE, SURE, Visit

LEAST_DAYS, LEAST_HITS, LEAST_PEOPLE = 5, 3, 4
_ASKED = 7 * (24 - HOURS + 1)


@dataclass(frozen=True, slots=True)
class Crowd:
    """`people` of `of` customers come mostly on `weekday` from `hour` on; by chance it would be
    `expected`, and as many only in one of 1 / `odds` such looks at all weekdays and hours."""

    weekday: int
    hour: int
    people: tuple[int, ...]
    of: int
    expected: float
    odds: float


def crowds(by_who: Mapping[int, Sequence[Visit]]) -> list[Crowd]:
    """The crowds among customers with five days or more whose hour is known, the surest first."""
    times = {who: _times(visits) for who, visits in by_who.items()}
    times = {who: slots for who, slots in times.items() if len(slots) >= LEAST_DAYS}
    # Of windows that overlap the one with the most people.
    found = sorted(_asked(times), key=lambda one: (-len(one.people), one.odds))
    told: list[Crowd] = []
    for one in found:
        if not any(one.weekday == t.weekday and abs(one.hour - t.hour) < HOURS for t in told):
            told.append(one)
    return sorted(told, key=lambda one: one.odds)


def _times(visits: Sequence[Visit]) -> list[tuple[int, int]]:
    """Weekday and hour of the first visit of each day."""
    first: dict[object, int] = {}
    for visit in visits:
        if visit.hour is not None:
            first[visit.day] = min(visit.hour, first.get(visit.day, 24))
    return [(day.weekday(), hour) for day, hour in first.items()]  # type: ignore[attr-defined]


def _asked(times: Mapping[int, Sequence[tuple[int, int]]]) -> Iterator[Crowd]:
    every = [slot for slots in times.values() for slot in slots]
    weekdays, hours = Counter(day for day, _ in every), Counter(hour for _, hour in every)
    for weekday in range(7):
        for hour in range(24 - HOURS + 1):
            window = range(hour, hour + HOURS)
            full = sum(hours[one] for one in window)
            chance = upper_share(weekdays[weekday], len(every)) * upper_share(full, len(every))
            crowd = _crowd(times, weekday, hour, chance)
            if crowd is not None and crowd.odds <= SURE:
                yield crowd


def _crowd(
    times: Mapping[int, Sequence[tuple[int, int]]], weekday: int, hour: int, chance: float
) -> Crowd | None:
    inside = {(weekday, hour + n) for n in range(HOURS)}
    people = tuple(
        who
        for who, slots in times.items()
        if sum(slot in inside for slot in slots) >= _needed(len(slots))
    )
    if len(people) < LEAST_PEOPLE:
        return None
    lengths = Counter(len(slots) for slots in times.values())
    expected = sum(n * tail(_needed(days), days, chance) for days, n in lengths.items())
    odds = min(1.0, tail(len(people), len(times), expected / len(times)) * _ASKED)
    return Crowd(weekday, hour, people, len(times), expected, odds)


def _needed(days: int) -> int:
    return max(LEAST_HITS, ceil(SHARE * days))
