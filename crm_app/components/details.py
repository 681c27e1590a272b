"""What to remember before calling: the strip on the pages of customers and contacts."""

from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.services.details import Detail


def details_strip(state: Any, may: Any, *more: rx.Component) -> rx.Component:
    """What to remember before calling, above everything else; one line adds to it.

    `more` are lines of other people there; the strip shows nothing to who has nothing to read in
    it and may not write (assets/puer.css).
    """
    return rx.el.section(
        rx.el.span(icon("coffee"), class_name="text-accent mt-[11px] lg:mt-1.5"),
        rx.el.ul(
            rx.foreach(state.page.details, lambda detail: _detail(state, detail, may)),
            *more,
            rx.cond(may, rx.el.li(_new_detail(state), class_name="min-w-[180px] flex-1")),
            class_name="flex flex-wrap items-center gap-x-3 gap-y-1 flex-1 min-w-0",
        ),
        aria_label=t("details.title"),
        class_name="remember flex items-start gap-2 rounded-lg bg-accent-soft px-3 py-1 lg:py-0.5",
    )


def _new_detail(state: Any) -> rx.Component:
    return rx.el.form(
        rx.el.input(
            name="text",
            placeholder=t("details.add"),
            aria_label=t("details.add"),
            title=t("details.hint"),
            auto_complete="off",
            max_length=300,
            class_name=(
                "bg-transparent w-full px-1 min-h-[44px] lg:min-h-[28px] placeholder:text-soft"
            ),
        ),
        key=state.saved.to_string(),
        on_submit=state.add_detail,
    )


def _detail(state: Any, detail: rx.vars.ObjectVar[Detail], may: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(detail.text, class_name="font-medium"),
        rx.cond(
            may,
            button(
                tone="quiet",
                sign="x",
                label=t("details.forget", text=detail.text),
                on_click=state.forget(detail.public_id),
                class_name="px-1 min-w-[44px] lg:min-w-0 lg:min-h-[24px] text-faint",
            ),
        ),
        key=detail.public_id,
        class_name="inline-flex items-center min-w-0",
    )
