"""Pieces of the voice screens: the recorder, and the notes that wait."""

from typing import Any

import reflex as rx

from crm_app.components.text import ago, choice, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, empty, panel, skeleton_rows
from crm_app.services.voice import VoiceRow
from crm_app.state.voice import VoiceHome

_SMALL = (
    "inline-flex items-center gap-2 rounded-lg border border-line-strong bg-panel px-3 min-h-[44px] "
    "lg:min-h-[36px] cursor-pointer hover:bg-raised disabled:opacity-50 focus-within:outline "
    "focus-within:outline-2 focus-within:outline-focus"
)
_WORDS = {
    "language": "voice.language",
    "auto": "voice.auto",
    "time": "voice.time",
    "start": "voice.start",
    "stop": "voice.stop",
    "pause": "voice.pause",
    "resume": "voice.resume",
    "discard": "voice.discard",
    "upload": "voice.upload",
    "denied": "voice.denied",
    "no_microphone": "voice.no_microphone",
    "busy": "voice.busy",
    "insecure": "voice.insecure",
    "unsupported": "voice.unsupported",
    "too_short": "voice.too_short",
    "unsent": "voice.unsent",
    "only_here": "voice.only_here",
    "failed": "voice.failed_send",
    "offline": "voice.offline",
    "again": "voice.again",
    **{
        f"phase_{phase}": f"voice.phase.{phase}"
        for phase in ("idle", "asking", "recording", "paused", "sending")
    },
}


class _Recorder(rx.Component):
    library = "$/public/js/recorder.js"
    tag = "Recorder"
    lib_dependencies: list[str] = []
    owner: rx.Var[str]
    about: rx.Var[dict[str, Any]]
    words: rx.Var[dict[str, Any]]
    look: rx.Var[str]
    button_look: rx.Var[str]
    ring_look: rx.Var[str]
    small_look: rx.Var[str]
    choice_look: rx.Var[str]
    problem_look: rx.Var[str]
    item_look: rx.Var[str]


def recorder() -> rx.Component:
    """One round button (assets/js/recorder.js)."""
    return _Recorder.create(
        owner=VoiceHome.me,
        about=VoiceHome.about,
        words={name: t(key) for name, key in _WORDS.items()},
        look="flex flex-col items-center gap-4 py-6",
        button_look=(
            "relative z-[1] w-32 h-32 rounded-full bg-accent text-accent-ink grid place-items-center "
            "shadow-sm active:scale-95 transition-transform aria-disabled:opacity-60"
        ),
        ring_look="absolute w-32 h-32 rounded-full bg-accent opacity-20",
        small_look=_SMALL,
        choice_look=(
            "inline-flex items-center rounded-lg px-3 min-h-[44px] lg:min-h-[34px] cursor-pointer "
            "text-soft border border-transparent has-[:checked]:border-line-strong "
            "has-[:checked]:bg-panel has-[:checked]:text-ink has-[:focus-visible]:outline "
            "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus"
        ),
        problem_look="rounded-lg bg-bad-soft text-bad px-3 py-2 max-w-md",
        item_look="w-full max-w-md rounded-lg border border-warn bg-warn-soft p-3 space-y-2",
    )


def about_line() -> rx.Component:
    """Whom the next note is about, where the page was opened from a record."""
    return rx.cond(
        VoiceHome.about_name != "",
        rx.el.p(
            icon("link"),
            t("voice.about", name=VoiceHome.about_name),
            class_name="flex items-center justify-center gap-2 text-soft",
        ),
    )


def waiting_notes() -> rx.Component:
    """The notes that wait, newest first."""
    return rx.el.div(
        rx.el.h2(t("voice.waiting_list"), class_name="font-semibold mb-2"),
        rx.cond(
            VoiceHome.loaded,
            rx.cond(
                VoiceHome.rows.length() > 0,
                panel(
                    rx.el.ul(rx.foreach(VoiceHome.rows, _note), class_name="divide-y divide-line"),
                    class_name="overflow-hidden",
                ),
                panel(empty("mic", t("voice.none"))),
            ),
            panel(skeleton_rows(3)),
        ),
    )


def _note(row: rx.vars.ObjectVar[VoiceRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(
                    rx.cond(
                        row.text != "",
                        row.text,
                        rx.cond(
                            row.status == "ready",
                            t("voice.no_words"),
                            choice("voice.status", row.status),
                        ),
                    ),
                    class_name="block truncate",
                ),
                rx.el.span(
                    row.customer,
                    rx.cond(row.customer != "", " · ", ""),
                    ago(row.spoken_at),
                    class_name="block text-faint text-[13px]",
                ),
                class_name="min-w-0 flex-1",
            ),
            badge(
                choice("voice.status", row.status),
                custom_attrs={"data-s": row.status},
                class_name="data-[s=ready]:bg-good-soft data-[s=ready]:text-good "
                "data-[s=failed]:bg-bad-soft data-[s=failed]:text-bad",
            ),
            href=f"/voice/{row.public_id}",
            class_name="flex items-center gap-3 flex-1 min-w-0 pl-4 py-3 min-h-[60px]",
        ),
        button(
            tone="quiet",
            sign="trash-2",
            label=t("voice.discard"),
            on_click=VoiceHome.discard(row.public_id),
            class_name="mr-2",
        ),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="flex items-center hover:bg-raised/60",
    )
