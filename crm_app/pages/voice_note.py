"""One voice note, from its transcription to the timeline."""

import reflex as rx

from crm_app.components.holders import ask_sheet, holders_strip
from crm_app.components.shell import screen
from crm_app.components.text import ago, t
from crm_app.components.ui.forms import button, link_button, problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.components.voice_facts import note_facts
from crm_app.components.voice_note import note_confirm, note_player, note_state, note_text
from crm_app.state.voice_note import NoteScreen


@screen("/voice/[note_key]", "voice.one", on_load=NoteScreen.load)
def voice_note() -> rx.Component:
    """Text on top, what was heard beneath, one tap to confirm."""
    return of_address(
        NoteScreen.shown,
        rx.cond(NoteScreen.public_id != "", _note(), _missing()),
        panel(skeleton_rows(5), class_name="m-4"),
    )


def _note() -> rx.Component:
    done = NoteScreen.status != "waiting"
    return rx.el.div(
        _head(),
        note_player(),
        note_state(),
        problem_text(NoteScreen.problem),
        holders_strip(NoteScreen),
        ask_sheet(NoteScreen),
        rx.cond(done & ((NoteScreen.text != "") | NoteScreen.editing), note_text()),
        rx.cond(
            done & (NoteScreen.status != "confirmed"), rx.fragment(note_facts(), note_confirm())
        ),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[760px] mx-auto space-y-4",
    )


def _head() -> rx.Component:
    return rx.el.div(
        link_button(tone="quiet", sign="arrow-left", href="/voice", aria_label=t("voice.title")),
        rx.el.h1(t("voice.one"), class_name="text-[20px] font-semibold whitespace-nowrap"),
        rx.el.span(ago(NoteScreen.spoken_at), class_name="text-faint truncate min-w-0"),
        rx.el.div(class_name="flex-1"),
        rx.cond(
            NoteScreen.status != "confirmed",
            button(
                t("voice.record_again"),
                tone="quiet",
                sign="rotate-ccw",
                on_click=NoteScreen.discard,
            ),
        ),
        class_name="flex items-center gap-2 min-h-[44px] -ml-2",
    )


def _missing() -> rx.Component:
    return rx.el.div(
        problem_text(NoteScreen.problem),
        link_button(t("voice.title"), href="/voice", class_name="mt-3"),
        class_name="p-4 max-w-lg",
    )
