"""A list in groups: heads with counts and sums, the rows of the open one between them."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, named, number, short_money, t
from crm_app.components.ui.icons import icon
from crm_app.services.choices import Option
from crm_app.services.saved_views import GroupRow, Sum


def group_choice(state: Any, look: str) -> rx.Component:
    """What the list is grouped by."""
    return rx.el.select(
        rx.el.option(t("saved_views.group_not"), value=""),
        rx.foreach(
            state.group_choices.to(list[Option]),
            lambda one: rx.el.option(named(one), value=one.key),
        ),
        value=state.group,
        key=state.group_choices.length().to_string(),
        on_change=state.group_by,
        aria_label=t("saved_views.group_by"),
        title=t("saved_views.group_by"),
        class_name=look,
    )


def in_groups(state: Any, rows: rx.Component) -> rx.Component:
    """The rows, or the groups with those of the open one."""
    return rx.el.div(
        rx.foreach(state.groups_above.to(list[GroupRow]), lambda one: _head(state, one)),
        rx.cond((state.group == "") | (state.opened != "none"), rows),
        rx.foreach(state.groups_below.to(list[GroupRow]), lambda one: _head(state, one)),
    )


def _head(state: Any, one: rx.vars.ObjectVar[GroupRow]) -> rx.Component:
    is_open = state.opened == one.key

    def sum_of(each: rx.vars.ObjectVar[Sum]) -> rx.Component:
        return rx.el.span(short_money(each.amount, each.currency), class_name="tabular-nums")

    return rx.el.button(
        rx.cond(is_open, icon("chevron-down", 16), icon("chevron-right", 16)),
        rx.el.span(both(one.zh, one.en), class_name="font-medium truncate min-w-0 max-w-[70%]"),
        rx.el.span(number(one.count), class_name="text-faint tabular-nums whitespace-nowrap"),
        rx.el.span(class_name="flex-1"),
        rx.el.span(
            rx.foreach(one.sums.to(list[Sum]), sum_of),
            class_name="flex gap-3 text-soft whitespace-nowrap max-lg:w-full max-lg:pl-6 max-lg:text-[13px] empty:hidden",
        ),
        type="button",
        on_click=state.open_group(one.key),
        custom_attrs={"aria-expanded": is_open.to_string(), "data-group": one.key},
        key=one.key,
        class_name=(
            "flex max-lg:flex-wrap items-center gap-x-2 w-full px-3 max-lg:py-1.5 min-h-[44px] "
            "lg:min-h-[36px] text-left bg-raised/50 "
            "hover:bg-raised border-b border-line"
        ),
    )
