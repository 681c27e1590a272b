"""Customers who come at the same time of the week, in words and with what speaks for it."""

import reflex as rx

from crm_app.components.text import both, t
from crm_app.components.ui.forms import button, link, problem_text
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.services.patterns import CrowdRow
from crm_app.services.references import Reference
from crm_app.state.patterns import Crowds


def crowds_panel() -> rx.Component:
    """Loaded by `Crowds.load`."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        Crowds.loaded,
        panel(
            rx.el.h2(t("patterns.crowds"), class_name="font-semibold px-3 py-2"),
            problem_text(Crowds.problem),
            rx.cond(
                Crowds.rows.length() > 0,
                rx.el.ul(rx.foreach(Crowds.rows, _crowd)),
                rx.el.p(t("patterns.crowds_none"), class_name="text-faint px-3 pb-3"),
            ),
            class_name="mt-4",
        ),
    )


def _crowd(row: rx.vars.ObjectVar[CrowdRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("clock", 16), class_name="text-accent mt-1 shrink-0"),
        rx.el.div(
            rx.el.p(both(row.zh, row.en), class_name="font-medium"),
            rx.el.p(both(row.why_zh, row.why_en), class_name="text-soft text-[13px] break-words"),
            rx.el.p(
                rx.foreach(row.first, _name),
                rx.cond(
                    row.size.to(int) > row.first.length(),
                    rx.el.span(
                        t("patterns.crowd_more", count=row.size), class_name="text-soft text-[13px]"
                    ),
                ),
                class_name="flex flex-wrap gap-1.5 items-center pt-1",
            ),
            class_name="flex-1 min-w-0",
        ),
        button(t("patterns.make_segment"), sign="users", on_click=Crowds.make_segment(row.key)),
        key=row.key,
        custom_attrs={"data-crowd": row.key},
        class_name="flex flex-wrap items-start gap-2 px-3 py-2 border-t border-line",
    )


def _name(one: rx.vars.ObjectVar[Reference]) -> rx.Component:
    return link(
        one.name,
        href=f"/customers/{one.public_id}",
        key=one.public_id,
        class_name="tap rounded-full bg-raised text-soft hover:text-ink px-2.5 py-0.5 text-[13px]",
    )
