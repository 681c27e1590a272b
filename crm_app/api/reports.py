"""Reports over REST."""

from typing import Annotated, Any, Literal, get_args

from fastapi import Query

from crm_app.api.base import CurrentActor, api
from crm_app.api.shaped import shape, shaped
from crm_app.services import reports
from crm_app.services.reports import Outlook, SalesReport, Trend

SalesOut: Any = shape(SalesReport)
TrendOut: Any = shape(Trend)
OutlookOut: Any = shape(Outlook)
_Rated = Literal[
    "competitor", "owner", "team", "industry", "source", "region", "size", "tier", "product"
]
assert get_args(_Rated) == reports.RATES, "each field has a name in the API"
_Period = Annotated[str, Query(max_length=10)]
_Text = Annotated[str, Query(max_length=60)]


@api.get("/api/v1/reports/sales", response_model=SalesOut)
def read_sales(
    actor: CurrentActor,
    period: _Period,
    pipeline: _Text = "",
    rate: Annotated[
        _Rated, Query(description="the field by which win rates are told")
    ] = "competitor",
) -> dict[str, Any]:
    """Pipeline, velocity and conversion, win rates, reasons, people and products of a period."""
    return shaped(reports.sales_report(actor, period, pipeline, rate))


@api.get("/api/v1/reports/trend", response_model=list[TrendOut])
def read_trend(
    actor: CurrentActor,
    by: Literal["house", "team", "owner", "region", "product"] = "house",
    last: _Period = "",
) -> list[dict[str, Any]]:
    """Twelve months of what was won, up to a month."""
    return [shaped(row) for row in reports.trend(actor, by, last)]


@api.get("/api/v1/reports/outlook", response_model=list[OutlookOut])
def read_outlook(actor: CurrentActor) -> list[dict[str, Any]]:
    """How much of each product this month is likely to bring, and how far that was off before."""
    return [shaped(row) for row in reports.product_outlook(actor)]
