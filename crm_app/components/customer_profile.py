"""What is known of a customer from his orders, on his page."""

from typing import Any

import reflex as rx

from crm_app.components.customer_standing import stages, standing_sheets, tier
from crm_app.components.places import allowed
from crm_app.components.record import section
from crm_app.components.text import both, choice, day, money, short_money, t
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import badge, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.services.lifecycle import Bar
from crm_app.state.lifecycle import CustomerProfile

_FOUND = CustomerProfile.found
_LABEL = "text-faint text-[12px]"


def profile_rail() -> rx.Component:
    """Habit, figures, trend, preferences, group, stages, value and tier."""
    return allowed(
        Permission.ORDER_READ,
        rx.fragment(
            of_address(
                CustomerProfile.shown,
                section(
                    t("lifecycle.profile"),
                    rx.cond(_FOUND.orders.to(int) > 0, _buying(), _nothing()),
                    stages(),
                    tier(),
                    action=rx.cond(_FOUND.group != "", group_badge(_FOUND.group)),
                ),
                skeleton_rows(3),
            ),
            standing_sheets(),
        ),
    )


def group_badge(group: Any) -> rx.Component:
    """A group's name; the tone says whether it is good news."""
    words = choice("lifecycle.group", group)
    return rx.match(  # pyright: ignore[reportReturnType]
        group,
        ("champions", badge(words, tone="good")),
        ("loyal", badge(words, tone="good")),
        ("promising", badge(words, tone="accent")),
        ("new", badge(words, tone="accent")),
        ("attention", badge(words, tone="warn")),
        ("at_risk", badge(words, tone="warn")),
        ("cannot_lose", badge(words, tone="bad")),
        badge(words),
    )


def _nothing() -> rx.Component:
    return rx.el.p(t("lifecycle.none"), class_name="text-faint px-3 pb-3")


def _buying() -> rx.Component:
    return rx.fragment(
        rx.el.p(
            both(_FOUND.habit.zh, _FOUND.habit.en),
            class_name="px-3 pb-2 text-[15px] font-medium",
        ),
        rx.el.dl(
            _figure("lifecycle.spend", short_money(_FOUND.spend, _FOUND.currency)),
            _figure("lifecycle.spend_year", short_money(_FOUND.spend_year, _FOUND.currency)),
            _figure("lifecycle.orders", _FOUND.orders),
            _figure("lifecycle.last", day(_FOUND.last_on)),
            rx.cond(
                _FOUND.interval.to(int) > 0,
                _figure("lifecycle.interval", t("lifecycle.days", count=_FOUND.interval)),
            ),
            _figure("lifecycle.average", short_money(_FOUND.average, _FOUND.currency)),
            class_name="grid grid-cols-2 gap-x-3 gap-y-2 px-3 pb-3",
        ),
        _trend(),
        _bars("lifecycle.products", _FOUND.products),
        _bars("lifecycle.categories", _FOUND.categories),
        rx.cond(
            _FOUND.products.length() == 0,
            rx.el.p(t("lifecycle.no_preferences"), class_name="text-faint px-3 pb-3"),
        ),
        rx.cond(_FOUND.group != "", _scores()),
        _value(),
    )


def _figure(label: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(t(label), class_name=_LABEL),
        rx.el.dd(value, class_name="tabular-nums"),
        class_name="min-w-0",
    )


def _trend() -> rx.Component:
    return rx.el.figure(
        rx.el.figcaption(t("lifecycle.trend"), class_name=f"{_LABEL} pb-1"),
        rx.el.ol(
            rx.foreach(_FOUND.months, _month),
            class_name="flex items-end gap-[3px] h-12 border-b border-line",
        ),
        class_name="px-3 pb-3",
    )


def _month(one: rx.vars.ObjectVar[Bar]) -> rx.Component:
    words = t(
        "lifecycle.month_of",
        name=one.zh,
        amount=short_money(one.amount, _FOUND.currency),
        count=one.count,
    )
    return rx.el.li(
        rx.el.span(words, class_name="sr-only"),
        rx.el.span(
            aria_hidden="true",
            style={"height": one.share.to_string() + "%"},
            class_name="block w-full rounded-t-sm bg-accent min-h-[1px]",
        ),
        key=one.zh,
        title=words,
        class_name="flex-1 h-full flex items-end",
    )


def _bars(title: str, rows: Any) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        rows.length() > 0,
        rx.el.div(
            rx.el.h3(t(title), class_name=_LABEL),
            rx.el.ul(rx.foreach(rows, _bar), class_name="space-y-1 pt-1"),
            class_name="px-3 pb-3",
        ),
    )


def _bar(one: rx.vars.ObjectVar[Bar]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(both(one.zh, one.en), class_name="truncate flex-1 min-w-0"),
            rx.el.span(
                t("lifecycle.times", count=one.count), class_name="text-faint text-[12px] shrink-0"
            ),
            rx.el.span(
                short_money(one.amount, _FOUND.currency), class_name="tabular-nums shrink-0"
            ),
            class_name="flex items-baseline gap-2",
        ),
        rx.el.div(
            rx.el.div(
                style={"width": one.share.to_string() + "%"},
                class_name="h-full rounded-full bg-accent",
            ),
            aria_hidden="true",
            class_name="h-1 rounded-full bg-raised",
        ),
        key=one.zh,
    )


def _scores() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("lifecycle.groups"), class_name=_LABEL),
        rx.el.p(
            choice("lifecycle.group", _FOUND.group),
            rx.el.span(
                " · ",
                t(
                    "lifecycle.scores",
                    recency=_FOUND.recency,
                    frequency=_FOUND.frequency,
                    money=_FOUND.money,
                ),
                class_name="text-soft tabular-nums",
            ),
        ),
        rx.el.p(t("lifecycle.scores_hint"), class_name=_LABEL),
        class_name="px-3 py-2 border-t border-line",
    )


def _value() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(t("lifecycle.value_expected"), class_name="text-soft flex-1"),
            rx.el.span(
                money(_FOUND.expected, _FOUND.currency), class_name="font-medium tabular-nums"
            ),
            class_name="flex flex-wrap items-baseline gap-2",
        ),
        rx.el.p(both(_FOUND.formula.zh, _FOUND.formula.en), class_name=_LABEL),
        rx.el.p(t("lifecycle.active_hint"), class_name=_LABEL),
        class_name="px-3 py-2 border-t border-line",
    )
