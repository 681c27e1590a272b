"""Pieces of the forecast's page."""

from typing import Any

import reflex as rx

from crm_app.components.deals import stage_badge
from crm_app.components.figures import (
    amounts,
    category_choice,
    figure,
    figure_table,
    opens_list,
    row,
)
from crm_app.components.lists import CHOICE
from crm_app.components.places import may
from crm_app.components.text import both, day, named, number, percent, short_money, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, empty, panel
from crm_app.core.permissions import Permission
from crm_app.services.deals import DealRow
from crm_app.services.forecast import GROUPS, Expected, GroupForecast, Past, StageForecast
from crm_app.state.forecast import ForecastScreen

_FOUND: Any = ForecastScreen.found
_PAST: Any = ForecastScreen.history


def forecast_choices() -> rx.Component:
    """Whose, and grouped by what."""
    people = rx.foreach(
        ForecastScreen.owners, lambda one: rx.el.option(one.name, value=one.public_id)
    )
    return rx.fragment(
        rx.cond(
            ForecastScreen.owners.length() > 1,
            rx.el.select(
                rx.el.option(t("deals.any_owner"), value=""),
                people,
                value=ForecastScreen.filters.get("owner", ""),
                on_change=lambda value: ForecastScreen.narrow("owner", value),
                aria_label=t("deals.any_owner"),
                key=ForecastScreen.owners.length().to_string(),
                class_name=f"{CHOICE} border-line-strong bg-panel text-soft",
            ),
        ),
        rx.el.select(
            *[rx.el.option(t(f"forecast.by_key.{one}"), value=one) for one in GROUPS],
            value=ForecastScreen.by,
            on_change=lambda value: ForecastScreen.narrow("by", value),
            aria_label=t("forecast.by"),
            class_name=f"{CHOICE} border-line-strong bg-panel text-soft",
        ),
    )


def forecast_totals() -> rx.Component:
    """The numbers of each currency; what is not in them."""
    return rx.fragment(
        rx.cond(
            _FOUND.totals.length() > 0,
            rx.foreach(_FOUND.totals, _total),
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


def _total(one: rx.vars.ObjectVar[Expected]) -> rx.Component:
    code = one.currency
    return panel(
        rx.el.div(
            figure(t("forecast.weighted"), one.weighted, code),
            figure(
                t("forecast.won"),
                one.won,
                code,
                t("forecast.deals", count=one.won_count),
                href=_FOUND.won_deals.to(str) + "&currency=" + code.to(str),
            ),
            figure(t("forecast.commit"), one.commit, code),
            figure(t("forecast.best"), one.best, code),
            figure(
                t("forecast.open"),
                one.open,
                code,
                t("forecast.deals", count=one.open_count),
                href=_FOUND.open_deals.to(str) + "&currency=" + code.to(str),
            ),
            class_name="grid grid-cols-2 lg:grid-cols-5 gap-x-4 gap-y-3",
        ),
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


def forecast_stages() -> rx.Component:
    """By stage: the rate, its sample, the deals."""
    heads = [t("forecast.stage"), t("forecast.open"), t("forecast.rate"), t("forecast.weighted")]
    return rx.cond(  # pyright: ignore[reportReturnType]
        _FOUND.stages.length() > 0,
        figure_table(t("forecast.stages"), heads, rx.foreach(_FOUND.stages, _stage)),
    )


def _stage(one: rx.vars.ObjectVar[StageForecast]) -> rx.Component:
    rate = one.rate
    return row(
        rx.el.span(
            rx.el.span(named(rate.stage), class_name="block font-medium"),
            rx.el.span(named(rate.pipeline), class_name="block text-faint text-[12px]"),
            link(
                rx.cond(
                    rate.uses == "history",
                    t("forecast.rate_history", won=rate.won, closed=rate.closed),
                    t("forecast.rate_stage", closed=rate.closed),
                ),
                href=rate.deals,
                class_name="block text-[12px] text-soft underline decoration-dotted tap",
            ),
        ),
        rx.el.span(
            opens_list(t("forecast.deals", count=one.count), one.deals),
            rx.el.span(amounts(one.sums), class_name="block text-soft text-[13px]"),
        ),
        percent(rate.percent),
        amounts(one.weighted),
        key=rate.pipeline.key.to(str) + rate.stage.key.to(str),
    )


def forecast_groups() -> rx.Component:
    """By owner, team or category."""
    heads = [
        t("forecast.by"),
        t("forecast.open"),
        t("forecast.commit"),
        t("forecast.weighted"),
    ]
    return rx.cond(  # pyright: ignore[reportReturnType]
        _FOUND.groups.length() > 0,
        figure_table(
            rx.match(
                ForecastScreen.by,
                *[(one, t(f"forecast.by_key.{one}")) for one in GROUPS[:-1]],
                t(f"forecast.by_key.{GROUPS[-1]}"),
            ),
            heads,
            rx.foreach(_FOUND.groups, _group),
        ),
    )


def _group(one: rx.vars.ObjectVar[GroupForecast]) -> rx.Component:
    return row(
        both(one.zh, one.en),
        rx.el.span(
            opens_list(t("forecast.deals", count=one.count), one.deals),
            rx.el.span(
                short_money(one.open, one.currency), class_name="block text-soft text-[13px]"
            ),
        ),
        short_money(one.commit, one.currency),
        short_money(one.weighted, one.currency),
        key=one.key.to(str) + one.currency.to(str),
    )


def forecast_deals() -> rx.Component:
    """The largest open deals of the period; who sells says how sure he is."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        ForecastScreen.rows.length() > 0,
        panel(
            rx.el.ul(rx.foreach(ForecastScreen.rows, _deal), class_name="divide-y divide-line"),
        ),
    )


def _deal(one: rx.vars.ObjectVar[DealRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(one.name, class_name="block font-medium truncate"),
            rx.el.span(
                short_money(one.amount, one.currency),
                " · ",
                day(one.expected_close),
                " · ",
                one.owner,
                class_name="block text-soft text-[13px] truncate tabular-nums",
            ),
            href=f"/deals/{one.public_id}",
            class_name="flex-1 min-w-[180px] py-1 hover:underline",
        ),
        stage_badge(one.stage, one.stage_kind),
        rx.cond(
            may(Permission.DEAL_WRITE),
            category_choice(
                one.forecast,
                lambda value: ForecastScreen.count_as(one.public_id, value),
                t("forecast.of_whom", name=one.name),
            ),
            badge(rx.cond(one.forecast == "", t("forecast.by_stage"), one.forecast)),
        ),
        key=one.public_id,
        custom_attrs={"data-row": one.public_id},
        class_name="flex flex-wrap items-center gap-2 px-3 py-1.5 min-h-[52px]",
    )


def forecast_history() -> rx.Component:
    """Month by month what was forecast and what came; the error in one number."""
    heads = [
        t("forecast.month"),
        t("forecast.weighted"),
        t("forecast.came"),
        t("forecast.error"),
    ]
    said = rx.cond(
        _PAST.months > 0,
        t("forecast.mape", percent=percent(_PAST.mape), months=number(_PAST.months)),
        t("forecast.history_none"),
    )
    return rx.cond(  # pyright: ignore[reportReturnType]
        _PAST.rows.length() > 0,
        figure_table(
            t("forecast.history"),
            heads,
            rx.foreach(_PAST.rows, _past),
            hint=said,
            custom_attrs={"data-history": ""},
        ),
        panel(
            rx.el.h2(t("forecast.history"), class_name="font-semibold"),
            rx.el.p(t("forecast.history_none"), class_name="text-soft"),
            class_name="p-3",
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
