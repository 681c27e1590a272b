"""Reports over REST, and as CSV files."""

from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response

from crm_app.api.base import CurrentActor, api, language_of
from crm_app.api.exports import csv_file
from crm_app.api.shaped import shape, shaped
from crm_app.lib.exact import plain
from crm_app.locales.catalog import say
from crm_app.services import reports
from crm_app.services.reports import Outlook, SalesReport, Trend

SalesOut: Any = shape(SalesReport)
TrendOut: Any = shape(Trend)
OutlookOut: Any = shape(Outlook)
_Period = Annotated[str, Query(max_length=10)]
_Text = Annotated[str, Query(max_length=60)]
_PEOPLE = ("person", "amount", "count")
_PRODUCTS = ("product", "quantity", "revenue", "margin", "count")


@api.get("/api/v1/reports/sales", response_model=SalesOut)
def read_sales(actor: CurrentActor, period: _Period, pipeline: _Text = "") -> dict[str, Any]:
    """Pipeline, velocity and conversion, win and loss, people and products of a period."""
    return shaped(reports.sales_report(actor, period, pipeline))


@api.get("/api/v1/reports/trend", response_model=list[TrendOut])
def read_trend(
    actor: CurrentActor,
    by: Literal["house", "team", "region", "product"] = "house",
    last: _Period = "",
) -> list[dict[str, Any]]:
    """Twelve months of what was won, up to a month."""
    return [shaped(row) for row in reports.trend(actor, by, last)]


@api.get("/api/v1/reports/outlook", response_model=list[OutlookOut])
def read_outlook(actor: CurrentActor) -> list[dict[str, Any]]:
    """How much of each product this month is likely to bring, and how far that was off before."""
    return [shaped(row) for row in reports.product_outlook(actor)]


@api.get("/api/v1/exports/reports/people", response_class=Response)
def export_people(request: Request, actor: CurrentActor, period: _Period) -> Response:
    """The ten who won most, as CSV."""
    rows = [
        (row.name, plain(row.amount) or "", str(row.count), row.currency, row.public_id)
        for row in reports.top_people(actor, period)
    ]
    return csv_file("people", _head(request, _PEOPLE), rows)


@api.get("/api/v1/exports/reports/products", response_class=Response)
def export_products(request: Request, actor: CurrentActor, period: _Period) -> Response:
    """What was sold of each product, as CSV; margins for those who may see costs."""
    english = language_of(request) == "en"
    rows = [
        (
            *(row.en if english else row.zh, plain(row.quantity) or "", plain(row.revenue) or ""),
            *(plain(row.margin) or "", str(row.count), row.currency, row.public_id),
        )
        for row in reports.product_sales(actor, period)
    ]
    return csv_file("products", _head(request, _PRODUCTS), rows)


def _head(request: Request, names: tuple[str, ...]) -> list[str]:
    language = language_of(request)
    return [say(language, f"reports.{name}") for name in names] + [
        say(language, "targets.currency")
    ]
