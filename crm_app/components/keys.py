"""Help for the keyboard, and the prompt for a new version."""

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon

_KEYS = (
    ("Ctrl K", "keys.palette"),
    ("/", "keys.search"),
    ("g", "keys.go"),
    ("c", "keys.create"),
    ("n", "keys.note"),
    ("j k", "keys.rows"),
    ("e", "keys.edit"),
    ("?", "keys.help"),
)


def keys_help() -> rx.Component:
    """Opened by ? (assets/js/keys.js)."""
    return rx.el.dialog(
        rx.el.form(
            rx.el.h2(t("keys.title"), class_name="font-semibold text-[16px] mb-3"),
            rx.el.dl(
                *[
                    rx.el.div(
                        rx.el.dt(rx.el.kbd(key), class_name="w-20 font-mono text-soft"),
                        rx.el.dd(t(text)),
                        class_name="flex py-1",
                    )
                    for key, text in _KEYS
                ]
            ),
            button(t("shell.close"), type="submit", class_name="mt-4"),
            method="dialog",
        ),
        id="keys-help",
        aria_label=t("keys.title"),
        class_name="m-auto bg-panel border border-line rounded-lg p-5 w-[min(92vw,420px)]",
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
