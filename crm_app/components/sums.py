"""Facts and figures of a paper: a list of them, a bar that fills, tiles of sums."""

from typing import Any

import reflex as rx

from crm_app.components.places import is_on
from crm_app.components.text import money
from crm_app.components.ui.forms import link


def fact_list(*pairs: tuple[Any, Any]) -> rx.Component:
    """Labels and what they say; another record (`linked`) while the part that it is of is on."""
    return rx.el.dl(
        *[
            _fact(label, *value) if isinstance(value, tuple) else _fact(label, value)
            for label, value in pairs
        ],
        class_name="pb-2",
    )


def _fact(label: Any, value: Any, page: str = "") -> Any:
    shown = rx.el.div(
        rx.el.dt(label, class_name="text-faint text-[13px] w-[104px] shrink-0"),
        rx.el.dd(value, class_name="min-w-0 break-words flex-1"),
        class_name="flex gap-2 px-3 py-1.5",
    )
    return rx.cond(is_on(page), shown) if page else shown


def linked(one: Any, page: str) -> tuple[Any, str]:
    """Another record by its name, or a dash; and where such records stand."""
    said = rx.cond(
        one.public_id != "",
        link(
            one.name, href=f"{page}/{one.public_id}", class_name="text-accent hover:underline tap"
        ),
        rx.el.span("–", class_name="text-faint"),
    )
    return said, page


def bar(percent: Any, label: Any, *, tone: str = "bg-good") -> rx.Component:
    """How much of a whole, in percent."""
    return rx.el.div(
        rx.el.div(class_name=f"h-full rounded-full {tone}", style={"width": _width(percent)}),
        role="img",
        aria_label=label,
        class_name="h-1.5 rounded-full bg-raised overflow-hidden",
    )


def _width(percent: Any) -> Any:
    return rx.Var.create(percent).to(str) + "%"


def tile(label: Any, amount: Any, currency: Any, look: Any = "") -> rx.Component:
    """One sum with its label."""
    return rx.el.div(
        rx.el.p(label, class_name="text-faint text-[13px]"),
        rx.el.p(
            money(amount, currency),
            class_name=_joined("font-semibold tabular-nums whitespace-nowrap", look),
        ),
        class_name="min-w-0",
    )


def _joined(base: str, look: Any) -> Any:
    return f"{base} {look}" if isinstance(look, str) else rx.Var.create(base + " ").to(str) + look
