"""Pieces of a voice note's page: its state, the recording, the marked text, the confirmation."""

import reflex as rx

from crm_app.components.custom_values import asked_of_new
from crm_app.components.text import both, t
from crm_app.components.ui.forms import button, link_button, text_area
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.services.voice import TextPiece
from crm_app.state.voice_note import NoteScreen

_WARN = "rounded-lg bg-warn-soft text-warn px-3 py-2"


def note_player() -> rx.Component:
    """The recording itself."""
    return rx.cond(
        NoteScreen.file_id != "",
        rx.el.audio(
            src=f"/api/v1/files/{NoteScreen.file_id}",
            controls=True,
            preload="metadata",
            custom_attrs={"aria-label": t("voice.player")},
            class_name="w-full h-12",
        ),
    )


def note_state() -> rx.Component:
    """Where the transcription stands, in words."""
    words = rx.match(
        NoteScreen.status,
        (
            "waiting",
            rx.el.div(
                rx.el.div(
                    rx.el.div(
                        style={"width": f"max(4%, {NoteScreen.progress}%)"},
                        class_name="h-full rounded-full bg-accent transition-[width]",
                    ),
                    role="progressbar",
                    aria_label=t("voice.status.waiting"),
                    custom_attrs={
                        "aria-valuenow": NoteScreen.progress,
                        "aria-valuemin": 0,
                        "aria-valuemax": 100,
                    },
                    class_name="h-2 rounded-full bg-raised overflow-hidden mb-2",
                ),
                rx.el.p(
                    rx.cond(
                        NoteScreen.progress > 0,
                        t("voice.working", percent=f"{NoteScreen.progress} %"),
                        t("voice.working_soon"),
                    ),
                    role="status",
                    class_name="text-soft",
                ),
            ),
        ),
        (
            "failed",
            rx.el.div(
                rx.el.p(
                    t("voice.failed", reason=both(NoteScreen.trouble.zh, NoteScreen.trouble.en)),
                    role="alert",
                ),
                rx.el.div(
                    button(
                        t("voice.listen_again"),
                        sign="refresh-cw",
                        on_click=NoteScreen.listen_again,
                    ),
                    class_name="mt-2",
                ),
                class_name=_WARN,
            ),
        ),
        (
            "confirmed",
            rx.el.div(
                rx.el.p(t("voice.saved_already"), class_name="flex-1"),
                rx.cond(
                    NoteScreen.record_address != "",
                    link_button(t("voice.open_record"), href=NoteScreen.record_address),
                ),
                class_name=(
                    "flex flex-wrap items-center gap-2 rounded-lg bg-good-soft text-good px-3 py-2"
                ),
            ),
        ),
        rx.cond(NoteScreen.text == "", rx.el.p(t("voice.silent"), role="status", class_name=_WARN)),
    )
    return rx.el.div(
        words,
        rx.cond(
            NoteScreen.is_incomplete,
            rx.el.p(t("sound.incomplete"), role="status", class_name=f"{_WARN} mt-2"),
        ),
    )


def note_text() -> rx.Component:
    """What was said, with the words underlined that a suggestion comes from."""
    return panel(
        rx.el.div(
            rx.el.h2(t("voice.text"), class_name="font-semibold flex-1"),
            rx.cond(
                ~NoteScreen.editing & (NoteScreen.status != "confirmed"),
                button(
                    t("voice.edit_text"),
                    tone="quiet",
                    sign="pencil",
                    on_click=NoteScreen.edit_text,
                ),
            ),
            class_name="flex items-center gap-2 mb-1 min-h-[44px] lg:min-h-[34px]",
        ),
        rx.cond(
            NoteScreen.editing,
            text_area(
                default_value=NoteScreen.text,
                on_blur=NoteScreen.note_text,
                rows="6",
                aria_label=t("voice.text"),
                key=NoteScreen.public_id,
            ),
            rx.el.p(
                rx.foreach(NoteScreen.pieces, _piece),
                class_name="text-[17px] lg:text-[15px] leading-relaxed whitespace-pre-wrap",
                custom_attrs={"data-note-text": ""},
            ),
        ),
        class_name="p-4",
    )


def _piece(piece: rx.vars.ObjectVar[TextPiece]) -> rx.Component:
    # A button would stand on a line of its own; the chip beneath is the same for the keyboard.
    marked = rx.el.mark(
        piece.text,
        on_click=NoteScreen.look_at(piece.fact),
        custom_attrs={
            "data-fact": piece.fact,
            "data-open": rx.cond(NoteScreen.open_fact == piece.fact, "yes", "no"),
        },
        class_name=(
            "bg-transparent text-inherit cursor-pointer underline decoration-2 decoration-accent "
            "underline-offset-4 data-[open=yes]:bg-accent-soft rounded-sm"
        ),
    )
    return rx.cond(piece.fact != "", marked, rx.el.span(piece.text))


def note_confirm() -> rx.Component:
    """One tap, before it the sentence that says what it writes, and what new records need."""
    return rx.el.form(
        rx.cond(NoteScreen.new_customer != "", asked_of_new("customer")),
        rx.cond(NoteScreen.new_contact != "", asked_of_new("contact")),
        _confirm_bar(),
        on_submit=NoteScreen.confirm,
        class_name="space-y-4",
    )


def _confirm_bar() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            both(NoteScreen.plan.zh, NoteScreen.plan.en),
            role="status",
            custom_attrs={"data-plan": ""},
            class_name="flex-1 min-w-0",
        ),
        rx.el.button(
            icon("check"),
            t("voice.confirm"),
            type="submit",
            disabled=~NoteScreen.plan.is_ready,
            class_name=(
                "inline-flex items-center justify-center gap-2 rounded-lg bg-accent text-accent-ink "
                "px-5 min-h-[48px] lg:min-h-[38px] font-semibold disabled:opacity-50"
            ),
        ),
        class_name=(
            "sticky z-10 bottom-[calc(60px+env(safe-area-inset-bottom))] lg:bottom-0 -mx-4 px-4 "
            "max-lg:-mb-8 py-3 flex flex-col lg:flex-row lg:items-center gap-2 bg-bg/95 border-t border-line"
        ),
        custom_attrs={"data-bar": "2"},
    )
