"""The files around a customer or contact, and the line of a customer's milestones."""

from typing import Any

import reflex as rx

from crm_app.components.places import allowed, may
from crm_app.components.record import section
from crm_app.components.text import choice, day, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.services.journeys import Milestone
from crm_app.services.shelf import GROUPS, ShelfFile
from crm_app.state.shelf import Journey, Shelf

_MAY = may(Permission.FILE_WRITE)
_SQUARE = (
    "grid place-items-center w-11 h-11 rounded-md bg-raised text-soft shrink-0 overflow-hidden"
)


def shelf_section() -> rx.Component:
    """On a record's page; loaded by `Shelf.load_customer` or `load_contact`."""
    return allowed(
        Permission.FILE_READ,
        of_address(
            Shelf.shown,
            section(
                t("shelf.title"),
                rx.cond(Shelf.groups.length() > 1, _groups()),
                rx.cond(
                    Shelf.rows.length() > 0,
                    rx.el.ul(rx.foreach(Shelf.rows, _file)),
                    rx.el.p(t("shelf.none"), class_name="text-faint px-3 pb-3"),
                ),
                rx.cond(
                    Shelf.more > 0,
                    button(
                        t("shelf.more", count=Shelf.more),
                        tone="quiet",
                        on_click=Shelf.show_all,
                        class_name="w-full",
                    ),
                ),
                action=rx.cond(_MAY, _upload()),
            ),
            skeleton_rows(2),
        ),
    )


def _upload() -> rx.Component:
    return rx.el.form(
        rx.el.label(
            icon("upload"),
            rx.el.input(
                type="file",
                aria_label=t("shelf.add"),
                class_name="sr-only",
                custom_attrs={
                    "data-attach": Shelf.record,
                    "data-attach-to": Shelf.shown,
                    "data-offline": t("timeline.attach_failed"),
                },
            ),
            title=t("shelf.add"),
            class_name=(
                "grid place-items-center w-11 h-11 lg:w-8 lg:h-8 rounded-lg text-soft "
                "hover:bg-raised cursor-pointer has-[:focus-visible]:outline-2"
            ),
        ),
        rx.el.p(
            custom_attrs={"data-problem": ""}, role="alert", class_name="text-bad empty:hidden"
        ),
        class_name="flex items-center gap-1",
    )


def _groups() -> rx.Component:
    return rx.el.div(
        _chip("", t("shelf.all")),
        *[
            rx.cond(Shelf.groups.contains(one), _chip(one, t(f"shelf.group.{one}")))
            for one in GROUPS
        ],
        role="group",
        aria_label=t("shelf.title"),
        class_name="flex gap-1.5 px-2 pb-1.5",
    )


def _chip(group: str, words: Any) -> rx.Component:
    return rx.el.button(
        words,
        type="button",
        on_click=Shelf.narrow(group),
        aria_pressed=rx.cond(Shelf.group == group, "true", "false"),
        class_name=(
            "tap rounded-full px-2.5 min-h-[32px] lg:min-h-[26px] text-[13px] text-soft "
            "aria-pressed:bg-accent-soft aria-pressed:text-accent aria-pressed:font-medium"
        ),
    )


def _file(row: rx.vars.ObjectVar[ShelfFile]) -> rx.Component:
    address = f"/api/v1/files/{row.public_id}"
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                rx.match(
                    row.group,
                    (
                        "picture",
                        rx.el.img(
                            src=f"{address}/thumbnail",
                            alt="",
                            loading="lazy",
                            class_name="w-full h-full object-cover",
                        ),
                    ),
                    ("sound", icon("mic", 20)),
                    icon("file-text", 20),
                ),
                class_name=_SQUARE,
            ),
            rx.el.span(
                rx.el.span(row.name, class_name="block font-medium truncate"),
                rx.el.span(
                    day(row.created_at),
                    rx.cond(row.of.name != "", rx.fragment(" · ", row.of.name)),
                    class_name="block text-soft text-[13px] truncate",
                ),
                class_name="min-w-0 flex-1",
            ),
            href=address,
            target="_blank",
            rel="noreferrer",
            aria_label=t("shelf.open", name=row.name),
            title=row.name,
            class_name="flex items-center gap-3 flex-1 min-w-0 py-1.5",
        ),
        rx.cond(
            _MAY & ~row.is_capture,
            button(
                tone="quiet",
                sign="trash-2",
                label=t("shelf.delete", name=row.name),
                on_click=Shelf.delete(row.public_id),
                class_name="text-faint",
            ),
        ),
        key=row.public_id,
        custom_attrs={"data-file": row.group},
        class_name="flex items-center gap-1 pl-3 pr-1 border-t border-line",
    )


def journey_line() -> rx.Component:
    """From the first trace to the last order, in one line; nothing for somebody quite new."""
    return of_address(
        Journey.shown,
        rx.cond(
            Journey.steps.length() > 1,
            rx.el.ol(
                rx.foreach(Journey.steps, _step),
                aria_label=t("journey.title"),
                custom_attrs={"data-journey": "", "tabIndex": 0},
                class_name=(
                    "flex overflow-x-auto [scrollbar-width:none] rounded-lg border border-line "
                    "bg-panel"
                ),
            ),
        ),
    )


def _step(step: rx.vars.ObjectVar[Milestone]) -> rx.Component:
    words = (
        rx.el.span(
            choice("journey.is", step.key),
            class_name="block text-faint text-[12px] whitespace-nowrap",
        ),
        rx.el.span(day(step.at), class_name="block tabular-nums font-medium whitespace-nowrap"),
        rx.el.span(step.who, class_name="block text-soft text-[12px] truncate"),
    )
    look = "block px-3 py-1.5 min-w-[100px] h-full"
    return rx.el.li(
        rx.cond(
            step.href != "",
            link(*words, href=step.href, class_name=f"{look} hover:bg-raised/60"),
            rx.el.span(*words, class_name=look),
        ),
        key=step.key,
        custom_attrs={"data-step": step.key},
        class_name="flex-1 border-l border-line first:border-l-0",
    )
