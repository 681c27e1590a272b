"""The forecast: what open deals will bring, by stage and history; kept, and compared with what came."""

from crm_app.services.forecast.grouping import GROUPS
from crm_app.services.forecast.history import forecast_history
from crm_app.services.forecast.keeping import keep_forecasts, snapshots
from crm_app.services.forecast.queries import FILTERS, forecast, forecast_teams
from crm_app.services.forecast.rates import rates_of
from crm_app.services.forecast.reading import Part
from crm_app.services.forecast.rows import (
    Expected,
    Forecast,
    GroupForecast,
    History,
    Past,
    Point,
    Rate,
    StageForecast,
)

__all__ = [
    "FILTERS",
    "GROUPS",
    "Expected",
    "Forecast",
    "GroupForecast",
    "History",
    "Part",
    "Past",
    "Point",
    "Rate",
    "StageForecast",
    "forecast",
    "forecast_history",
    "forecast_teams",
    "keep_forecasts",
    "rates_of",
    "snapshots",
]
