"""Pieces of the forecast's page: whose, and what it comes to."""

from typing import Any

import reflex as rx

from crm_app.components.figures import about, figure, figure_choice, opens_list
from crm_app.components.text import percent, short_money, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import empty, panel
from crm_app.services.forecast import GROUPS, Expected
from crm_app.state.forecast import ForecastScreen

_FOUND: Any = ForecastScreen.found


def forecast_choices() -> rx.Component:
    """Whose, of which team, and grouped by what."""
    return rx.fragment(
        _choice("under", ForecastScreen.teams, "forecast.any_team"),
        _choice("owner", ForecastScreen.owners, "deals.any_owner"),
        figure_choice(
            *[rx.el.option(t(f"forecast.by_key.{one}"), value=one) for one in GROUPS],
            value=ForecastScreen.by,
            on_change=lambda value: ForecastScreen.narrow("by", value),
            aria_label=t("forecast.by"),
        ),
    )


def _choice(name: str, people: Any, nobody: str) -> rx.Component:
    """Nothing where there is nothing to choose."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        people.length() > 1,
        figure_choice(
            rx.el.option(t(nobody), value=""),
            rx.foreach(people, lambda one: rx.el.option(one.name, value=one.public_id)),
            value=ForecastScreen.filters.get(name, ""),
            on_change=lambda value: ForecastScreen.narrow(name, value),
            aria_label=t(nobody),
            key=people.length().to_string(),
        ),
    )


def forecast_totals() -> rx.Component:
    """The numbers of each currency; what is not in them."""
    return rx.fragment(
        rx.cond(
            _FOUND.totals.length() > 0,
            rx.fragment(rx.foreach(_FOUND.totals, _total), _together()),
            panel(empty("trending-up", t("forecast.none"))),
        ),
        rx.cond(
            _FOUND.late > 0,
            link(
                icon("calendar-x"),
                rx.el.span(t("forecast.late", count=_FOUND.late), class_name="flex-1"),
                icon("chevron-right"),
                href=_FOUND.late_deals,
                class_name=(
                    "flex items-center gap-3 rounded-lg px-3 py-1.5 min-h-[44px] bg-warn-soft "
                    "text-warn"
                ),
            ),
        ),
    )


def _together() -> rx.Component:
    """What all currencies come to in the house's own; nothing where there is one."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        _FOUND.about.length() > 0,
        panel(
            rx.el.p(t("forecast.together"), class_name="text-soft text-[13px] flex-1"),
            rx.el.p(about(_FOUND.about)),
            class_name="flex items-center gap-3 px-4 py-2.5",
            custom_attrs={"data-together": ""},
        ),
    )


def _total(one: rx.vars.ObjectVar[Expected]) -> rx.Component:
    code = one.currency
    return panel(
        rx.el.div(
            figure(
                t("forecast.weighted"),
                one.weighted,
                code,
                rx.cond(
                    one.target,
                    t(
                        "forecast.of_target",
                        percent=percent(one.of_target),
                        target=short_money(one.target, code),
                    ),
                    "",
                ),
                href=one.weighted_deals,
            ),
            figure(
                t("forecast.won"),
                one.won,
                code,
                opens_list(t("forecast.deals", count=one.won_count), one.won_deals),
                href=one.won_deals,
            ),
            figure(t("forecast.commit"), one.commit, code, href=one.commit_deals),
            figure(t("forecast.best"), one.best, code, href=one.best_deals),
            figure(
                t("forecast.open"),
                one.open,
                code,
                opens_list(t("forecast.deals", count=one.open_count), one.open_deals),
                href=one.open_deals,
            ),
            class_name="grid grid-cols-2 lg:grid-cols-5 gap-x-4 gap-y-3",
        ),
        rx.cond(one.target, _against(one)),
        rx.el.p(
            t(
                "forecast.interval",
                low=short_money(one.low, code),
                high=short_money(one.high, code),
            ),
            class_name="text-soft text-[14px] mt-3",
        ),
        key=code,
        class_name="p-4",
        custom_attrs={"data-forecast": code},
    )


def _against(one: rx.vars.ObjectVar[Expected]) -> rx.Component:
    """What is won, and what is to come, as parts of the target; said in words above it."""
    target = one.target.to(float)
    won = one.won.to(float) * 100 / target
    come = one.of_target.to(float) - won
    return rx.el.div(
        rx.el.span(
            style={"width": "min(100%, " + won.to_string() + "%)"},
            class_name="h-full bg-accent",
        ),
        rx.el.span(
            style={"width": "min(100%, " + come.to_string() + "%)"},
            class_name="h-full bg-accent opacity-40",
        ),
        aria_hidden="true",
        custom_attrs={"data-target": ""},
        class_name="flex h-2 rounded-full bg-raised overflow-hidden mt-3",
    )
