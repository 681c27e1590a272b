"""Forecast, reports and targets at 100,000 deals, against reading the rows and adding them up here."""

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from bench.lists import Row, timed
from crm_app.core import database
from crm_app.core.permissions import Actor
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.quotes import Quote, QuoteLine, QuoteStatus
from crm_app.services import forecast, pricing, reports, targets

TIMES = 15
MOST = 100


def measure(actors: dict[str, Actor]) -> list[Row]:
    """Server times of whole use cases; a busy machine shows in the median, less in the best."""
    rows: list[Row] = []
    for who in ("director", "manager", "rep"):
        rows += [_row(who, *one) for one in _asked(actors[who])]
    return rows


def _asked(actor: Actor) -> list[tuple[str, Callable[[], Any], Callable[[], Any] | None]]:
    day = today(actor.zone)
    month, year = month_of(day), Period(day.year)
    plain = actor.role == "director"
    return [
        (
            f"forecast {year.key}",
            lambda: forecast.forecast(actor, year.key),
            (lambda: _open_deals(year)) if plain else None,
        ),
        (f"forecast {month.key}", lambda: forecast.forecast(actor, month.key), None),
        ("forecasts against what came", lambda: forecast.forecast_history(actor), None),
        (
            f"products {year.key}",
            lambda: reports.product_sales(actor, year.key),
            (lambda: _sold(actor, year)) if plain else None,
        ),
        (f"top people {year.key}", lambda: reports.top_people(actor, year.key), None),
        *[
            (f"trend by {by}", lambda by=by: reports.trend(actor, by), None)
            for by in reports.TRENDS
        ],
        ("products, next month", lambda: reports.product_outlook(actor), None),
        (f"all reports {month.key}", lambda: reports.sales_report(actor, month.key), None),
        *[
            (
                f"all reports {year.key} by {by}",
                lambda by=by: reports.sales_report(actor, year.key, "", by),
                None,
            )
            for by in ("competitor", "source", "product")
        ],
        ("targets at home", lambda: targets.my_standing(actor), None),
    ]


def _row(who: str, what: str, ask: Callable[[], Any], plain: Callable[[], Any] | None) -> Row:
    median, p95 = timed(ask, TIMES)
    best = min(_once(ask) for _ in range(TIMES))
    cost = min(_once(ask, time.process_time) for _ in range(TIMES))
    against = f"{MOST} ms; best {best:.1f}, processor time {cost:.1f}"
    if plain is not None:
        slow = min(_once(plain) for _ in range(2))
        against += f"; row by row {slow:.0f} ms, {slow / best:.0f} times as long"
    return Row(f"{what}, {who} (n = {TIMES})", median, p95, against)


def _once(ask: Callable[[], Any], clock: Callable[[], float] = time.perf_counter) -> float:
    begun = clock()
    ask()
    return (clock() - begun) * 1000


def _open_deals(period: Period) -> Decimal:
    """The open deals expected in a period, one by one."""
    total = Decimal(0)
    with Session(database.engine()) as session:
        stages = {one.id: one for one in session.exec(select(Stage))}
        wanted = select(Deal.stage_id, Deal.amount).where(
            col(Deal.deleted_at).is_(None),
            col(Deal.expected_close).between(period.first, period.last),
        )
        for stage_id, amount in session.exec(wanted):
            if stages[stage_id].kind is StageKind.OPEN:
                total += amount * stages[stage_id].probability / 100
    return total


def _sold(actor: Actor, period: Period) -> dict[int, Decimal]:
    """The lines of accepted quotes of deals won in a period, reckoned one by one."""
    first, after = period.moments(actor.zone)
    found: dict[int, Decimal] = {}
    with Session(database.engine()) as session:
        wanted = (
            select(Quote, QuoteLine)
            .join(QuoteLine, col(QuoteLine.quote_id) == Quote.id)
            .join(Deal, col(Deal.id) == Quote.deal_id)
            .where(
                col(Deal.closed_at) >= first,
                col(Deal.closed_at) < after,
                col(Quote.status) == QuoteStatus.ACCEPTED,
            )
        )
        for quote, line in session.exec(wanted.execution_options(yield_per=1000)):
            net = pricing.line_totals(line, quote.discount, quote.currency).net
            found[line.product_id or 0] = found.get(line.product_id or 0, Decimal(0)) + net
    return found
