"""Segments: the list of them, the builder with its live size, and the members with why."""

from typing import Any

import reflex as rx

from crm_app.components.conditions import conditions_editor
from crm_app.components.lists import pager
from crm_app.components.places import allowed, may
from crm_app.components.text import both, day, number, t
from crm_app.components.ui.forms import (
    button,
    field,
    link,
    link_button,
    problem_text,
    text_input,
    tick,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_file
from crm_app.components.ui.show import badge, empty, panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.services.segments import Member, SegmentRow, Why
from crm_app.state.segments import SegmentList, SegmentScreen

_ROW, _FOUND = SegmentScreen.row, SegmentScreen.found
# What to begin with: words and the conditions that they stand for.
_STARTS = (
    ("segments.start.sleeping", '[["idle_days","least",["90"]],["orders","least",["2"]]]'),
    ("segments.start.silent", '[["tier","is",["A"]],["silent_days","least",["30"]]]'),
    ("segments.start.champions", '[["group","is",["champions"]]]'),
    ("segments.start.risk", '[["stage","any_of",["at_risk","lost"]],["spend","least",["10000"]]]'),
)
# All others ask for orders, or what follows from them.
_WITHOUT_ORDERS = "segments.start.silent"


def new_segment_button() -> rx.Component:
    """To the builder."""
    return link_button(t("segments.new"), href="/segments/new", tone="primary", sign="plus")


def segment_list() -> rx.Component:
    """Those that one finds, or what to begin with."""
    return rx.cond(
        SegmentList.loaded,
        rx.cond(
            SegmentList.rows.length() > 0,
            rx.el.div(
                panel(
                    rx.el.ul(rx.foreach(SegmentList.rows, _line), class_name="divide-y divide-line")
                ),
                _starts(),
                class_name="space-y-4",
            ),
            rx.el.div(
                panel(empty("filter", t("segments.none"))), _starts(), class_name="space-y-4"
            ),
        ),
        panel(skeleton_rows()),
    )


def _line(row: rx.vars.ObjectVar[SegmentRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(
                    rx.el.span(row.name, class_name="font-medium break-words max-lg:basis-full"),
                    _kind(row),
                    rx.cond(row.is_shared, badge(t("segments.shared"))),
                    class_name="flex flex-wrap items-center gap-x-2 gap-y-1 min-w-0",
                ),
                rx.el.span(
                    rx.cond(row.gone != "", t("segments.gone"), both(row.zh, row.en)),
                    class_name="block text-soft text-[13px] line-clamp-2",
                ),
                class_name="flex-1 min-w-0",
            ),
            rx.el.span(
                rx.el.span(
                    rx.cond(row.gone != "", "—", number(row.size)),
                    class_name="block font-medium tabular-nums",
                ),
                rx.el.span(row.owner.name, class_name="block text-faint text-[12px] truncate"),
                class_name="text-right shrink-0 max-w-[120px]",
            ),
            href="/segments/" + row.public_id.to(str),
            class_name="flex items-center gap-3 px-4 py-3 min-h-[56px] hover:bg-raised/60",
        ),
        key=row.public_id,
    )


def _kind(row: Any) -> rx.Component:
    return rx.cond(
        row.frozen_at,
        badge(icon("snowflake", 12), t("segments.frozen", day=day(row.frozen_at)), tone="accent"),
        badge(t("segments.dynamic")),
    )


def _starts() -> rx.Component:
    def start(words: str, rules: str) -> rx.Component:
        where = f'{{"match":"all","groups":[{{"match":"all","rules":{rules}}}]}}'
        return link_button(
            rx.el.span(t(words), class_name="whitespace-normal text-left"),
            href=f"/segments/new?where={where}",
            sign="plus",
            class_name="max-w-full",
        )

    return rx.el.section(
        rx.el.h2(t("segments.starts"), class_name="text-soft text-[13px] mb-2"),
        rx.el.div(
            *[
                start(words, rules)
                if words == _WITHOUT_ORDERS
                else allowed(Permission.ORDER_READ, start(words, rules))
                for words, rules in _STARTS
            ],
            class_name="flex flex-wrap gap-2",
        ),
    )


def segment_builder() -> rx.Component:
    """Conditions on one side, what they come to on the other."""
    return rx.el.div(
        rx.el.div(
            panel(
                rx.el.h2(t("segments.asks"), class_name="font-semibold mb-3"),
                conditions_editor(SegmentScreen),
                class_name="p-4",
            ),
            problem_text(SegmentScreen.problem),
            class_name="space-y-4 min-w-0",
        ),
        # On the phone between the conditions and the name, where it is seen while one chooses.
        rx.el.div(_preview(), class_name="min-w-0 lg:col-start-2 lg:row-start-1 lg:row-span-2"),
        rx.cond(_ROW.may_edit, _keep_form()),
        class_name="grid gap-4 lg:grid-cols-[3fr_2fr] lg:grid-rows-[auto_1fr] items-start",
    )


