"""Pieces of the inbox."""

from typing import Any

import reflex as rx

from crm_app.components.lists import filter_choice
from crm_app.components.text import ago, both, choice, moment, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.services.notices import NoticeRow
from crm_app.state.base import Shell
from crm_app.state.inbox import Inbox


def read_all_button() -> rx.Component:
    """Marks everything, while something is unread."""
    return rx.cond(
        Shell.counts.get("unread", 0).to(int) > 0,
        button(t("inbox.read_all"), sign="check-check", on_click=Inbox.read_all),
    )


def inbox_filters() -> rx.Component:
    """Read or unread."""
    options = [rx.el.option(t(f"inbox.state.{key}"), value=key) for key in ("unread", "read")]
    return filter_choice(Inbox, "state", t("inbox.any"), options)


def notice_list() -> rx.Component:
    """One line each, the unread ones marked by a dot and weight."""
    return rx.el.ul(rx.foreach(Inbox.rows, _row), class_name="divide-y divide-line")


def _row(row: rx.vars.ObjectVar[NoticeRow]) -> rx.Component:
    weight = rx.cond(row.is_read, "block text-soft", "block font-medium")
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                _sign(row.kind),
                class_name="grid place-items-center w-9 h-9 rounded-full bg-raised text-soft shrink-0",
            ),
            rx.el.span(
                rx.el.span(both(row.zh, row.en), class_name=weight),
                rx.el.span(
                    choice("inbox.kind", row.kind),
                    " · ",
                    rx.el.time(ago(row.at), title=moment(row.at)),
                    class_name="block text-faint text-[13px]",
                ),
                class_name="flex-1 min-w-0",
            ),
            rx.cond(
                row.is_read,
                rx.fragment(),
                rx.el.span(
                    rx.el.span(t("inbox.unread"), class_name="sr-only"),
                    class_name="w-2 h-2 rounded-full bg-accent shrink-0",
                ),
            ),
            type="button",
            on_click=Inbox.follow(row.public_id),
            class_name=(
                "flex w-full items-center gap-3 px-3 py-2.5 min-h-[60px] text-left hover:bg-raised/60"
            ),
        ),
        key=row.public_id,
    )


def _sign(kind: Any) -> rx.Component:
    signs = {
        "approvals": "stamp",
        "tasks": "list-checks",
        "voice": "mic",
        "cards": "contact-round",
        "deals": "handshake",
        "quotes": "file-text",
        "mentions": "at-sign",
        "customers": "building-2",
        "ownership": "arrow-right-left",
        "assignment": "user-plus",
        "pools": "waves",
    }
    pictures = [(name, icon(sign)) for name, sign in signs.items()]
    return rx.fragment(rx.match(kind, *pictures, icon("bell")))
