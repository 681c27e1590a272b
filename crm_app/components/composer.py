"""Writing on the timeline: what happened, how, and what comes next, in one form."""

from typing import Any

import reflex as rx

from crm_app.components.places import is_on
from crm_app.components.text import t
from crm_app.components.ui.forms import (
    button,
    field,
    link,
    problem_text,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import panel
from crm_app.core.permissions import Permission
from crm_app.services.activities import WRITTEN
from crm_app.state.base import Shell
from crm_app.state.timeline import TimelineScreen

MAY_WRITE = Shell.me.can.contains(Permission.ACTIVITY_WRITE.value)
_MAY_SPEAK = Shell.me.can.contains(Permission.CAPTURE.value)
# On the phone the form is one field and its buttons until somebody writes.
_WHEN_USED = (
    "max-lg:hidden max-lg:group-focus-within:flex "
    "max-lg:group-has-[textarea:not(:placeholder-shown)]:flex "
)
_TOOL = (
    "grid place-items-center w-11 h-11 lg:w-[34px] lg:h-[34px] rounded-lg text-soft "
    "hover:bg-raised hover:text-ink cursor-pointer"
)


def composer() -> rx.Component:
    """For who may write; `[data-composer]` is where the phone's bar and the key n go."""
    return rx.cond(
        MAY_WRITE,
        panel(
            rx.el.form(
                text_area(
                    name="text",
                    rows="2",
                    required=True,
                    max_length=10_000,
                    placeholder=t("timeline.say"),
                    aria_label=t("timeline.say"),
                    custom_attrs={"data-composer": "", "data-submits": ""},
                ),
                _kinds("note", _WHEN_USED),
                rx.el.div(
                    text_input(
                        name="step",
                        max_length=300,
                        placeholder=t("timeline.step"),
                        aria_label=t("timeline.step"),
                        class_name="flex-1 min-w-[150px]",
                    ),
                    text_input(
                        name="due",
                        type="date",
                        aria_label=t("timeline.due"),
                        class_name="!w-[150px] shrink-0",
                    ),
                    class_name=_WHEN_USED + "flex flex-wrap gap-2",
                ),
                text_input(
                    name="outcome",
                    max_length=300,
                    placeholder=rx.cond(
                        TimelineScreen.last_outcome != "",
                        t("timeline.last_outcome", words=TimelineScreen.last_outcome),
                        t("timeline.outcome"),
                    ),
                    aria_label=t("timeline.outcome"),
                    class_name=_WHEN_USED + "block",
                ),
                _colleague(),
                problem_text(TimelineScreen.problem),
                rx.el.div(
                    _other_time(),
                    rx.el.span(class_name="flex-1"),
                    _tools(),
                    button(t("timeline.save"), tone="primary", type="submit"),
                    class_name="flex flex-wrap items-center gap-1",
                ),
                rx.el.p(
                    custom_attrs={"data-problem": ""},
                    role="alert",
                    class_name="text-bad empty:hidden",
                ),
                key=f"{TimelineScreen.subject}{TimelineScreen.written}",
                reset_on_submit=False,
                on_submit=TimelineScreen.write,
                class_name="group space-y-2 p-3",
            ),
            aria_label=t("timeline.say"),
        ),
    )


def _kinds(chosen: Any, look: str = "") -> rx.Component:
    """How it happened: chips, one of them on."""
    return rx.el.fieldset(
        rx.el.legend(t("timeline.kind"), class_name="sr-only"),
        *[
            rx.el.label(
                rx.el.input(
                    type="radio",
                    name="kind",
                    value=kind,
                    default_checked=rx.Var.create(chosen) == kind,
                    class_name="sr-only",
                ),
                icon(SIGNS[kind], 15),
                t(f"timeline.is.{kind}"),
                class_name=(
                    "inline-flex items-center gap-1 rounded-full border border-line px-3 "
                    "min-h-[40px] lg:min-h-[28px] whitespace-nowrap text-soft cursor-pointer "
                    "hover:bg-raised has-[:checked]:bg-accent-soft has-[:checked]:text-accent "
                    "has-[:checked]:border-accent has-[:focus-visible]:outline-2 "
                    "has-[:focus-visible]:outline-accent"
                ),
            )
            for kind in WRITTEN
        ],
        class_name="flex gap-1.5 overflow-x-auto py-0.5 [scrollbar-width:none] lg:flex-wrap "
        + look,
    )


def _colleague() -> rx.Component:
    """A colleague to name, and whether he is asked for help."""
    return rx.cond(
        TimelineScreen.colleagues.length() > 0,
        rx.el.div(
            select(
                rx.el.option(t("mentions.colleague"), value=""),
                rx.foreach(
                    TimelineScreen.colleagues,
                    lambda one: rx.el.option("@" + one.name, value=one.public_id),
                ),
                name="mention",
                aria_label=t("mentions.colleague"),
                class_name="!w-auto min-w-[130px] max-w-[200px]",
            ),
            rx.el.label(
                rx.el.input(
                    type="checkbox", name="is_question", class_name="w-5 h-5 lg:w-4 lg:h-4"
                ),
                t("mentions.is_question"),
                class_name="inline-flex items-center gap-2 min-h-[44px] lg:min-h-[28px] text-soft",
            ),
            class_name=_WHEN_USED + "flex flex-wrap items-center gap-x-3 gap-y-1",
        ),
    )


def _other_time() -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            icon("clock", 15),
            t("timeline.other_time"),
            class_name=(
                "inline-flex items-center gap-1 text-soft text-[13px] cursor-pointer "
                "min-h-[44px] lg:min-h-[28px] list-none"
            ),
        ),
        text_input(name="at", type="datetime-local", aria_label=t("timeline.when")),
        class_name=_WHEN_USED,
    )


