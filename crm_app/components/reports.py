"""Pieces of the reports' page: which pipeline, what was won and lost, where deals stand and why they
close; every number opens its list.
"""

from typing import Any

import reflex as rx

from crm_app.components.figures import (
    about,
    amounts,
    bar,
    figure_choice,
    figure_table,
    figures_or_nothing,
    opens_list,
    row,
)
from crm_app.components.places import PLACES_OF, choices_on
from crm_app.components.text import both, named, number, percent, short_money, t
from crm_app.components.ui.show import badge, panel
from crm_app.services.reports import RATES, Reason, StagePace, StageSums, WinLoss
from crm_app.state.reports import ReportScreen

_REPORT: Any = ReportScreen.report


def report_choices() -> rx.Component:
    """Which pipeline; nothing where there is one."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        ReportScreen.pipelines.length() > 1,
        figure_choice(
            rx.foreach(
                ReportScreen.pipelines,
                lambda one: rx.el.option(both(one.zh, one.en), value=one.key),
            ),
            value=_REPORT.pipeline,
            on_change=lambda value: ReportScreen.narrow("pipeline", value),
            aria_label=t("deals.pipeline"),
        ),
    )


def report_sentence() -> rx.Component:
    """The period in one sentence."""
    one = _REPORT.headline
    amount = short_money(one.amount, one.currency)
    said: dict[str, Any] = {
        "period": both(ReportScreen.shown.zh, ReportScreen.shown.en),
        "amount": amount,
        "count": one.count,
        "half": one.half,
        "percent": percent(one.of_target),
    }
    words = rx.cond(
        one.of_target,
        t("reports.sentence_planned", **said),
        t("reports.sentence", **said),
    )
    return panel(
        rx.cond(
            one.count > 0,
            opens_list(words, one.deals, class_name="text-[17px] font-medium !text-ink"),
            rx.el.p(t("reports.sentence_none", period=said["period"]), class_name="text-soft"),
        ),
        class_name="p-4",
        custom_attrs={"data-sentence": ""},
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
            rx.el.div(
                amounts(_REPORT.won, "deals"), about(_REPORT.won_about), class_name="text-soft"
            ),
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
    lines = rx.foreach(_REPORT.stages, _stage)
    return figure_table(t("reports.pipeline"), heads, lines, export=_file("pipeline"))


def _file(table: str) -> tuple[str, Any]:
    return table, ReportScreen.asked


def _stage(one: rx.vars.ObjectVar[StageSums]) -> rx.Component:
    return row(
        rx.el.span(named(one.stage), bar(one.share)),
        opens_list(number(one.count), one.deals),
        rx.fragment(amounts(one.sums, "deals"), about(one.about)),
        rx.fragment(amounts(one.weighted, "deals"), about(one.weighted_about)),
        key=one.stage.key,
    )


_PACE = ("entered", "went_on", "won", "lost", "open")
_LISTS = ("deals", "deals_on", "deals_won", "deals_lost", "deals_open")


def pace_report() -> rx.Component:
    """How long deals stay, and what becomes of them: a table, on the phone stage by stage."""
    return rx.fragment(
        rx.el.div(
            figure_table(
                t("reports.pace"),
                [t(f"reports.{name}") for name in ("stage", "days", *_PACE)],
                rx.foreach(_REPORT.pace, _pace),
                hint=t("reports.pace_hint"),
                export=_file("pace"),
            ),
            class_name="max-lg:hidden",
        ),
        panel(
            rx.el.h2(t("reports.pace"), class_name="font-semibold"),
            rx.el.p(t("reports.pace_hint"), class_name="text-soft text-[13px]"),
            rx.el.ul(rx.foreach(_REPORT.pace, _pace_of), class_name="divide-y divide-line"),
            class_name="p-3 lg:hidden",
        ),
    )


def _numbers(one: rx.vars.ObjectVar[StagePace]) -> list[rx.Component]:
    return [
        opens_list(number(getattr(one, name)), getattr(one, address))
        for name, address in zip(_PACE, _LISTS, strict=True)
    ]


def _days(one: rx.vars.ObjectVar[StagePace]) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        one.median_days, opens_list(number(one.median_days), one.deals), "–"
    )


def _pace(one: rx.vars.ObjectVar[StagePace]) -> rx.Component:
    return row(named(one.stage), _days(one), *_numbers(one), key=one.stage.key)


def _pace_of(one: rx.vars.ObjectVar[StagePace]) -> rx.Component:
    """A stage on the phone: each number with its word."""
    counts = [
        rx.el.span(t(f"reports.{name}"), " ", shown, class_name="whitespace-nowrap")
        for name, shown in zip(_PACE, _numbers(one), strict=True)
    ]
    return rx.el.li(
        rx.el.div(
            rx.el.span(named(one.stage), class_name="font-medium flex-1"),
            rx.el.span(t("reports.days"), " ", _days(one), class_name="text-soft text-[13px]"),
            class_name="flex items-baseline gap-2",
        ),
        rx.el.div(*counts, class_name="flex flex-wrap gap-x-4 gap-y-2 text-soft text-[13px] pt-1"),
        key=one.stage.key,
        class_name="py-2.5",
    )


def rate_report() -> rx.Component:
    """Won and lost by competitor, person, team, customer, product or a choice of the company's own."""
    by = figure_choice(
        *choices_on("reports.rate_by", RATES, PLACES_OF),
        rx.foreach(
            ReportScreen.own,
            lambda one: rx.el.option(
                t("reports.rate_by_own", name=both(one.label_zh, one.label_en)), value=one.name
            ),
        ),
        value=_REPORT.rated_by,
        on_change=lambda value: ReportScreen.narrow("rate", value),
        aria_label=t("reports.rate_by"),
    )
    return figures_or_nothing(
        t("reports.rates"),
        [t(f"reports.{name}") for name in ("trend_of", "won", "lost", "rate")],
        _REPORT.rates,
        rx.foreach(_REPORT.rates, _rate),
        beside=by,
        export=_file("win-rates"),
        custom_attrs={"data-rates": _REPORT.rated_by},
    )


def _rate(one: rx.vars.ObjectVar[WinLoss]) -> rx.Component:
    nobody = _REPORT.rated_by == "competitor"
    without = rx.cond(nobody, t("reports.no_competitor"), t("reports.not_given"))
    return row(
        rx.cond(one.key == "", without, both(one.zh, one.en)),
        opens_list(number(one.won), one.deals_won),
        opens_list(number(one.lost), one.deals_lost),
        rx.cond(one.rate, opens_list(percent(one.rate), one.deals), "–"),
        key=one.key,
    )


def reason_report() -> rx.Component:
    """Why deals were won and lost."""
    return figures_or_nothing(
        t("reports.reasons"),
        [t("reports.reason"), t("reports.count")],
        _REPORT.reasons,
        rx.foreach(_REPORT.reasons, _reason),
        export=_file("reasons"),
    )


def _reason(one: rx.vars.ObjectVar[Reason]) -> rx.Component:
    kind = rx.cond(
        one.kind == "won",
        badge(t("reports.won"), tone="good"),
        badge(t("reports.lost"), tone="bad"),
    )
    name = rx.cond(one.reason.key == "", t("reports.not_given"), named(one.reason))
    return row(
        rx.el.span(rx.el.span(kind, " ", name), bar(one.share)),
        opens_list(number(one.count), one.deals),
        key=one.kind.to(str) + one.reason.key.to(str),
    )
