"""The forecast: what open deals will bring, by stage and history; kept, and compared with what came."""

from crm_app.services.forecast.keeping import forecast_history, keep_forecasts
from crm_app.services.forecast.queries import FILTERS, GROUPS, forecast
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
    "Past",
    "Point",
    "Rate",
    "StageForecast",
    "forecast",
    "forecast_history",
    "keep_forecasts",
]
