"""Help for the keyboard, and the prompt for a new version."""

from collections.abc import Sequence

import reflex as rx

from crm_app.components.places import MenuEntry, shown_at
from crm_app.components.text import t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon

_KEYS = (
    ("Ctrl K", "keys.palette"),
    ("/", "keys.search"),
    ("c", "keys.create"),
    ("e", "keys.edit"),
    ("n", "keys.note"),
    ("j  k", "keys.rows"),
    ("x", "keys.pick"),
    ("t", "keys.tag"),
    ("F2", "keys.cell"),
    ("← →", "keys.cells"),
    ("Tab", "keys.cell_next"),
    ("Shift ←→↑↓", "keys.columns"),
    ("Enter", "keys.open"),
    ("J  K", "keys.neighbours"),
    ("Ctrl Enter", "keys.send"),
    ("[", "shell.side"),
    ("Esc", "keys.leave"),
    ("?", "keys.help"),
)


def keys_help(places: Sequence[MenuEntry]) -> rx.Component:
    """Opened by ? (assets/js/keys.js)."""
    return rx.el.dialog(
        rx.el.form(
            rx.el.h2(t("keys.title"), class_name="font-semibold text-[16px] mb-3"),
            rx.el.div(
                rx.el.dl(*[_key(key, t(text)) for key, text in _KEYS]),
                rx.el.dl(
                    *[
                        shown_at(
                            place.permission, place.route, _key(f"g  {place.key}", t(place.title))
                        )
                        for place in places
                        if place.key
                    ],
                ),
                class_name="grid sm:grid-cols-2 gap-x-8",
            ),
            button(t("shell.close"), type="submit", class_name="mt-4"),
            method="dialog",
        ),
        id="keys-help",
        aria_label=t("keys.title"),
        class_name="m-auto bg-panel border border-line rounded-lg p-5 w-[min(92vw,600px)]",
    )


def _key(key: str, meaning: rx.Var[str]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(
            *[
                rx.el.kbd(
                    part,
                    class_name=(
                        "rounded border border-line-strong bg-raised px-1.5 text-[12px] font-sans"
                    ),
                )
                for part in key.split()
            ],
            class_name="flex gap-1 w-32 shrink-0 text-soft",
        ),
        rx.el.dd(meaning),
        class_name="flex items-center py-1",
    )


def update_prompt() -> rx.Component:
    """Shown by puer.css when page.js finds a newer version waiting."""
    return rx.el.div(
        icon("refresh-cw"),
        rx.el.span(t("update.ready"), class_name="flex-1"),
        button(
            t("update.now"),
            tone="primary",
            on_click=rx.call_function(rx.Var("(() => window.crm.update())")),
        ),
        role="status",
        class_name=(
            "update-prompt fixed z-40 right-4 top-[72px] lg:top-4 items-center gap-3 rounded-lg border "
            "border-line bg-panel px-4 py-2 shadow-lg"
        ),
    )
