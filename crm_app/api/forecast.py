"""The forecast over REST."""

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.api.shaped import shape, shaped
from crm_app.services import deals, forecast
from crm_app.services.forecast import Forecast, History

ForecastOut: Any = shape(Forecast)
HistoryOut: Any = shape(History)
_Text = Annotated[str, Query(max_length=60)]


class CategoryIn(Body):
    """commit, best, pipeline or omitted; empty goes back to what the stage says."""

    category: str = Field(max_length=20)


@api.get("/api/v1/forecast", response_model=ForecastOut)
def read_forecast(
    actor: CurrentActor,
    period: Annotated[str, Query(max_length=10)],
    by: Literal["owner", "team", "category"] = "owner",
    owner: _Text = "",
    under: _Text = "",
    pipeline: _Text = "",
) -> dict[str, Any]:
    """What a period will bring: by stage with the rates used, in all, and by owner, team or category;
    `under` is a team with those below it. Addresses are those of the lists in the web app.
    """
    filters = {"owner": owner, "under": under, "pipeline": pipeline}
    return shaped(forecast.forecast(actor, period, by, filters))


@api.get("/api/v1/forecast/history", response_model=HistoryOut)
def read_history(
    actor: CurrentActor, kind: _Text = "", subject: _Text = "", currency: _Text = "CNY"
) -> dict[str, Any]:
    """Forecasts kept as each month began, against what came, with the error; of the house, a team or
    a user (`kind`, `subject`), or one's own.
    """
    return shaped(forecast.forecast_history(actor, kind, subject, currency))


@api.put("/api/v1/deals/{public_id}/forecast", status_code=204)
def set_category(actor: CurrentActor, public_id: str, body: CategoryIn) -> None:
    """Say how an open deal counts in the forecast."""
    deals.set_forecast(actor, public_id, body.category)
