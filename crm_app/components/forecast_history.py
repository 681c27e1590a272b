"""Earlier forecasts beside what came, and how the figures are made."""

from typing import Any

import reflex as rx

from crm_app.components.figures import figure_choice, figure_table, opens_list, row
from crm_app.components.text import both, day, number, percent, short_money, t
from crm_app.components.ui.show import panel
from crm_app.services.forecast import Past
from crm_app.state.forecast import ForecastScreen

_FOUND: Any = ForecastScreen.found
_PAST: Any = ForecastScreen.history


def forecast_history() -> rx.Component:
    """Month by month what was forecast and what came; the error in one number."""
    heads = ["forecast.month", "forecast.weighted", "forecast.came", "forecast.error"]
    label = rx.el.span(t("forecast.history"), " · ", both(_PAST.zh, _PAST.en))
    said = rx.cond(
        _PAST.months > 0,
        t("forecast.mape", percent=percent(_PAST.mape), months=number(_PAST.months)),
        t("forecast.history_none"),
    )
    return rx.cond(  # pyright: ignore[reportReturnType]
        _PAST.rows.length() > 0,
        figure_table(
            label,
            [t(one) for one in heads],
            rx.foreach(_PAST.rows, _past),
            hint=rx.fragment(said, " ", t("forecast.error_hint")),
            beside=_currencies(),
            spoken=t("forecast.history"),
            custom_attrs={"data-history": ""},
        ),
        panel(
            rx.el.div(
                rx.el.h2(label, class_name="font-semibold flex-1"),
                _currencies(),
                class_name="flex items-center gap-2",
            ),
            rx.el.p(t("forecast.history_none"), class_name="text-soft"),
            class_name="p-3",
        ),
    )


def _currencies() -> rx.Component:
    """In which currency; nothing where there is one."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        _PAST.currencies.length() > 1,
        figure_choice(
            rx.foreach(_PAST.currencies, lambda one: rx.el.option(one, value=one)),
            value=_PAST.currency,
            on_change=lambda value: ForecastScreen.narrow("currency", value),
            aria_label=t("targets.currency"),
            key=_PAST.currencies.length().to_string(),
        ),
    )


def _past(one: rx.vars.ObjectVar[Past]) -> rx.Component:
    code = _PAST.currency
    return row(
        rx.el.span(
            rx.el.span(one.month, class_name="block tabular-nums"),
            rx.el.span(
                t("forecast.taken_on"),
                " ",
                day(one.taken_on),
                class_name="block text-faint text-[12px]",
            ),
        ),
        short_money(one.weighted, code),
        opens_list(short_money(one.came, code), one.deals),
        rx.cond(one.error, percent(one.error), "–"),
        key=one.month,
    )


def forecast_made() -> Any:
    """How the figures are made."""
    return rx.el.details(
        rx.el.summary(
            t("forecast.how_title"),
            class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[28px] content-center",
        ),
        rx.el.p(
            t("forecast.how", draws=number(_FOUND.draws), singly=number(_FOUND.singly)),
            class_name="text-soft text-[14px] max-w-[760px] pt-1",
        ),
    )
