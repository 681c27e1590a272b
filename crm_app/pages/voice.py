"""Where one speaks, and the notes that wait."""

import reflex as rx

from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.components.voice import about_line, recorder, waiting_notes
from crm_app.core.permissions import Permission
from crm_app.state.voice import VoiceHome


@screen(
    "/voice",
    "voice.title",
    on_load=VoiceHome.load,
    menu=MenuEntry("/voice", "voice.title", "mic", 74, Permission.CAPTURE, "v"),
)
def voice() -> rx.Component:
    """One round button; everything else can wait."""
    return rx.el.div(
        rx.el.h1(t("voice.title"), class_name="text-[20px] font-semibold"),
        about_line(),
        recorder(),
        problem_text(VoiceHome.problem),
        waiting_notes(),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[760px] mx-auto",
    )
