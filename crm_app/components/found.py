"""Why a row of a list was found, and what is nearly called so where none was."""

from typing import Any

import reflex as rx

from crm_app.components.text import choice, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.show import empty
from crm_app.services.search import Hit


def why_found(state: Any, public_id: Any) -> rx.Component:
    """Under a row's name: where the words that were searched stand."""
    return rx.cond(
        state.why.contains(public_id),
        rx.el.span(
            choice("palette.how", state.why[public_id].how),
            " ",
            state.why[public_id].why,
            custom_attrs={"data-why": ""},
            class_name="block truncate text-soft text-[12px]",
        ),
    )


def nothing_found(state: Any, none_found: str) -> rx.Component:
    """No row holds the words; those that are nearly called so are offered."""
    return empty(
        "search-x",
        t(none_found),
        rx.cond(
            state.near.length() > 0,
            rx.el.div(
                rx.el.p(t("list.near"), class_name="text-soft text-[13px] mb-1"),
                rx.el.ul(rx.foreach(state.near, _near), class_name="divide-y divide-line"),
                custom_attrs={"data-near": ""},
                class_name="w-full max-w-sm text-left",
            ),
        ),
    )


def _near(hit: rx.vars.ObjectVar[Hit]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(hit.title, class_name="font-medium"),
            rx.cond(
                hit.subtitle != "", rx.el.span(hit.subtitle, class_name="text-soft text-[13px]")
            ),
            href=f"/open/{hit.kind}/{hit.public_id}",
            class_name="flex flex-wrap items-baseline gap-x-2 py-2 min-h-[44px] lg:min-h-[34px] hover:underline",
        ),
        key=hit.public_id,
    )
