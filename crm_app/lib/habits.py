"""Habits in when and what somebody buys, told apart from chance.

Every window that could be a habit is asked: two hours of a weekday, two hours of any day, a weekday,
the begin and the end of the month, a thing, how many come together. Of each the exact binomial tail
is taken against what others do, and multiplied by the number of questions (Bonferroni): what is left
below one in a hundred would come up for one in a hundred customers *at most*, if nobody had habits.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from crm_app.lib.binomial import tail, upper_share

LEAST, LEAST_HITS, SURE, SHARE, TIMES = 8, 5, 0.01, 0.4, 1.5
HOURS = 2
# Below so many visits of others one cannot say what is usual.
LEAST_OTHERS = 60
_EARLY, _LATE = 7, 25


@dataclass(frozen=True, slots=True)
class Visit:
    """A purchase: its day, the hour where it is known, what was bought, how many came together."""

    day: date
    hour: int | None = None
    things: frozenset[int] = frozenset()
    party: int | None = None


@dataclass(slots=True)
class Usual:
    """What others do, counted: visits by weekday and hour, by weekday, by part of the month, with a
    thing, by how many came."""

    days: int = 0
    timed: int = 0
    with_party: int = 0
    slots: Counter[tuple[int, int]] = field(default_factory=Counter)
    weekdays: Counter[int] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    things: Counter[int] = field(default_factory=Counter)
    parties: Counter[int] = field(default_factory=Counter)

    def add(self, visit: Visit, times: int = 1) -> None:
        """Count one; `times` -1 takes it out again."""
        self.days += times
        self.weekdays[visit.day.weekday()] += times
        if part := part_of_month(visit.day):
            self.months[part] += times
        for thing in visit.things:
            self.things[thing] += times
        if visit.hour is not None:
            self.timed += times
            self.slots[visit.day.weekday(), visit.hour] += times
        if visit.party:
            self.with_party += times
            self.parties[min(visit.party, 6)] += times

    def without(self, visits: Sequence[Visit]) -> "Usual":
        """Of the others only."""
        rest = Usual(self.days, self.timed, self.with_party)
        for name in ("slots", "weekdays", "months", "things", "parties"):
            setattr(rest, name, Counter(getattr(self, name)))
        for visit in visits:
            rest.add(visit, -1)
        return rest


@dataclass(frozen=True, slots=True)
class Habit:
    """`hits` of `of` visits; `chance` is what others would bring, `odds` how often chance alone brings
    as much in any of `asked` questions.

    `kind` is slot (weekday, hour), hours (hour), weekday, month (early, late), thing or party; `what`
    the numbers or the word behind it. `is_uniform`: too little is known of others, so that every
    time was taken for as likely as any other.
    """

    kind: str
    what: tuple[int | str, ...]
    hits: int
    of: int
    chance: float
    odds: float
    asked: int
    first: date
    last: date
    is_uniform: bool = False

    @property
    def key(self) -> str:
        """By which it is known again."""
        return ":".join([self.kind, *(str(one) for one in self.what)])


@dataclass(frozen=True, slots=True)
class _Question:
    kind: str
    what: tuple[int | str, ...]
    hits: list[date]
    of: list[date]
    chance: float
    is_uniform: bool = False


def part_of_month(day: date) -> str:
    """The first and the last week of a month, when wages and budgets are."""
    return "early" if day.day <= _EARLY else "late" if day.day >= _LATE else ""


def habits(visits: Sequence[Visit], usual: Usual) -> list[Habit]:
    """What one customer does more often than chance and others explain, the surest first.

    `usual` holds the others only. A day counts once; fewer than eight days say nothing.
    """
    days = _days(visits)
    if len(days) < LEAST:
        return []
    asked = list(_questions(days, usual))
    found = [_judged(one, len(asked)) for one in asked]
    sure = sorted((one for one in found if one is not None), key=lambda one: one.odds)
    return _told_once(sure)


def _days(visits: Sequence[Visit]) -> list[Visit]:
    """One visit a day: whoever comes twice on a day has not shown a habit twice."""
    first: dict[date, Visit] = {}
    for visit in sorted(visits, key=lambda one: (one.day, one.hour is None, one.hour or 0)):
        known = first.get(visit.day)
        if known is None:
            first[visit.day] = visit
        else:
            first[visit.day] = Visit(
                known.day,
                known.hour,
                known.things | visit.things,
                max(known.party or 0, visit.party or 0) or None,
            )
    return list(first.values())


def _questions(days: list[Visit], usual: Usual) -> Iterator[_Question]:
    yield from _times(days, usual)
    dates = [one.day for one in days]
    known = usual.days >= LEAST_OTHERS
    for weekday in range(7):
        hits = [one for one in dates if one.weekday() == weekday]
        chance = upper_share(usual.weekdays[weekday], usual.days) if known else 1 / 5
        yield _Question("weekday", (weekday,), hits, dates, chance, not known)
    for part in ("early", "late"):
        hits = [one for one in dates if part_of_month(one) == part]
        chance = upper_share(usual.months[part], usual.days) if known else 7 / 28
        yield _Question("month", (part,), hits, dates, chance, not known)
    if known:
        for thing in sorted({thing for one in days for thing in one.things}):
            hits = [one.day for one in days if thing in one.things]
            chance = upper_share(usual.things[thing], usual.days)
            yield _Question("thing", (thing,), hits, dates, chance)
    together = [one for one in days if one.party]
    if usual.with_party >= LEAST_OTHERS:
        for size in range(1, 7):
            hits = [one.day for one in together if min(one.party or 0, 6) == size]
            chance = upper_share(usual.parties[size], usual.with_party)
            yield _Question("party", (size,), hits, [one.day for one in together], chance)


def _times(days: list[Visit], usual: Usual) -> Iterator[_Question]:
    """Two hours of a weekday, and two hours of any day."""
    timed = [one for one in days if one.hour is not None]
    dates = [one.day for one in timed]
    if not timed:
        return
    known = usual.timed >= LEAST_OTHERS
    hours = {one.hour or 0 for one in timed} | {hour for _, hour in +usual.slots}
    open_hours = max(8, len(hours))
    for hour in range(24 - HOURS + 1):
        window = range(hour, hour + HOURS)
        of_any = sum(usual.slots[weekday, one] for weekday in range(7) for one in window)
        chance = upper_share(of_any, usual.timed) if known else HOURS / open_hours
        hits = [one.day for one in timed if one.hour in window]
        yield _Question("hours", (hour,), hits, dates, chance, not known)
        for weekday in range(7):
            inside = sum(usual.slots[weekday, one] for one in window)
            chance = upper_share(inside, usual.timed) if known else HOURS / open_hours / 5
            mine = [day for day in hits if day.weekday() == weekday]
            yield _Question("slot", (weekday, hour), mine, dates, chance, not known)


def _judged(one: _Question, asked: int) -> Habit | None:
    hits, of = len(one.hits), len(one.of)
    if of < LEAST or hits < LEAST_HITS or hits < max(SHARE, TIMES * one.chance) * of:
        return None
    odds = min(1.0, tail(hits, of, one.chance) * asked)
    if odds > SURE or not _is_alive(one):
        return None
    return Habit(
        one.kind,
        one.what,
        hits,
        of,
        one.chance,
        odds,
        asked,
        min(one.hits),
        max(one.hits),
        one.is_uniform,
    )


def _is_alive(one: _Question) -> bool:
    """Of his last visits at least a fifth still are so: a habit that he gave up is none."""
    latest = sorted(one.of)[-max(5, len(one.of) // 3) :]
    return sum(day in one.hits for day in latest) * 5 >= len(latest)


def _told_once(found: list[Habit]) -> list[Habit]:
    """Wednesdays from three to five are not told again as Wednesdays, nor as from three to five."""
    told: list[Habit] = []
    # Of windows that say the same the later one begins with what was seen.
    later = [-int(one.what[-1]) if one.kind in ("slot", "hours") else 0 for one in found]
    pairs = sorted(
        zip(found, later, strict=True),
        key=lambda pair: (pair[0].kind != "slot", pair[0].odds, pair[1]),
    )
    for one, _ in pairs:
        if not any(_says_it(other, one) for other in told):
            told.append(one)
    return sorted(told, key=lambda habit: habit.odds)


def _says_it(told: Habit, one: Habit) -> bool:
    if told.kind == one.kind == "hours":
        return abs(int(told.what[0]) - int(one.what[0])) < HOURS
    if told.kind != "slot" or one.kind not in ("slot", "hours", "weekday"):
        return False
    weekday, hour = int(told.what[0]), int(told.what[1])
    if one.kind == "weekday":
        return one.what[0] == weekday
    near = abs(hour - int(one.what[-1])) < HOURS
    return near and (one.kind == "hours" or one.what[0] == weekday)
