"""The answer to a request: within the thumb's reach, with its reason."""

from typing import Any

import reflex as rx

from crm_app.components.approval_more import more_menu, more_sheets
from crm_app.components.text import choice, t
from crm_app.components.ui.forms import button, field, problem_text, text_area
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.state.approval import ApprovalScreen

_CASE = ApprovalScreen.page
_ROW = _CASE.row


def answer_bar() -> rx.Component:
    """The answer within the thumb's reach, or what was answered."""
    return rx.el.div(
        problem_text(ApprovalScreen.problem),
        rx.cond(
            _ROW.can_decide,
            rx.el.div(
                more_menu(),
                button(
                    t("approvals.refuse"),
                    sign="x",
                    custom_attrs=opens("refuse-request"),
                    class_name="flex-1 px-1 lg:px-2",
                ),
                rx.cond(
                    _ROW.kind == "quote",
                    button(
                        rx.cond(
                            ApprovalScreen.offer != "",
                            t("approvals.counter", discount=ApprovalScreen.offer),
                            t("approvals.counter_it"),
                        ),
                        sign="corner-down-left",
                        disabled=ApprovalScreen.offer == "",
                        title=t("approvals.counter_hint"),
                        custom_attrs=opens("counter-request"),
                        class_name="flex-1 px-1 lg:px-2",
                    ),
                ),
                button(
                    t("approvals.approve"),
                    sign="check",
                    tone="primary",
                    on_click=ApprovalScreen.approve,
                    class_name="flex-[1.4] px-1 lg:px-3",
                ),
                # On the phone words are enough, and all of them have room.
                class_name="flex gap-1.5 lg:gap-2 max-lg:[&>button>svg]:hidden max-lg:[&>button]:min-w-0",
            ),
            _answered(),
        ),
        class_name=(
            "sticky z-10 bottom-[calc(60px+env(safe-area-inset-bottom))] lg:bottom-0 -mx-4 px-4 "
            "lg:mx-0 lg:px-3 py-2 mt-auto lg:mt-2 bg-panel border-t lg:border border-line "
            "lg:rounded-lg space-y-2"
        ),
        custom_attrs={"data-bar": "1"},
    )


def _answered() -> rx.Component:
    return rx.el.div(
        _answer_words(),
        rx.cond(
            _ROW.is_own & ((_ROW.status == "pending") | (_ROW.status == "countered")),
            button(t("approvals.withdraw"), on_click=ApprovalScreen.withdraw),
        ),
        more_menu(),
        class_name="flex flex-wrap items-center justify-between gap-2",
    )


def _answer_words() -> rx.Component:
    return rx.el.p(
        rx.cond(
            _ROW.decided_by != "",
            t(
                "approvals.decided",
                who=_ROW.decided_by,
                status=choice("approvals.status", _ROW.status),
            ),
            rx.cond(
                _ROW.is_own & (_ROW.status == "pending"),
                t("approvals.own_waits"),
                choice("approvals.status", _ROW.status),
            ),
        ),
        rx.cond(_ROW.decision_reason != "", rx.el.span(" ", _ROW.decision_reason)),
        class_name="text-soft min-h-[44px] lg:min-h-[34px] flex items-center gap-2",
    )


def answer_sheets() -> rx.Component:
    """A no and another figure want a reason; the second may go without."""
    return rx.fragment(
        _reason_sheet(
            "refuse-request", t("approvals.refuse"), ApprovalScreen.refuse, required=True
        ),
        _reason_sheet(
            "counter-request",
            t("approvals.counter", discount=ApprovalScreen.offer),
            ApprovalScreen.counter,
            required=False,
        ),
        more_sheets(),
    )


def _reason_sheet(name: str, title: Any, handler: Any, *, required: bool) -> rx.Component:
    return sheet(
        name,
        title,
        rx.el.form(
            field(
                t("approvals.reason"),
                text_area(
                    name="reason",
                    max_length=500,
                    required=required,
                    custom_attrs={"data-focus": ""},
                ),
            ),
            save_actions(title),
            on_submit=handler,
        ),
        done=_ROW.status,
    )
