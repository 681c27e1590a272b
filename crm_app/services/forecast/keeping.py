"""Forecasts kept day by day, and let go when nobody asks for them any more."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy.orm import aliased
from sqlmodel import col, delete, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of, read_period
from crm_app.models.targets import ForecastSnapshot
from crm_app.services import deals, teams_below
from crm_app.services.forecast.rates import rates
from crm_app.services.forecast.reading import Part, Sums, by_currency, expected, parts
from crm_app.services.forecast.rows import Rate
from crm_app.services.locks import one_at_a_time
from crm_app.services.pipelines import all_stages

AHEAD = 3
# Of a month that is over the one with which it began stays, for so many months.
KEPT_MONTHS = 36


@command(Permission.SETTINGS)
def keep_forecasts(work: Work) -> int:
    """Keep today's forecast of this month and the next two, once a day, for the house, each team
    with those below it, and each owner; returns how many were kept.
    """
    day = today(work.actor.zone)
    taken = select(ForecastSnapshot.id).where(
        col(ForecastSnapshot.taken_on) == day, col(ForecastSnapshot.is_demo).is_(False)
    )
    if work.session.exec(taken.limit(1)).first() is not None:
        return 0
    one_at_a_time(work, "forecast")
    stages, known = all_stages(work.session), rates(work)
    tree = teams_below.parents(work.session)
    there = _there(work, day)
    kept = 0
    for step in range(AHEAD):
        month = month_of(day).moved(step)
        found = parts(work, stages, expected(work, month))
        won = deals.won_together(work, month)
        for row in snapshots((day, month), found, won, known, tree):
            if (row.subject, row.month, row.currency) not in there:
                work.session.add(row)
                kept += 1
    work.session.flush()
    _let_go(work, month_of(day))
    return kept


def snapshots(
    when: tuple[date, Period],
    found: list[Part],
    won: list[deals.Won],
    rates: dict[int, Rate],
    tree: Mapping[int, int | None],
) -> Iterator[ForecastSnapshot]:
    """What is kept of a forecast that was made on a day for a month: the house's, each team's with
    those below it, each owner's; not stored yet.
    """
    day, month = when
    for subject, sums in _subjects(found, won, tree):
        row = ForecastSnapshot(
            taken_on=day,
            month=month.key,
            subject=subject,
            currency=sums.currency,
            deals=sums.count,
            won=sums.won,
            commit=sums.won + sums.commit,
            best=sums.won + sums.best,
            weighted=sums.weighted(rates),
        )
        kind, _, key = subject.partition(":")
        if key:
            setattr(row, f"{kind}_id", int(key))
        yield row


def _there(work: Work, day: date) -> set[tuple[str, str, str]]:
    """What the demo has brought of that day already: it is kept once."""
    found = select(ForecastSnapshot.subject, ForecastSnapshot.month, ForecastSnapshot.currency)
    return set(work.session.exec(found.where(col(ForecastSnapshot.taken_on) == day)))


def _subjects(
    found: list[Part], won: list[deals.Won], tree: Mapping[int, int | None]
) -> Iterable[tuple[str, Sums]]:
    for sums in by_currency(found, won, lambda _: "").values():
        yield "house", sums
    for (owner, _), sums in by_currency(found, won, lambda one: one.owner_id).items():
        yield f"user:{owner}", sums
    for team in tree:
        inside = teams_below.below(tree, team)
        of_team = [one for one in found if one.team_id in inside]
        won_there = [one for one in won if one.team_id in inside]
        for sums in by_currency(of_team, won_there, lambda _: "").values():
            yield f"team:{team}", sums


def _let_go(work: Work, running: Period) -> None:
    """Of each month that is over one forecast stays, that with which it began (or the first there
    is); none of a month long past.
    """
    kept, other = ForecastSnapshot, aliased(ForecastSnapshot)
    old = running.moved(-KEPT_MONTHS).key
    work.session.exec(delete(kept).where(col(kept.month) < old))
    over = select(kept.month).where(col(kept.month) < running.key).distinct()
    for key in work.session.exec(over).all():
        month = read_period(key)
        assert month is not None, "only months are kept"
        same = (
            other.subject == kept.subject,
            other.month == kept.month,
            other.currency == kept.currency,
        )
        begun = select(func.max(other.taken_on)).where(*same, other.taken_on <= month.first)
        first = select(func.min(other.taken_on)).where(*same)
        stays = func.coalesce(begun.scalar_subquery(), first.scalar_subquery())
        work.session.exec(delete(kept).where(col(kept.month) == key, col(kept.taken_on) != stays))
