"""Showing things: badges, empty states, skeletons, cards, pictures of people."""

from typing import Any, Literal

import reflex as rx

from crm_app.components.ui.icons import icon

Tone = Literal["neutral", "accent", "good", "warn", "bad"]
_TONES: dict[Tone, str] = {
    "neutral": "bg-raised text-soft",
    "accent": "bg-accent-soft text-accent",
    "good": "bg-good-soft text-good",
    "warn": "bg-warn-soft text-warn",
    "bad": "bg-bad-soft text-bad",
}


def badge(*children: Any, tone: Tone = "neutral", **props: Any) -> rx.Component:
    """A word that says a state."""
    kind = props.pop("class_name", "")
    look = f"inline-flex shrink-0 items-center gap-1 whitespace-nowrap rounded-md px-1.5 py-0.5 text-[12px] {_TONES[tone]} {kind}"
    return rx.el.span(*children, class_name=look, **props)


def panel(*children: Any, **props: Any) -> rx.Component:
    """A surface with a hairline."""
    kind = props.pop("class_name", "")
    return rx.el.section(
        *children, class_name=f"bg-panel border border-line rounded-lg {kind}", **props
    )


def empty(sign: str, words: Any, *actions: rx.Component) -> rx.Component:
    """Nothing here: says what to do about it."""
    return rx.el.div(
        rx.el.span(icon(sign, 28), class_name="text-faint"),
        rx.el.p(words, class_name="text-soft max-w-sm"),
        *actions,
        class_name="flex flex-col items-center text-center gap-3 py-12 px-6",
    )


def skeleton_rows(count: int = 8) -> rx.Component:
    """What a list looks like before its rows are here."""
    return rx.el.div(
        *[rx.el.div(class_name="skeleton h-10 mb-2") for _ in range(count)],
        aria_hidden="true",
        class_name="p-3",
    )


def initial(name: Any) -> rx.Component:
    """The first letter of a name in a circle."""
    return rx.el.span(
        rx.Var.create(name).to(str)[0:1],
        aria_hidden="true",
        class_name=(
            "inline-flex items-center justify-center w-9 h-9 rounded-full bg-accent-soft "
            "text-accent font-semibold shrink-0"
        ),
    )
