"""The mail server in a few facts, and the outbox."""

from typing import Any

import reflex as rx

from crm_app.components.lists import filter_choice
from crm_app.components.text import ago, choice, moment, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, panel
from crm_app.services.mail import STATES, MailRow
from crm_app.state.mail import MailList


def mail_server() -> rx.Component:
    """Where mail leaves by; or that it does not, and what to do."""
    server = MailList.server
    return panel(
        rx.cond(
            server.host != "",
            rx.fragment(
                rx.el.h2(t("mail.server"), class_name="font-semibold mb-2"),
                rx.el.dl(
                    _fact(
                        "mail.host",
                        rx.cond(server.port, f"{server.host}:{server.port}", server.host),
                    ),
                    _fact("mail.security", choice("mail.security", server.security)),
                    _fact("mail.user", rx.cond(server.user, server.user, "–")),
                    _fact("mail.sender", server.sender),
                    class_name="grid grid-cols-2 lg:grid-cols-4 gap-3",
                ),
            ),
            rx.el.div(
                rx.el.span(icon("mail-x", 22), class_name="text-warn"),
                rx.el.div(
                    rx.el.h2(t("mail.no_server_title"), class_name="font-semibold"),
                    rx.el.p(t("mail.no_server_hint"), class_name="text-soft"),
                    class_name="flex-1 min-w-0",
                ),
                class_name="flex gap-3",
            ),
        ),
        class_name="p-4 mb-4",
    )


def _fact(label: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(t(label), class_name="text-soft text-[13px]"),
        rx.el.dd(value),
        class_name="min-w-0",
    )


def mail_filters() -> rx.Component:
    """By state."""
    options = [rx.el.option(t(f"mail.state.{state}"), value=state) for state in STATES]
    return filter_choice(MailList, "state", t("mail.any_state"), options)


def mail_list() -> rx.Component:
    """A mail a line; opened, it shows its text."""
    return rx.el.ul(rx.foreach(MailList.rows, _row), class_name="divide-y divide-line")


def _row(row: rx.vars.ObjectVar[MailRow]) -> rx.Component:
    return rx.el.li(
        rx.el.details(
            rx.el.summary(
                rx.el.span(icon("chevron-right"), class_name="text-faint group-open:rotate-90"),
                rx.el.span(
                    rx.el.span(row.recipient, class_name="block font-medium truncate"),
                    rx.el.span(row.subject, class_name="block text-soft text-[13px] truncate"),
                    class_name="flex-1 min-w-0",
                ),
                rx.el.span(
                    _state(row),
                    rx.el.time(
                        ago(row.created_at),
                        title=moment(row.created_at),
                        class_name="text-faint text-[12px]",
                    ),
                    class_name="flex flex-col lg:flex-row-reverse items-end lg:items-center gap-1 lg:gap-3",
                ),
                class_name=(
                    "flex items-center gap-3 px-3 py-2 min-h-[56px] cursor-pointer list-none "
                    "[&::-webkit-details-marker]:hidden hover:bg-raised/60"
                ),
            ),
            rx.el.div(
                rx.cond(row.error, rx.el.p(row.error, class_name="text-bad mb-2")),
                rx.el.p(row.body, class_name="whitespace-pre-wrap break-words select-text"),
                rx.cond(
                    (row.status != "sent") & (MailList.server.host != ""),
                    button(
                        t("mail.again"),
                        sign="send",
                        on_click=MailList.send_again(row.public_id),
                        class_name="mt-3",
                    ),
                ),
                class_name="px-4 lg:pl-[42px] pb-4 pt-1",
            ),
            class_name="group",
        ),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
    )


def _state(row: rx.vars.ObjectVar[MailRow]) -> rx.Component:
    words = choice("mail.state", row.status)
    return rx.match(  # pyright: ignore[reportReturnType]
        row.status,
        ("sent", badge(words, tone="good")),
        ("failed", badge(words, tone="bad")),
        badge(words, tone="warn"),
    )
