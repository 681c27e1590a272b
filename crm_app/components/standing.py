"""The strip on a quote or deal that says who has to agree, and the way to ask."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, t
from crm_app.components.ui.forms import button, field, link_button, problem_text, text_area
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.state.quote import QuoteRecord
from crm_app.state.standing import StandingScreen

_NOW = StandingScreen.standing
_REQUEST = StandingScreen.request


def standing_strip() -> rx.Component:
    """Nothing where nobody has to agree and nobody was asked."""
    return of_address(
        StandingScreen.subject,
        rx.fragment(
            rx.cond((_NOW.level != "") | (_REQUEST.status == "approved"), _strip()),
            _ask_sheet(),
        ),
    )


def _strip() -> rx.Component:
    who = _REQUEST.decided_by
    needed = t("approvals.strip_needed", level=both(_NOW.who.zh, _NOW.who.en))
    waits = both(_REQUEST.waits.zh, _REQUEST.waits.en)
    words = rx.match(
        _REQUEST.status,
        ("pending", t("approvals.strip_pending", level=waits)),
        ("approved", t("approvals.strip_approved", who=who)),
        ("refused", t("approvals.strip_refused", who=who, reason=_REQUEST.decision_reason)),
        (
            "countered",
            t(
                "approvals.strip_countered",
                who=who,
                discount=_REQUEST.counter_discount,
                reason=_REQUEST.decision_reason,
            ),
        ),
        ("outdated", t("approvals.strip_outdated")),
        ("returned", t("approvals.strip_returned", who=who, reason=_REQUEST.decision_reason)),
        needed,
    )
    return rx.el.div(
        icon("stamp"),
        rx.el.p(
            words,
            rx.cond(
                (_NOW.why.zh != "") & ~_NOW.is_cleared,
                rx.el.span(both(_NOW.why.zh, _NOW.why.en), class_name="block text-[13px]"),
            ),
            class_name="flex-1 min-w-0 lg:min-w-[180px]",
        ),
        problem_text(StandingScreen.problem),
        rx.el.div(
            _doing(),
            class_name="flex flex-wrap gap-2 max-lg:w-full max-lg:[&>*]:flex-1 empty:hidden",
        ),
        role="status",
        class_name=rx.cond(
            _NOW.is_cleared,
            _LOOK + "bg-good-soft text-good",
            _LOOK + "bg-warn-soft text-warn",
        ),
    )


def would_need() -> rx.Component:
    """While another discount is tried: who would have to agree to it."""
    trial = StandingScreen.trial
    return rx.cond(
        QuoteRecord.dirty & (trial.level != ""),
        rx.el.p(
            icon("stamp", 14),
            t("approvals.strip_needed", level=both(trial.who.zh, trial.who.en)),
            # What is stored says who has to agree to the margin, too.
            rx.cond(trial.may_need_more, rx.fragment(" · ", t("approvals.margin_may_need_more"))),
            role="status",
            class_name="flex flex-wrap items-center gap-x-1.5 text-warn text-[13px]",
        ),
    )


_LOOK = "flex flex-wrap items-center gap-3 rounded-lg px-3 py-2 mb-3 "


def _doing() -> rx.Component:
    return rx.fragment(
        rx.cond(
            _REQUEST.public_id != "",
            link_button(t("approvals.see"), href=f"/approvals/{_REQUEST.public_id}"),
        ),
        rx.cond(
            _REQUEST.is_own & (_REQUEST.status == "pending"),
            button(t("approvals.withdraw"), on_click=StandingScreen.withdraw),
        ),
        rx.cond(
            _REQUEST.is_own & (_REQUEST.status == "countered"),
            button(
                t("approvals.accept_counter", discount=_REQUEST.counter_discount),
                tone="primary",
                on_click=StandingScreen.accept,
            ),
        ),
        rx.cond(
            _NOW.can_ask,
            button(t("approvals.ask"), tone="primary", custom_attrs=opens("ask-approval")),
        ),
    )


def _ask_sheet() -> rx.Component:
    reason: Any = text_area(
        name="reason",
        required=True,
        max_length=500,
        placeholder=t("approvals.reason_why"),
        custom_attrs={"data-focus": ""},
    )
    return sheet(
        "ask-approval",
        t("approvals.ask"),
        rx.el.form(
            field(t("approvals.reason"), reason),
            problem_text(StandingScreen.problem),
            save_actions(t("approvals.ask")),
            on_submit=StandingScreen.ask,
        ),
        done=StandingScreen.asked,
    )
