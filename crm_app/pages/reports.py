"""Figures of a period, each with its list."""

import reflex as rx

from crm_app.components.figures import figures_head, figures_or_refusal, period_bar
from crm_app.components.places import is_on
from crm_app.components.report_sales import outlook_report, people_report, product_report
from crm_app.components.report_trend import trend_report
from crm_app.components.reports import (
    pace_report,
    pipeline_report,
    rate_report,
    reason_report,
    report_choices,
    report_head,
    report_sentence,
)
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.reports import ReportScreen


@screen(
    "/reports",
    "reports.title",
    on_load=ReportScreen.load,
    menu=MenuEntry("/reports", "reports.title", "chart-column", 82, Permission.DEAL_READ, "e"),
)
def reports_page() -> rx.Component:
    """Pipeline, pace, win and loss, people, products, trend."""
    return rx.el.div(
        figures_head(t("reports.title")),
        period_bar(ReportScreen, report_choices()),
        problem_text(ReportScreen.problem),
        rx.cond(
            ReportScreen.loaded,
            figures_or_refusal(
                ReportScreen.report.period,
                report_sentence(),
                rx.el.div(
                    rx.el.div(report_head(), people_report(), class_name=_STACK),
                    rx.el.div(pipeline_report(), rate_report(), reason_report(), class_name=_STACK),
                    class_name="grid lg:grid-cols-2 gap-4 items-start [&>*]:min-w-0",
                ),
                trend_report(),
                rx.cond(is_on("/quotes"), product_report()),
                pace_report(),
                rx.cond(is_on("/products"), outlook_report()),
            ),
            panel(skeleton_rows()),
        ),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[1200px]",
    )


_STACK = "space-y-4 min-w-0"