def _keep_form() -> rx.Component:
    return rx.el.form(
        panel(
            field(
                t("segments.name"),
                text_input(name="name", max_length=80, required=True, default_value=_ROW.name),
            ),
            tick("is_shared", t("segments.shared"), checked=_ROW.is_shared),
            rx.el.p(t("segments.shared_hint"), class_name="text-faint text-[12px]"),
            class_name="p-4 space-y-2",
        ),
        button(t("shell.save"), tone="primary", type="submit", class_name="w-full lg:w-auto"),
        key=_ROW.public_id.to(str) + _ROW.version.to_string(),
        on_submit=SegmentScreen.save,
        reset_on_submit=False,
        class_name="space-y-3",
    )


def _preview() -> rx.Component:
    return panel(
        rx.el.p(
            number(_FOUND.size),
            class_name="text-[32px] leading-none font-semibold tabular-nums",
            custom_attrs={"data-size": ""},
            aria_live="polite",
        ),
        rx.el.p(t("segments.preview"), class_name="text-soft text-[13px] mb-2"),
        rx.cond(
            _FOUND.zh != "",
            rx.el.p(both(_FOUND.zh, _FOUND.en), class_name="mb-2"),
            rx.el.p(t("segments.begin"), class_name="text-soft text-[13px]"),
        ),
        rx.el.ul(rx.foreach(_FOUND.members, _member), class_name="divide-y divide-line"),
        rx.cond(
            _FOUND.size > _FOUND.members.length(),
            rx.el.p(t("segments.first_shown"), class_name="text-faint text-[12px] mt-2"),
        ),
        class_name="p-4",
    )


def segment_members() -> rx.Component:
    """Everybody in it, and why."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("segments.members"), class_name="font-semibold"),
            rx.el.span(number(SegmentScreen.total), class_name="text-faint tabular-nums"),
            class_name="flex items-center gap-2 mb-2",
        ),
        rx.cond(
            SegmentScreen.members.length() > 0,
            panel(
                rx.el.ul(
                    rx.foreach(SegmentScreen.members, _member),
                    class_name="divide-y divide-line px-4",
                )
            ),
            panel(empty("users", t("segments.nobody"))),
        ),
        pager(SegmentScreen),
    )


def _member(one: rx.vars.ObjectVar[Member]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            link(
                one.name,
                href="/customers/" + one.public_id.to(str),
                class_name="font-medium hover:underline truncate min-w-0 flex-1 tap",
            ),
            rx.el.span(one.owner, class_name="text-faint text-[13px] truncate max-w-[40%]"),
            class_name="flex items-center gap-2",
        ),
        rx.el.ul(
            rx.foreach(one.why.to(list[Why]), _why), class_name="flex flex-wrap gap-x-3 gap-y-0.5"
        ),
        key=one.public_id,
        class_name="py-2",
    )


def _why(one: rx.vars.ObjectVar[Why]) -> rx.Component:
    return rx.el.li(
        both(one.zh, one.en),
        rx.cond(
            one.value != "",
            rx.el.span(" → ", one.value, class_name="text-ink tabular-nums font-medium"),
        ),
        class_name="text-soft text-[13px]",
    )


def segment_actions() -> rx.Component:
    """Open as a list, take out, freeze, delete."""
    asked = "segment=" + _ROW.public_id.to(str)
    return rx.el.div(
        link_button(
            t("segments.open_list"), href=f"/customers?{asked}", sign="list", tone="primary"
        ),
        rx.cond(
            may(Permission.CUSTOMER_READ),
            menu(
                t("list.export"),
                *[
                    menu_file(
                        t(f"list.export_{kind}"),
                        f"/api/v1/exports/customers?as={kind}&{asked}",
                        sign=sign,
                    )
                    for kind, sign in (("xlsx", "file-spreadsheet"), ("csv", "file-text"))
                ],
                opener=rx.fragment(icon("download"), t("list.export")),
                class_name=(
                    "inline-flex items-center gap-2 rounded-lg px-3 min-h-[44px] lg:min-h-[34px] "
                    "border border-line-strong bg-panel hover:bg-raised font-medium"
                ),
            ),
        ),
        rx.cond(
            _ROW.may_edit,
            rx.fragment(
                rx.cond(
                    _ROW.frozen_at,
                    button(t("segments.thaw"), sign="waves", on_click=SegmentScreen.thaw),
                    button(t("segments.freeze"), sign="snowflake", on_click=SegmentScreen.freeze),
                ),
                button(
                    sign="trash-2",
                    label=t("segments.delete"),
                    tone="danger",
                    on_click=SegmentScreen.delete,
                ),
            ),
        ),
        class_name="flex flex-wrap items-center gap-2",
    )
