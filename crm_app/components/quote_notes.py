"""What one has to know of a quote before anything else: expired, answered, changed elsewhere."""

from typing import Any

import reflex as rx

from crm_app.components.collisions import collision_list
from crm_app.components.quotes import MAY_QUOTE
from crm_app.components.text import day, moment, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.state.quote import QuoteRecord
from crm_app.state.quote_merge import QuoteMerge

_PAGE = QuoteRecord.page


def expiry_note() -> rx.Component:
    """An offer past its last day says so, and how it goes on."""
    return rx.cond(
        _PAGE.is_expired,
        _note(
            "calendar-x",
            t("quotes.expired_note", day=day(_PAGE.valid_until)),
            rx.cond(MAY_QUOTE, button(t("quotes.renew"), on_click=QuoteRecord.renew)),
        ),
    )


def answer_note() -> rx.Component:
    """What the customer said, and in whose name."""
    return rx.cond(
        (_PAGE.answered_by != "") | (_PAGE.answer_reason != ""),
        rx.el.p(
            icon("message-square-quote"),
            rx.cond(
                _PAGE.answered_by != "",
                t(
                    "quotes.accepted_by",
                    name=_PAGE.answered_by,
                    at=moment(_PAGE.answered_at),
                ),
                t("quotes.declined_why", reason=_PAGE.answer_reason),
            ),
            class_name=_NOTE + "bg-raised text-ink",
        ),
    )


_NOTE = "flex flex-wrap items-center gap-3 rounded-lg px-3 py-2 mb-3 "


def _note(sign: str, words: Any, *actions: rx.Component) -> rx.Component:
    return rx.el.div(
        icon(sign),
        rx.el.p(words, class_name="flex-1 min-w-[200px]"),
        *actions,
        role="alert",
        class_name=_NOTE + "bg-warn-soft text-warn",
    )


def promotion_note() -> rx.Component:
    """Where a discount and a promotion that runs do not go together: both are quoted."""
    return rx.cond(
        QuoteRecord.collisions.length() > 0,
        collision_list(QuoteRecord.collisions),
    )


def conflict_note() -> rx.Component:
    """Somebody else saved: says what is kept, and offers the way to what is stored."""
    return rx.cond(
        QuoteRecord.conflict,
        _note(
            "git-compare-arrows",
            t("quotes.changed_elsewhere"),
            button(t("quotes.merge"), tone="primary", on_click=QuoteMerge.open),
            button(t("quotes.reload"), on_click=QuoteRecord.drop_mine),
        ),
    )
