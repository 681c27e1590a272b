"""Pieces of Today: the next thing with all about it, what waits, and whom to call on a free day."""

from typing import Any

import reflex as rx

from crm_app.components.tasks import remembered
from crm_app.components.text import ago, day, dialled, t
from crm_app.components.ui.forms import button, link, link_button
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import initial, panel
from crm_app.core.permissions import Permission
from crm_app.services.customers import CustomerRow
from crm_app.state.base import Shell
from crm_app.state.home import HomeScreen
from crm_app.state.tasks import TaskScreen

_NEXT = TaskScreen.next
_TASK = _NEXT.task
_CALL = (
    "inline-flex items-center justify-center gap-2 rounded-lg px-3 min-h-[44px] lg:min-h-[34px] "
    "font-medium bg-accent text-accent-ink hover:opacity-90"
)


def next_card() -> rx.Component:
    """Who, when, why, the detail to remember; call, visit, done."""
    return rx.cond(
        _TASK.public_id != "",
        panel(
            rx.el.div(
                rx.el.h2(t("home.next"), class_name="text-soft text-[13px] flex-1"),
                rx.el.span(
                    day(_TASK.due),
                    class_name=rx.cond(
                        _TASK.group == "overdue",
                        "text-bad text-[13px] font-medium",
                        "text-soft text-[13px]",
                    ),
                ),
                class_name="flex items-center gap-2",
            ),
            rx.el.p(_TASK.title, class_name="text-[17px] font-semibold break-words"),
            _whom(),
            rx.cond(_TASK.remember.length() > 0, remembered(_TASK)),
            rx.cond(
                TaskScreen.outcome != "",
                rx.el.p(
                    t("home.last_time", words=TaskScreen.outcome),
                    class_name="text-soft text-[13px] line-clamp-2",
                ),
            ),
            _doing(),
            class_name="p-4 space-y-1",
            custom_attrs={"data-next": ""},
        ),
    )


def _whom() -> rx.Component:
    return rx.cond(
        _TASK.about.public_id != "",
        link(
            rx.el.span(
                rx.el.span(_TASK.about.name, class_name="block truncate"),
                rx.cond(
                    (_NEXT.person.name != "") & (_NEXT.person.name != _TASK.about.name),
                    rx.el.span(
                        _NEXT.person.name, class_name="block truncate text-faint text-[14px]"
                    ),
                ),
                class_name="flex-1 min-w-0",
            ),
            icon("chevron-right", 16),
            href=f"/open/{_TASK.about.kind}/{_TASK.about.public_id}",
            class_name="flex items-center gap-1 min-h-[44px] lg:min-h-[28px] text-soft min-w-0",
        ),
    )


def _doing() -> rx.Component:
    visit = f"/capture/visit?customer={_TASK.customer.public_id}&contact={_NEXT.person.public_id}"
    return rx.el.div(
        rx.cond(
            _NEXT.phone != "",
            rx.el.a(
                icon("phone"),
                t("home.call"),
                href=f"tel:{dialled(_NEXT.phone)}",
                title=_NEXT.phone,
                class_name=_CALL,
            ),
        ),
        rx.cond(
            (_TASK.customer.public_id != "")
            & Shell.me.can.contains(Permission.ACTIVITY_WRITE.value),
            link_button(t("home.visit"), sign="map-pin", href=visit),
        ),
        button(
            t("tasks.finish"),
            sign="check",
            on_click=TaskScreen.finish(_TASK.public_id, _TASK.title),
        ),
        class_name="flex flex-wrap gap-2 pt-2 max-lg:[&>*]:flex-1 max-lg:[&>*]:px-2",
    )


def waiting() -> rx.Component:
    """Requests for this person's answer, and deals that stand still: a line each, with their count."""
    pending: Any = Shell.counts.get("pending", 0).to(int)
    return rx.fragment(
        rx.cond(
            pending > 0,
            _line(
                "stamp",
                t("home.approvals", count=pending),
                "",
                "/approvals?box=waiting",
                "bg-warn-soft text-warn",
            ),
        ),
        rx.cond(
            HomeScreen.stuck > 0,
            _line(
                "clock",
                t("home.stuck", count=HomeScreen.stuck),
                HomeScreen.stuck_first,
                "/stuck",
                "bg-panel border border-line lg:hidden",  # on the desk they are listed below
            ),
        ),
    )


def _line(sign: str, words: Any, first: Any, href: str, look: str) -> rx.Component:
    return link(
        icon(sign),
        rx.el.span(
            rx.el.span(words, class_name="block font-medium"),
            rx.el.span(first, class_name="block truncate text-faint text-[13px] empty:hidden"),
            class_name="flex-1 min-w-0",
        ),
        icon("chevron-right"),
        href=href,
        class_name=f"flex items-center gap-3 rounded-lg px-3 py-1.5 min-h-[52px] {look}",
    )


def long_silent() -> rx.Component:
    """Whom one has not spoken to for longest: what a free day is for."""
    return rx.cond(
        HomeScreen.silent.length() > 0,
        rx.el.section(
            rx.el.h2(t("home.silent"), class_name="font-semibold mb-1"),
            panel(
                rx.el.ul(rx.foreach(HomeScreen.silent, _silent), class_name="divide-y divide-line"),
                class_name="overflow-hidden",
            ),
        ),
    )


def _silent(row: rx.vars.ObjectVar[CustomerRow]) -> rx.Component:
    return rx.el.li(
        link(
            initial(row.name),
            rx.el.span(
                rx.el.span(row.name, class_name="block font-medium truncate"),
                rx.el.span(row.person, class_name="block text-soft text-[14px] truncate"),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(ago(row.last_contact_at), class_name="text-faint text-[13px] shrink-0"),
            href=f"/customers/{row.public_id}",
            class_name="flex items-center gap-3 px-4 py-3 min-h-[60px]",
        ),
        key=row.public_id,
    )
