"""Forecasts kept day by day, and compared with what came."""

from collections.abc import Iterable
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of, read_period
from crm_app.models.targets import ForecastSnapshot
from crm_app.services import deals, targets, teams_below
from crm_app.services.forecast import rules
from crm_app.services.forecast.rates import rates
from crm_app.services.forecast.reading import Part, Sums, by_currency, expected, parts
from crm_app.services.forecast.rows import History, Past, Point
from crm_app.services.locks import one_at_a_time
from crm_app.services.pipelines import all_stages

AHEAD = 3
_COURSE = 60


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
    kept = 0
    for step in range(AHEAD):
        month = month_of(day).moved(step)
        found = parts(work, stages, expected(work, month))
        won = deals.won_by_month(work, [month])
        for subject, sums in _subjects(work, found, won):
            row = ForecastSnapshot(
                taken_on=day,
                month=month.key,
                subject=subject,
                currency=sums.currency,
                deals=sums.count,
                won=sums.won,
                commit=sums.won + sums.commit,
                best=sums.won + sums.best,
                weighted=sums.weighted(known),
            )
            kind, _, key = subject.partition(":")
            if key:
                setattr(row, f"{kind}_id", int(key))
            if not _is_taken(work, row):
                work.session.add(row)
                kept += 1
    work.session.flush()
    return kept


def _is_taken(work: Work, row: ForecastSnapshot) -> bool:
    """Whether the demo has brought the same: it is kept once."""
    same = select(ForecastSnapshot.id).where(
        col(ForecastSnapshot.subject) == row.subject,
        col(ForecastSnapshot.month) == row.month,
        col(ForecastSnapshot.currency) == row.currency,
        col(ForecastSnapshot.taken_on) == row.taken_on,
    )
    return work.session.exec(same).first() is not None


def _subjects(work: Work, found: list[Part], won: list[deals.Won]) -> Iterable[tuple[str, Sums]]:
    for sums in by_currency(found, won, lambda _: "").values():
        yield "house", sums
    for (owner, _), sums in by_currency(found, won, lambda one: one.owner_id).items():
        yield f"user:{owner}", sums
    tree = teams_below.parents(work.session)
    for team in tree:
        inside = teams_below.below(tree, team)
        of_team = [one for one in found if one.team_id in inside]
        won_there = [one for one in won if one.team_id in inside]
        for sums in by_currency(of_team, won_there, lambda _: "").values():
            yield f"team:{team}", sums


@query(Permission.DEAL_READ)
def forecast_history(
    work: Work, kind: str = "", subject: str = "", currency: str = "CNY"
) -> History:
    """Month by month what was forecast as it began, what came, and how far that was off.

    Of the house, a team or a person; without one of whoever asks (as his scope is).
    """
    found = targets.find_subject(work, kind, subject) if kind else targets.own_subject(work)
    kept = select(ForecastSnapshot).where(
        col(ForecastSnapshot.subject) == found.word,
        col(ForecastSnapshot.currency) == currency,
        *targets.reached_columns(work, ForecastSnapshot.user_id, ForecastSnapshot.team_id),
    )
    rows = list(work.session.exec(kept.order_by(col(ForecastSnapshot.taken_on))))
    running = month_of(today(work.actor.zone))
    by_month: dict[str, list[ForecastSnapshot]] = {}
    for row in rows:
        by_month.setdefault(row.month, []).append(row)
    past = [key for key in sorted(by_month) if key < running.key][-12:]
    came = _came(work, found, currency, [_month(key) for key in past])
    made = [_past(work, by_month[key], came.get(key, Decimal(0)), found) for key in past]
    errors = [row.error for row in made]
    mean, count = rules.mape(errors)
    course = [Point(r.taken_on, r.weighted, r.won) for r in by_month.get(running.key, [])]
    return History(currency, made, course[-_COURSE:], mean, count, errors.count(None))


def _month(key: str) -> Period:
    found = read_period(key)
    assert found is not None, "only months are kept"
    return found


def _came(
    work: Work, found: "targets.Found", currency: str, months: list[Period]
) -> dict[str, Decimal]:
    """Month → what was won in it, of the subject."""
    if not months:
        return {}
    tree = teams_below.parents(work.session)
    inside = teams_below.below(tree, found.key) if found.kind == "team" and found.key else None
    span = [months[0]]
    while span[-1] != months[-1]:
        span.append(span[-1].moved(1))
    sums: dict[str, Decimal] = {}
    for one in deals.won_by_month(work, span):
        mine = found.kind != "user" or one.owner_id == found.key
        if mine and (inside is None or one.team_id in inside) and one.currency == currency:
            sums[one.month.key] = sums.get(one.month.key, Decimal(0)) + one.amount
    return sums


def _past(work: Work, kept: list[ForecastSnapshot], came: Decimal, found: "targets.Found") -> Past:
    month = _month(kept[0].month)
    before = [row for row in kept if row.taken_on <= month.first]
    row = before[-1] if before else kept[0]
    return Past(
        month=month.key,
        taken_on=row.taken_on,
        weighted=row.weighted,
        commit=row.commit,
        best=row.best,
        came=came,
        error=rules.error(row.weighted, came),
        deals=_deals(work, month, found, row.currency),
    )


def _deals(work: Work, month: Period, found: "targets.Found", currency: str) -> str:
    row = targets.subject_row(work, found)
    return targets.deals_address(row, month.first, month.last, currency)
