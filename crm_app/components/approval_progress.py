"""How far a request is: its steps, what is asked for, its history, and what people say about it."""

from typing import Any

import reflex as rx

from crm_app.components.text import ago, both, choice, moment, t
from crm_app.components.ui.forms import button, problem_text, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import Tone, badge, panel
from crm_app.services.approvals import EventRow, SeatRow, StepRow, Words
from crm_app.state.approval import ApprovalScreen

_CASE = ApprovalScreen.page
_TONES: tuple[tuple[str, Tone], ...] = (
    ("pending", "warn"),
    ("approved", "good"),
    ("kept", "good"),
    ("refused", "bad"),
    ("countered", "accent"),
    ("returned", "accent"),
)


def details() -> rx.Component:
    """What is asked for, where it is no offer; of one what no figure says."""
    return rx.cond(
        _CASE.details.length() > 0,
        panel(
            rx.el.ul(rx.foreach(_CASE.details, _detail), class_name="space-y-1"),
            class_name="p-3 mt-2 first:mt-0",
        ),
    )


def _detail(words: rx.vars.ObjectVar[Words]) -> rx.Component:
    return rx.el.li(both(words.zh, words.en), class_name="break-words")


def steps() -> rx.Component:
    """Who was asked, who said what, who is still to come."""
    return panel(
        _head(t("approvals.steps")),
        rx.cond(
            _CASE.flow.zh != "",
            rx.el.p(both(_CASE.flow.zh, _CASE.flow.en), class_name="text-soft text-[13px] mb-1"),
        ),
        rx.el.ol(rx.foreach(_CASE.steps, _step), class_name="divide-y divide-line"),
        class_name="p-3",
    )


def _step(step: rx.vars.ObjectVar[StepRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            step.rank,
            class_name=(
                "grid place-items-center w-6 h-6 rounded-full bg-raised text-soft text-[12px] "
                "tabular-nums shrink-0 mt-0.5"
            ),
        ),
        rx.el.div(
            rx.cond(
                step.seats.length() > 1,
                rx.el.p(choice("approvals.mode", step.mode), class_name="text-faint text-[12px]"),
            ),
            rx.el.ul(rx.foreach(step.seats.to(list[SeatRow]), _seat), class_name="space-y-1"),
            class_name="flex-1 min-w-0",
        ),
        class_name="flex gap-2 py-2",
    )


def _seat(seat: rx.vars.ObjectVar[SeatRow]) -> rx.Component:
    words = choice("approvals.seat", seat.state)
    pairs = [(state, badge(words, tone=tone)) for state, tone in _TONES]
    spoke = rx.cond(
        seat.for_whom != "",
        t("approvals.seat_for", who=seat.by, whom=seat.for_whom),
        seat.by,
    )
    return rx.el.li(
        rx.el.span(
            rx.cond(seat.by != "", spoke, both(seat.who.zh, seat.who.en)),
            class_name="font-medium",
        ),
        rx.fragment(rx.match(seat.state, *pairs, badge(words))),
        rx.cond(seat.is_late & (seat.state == "pending"), badge(t("approvals.late"), tone="bad")),
        rx.cond(
            seat.due_at,
            rx.el.span(
                icon("clock", 13),
                t("approvals.due", when=ago(seat.due_at)),
                title=moment(seat.due_at),
                class_name="inline-flex items-center gap-1 text-soft text-[13px]",
            ),
        ),
        rx.cond(
            seat.added_by != "",
            rx.el.span(
                t("approvals.seat_added", who=seat.added_by), class_name="text-faint text-[13px]"
            ),
        ),
        rx.cond(
            seat.at,
            rx.el.span(ago(seat.at), title=moment(seat.at), class_name="text-faint text-[13px]"),
        ),
        rx.cond(
            seat.reason != "",
            rx.el.p(seat.reason, class_name="w-full text-soft text-[14px] break-words"),
        ),
        class_name="flex flex-wrap items-center gap-x-2 gap-y-0.5",
    )


def history() -> rx.Component:
    """All that happened, and a line to say something."""
    return panel(
        _head(t("approvals.history")),
        rx.el.ul(rx.foreach(_CASE.events, _event), class_name="space-y-1.5"),
        rx.el.form(
            text_input(
                name="text",
                required=True,
                max_length=500,
                placeholder=t("approvals.comment_say"),
                aria_label=t("approvals.comment"),
                key=ApprovalScreen.said,
            ),
            button(t("approvals.send_comment"), sign="send", type="submit"),
            on_submit=ApprovalScreen.comment,
            class_name="flex gap-2 mt-3",
        ),
        problem_text(ApprovalScreen.comment_problem),
        class_name="p-3",
    )


def _event(event: rx.vars.ObjectVar[EventRow]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(both(event.words.zh, event.words.en), class_name="min-w-0 break-words"),
            rx.el.span(
                ago(event.at),
                title=moment(event.at),
                class_name="text-faint text-[12px] shrink-0",
            ),
            class_name="flex justify-between gap-3",
        ),
        rx.cond(
            event.text != "",
            rx.el.p(
                event.text, class_name="border-l-2 border-line-strong pl-2 text-soft break-words"
            ),
        ),
        key=event.at.to(str) + event.kind.to(str),
        class_name="text-[14px]",
    )


def _head(title: Any) -> rx.Component:
    return rx.el.h2(title, class_name="text-soft text-[13px] mb-1")
