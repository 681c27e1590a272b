"""Pieces of the reports' page: every number opens its list."""

from typing import Any

import reflex as rx

from crm_app.components.figures import amounts, bar, figure_table, opens_list, row
from crm_app.components.lists import CHOICE
from crm_app.components.places import may
from crm_app.components.text import both, named, number, percent, short_money, t
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, panel
from crm_app.core.permissions import Permission
from crm_app.services.reports import (
    TRENDS,
    Outlook,
    ProductSales,
    Reason,
    StagePace,
    StageSums,
    TopPerson,
    Trend,
    TrendPoint,
    WinLoss,
)
from crm_app.state.reports import ReportScreen

_REPORT: Any = ReportScreen.report


def report_choices() -> rx.Component:
    """Which pipeline; nothing where there is one."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        ReportScreen.pipelines.length() > 1,
        rx.el.select(
            rx.foreach(
                ReportScreen.pipelines,
                lambda one: rx.el.option(both(one.zh, one.en), value=one.key),
            ),
            value=_REPORT.pipeline,
            on_change=lambda value: ReportScreen.narrow("pipeline", value),
            aria_label=t("deals.pipeline"),
            class_name=f"{CHOICE} border-line-strong bg-panel text-soft",
        ),
    )


def report_head() -> rx.Component:
    """Won and lost in the period."""
    return panel(
        rx.el.div(
            rx.el.div(t("reports.won"), class_name="text-soft text-[13px]"),
            opens_list(
                t("forecast.deals", count=_REPORT.won_count),
                _REPORT.won_deals,
                class_name="text-[20px] font-semibold",
            ),
            rx.el.div(amounts(_REPORT.won), class_name="text-soft"),
        ),
        rx.el.div(
            rx.el.div(t("reports.lost"), class_name="text-soft text-[13px]"),
            opens_list(
                t("forecast.deals", count=_REPORT.lost_count),
                _REPORT.lost_deals,
                class_name="text-[20px] font-semibold",
            ),
        ),
        class_name="p-4 grid grid-cols-2 gap-4",
        custom_attrs={"data-closed": ""},
    )


def pipeline_report() -> rx.Component:
    """What stands in each stage."""
    heads = [t("reports.stage"), t("reports.count"), t("reports.amount"), t("reports.weighted")]
    return figure_table(t("reports.pipeline"), heads, rx.foreach(_REPORT.stages, _stage))


def _stage(one: rx.vars.ObjectVar[StageSums]) -> rx.Component:
    return row(
        rx.el.span(named(one.stage), bar(one.share)),
        opens_list(number(one.count), one.deals),
        amounts(one.sums),
        amounts(one.weighted),
        key=one.stage.key,
    )


def pace_report() -> rx.Component:
    """How long deals stay, and what becomes of them."""
    heads = ["stage", "days", "entered", "went_on", "won", "lost", "open"]
    return figure_table(
        t("reports.pace"),
        [t(f"reports.{name}") for name in heads],
        rx.foreach(_REPORT.pace, _pace),
        hint=t("reports.pace_hint"),
    )


def _pace(one: rx.vars.ObjectVar[StagePace]) -> rx.Component:
    return row(
        named(one.stage),
        rx.cond(one.median_days, number(one.median_days), "–"),
        opens_list(number(one.entered), one.deals),
        opens_list(number(one.went_on), one.deals_on),
        opens_list(number(one.won), one.deals_won),
        opens_list(number(one.lost), one.deals_lost),
        opens_list(number(one.open), one.deals_open),
        key=one.stage.key,
    )


def competitor_report() -> rx.Component:
    """Win and loss by competitor."""
    heads = ["competitor", "won", "lost", "rate"]
    return _or_nothing(
        _REPORT.competitors,
        "reports.competitors",
        heads,
        rx.foreach(_REPORT.competitors, _competitor),
    )


def _competitor(one: rx.vars.ObjectVar[WinLoss]) -> rx.Component:
    return row(
        rx.cond(one.key == "", t("reports.no_competitor"), both(one.zh, one.en)),
        opens_list(number(one.won), one.deals_won),
        opens_list(number(one.lost), one.deals_lost),
        rx.cond(one.rate, percent(one.rate), "–"),
        key=one.key,
    )


def reason_report() -> rx.Component:
    """Why deals were won and lost."""
    return _or_nothing(
        _REPORT.reasons,
        "reports.reasons",
        ["reason", "count"],
        rx.foreach(_REPORT.reasons, _reason),
    )


def _reason(one: rx.vars.ObjectVar[Reason]) -> rx.Component:
    kind = rx.cond(
        one.kind == "won",
        badge(t("reports.won"), tone="good"),
        badge(t("reports.lost"), tone="bad"),
    )
    name = rx.cond(one.reason.key == "", t("reports.no_reason"), named(one.reason))
    return row(
        rx.el.span(rx.el.span(kind, " ", name), bar(one.share)),
        opens_list(number(one.count), one.deals),
        key=one.kind.to(str) + one.reason.key.to(str),
    )


def people_report() -> rx.Component:
    """The ten who won most."""
    return _or_nothing(
        _REPORT.people,
        "reports.people",
        ["person", "amount", "count"],
        rx.foreach(_REPORT.people, _person),
        "people",
    )


def _person(one: rx.vars.ObjectVar[TopPerson]) -> rx.Component:
    return row(
        rx.el.span(
            rx.el.span(number(one.place), class_name="text-faint tabular-nums mr-2"),
            one.name,
            bar(one.share),
        ),
        short_money(one.amount, one.currency),
        opens_list(number(one.count), one.deals),
        key=one.public_id.to(str) + one.currency.to(str),
    )


def product_report() -> rx.Component:
    """What was sold; the margin for those who may see costs."""
    heads = ["product", "quantity", "revenue", "count"]
    with_margin = [*heads[:3], "margin", heads[3]]
    args = (_REPORT.products, "reports.products")
    return rx.cond(  # pyright: ignore[reportReturnType]
        may(Permission.COST_READ),
        _or_nothing(
            *args,
            with_margin,
            rx.foreach(_REPORT.products, lambda one: _product(one, margin=True)),
            "products",
        ),
        _or_nothing(
            *args,
            heads,
            rx.foreach(_REPORT.products, lambda one: _product(one, margin=False)),
            "products",
        ),
    )


def _product(one: rx.vars.ObjectVar[ProductSales], *, margin: bool) -> rx.Component:
    shown = [rx.cond(one.margin, percent(one.margin), "–")] if margin else []
    return row(
        rx.el.span(both(one.zh, one.en), bar(one.share)),
        rx.el.span(number(one.quantity), " ", one.unit),
        short_money(one.revenue, one.currency),
        *shown,
        opens_list(number(one.count), one.deals),
        key=one.public_id.to(str) + one.currency.to(str),
    )


def trend_report() -> rx.Component:
    """Twelve months as bars; each opens its deals."""
    return panel(
        rx.el.div(
            rx.el.h2(t("reports.trend"), class_name="font-semibold flex-1"),
            rx.el.select(
                *[rx.el.option(t(f"reports.trend_by.{one}"), value=one) for one in TRENDS],
                value=ReportScreen.by,
                on_change=lambda value: ReportScreen.narrow("by", value),
                aria_label=t("reports.trend"),
                class_name=f"{CHOICE} border-line-strong bg-panel text-soft",
            ),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.div(rx.foreach(ReportScreen.trends, _trend), class_name="space-y-4 pt-2"),
        class_name="p-3",
        custom_attrs={"data-trend": ReportScreen.by},
    )


def _trend(one: rx.vars.ObjectVar[Trend]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(both(one.zh, one.en), class_name="font-medium flex-1 min-w-0 truncate"),
            rx.el.span(short_money(one.total, one.currency), class_name="tabular-nums text-soft"),
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


def outlook_report() -> rx.Component:
    """Products: what this month is likely to bring."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        ReportScreen.outlook.length() > 0,
        figure_table(
            t("reports.outlook"),
            [t("reports.product"), t("reports.expected")],
            rx.foreach(ReportScreen.outlook, _outlook),
            hint=t("reports.outlook_hint"),
        ),
    )