def _tools() -> rx.Component:
    """The microphone and the paperclip."""
    about = TimelineScreen.kind + "=" + TimelineScreen.subject
    return rx.cond(
        _MAY_SPEAK,
        rx.fragment(
            rx.cond(  # a voice note is about customers, contacts and deals
                (TimelineScreen.kind != "lead") & is_on("/voice"),
                link(
                    icon("mic"),
                    href="/voice?" + about,
                    aria_label=t("timeline.speak"),
                    title=t("timeline.speak"),
                    class_name=_TOOL,
                ),
            ),
            rx.el.label(
                icon("paperclip"),
                rx.el.input(
                    type="file",
                    aria_label=t("timeline.attach"),
                    class_name="sr-only",
                    custom_attrs={
                        "data-attach": TimelineScreen.kind,
                        "data-attach-to": TimelineScreen.subject,
                        "data-offline": t("timeline.attach_failed"),
                    },
                ),
                title=t("timeline.attach"),
                class_name=_TOOL + " has-[:focus-visible]:outline-2",
            ),
        ),
    )


def edit_sheet() -> rx.Component:
    """What one wrote, put right."""
    entry = TimelineScreen.edited
    return sheet(
        "edit-activity",
        t("timeline.edit"),
        rx.el.form(
            rx.cond(entry.kind != "voice", _kinds(entry.kind)),
            field(
                t("timeline.say"),
                text_area(
                    name="text",
                    rows="5",
                    required=True,
                    max_length=10_000,
                    default_value=entry.text,
                    custom_attrs={"data-focus": ""},
                ),
            ),
            field(
                t("timeline.outcome"),
                text_input(name="outcome", max_length=300, default_value=entry.outcome),
            ),
            field(
                t("timeline.when"),
                text_input(name="at", type="datetime-local", default_value=entry.local),
            ),
            problem_text(TimelineScreen.edit_problem),
            save_actions(),
            key=entry.key,
            reset_on_submit=False,
            on_submit=TimelineScreen.save,
            class_name="space-y-3",
        ),
        open=entry.activity_id != "",
        on_close=TimelineScreen.stop_editing,
    )


# The icon of each kind of entry.
SIGNS = {
    "note": "pencil-line",
    "call": "phone",
    "visit": "map-pin",
    "meeting": "users",
    "meal": "utensils",
    "mail": "mail",
    "chat": "message-circle",
    "voice": "mic",
    "voice_waiting": "mic",
    "stage": "arrow-right",
    "deal_opened": "sparkles",
    "quote_sent": "send",
    "quote_accepted": "circle-check",
    "quote_declined": "circle-x",
    "contract_sent": "file-text",
    "contract_in_force": "file-check",
    "contract_ended": "file-x",
    "contract_cancelled": "file-x",
    "order_placed": "shopping-cart",
    "order_delivered": "truck",
    "payment_received": "banknote",
    "invoice_issued": "receipt",
    "task": "square-check",
    "card": "contact-round",
    "file": "paperclip",
    "claimed": "hand",
    "returned": "undo-2",
    "recycled": "recycle",
    "assigned": "user-check",
    "transferred": "arrow-right-left",
    "shared": "share-2",
    "unshared": "user-minus",
    "asked": "message-circle-question",
    "asked_refused": "circle-x",
    "discarded": "archive",
    "reopened": "archive-restore",
    "converted": "sparkles",
    "unconverted": "undo-2",
    "remembered": "coffee",
    **{
        f"relation_{kind}": "network"
        for kind in ("reports_to", "assists", "influences", "spouse", "relative", "friend")
    },
    "relation_referred_by": "handshake",
    "relation_partner": "handshake",
}
