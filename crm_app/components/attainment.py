"""How one's targets stand, on the home page."""

import reflex as rx

from crm_app.components.figures import opens_list
from crm_app.components.text import both, percent, short_money, t
from crm_app.components.ui.show import panel
from crm_app.services.targets import Attained
from crm_app.state.targets import HomeTargets


def targets_at_home() -> rx.Component:
    """This month, quarter and year; this month of those below. Nothing where there is no target."""
    standing = HomeTargets.standing
    return rx.cond(  # pyright: ignore[reportReturnType]
        standing.own.length() + standing.below.length() > 0,
        panel(
            rx.el.h2(t("targets.attainment"), class_name="font-semibold"),
            rx.el.div(
                rx.foreach(standing.own, _own),
                class_name="grid gap-x-5 gap-y-3 sm:grid-cols-3 xl:grid-cols-1",
            ),
            rx.cond(
                standing.below.length() > 0,
                rx.el.div(
                    rx.el.h3(t("targets.below"), class_name="text-soft text-[13px] mb-1"),
                    rx.el.ul(rx.foreach(standing.below, _below), class_name="space-y-2"),
                ),
            ),
            class_name="p-4 space-y-3",
            custom_attrs={"data-targets": ""},
        ),
    )


def _own(one: rx.vars.ObjectVar[Attained]) -> rx.Component:
    label = rx.match(
        one.period.length(),
        (7, t("targets.month")),
        (6, t("targets.quarter")),
        t("targets.this_year"),
    )
    return rx.el.div(
        rx.el.div(
            rx.el.span(label, class_name="text-soft text-[13px] flex-1"),
            opens_list(percent(one.percent), one.deals, class_name="font-semibold"),
            class_name="flex items-baseline gap-2",
        ),
        progress(one),
        rx.el.p(
            opens_list(short_money(one.won, one.currency), one.deals, class_name="font-medium"),
            " ",
            t("targets.of_target", amount=short_money(one.target, one.currency)),
            class_name="text-[14px]",
        ),
        rx.el.p(_pace(one), class_name="text-[13px]"),
        rx.foreach(
            one.others,
            lambda other: rx.el.p(
                opens_list(
                    t("targets.others", amount=short_money(other.amount, other.currency)),
                    other.deals,
                    class_name="!text-soft",
                ),
                class_name="text-[12px]",
                key=other.currency,
            ),
        ),
        key=one.period,
        class_name="min-w-0",
    )


def _pace(one: rx.vars.ObjectVar[Attained]) -> rx.Component:
    ahead = one.ahead.to(float)
    behind = ahead < 0
    return rx.cond(  # pyright: ignore[reportReturnType]
        behind,
        rx.el.span(
            t("targets.behind", amount=short_money(ahead * -1, one.currency)),
            class_name="text-warn",
        ),
        rx.el.span(
            t("targets.ahead", amount=short_money(ahead, one.currency)), class_name="text-good"
        ),
    )


def progress(one: rx.vars.ObjectVar[Attained]) -> rx.Component:
    """A bar of what was won, and a line where a steady pace would be today."""
    return rx.el.div(
        rx.el.div(
            style={"width": f"min(100%, {one.percent}%)"},
            class_name="h-full rounded-full bg-accent",
        ),
        rx.el.div(
            style={"left": f"min(99%, {one.pace_percent}%)"},
            title=t("targets.pace", percent=percent(one.pace_percent)),
            class_name="absolute -top-0.5 -bottom-0.5 w-0.5 bg-ink",
        ),
        role="img",
        aria_label=t("targets.pace", percent=percent(one.pace_percent)),
        class_name="relative h-2 rounded-full bg-raised my-1.5",
    )


def _below(one: rx.vars.ObjectVar[Attained]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(both(one.subject.zh, one.subject.en), class_name="flex-1 min-w-0 truncate"),
            opens_list(short_money(one.won, one.currency), one.deals),
            rx.el.span(
                t("targets.of_target", amount=short_money(one.target, one.currency)),
                class_name="text-soft text-[13px] max-sm:hidden",
            ),
            opens_list(percent(one.percent), one.deals, class_name="w-[64px] text-right"),
            class_name="flex items-baseline gap-2",
        ),
        progress(one),
        key=one.subject.public_id.to(str) + one.currency.to(str),
    )
