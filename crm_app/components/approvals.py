"""Pieces of the list of requests, and what says the state of one."""

from typing import Any

import reflex as rx

from crm_app.components.lists import filter_choice
from crm_app.components.places import PLACES_OF, choices_on
from crm_app.components.text import ago, both, choice, moment, percent, short_money, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import Tone, badge
from crm_app.services.approvals import KINDS, ApprovalRow, ApprovalStatus
from crm_app.state.approvals import ApprovalList

_TONES: tuple[tuple[str, Tone], ...] = (
    ("pending", "warn"),
    ("approved", "good"),
    ("refused", "bad"),
    ("countered", "accent"),
    ("returned", "accent"),
)


def approval_filters() -> rx.Component:
    """Whose, and in which state."""
    boxes = [
        rx.el.option(t(f"approvals.box.{key}"), value=key) for key in ("waiting", "mine", "done")
    ]
    states = [rx.el.option(t(f"approvals.status.{key}"), value=key.value) for key in ApprovalStatus]
    kinds = choices_on("approvals.kind", KINDS, PLACES_OF)
    return rx.fragment(
        filter_choice(ApprovalList, "box", t("approvals.box"), boxes),
        filter_choice(ApprovalList, "status", t("approvals.any_status"), states),
        filter_choice(ApprovalList, "kind", t("approvals.any_kind"), kinds),
    )


def waits_line(row: Any) -> rx.Component:
    """Whose word a request waits for, at which step, and how long there is."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.status == "pending",
        rx.el.span(
            t("approvals.waits_for", who=both(row.waits.zh, row.waits.en)),
            rx.cond(
                row.steps > 1,
                rx.fragment(" · ", t("approvals.step_of", step=row.step, steps=row.steps)),
            ),
            rx.cond(
                row.due_at,
                rx.fragment(
                    " · ",
                    rx.el.span(
                        icon("clock", 13),
                        " ",
                        t("approvals.due", when=ago(row.due_at)),
                        title=moment(row.due_at),
                        class_name="inline-flex items-center gap-1",
                    ),
                ),
            ),
            class_name="text-soft text-[13px] min-w-0",
        ),
    )


def status_badge(status: Any) -> rx.Component:
    """The state of a request in a word."""
    words = choice("approvals.status", status)
    pairs = [(state, badge(words, tone=tone)) for state, tone in _TONES]
    return rx.fragment(rx.match(status, *pairs, badge(words)))


def request_list() -> rx.Component:
    """One request a line; those that wait for the reader are marked."""
    return rx.el.ul(rx.foreach(ApprovalList.rows, _row), class_name="divide-y divide-line")


def _row(row: rx.vars.ObjectVar[ApprovalRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(
                    rx.cond(row.customer != "", row.customer, row.title),
                    class_name="block font-medium truncate",
                ),
                rx.el.span(
                    status_badge(row.status),
                    rx.cond(
                        row.can_decide,
                        rx.el.span(
                            icon("stamp", 15),
                            rx.el.span(t("approvals.box.waiting"), class_name="sr-only"),
                            class_name="text-accent shrink-0",
                        ),
                    ),
                    rx.el.span(
                        row.asker,
                        " · ",
                        ago(row.created_at),
                        " · ",
                        row.title,
                        class_name="truncate",
                    ),
                    class_name="flex items-center gap-2 min-w-0 text-faint text-[13px] mt-0.5",
                ),
                rx.el.span(waits_line(row), class_name="block truncate"),
                class_name="min-w-0 flex-1",
            ),
            rx.cond(
                (row.kind == "quote") | (row.kind == "deal"),
                _figure(row),
                badge(choice("approvals.kind", row.kind)),
            ),
            href=f"/approvals/{row.public_id}",
            class_name="flex items-center gap-3 px-3 py-2.5 min-h-[60px] hover:bg-raised/60",
        ),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
    )


def _figure(row: rx.vars.ObjectVar[ApprovalRow]) -> rx.Component:
    return rx.el.span(
        rx.el.span(
            short_money(row.net, row.currency),
            class_name="block font-semibold tabular-nums",
        ),
        rx.el.span("−", percent(row.given), class_name="block text-soft text-[13px] tabular-nums"),
        class_name="text-right shrink-0",
    )
