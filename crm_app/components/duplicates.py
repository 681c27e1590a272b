"""Possible duplicates: the list, what was merged, and merging many after a look at a sample."""

from typing import Any

import reflex as rx

from crm_app.components.duplicate_pair import place_of
from crm_app.components.text import choice, moment, t
from crm_app.components.ui.forms import button, field, link, problem_text, select, tick
from crm_app.components.ui.overlay import sheet, sheet_actions
from crm_app.components.ui.show import empty
from crm_app.services.duplicates import MergeRow, PairRow
from crm_app.state.duplicates import BULKS
from crm_app.state.duplicates import DuplicatesScreen as State

_PAIR = State.whole.row
_TAB = "inline-flex items-center gap-2 px-3 min-h-[44px] lg:min-h-[34px] rounded-lg border whitespace-nowrap "


def kind_tabs() -> rx.Component:
    """Contacts or customers, with how many wait."""
    return rx.el.div(
        _kind_tab("contact", "contacts.title", State.counts.contact),
        _kind_tab("customer", "customers.title", State.counts.customer),
        class_name="flex gap-2",
    )


def _kind_tab(kind: str, words: str, count: Any) -> rx.Component:
    here = State.kind == kind
    return link(
        t(words),
        rx.el.span(count, class_name="text-soft tabular-nums"),
        href=f"/duplicates?kind={kind}",
        aria_current=rx.cond(here, "page", "false"),
        class_name=rx.cond(
            here, f"{_TAB}border-accent text-accent bg-panel", f"{_TAB}border-line text-soft"
        ),
    )


def pair_filters() -> rx.Component:
    """State, certainty, owner."""
    return rx.el.div(
        _filter(
            "status",
            "duplicates.status",
            [("", "open"), ("later", "later"), ("different", "different"), ("merged", "merged")],
            "duplicates.status",
        ),
        _filter(
            "certainty",
            "duplicates.certainty",
            [("", "any"), ("sure", "sure"), ("likely", "likely"), ("maybe", "maybe")],
            "duplicates.certainty",
        ),
        rx.cond(
            State.owners.length() > 1,
            select(
                rx.el.option(t("duplicates.everybody"), value=""),
                rx.foreach(State.owners, lambda one: rx.el.option(one.name, value=one.public_id)),
                value=State.filters.get("owner", ""),
                on_change=lambda value: State.narrow("owner", value),
                aria_label=t("customers.owner"),
                class_name="lg:w-[170px] min-w-0 max-lg:col-span-2",
            ),
        ),
        class_name="grid grid-cols-2 lg:flex gap-2 max-lg:w-full",
    )


def _filter(name: str, label: str, options: list[tuple[str, str]], prefix: str) -> rx.Component:
    return select(
        *[rx.el.option(t(f"{prefix}.{words}"), value=value) for value, words in options],
        value=State.filters.get(name, ""),
        on_change=lambda value: State.narrow(name, value),
        aria_label=t(label),
        class_name="lg:w-[170px] min-w-0",
    )


def pair_list() -> rx.Component:
    """The desk's list; the phone shows one after the other."""
    return rx.el.ul(
        rx.foreach(State.rows, _line),
        aria_label=t("duplicates.title"),
        class_name="hidden lg:block divide-y divide-line overflow-y-auto max-h-[calc(100dvh-210px)]",
    )


def _line(row: rx.vars.ObjectVar[PairRow]) -> rx.Component:
    here = row.public_id == _PAIR.public_id
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(row.a.name, class_name="font-medium truncate"),
                rx.el.span(" = ", class_name="text-faint px-1"),
                rx.el.span(row.b.name, class_name="font-medium truncate"),
                class_name="flex min-w-0",
            ),
            rx.el.span(
                choice("duplicate.certainty", row.certainty),
                " · ",
                rx.foreach(
                    row.reasons,
                    lambda code: rx.el.span(
                        choice("duplicate.reason", code), class_name="mr-2", key=code
                    ),
                ),
                class_name="block text-soft text-[13px] truncate",
            ),
            type="button",
            on_click=State.open_pair(row.public_id),
            aria_current=rx.cond(here, "true", "false"),
            class_name=rx.cond(
                here,
                "w-full text-left px-3 py-2 bg-raised border-l-2 border-accent",
                "w-full text-left px-3 py-2 hover:bg-raised border-l-2 border-transparent",
            ),
        ),
        key=row.public_id,
    )


def merge_list() -> rx.Component:
    """What was merged, each with its way back."""
    return rx.el.ul(
        rx.foreach(State.merges, _merge_line),
        class_name="bg-panel border border-line rounded-lg px-4 divide-y divide-line",
    )


def _merge_line(row: rx.vars.ObjectVar[MergeRow]) -> rx.Component:
    href = place_of(row) + row.keep
    return rx.el.li(
        rx.el.div(
            link(row.keep_name, href=href, class_name="font-medium hover:underline"),
            rx.el.span(" ← ", class_name="text-faint"),
            row.other_name,
            rx.el.p(row.by, " · ", moment(row.at), class_name="text-faint text-[13px]"),
            class_name="flex-1 min-w-0 break-words",
        ),
        button(t("duplicates.part_again"), sign="undo-2", on_click=State.undo_merge(row.public_id)),
        key=row.public_id,
        class_name="flex items-center gap-3 py-2",
    )


def bulk_sheet() -> rx.Component:
    """Merge all that are almost sure, after a look at the least certain of them."""
    return sheet(
        "bulk-merge",
        t("duplicates.bulk"),
        field(
            t("duplicates.bulk_from"),
            select(
                *[rx.el.option(f"{percent}%", value=str(percent)) for percent in BULKS],
                value=State.bulk_percent.to(str),
                on_change=State.bulk_from,
            ),
        ),
        rx.el.p(t("duplicates.bulk_hint", count=State.bulk_count), class_name="text-soft my-3"),
        rx.el.ul(rx.foreach(State.sample, _sample_line), class_name="divide-y divide-line"),
        problem_text(State.problem),
        sheet_actions(
            button(t("shell.cancel"), on_click=State.close_bulk),
            button(
                t("duplicates.bulk_merge", count=State.bulk_count),
                tone="primary",
                on_click=State.merge_bulk,
                disabled=(State.checked.length() < State.sample.length())
                | (State.sample.length() == 0),
            ),
        ),
        open=State.bulk_open,
        on_close=State.close_bulk,
    )


def _sample_line(row: rx.vars.ObjectVar[PairRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(_sample_side(row.a), _sample_side(row.b), class_name="grid grid-cols-2 gap-2"),
        tick(
            f"sample-{row.public_id}",
            t("duplicates.is_same"),
            checked=State.checked.contains(row.public_id),
            on_change=State.check(row.public_id),
        ),
        key=row.public_id,
        class_name="py-2 space-y-1",
    )


def _sample_side(side: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(side.name, class_name="font-medium break-words"),
        rx.el.p(side.note, class_name="text-soft break-words"),
        rx.el.p(side.phone, class_name="tabular-nums text-soft"),
        class_name="min-w-0",
    )


def nothing_waits() -> rx.Component:
    """No pair of this kind and state."""
    return rx.el.div(
        empty("check-check", t("duplicates.none"), search_button()),
        class_name="bg-panel border border-line rounded-lg p-6",
    )


def search_button() -> rx.Component:
    """Look through everything anew."""
    return button(
        t("duplicates.search"), sign="search", on_click=State.search, disabled=State.searching
    )
