"""The forecast by stage, by group and deal by deal."""

from typing import Any

import reflex as rx

from crm_app.components.deals import stage_badge
from crm_app.components.figures import amounts, category_choice, figure_table, opens_list, row
from crm_app.components.places import may
from crm_app.components.text import both, choice, day, named, percent, short_money, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.show import badge, panel
from crm_app.core.permissions import Permission
from crm_app.services.deals import DealRow
from crm_app.services.forecast import GROUPS, GroupForecast, StageForecast
from crm_app.state.forecast import ForecastScreen

_FOUND: Any = ForecastScreen.found


def forecast_stages() -> rx.Component:
    """By stage: the rate, its sample, the deals."""
    heads = [t("forecast.stage"), t("forecast.open"), t("forecast.rate"), t("forecast.weighted")]
    return rx.cond(  # pyright: ignore[reportReturnType]
        _FOUND.stages.length() > 0,
        figure_table(
            t("forecast.stages"),
            heads,
            rx.foreach(_FOUND.stages, _stage),
            export=("forecast", ForecastScreen.asked),
        ),
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
            opens_list(t("forecast.deals", count=one.count), one.deals, class_name="block"),
            rx.el.span(amounts(one.sums, "deals"), class_name="text-[13px]"),
        ),
        opens_list(percent(rate.percent), rate.won_deals),
        amounts(one.weighted, "deals"),
        key=rate.pipeline.key.to(str) + rate.stage.key.to(str),
    )


def _open(count: Any, sums: Any, address: Any) -> rx.Component:
    return opens_list(
        rx.el.span(
            rx.el.span(t("forecast.deals", count=count), class_name="block"),
            rx.el.span(sums, class_name="block text-[13px]"),
        ),
        address,
    )


def forecast_groups() -> rx.Component:
    """By owner, team or category; people beside their targets."""
    heads = ["forecast.by", "forecast.open", "forecast.commit", "forecast.weighted"]
    return rx.cond(  # pyright: ignore[reportReturnType]
        _FOUND.groups.length() > 0,
        figure_table(
            rx.match(
                ForecastScreen.by,
                *[(one, t(f"forecast.by_key.{one}")) for one in GROUPS[:-1]],
                t(f"forecast.by_key.{GROUPS[-1]}"),
            ),
            [t(one) for one in heads],
            rx.foreach(_FOUND.groups, _group),
            export=("forecast-groups", ForecastScreen.asked),
        ),
    )


def _group(one: rx.vars.ObjectVar[GroupForecast]) -> rx.Component:
    code = one.currency
    return row(
        rx.el.span(
            rx.el.span(both(one.zh, one.en), class_name="block"),
            rx.cond(
                one.target,
                rx.el.span(
                    t(
                        "forecast.of_target",
                        percent=percent(one.of_target),
                        target=short_money(one.target, code),
                    ),
                    class_name="block text-faint text-[12px]",
                ),
            ),
        ),
        _open(one.count, short_money(one.open, code), one.deals),
        opens_list(short_money(one.commit, code), one.commit_deals),
        opens_list(short_money(one.weighted, code), one.weighted_deals),
        key=one.key.to(str) + code.to(str),
        custom_attrs={"data-group": one.key},
    )


def forecast_deals() -> rx.Component:
    """The largest open deals of the period; who sells says how sure he is."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        ForecastScreen.rows.length() > 0,
        panel(
            rx.el.h2(t("forecast.largest"), class_name="font-semibold px-3 pt-3 pb-1"),
            rx.el.ul(rx.foreach(ForecastScreen.rows, _deal), class_name="divide-y divide-line"),
        ),
    )


def _deal(one: rx.vars.ObjectVar[DealRow]) -> rx.Component:
    said = rx.cond(
        one.forecast == "", t("forecast.by_stage"), choice("forecast.category", one.forecast)
    )
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
            badge(said),
        ),
        key=one.public_id,
        custom_attrs={"data-row": one.public_id},
        class_name="flex flex-wrap items-center gap-2 px-3 py-1.5 min-h-[52px]",
    )
