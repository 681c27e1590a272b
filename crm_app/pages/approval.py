"""One request for approval."""

import reflex as rx

from crm_app.components.approval import IS_OFFER, background, figures, request_head
from crm_app.components.approval_answer import answer_bar, answer_sheets
from crm_app.components.approval_progress import details, history, steps
from crm_app.components.collisions import collision_list
from crm_app.components.record import missing_record
from crm_app.components.shell import screen
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.approval import ApprovalScreen


@screen("/approvals/[approval_id]", "approvals.approval", on_load=ApprovalScreen.load)
def approval() -> rx.Component:
    """Everything that the answer needs, without scrolling on a phone."""
    return rx.el.div(
        of_address(
            ApprovalScreen.shown,
            rx.cond(
                ApprovalScreen.missing, missing_record("/approvals", "approvals.title"), _request()
            ),
            skeleton_rows(),
        ),
        class_name=(
            "px-4 pt-3 lg:px-6 lg:pt-5 max-w-[760px] flex flex-col max-lg:-mb-4 "
            "max-lg:min-h-[calc(100dvh-121px-env(safe-area-inset-top)-env(safe-area-inset-bottom))]"
        ),
    )


def _request() -> rx.Component:
    return rx.fragment(
        request_head(),
        rx.cond(IS_OFFER, figures()),
        details(),
        rx.cond(
            ApprovalScreen.page.collisions.length() > 0,
            rx.el.div(collision_list(ApprovalScreen.page.collisions), class_name="mt-2 -mb-3"),
        ),
        rx.cond(IS_OFFER, rx.el.div(background(), class_name="mt-2")),
        rx.el.div(steps(), class_name="mt-2"),
        rx.el.div(history(), class_name="mt-2 max-lg:mb-2"),
        answer_bar(),
        answer_sheets(),
    )
