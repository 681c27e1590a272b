"""What was won month by month; each bar opens its deals."""

from typing import Any

import reflex as rx

from crm_app.components.figures import figure_choice, figures_file, opens_list
from crm_app.components.places import PLACES_OF, choices_on
from crm_app.components.text import both, short_money, t
from crm_app.components.ui.show import panel
from crm_app.services.reports import TRENDS, Trend, TrendPoint
from crm_app.state.reports import ReportScreen


def trend_report() -> rx.Component:
    """Twelve months as bars; each opens its deals."""
    return panel(
        rx.el.div(
            rx.el.h2(t("reports.trend"), class_name="font-semibold flex-1"),
            figure_choice(
                *choices_on("reports.trend_by", TRENDS, PLACES_OF),
                value=ReportScreen.by,
                on_change=lambda value: ReportScreen.narrow("by", value),
                aria_label=t("reports.trend_by"),
            ),
            figures_file("trend", ReportScreen.asked),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.cond(
            ReportScreen.trends.length() > 0,
            rx.el.div(rx.foreach(ReportScreen.trends, _trend), class_name="space-y-4 pt-2"),
            rx.el.p(t("reports.none"), class_name="text-soft py-3"),
        ),
        class_name="p-3",
        custom_attrs={"data-trend": ReportScreen.by},
    )


def _trend(one: rx.vars.ObjectVar[Trend]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(both(one.zh, one.en), class_name="font-medium flex-1 min-w-0 truncate"),
            opens_list(short_money(one.total, one.currency), one.deals),
            class_name="flex gap-2",
        ),
        rx.el.ul(
            rx.foreach(one.points, lambda point: _column(point, one.currency)),
            class_name="grid grid-cols-12 gap-0.5 lg:gap-1.5 items-end mt-1",
        ),
        key=one.key.to(str) + one.currency.to(str),
    )


def _column(one: rx.vars.ObjectVar[TrendPoint], currency: Any) -> rx.Component:
    said = short_money(one.amount, currency)
    return rx.el.li(
        opens_list(
            rx.el.span(
                rx.el.span(
                    style={"height": f"max(2px, {one.share}%)"},
                    class_name="block w-full rounded-sm bg-accent",
                ),
                class_name="flex items-end h-[72px]",
                aria_hidden="true",
            ),
            one.deals,
            class_name="block",
            aria_label=one.month.to(str) + " " + said.to(str),
            title=one.month.to(str) + " " + said.to(str),
        ),
        rx.el.span(
            one.month.to(str)[5:7],
            aria_hidden="true",
            class_name="block text-center text-faint text-[11px] tabular-nums",
        ),
        key=one.month,
        class_name="min-w-0",
    )
