"""The tables of reports, forecast and targets as CSV files, as Excel opens them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from fastapi import Query, Request, Response

from crm_app.api.base import CurrentActor, api, language_of
from crm_app.api.exports import csv_file
from crm_app.core.permissions import Actor
from crm_app.lib.exact import plain
from crm_app.locales.catalog import say
from crm_app.services import forecast, reports, targets

_Text = Annotated[str, Query(max_length=60)]
_Period = Annotated[str, Query(max_length=10)]
_Rows = Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose figures, of when, and what they are narrowed by."""

    actor: Actor
    period: str
    pipeline: str
    by: str
    rated_by: str
    filters: dict[str, str]
    english: bool

    def name(self, row: Any) -> str:
        """The name of a row or choice."""
        return row.en if self.english else row.zh

    def report(self) -> Any:
        """The whole report."""
        return reports.sales_report(self.actor, self.period, self.pipeline, self.rated_by)


def _pipeline(asked: _Asked) -> _Rows:
    for one in asked.report().stages:
        for money, weighted in zip(one.sums, one.weighted, strict=True):
            row = (asked.name(one.stage), one.count, money.amount, weighted.amount)
            yield *row, money.currency, one.stage.key
        if not one.sums:
            yield asked.name(one.stage), 0, "", "", "", one.stage.key


def _pace(asked: _Asked) -> _Rows:
    for one in asked.report().pace:
        counts = (one.entered, one.went_on, one.won, one.lost, one.open)
        yield asked.name(one.stage), one.median_days, *counts, one.stage.key


def _win_rates(asked: _Asked) -> _Rows:
    for one in asked.report().rates:
        yield asked.name(one), one.won, one.lost, one.rate, one.key


def _reasons(asked: _Asked) -> _Rows:
    language = "en" if asked.english else "zh"
    for one in asked.report().reasons:
        said = say(language, f"reports.{one.kind}")
        yield asked.name(one.reason), said, one.count, one.reason.key


def _people(asked: _Asked) -> _Rows:
    for one in reports.top_people(asked.actor, asked.period):
        yield one.name, one.amount, one.count, one.currency, one.public_id


def _products(asked: _Asked) -> _Rows:
    for one in reports.product_sales(asked.actor, asked.period):
        figures = (one.quantity, one.revenue, one.margin, one.count, one.currency)
        yield asked.name(one), *figures, one.public_id


def _outlook(asked: _Asked) -> _Rows:
    for one in reports.product_outlook(asked.actor):
        yield asked.name(one), one.month, one.quantity, one.unit, one.error, one.public_id


def _trend(asked: _Asked) -> _Rows:
    by = asked.by if asked.by in reports.TRENDS else "house"
    for one in reports.trend(asked.actor, by):
        for point in one.points:
            yield asked.name(one), point.month, point.amount, point.count, one.currency, one.key


def _forecast(asked: _Asked) -> _Rows:
    found = forecast.forecast(asked.actor, asked.period, "owner", asked.filters)
    for one in found.stages:
        rate = one.rate
        for money in one.sums:
            weighted = {each.currency: each.amount for each in one.weighted}
            sample = (rate.percent, rate.won, rate.closed, weighted.get(money.currency, Decimal(0)))
            row = (asked.name(rate.stage), one.count, money.amount, *sample, money.currency)
            yield *row, rate.stage.key


def _groups(asked: _Asked) -> _Rows:
    by = asked.by if asked.by in forecast.GROUPS else "owner"
    for one in forecast.forecast(asked.actor, asked.period, by, asked.filters).groups:
        sums = (one.won, one.commit, one.best, one.weighted, one.target)
        yield asked.name(one), one.count, one.open, *sums, one.currency, one.key


def _attainment(asked: _Asked) -> _Rows:
    for one in targets.attainments(asked.actor, asked.period):
        row = (asked.name(one.subject), one.target, one.won, one.percent, one.count, one.currency)
        yield *row, one.subject.public_id or "house"


_AMOUNT, _CODE = "reports.amount", "targets.currency"
_TABLES: dict[str, tuple[Callable[[_Asked], _Rows], tuple[str, ...]]] = {
    "pipeline": (
        _pipeline,
        ("reports.stage", "reports.count", _AMOUNT, "reports.weighted", _CODE),
    ),
    "pace": (
        _pace,
        (
            *("reports.stage", "reports.days", "reports.entered", "reports.went_on"),
            *("reports.won", "reports.lost", "reports.open"),
        ),
    ),
    "win-rates": (
        _win_rates,
        ("reports.trend_of", "reports.won", "reports.lost", "reports.rate"),
    ),
    "reasons": (_reasons, ("reports.reason", "reports.closed_as", "reports.count")),
    "people": (_people, ("reports.person", _AMOUNT, "reports.count", _CODE)),
    "products": (
        _products,
        (
            *("reports.product", "reports.quantity", "reports.revenue", "reports.margin"),
            *("reports.count", _CODE),
        ),
    ),
    "outlook": (
        _outlook,
        (
            *("reports.product", "forecast.month", "reports.expected", "products.unit"),
            "forecast.error",
        ),
    ),
    "trend": (
        _trend,
        ("reports.trend_of", "forecast.month", _AMOUNT, "reports.count", _CODE),
    ),
    "forecast": (
        _forecast,
        (
            *("forecast.stage", "reports.count", "forecast.open", "forecast.rate"),
            *("forecast.won", "reports.closed", "forecast.weighted", _CODE),
        ),
    ),
    "forecast-groups": (
        _groups,
        (
            *("reports.trend_of", "reports.count", "forecast.open", "forecast.won"),
            *("forecast.commit", "forecast.best", "forecast.weighted", "targets.target", _CODE),
        ),
    ),
    "attainment": (
        _attainment,
        (
            *("targets.subject", "targets.target", "forecast.won", "targets.attained"),
            *("reports.count", _CODE),
        ),
    ),
}
_Table = Literal[
    "pipeline",
    "pace",
    "win-rates",
    "reasons",
    "people",
    "products",
    "outlook",
    "trend",
    "forecast",
    "forecast-groups",
    "attainment",
]
assert set(get_args(_Table)) == set(_TABLES), "each table has a name in the API"


@api.get("/api/v1/exports/reports/{table}", response_class=Response)
def export_figures(  # noqa: PLR0913, PLR0917 - one parameter a filter
    request: Request,
    actor: CurrentActor,
    table: _Table,
    period: _Period,
    pipeline: _Text = "",
    by: _Text = "",
    rate: _Text = reports.RATES[0],
    owner: _Text = "",
    under: _Text = "",
) -> Response:
    """A table of the reports, the forecast or the targets as CSV, with the rights of its screen."""
    language = language_of(request)
    filters = {"owner": owner, "under": under, "pipeline": pipeline}
    make, heads = _TABLES[table]
    asked = _Asked(actor, period, pipeline, by, rate, filters, language == "en")
    rows = [[_cell(cell) for cell in row] for row in make(asked)]
    return csv_file(table, [say(language, one) for one in heads], rows)


def _cell(value: Any) -> str:
    if isinstance(value, Decimal):
        return plain(value) or ""
    return "" if value is None else str(value)
