"""Kept forecasts, compared with what came."""

from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of, read_period
from crm_app.models.targets import ForecastSnapshot
from crm_app.services import deals, targets, teams_below
from crm_app.services.forecast import rules
from crm_app.services.forecast.rows import History, Past, Point

_SHOWN = 12
_COURSE = 60


@query(Permission.DEAL_READ)
def forecast_history(work: Work, kind: str = "", subject: str = "", currency: str = "") -> History:
    """Month by month what was forecast as it began, what came, and how far that was off.

    Of the house, a team or a person; without one of whoever asks (as his scope is). In one currency:
    without one in that of which there is most.
    """
    found = targets.find_subject(work, kind, subject) if kind else targets.own_subject(work)
    running = month_of(today(work.actor.zone))
    rows = _kept(work, found, running)
    codes = _codes(rows)
    code = currency or (codes[0] if codes else "CNY")
    by_month: dict[str, list[ForecastSnapshot]] = {}
    for row in rows:
        if row.currency == code:
            by_month.setdefault(row.month, []).append(row)
    past = [key for key in sorted(by_month) if key < running.key][-_SHOWN:]
    came = _came(work, found, code, [_month(key) for key in past])
    made = [_past(work, by_month[key], came.get(key, Decimal(0)), found) for key in past]
    errors = [row.error for row in made]
    mean, count = rules.mape(errors)
    course = [Point(r.taken_on, r.weighted, r.won) for r in by_month.get(running.key, [])]
    whose = targets.subject_row(work, found)
    said = (code, whose.zh, whose.en, codes)
    return History(*said, made, course[-_COURSE:], mean, count, errors.count(None))


def _kept(work: Work, found: "targets.Found", running: Period) -> list[ForecastSnapshot]:
    kept = select(ForecastSnapshot).where(
        col(ForecastSnapshot.subject) == found.word,
        col(ForecastSnapshot.month) >= running.moved(-_SHOWN).key,
        col(ForecastSnapshot.month) <= running.key,
        *targets.reached_columns(work, ForecastSnapshot.user_id, ForecastSnapshot.team_id),
    )
    return list(work.session.exec(kept.order_by(col(ForecastSnapshot.taken_on))))


def _codes(rows: list[ForecastSnapshot]) -> list[str]:
    """Their currencies, that of most forecasts first."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.currency] = counts.get(row.currency, 0) + 1
    return sorted(counts, key=lambda code: (-counts[code], code != "CNY", code))


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
