"""Pieces of all settings pages: the way in, and the head of each."""

from typing import Any

import reflex as rx

from crm_app.components.places import SETTINGS, MenuEntry, is_on
from crm_app.components.text import t
from crm_app.components.ui.forms import back_link, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.state.base import Shell

# Group → the ranks of its entries (up to, not including).
_GROUPS = (("settings.self", 0, 20), ("settings.people", 20, 40), ("settings.company", 40, 100))


def settings_groups() -> rx.Component:
    """All places by group; only those that the role may use."""
    return rx.el.div(*[_group(*group) for group in _GROUPS], class_name="space-y-5")


def _group(title: str, first: int, after: int) -> rx.Component:
    entries = [entry for entry in SETTINGS if first <= entry.rank < after]
    allowed = rx.Var.create(False)
    for entry in entries:
        allowed = allowed | _may(entry)
    return rx.cond(  # pyright: ignore[reportReturnType]
        allowed,
        rx.el.section(
            rx.el.h2(t(title), class_name="text-soft text-[13px] mb-1.5 px-1"),
            panel(
                rx.el.ul(
                    *[rx.cond(_may(entry), _entry(entry)) for entry in entries],
                    class_name="divide-y divide-line",
                ),
                class_name="overflow-hidden",
            ),
        ),
    )


def _may(entry: MenuEntry) -> Any:
    return Shell.me.can.contains(entry.permission.value) & is_on(entry.route)


def _entry(entry: MenuEntry) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                icon(entry.sign, 20),
                class_name="grid place-items-center w-9 h-9 rounded-lg bg-raised text-soft shrink-0",
            ),
            rx.el.span(
                rx.el.span(t(entry.title), class_name="block font-medium"),
                rx.el.span(t(entry.hint), class_name="block text-soft text-[13px]"),
                class_name="flex-1 min-w-0",
            ),
            rx.el.span(icon("chevron-right"), class_name="text-faint"),
            href=entry.route,
            class_name="flex items-center gap-3 px-3 py-2.5 min-h-[60px] hover:bg-raised/60",
        )
    )


def settings_head(title: str, hint: str, *actions: rx.Component) -> rx.Component:
    """The way back, the title, one sentence of what the page does, and its main action."""
    return rx.el.header(
        rx.el.div(
            settings_back(),
            rx.el.h1(t(title), class_name="text-[20px] font-semibold"),
            rx.el.p(t(hint), class_name="text-soft"),
            class_name="flex-1 min-w-[220px] max-sm:basis-full",
        ),
        *actions,
        class_name="flex flex-wrap items-end gap-3 mb-4",
    )


def settings_back() -> rx.Component:
    """To the page of all settings."""
    return back_link(t("settings.title"), "/settings")