def _outlook(one: rx.vars.ObjectVar[Outlook]) -> rx.Component:
    off = t("reports.off_by", percent=percent(one.error), months=number(one.months))
    return row(
        rx.el.span(
            both(one.zh, one.en),
            rx.el.span(rx.cond(one.error, off, ""), class_name="block text-faint text-[12px]"),
        ),
        opens_list(rx.el.span(number(one.quantity), " ", one.unit), one.deals),
        key=one.public_id,
    )


def _or_nothing(
    rows: Any, title: str, heads: list[str], lines: Any, export: str = ""
) -> rx.Component:
    hint = t("reports.products_hint") if title == "reports.products" else None
    return rx.cond(  # pyright: ignore[reportReturnType]
        rows.length() > 0,
        rx.el.div(
            figure_table(t(title), [t(f"reports.{name}") for name in heads], lines, hint=hint),
            _export(export) if export else None,
            class_name="relative min-w-0",
        ),
        panel(
            rx.el.h2(t(title), class_name="font-semibold"),
            rx.el.p(t("reports.none"), class_name="text-soft"),
            class_name="p-3",
        ),
    )


def _export(path: str) -> rx.Component:
    return rx.el.a(
        icon("download"),
        href=f"/api/v1/exports/reports/{path}?period={_REPORT.period}",
        download=f"{path}.csv",
        reload_document=True,  # a file: the browser's own affair, no page of ours
        aria_label=t("list.export"),
        title=t("list.export"),
        class_name=(
            "absolute top-1.5 right-1.5 inline-flex items-center justify-center min-w-[44px] "
            "min-h-[44px] lg:min-w-[34px] lg:min-h-[34px] rounded-lg text-soft hover:bg-raised"
        ),
    )
