"""What a period will bring."""

import reflex as rx

from crm_app.components.figures import figures_head, figures_or_refusal, period_bar
from crm_app.components.forecast import forecast_choices, forecast_totals
from crm_app.components.forecast_history import forecast_history, forecast_made
from crm_app.components.forecast_tables import (
    forecast_deals,
    forecast_groups,
    forecast_stages,
)
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.forecast import ForecastScreen


@screen(
    "/forecast",
    "forecast.title",
    on_load=ForecastScreen.load,
    menu=MenuEntry("/forecast", "forecast.title", "trending-up", 80, Permission.DEAL_READ, "f"),
)
def forecast_page() -> rx.Component:
    """Totals, by stage, by person or team, the largest deals, and how earlier forecasts did."""
    return rx.el.div(
        figures_head(t("forecast.title")),
        period_bar(ForecastScreen, forecast_choices()),
        problem_text(ForecastScreen.problem),
        rx.cond(
            ForecastScreen.loaded,
            figures_or_refusal(
                ForecastScreen.found.period,
                forecast_totals(),
                rx.el.div(
                    forecast_stages(),
                    forecast_groups(),
                    class_name="grid lg:grid-cols-2 gap-4 items-start [&>*]:min-w-0",
                ),
                forecast_deals(),
                forecast_history(),
                forecast_made(),
            ),
            panel(skeleton_rows()),
        ),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[1200px]",
    )
