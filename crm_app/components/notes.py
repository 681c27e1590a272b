"""Short messages at the edge of the screen, with a way back or on."""

import reflex as rx
from reflex_components_core.core.banner import has_too_many_connection_errors

from crm_app.components.text import both, t
from crm_app.components.ui.icons import icon
from crm_app.state.base import Note, Shell
from crm_app.state.frame import Frame


def notes() -> rx.Component:
    """The messages of now, the newest at the bottom."""
    return rx.el.div(
        rx.foreach(Shell.notes, _note),
        role="status",
        aria_live="polite",
        class_name=(
            "fixed z-40 left-1/2 -translate-x-1/2 lg:bottom-6 space-y-2 "
            "bottom-[calc(72px+var(--bar)+env(safe-area-inset-bottom))] "
            "w-[min(92vw,440px)]"
        ),
    )


def line_notes() -> rx.Component:
    """Why nothing new comes: no network (puer.css shows it), or a server that does not answer."""
    return rx.fragment(
        _line_note("shell.no_network", "offline-note"),
        # The first failed attempt is that of a server that starts anew.
        rx.cond(
            has_too_many_connection_errors,
            _line_note("shell.no_server", "no-server-note flex", data_no_server="1"),
        ),
    )


def _line_note(words: str, look: str, **attrs: str) -> rx.Component:
    return rx.el.p(
        icon("wifi-off", 16),
        t(words),
        role="status",
        custom_attrs={name.replace("_", "-"): value for name, value in attrs.items()},
        class_name=(
            f"{look} fixed z-30 inset-x-0 top-[calc(61px+env(safe-area-inset-top))] lg:top-0 "
            "items-center justify-center gap-2 bg-warn-soft text-warn border-b border-line px-4 py-2 "
            "text-[14px]"
        ),
    )


def _note(note: rx.vars.ObjectVar[Note]) -> rx.Component:
    return rx.el.div(
        rx.el.p(both(note.zh, note.en), class_name="flex-1"),
        rx.cond(
            note.undo,
            rx.el.button(
                t("shell.undo"),
                on_click=Shell.undo(note.number),
                class_name="font-semibold underline min-h-[44px] lg:min-h-0 px-2",
            ),
        ),
        rx.cond(
            note.notice != "",
            rx.el.button(
                t("inbox.open"),
                on_click=Frame.follow(note.number, note.notice),
                class_name="font-semibold underline min-h-[44px] lg:min-h-0 px-2 whitespace-nowrap",
            ),
        ),
        rx.el.button(
            icon("x"),
            aria_label=t("shell.close"),
            on_click=Shell.dismiss(note.number),
            custom_attrs={"data-note-close": ""},
            class_name="min-w-[44px] min-h-[44px] lg:min-w-0 lg:min-h-0 grid place-items-center",
        ),
        key=note.number.to_string(),
        # Goes by itself (assets/js/page.js); what can be undone or followed stays longer.
        custom_attrs={"data-note": rx.cond(note.undo | (note.notice != ""), "12", "6")},
        class_name="flex items-center gap-2 rounded-lg bg-ink text-bg pl-4 pr-2 py-2 shadow-lg",
    )
