"""The rarer answers: give back, bring one more in, let somebody know."""

from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import field, problem_text, select, text_area
from crm_app.components.ui.overlay import menu, menu_item, opens, save_actions, sheet
from crm_app.services.references import Reference
from crm_app.state.approval import ApprovalScreen

_CASE = ApprovalScreen.page
_ROW = _CASE.row


def more_menu() -> rx.Component:
    """What can be done besides yes and no."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        _ROW.can_decide | _ROW.is_own,
        menu(
            t("approvals.more"),
            rx.cond(
                _CASE.can_give_back,
                menu_item(t("approvals.give_back"), sign="undo-2", custom_attrs=opens("give-back")),
            ),
            rx.cond(
                _ROW.can_decide,
                menu_item(
                    t("approvals.add_signer"), sign="user-plus", custom_attrs=opens("add-signer")
                ),
            ),
            menu_item(t("approvals.copy"), sign="send", custom_attrs=opens("copy-request")),
        ),
    )


def more_sheets() -> rx.Component:
    """Their forms."""
    return rx.fragment(_give_back_sheet(), _signer_sheet(), _copy_sheet())


def _give_back_sheet() -> rx.Component:
    return sheet(
        "give-back",
        t("approvals.give_back"),
        rx.el.form(
            field(
                t("approvals.give_back_why"),
                text_area(
                    name="reason", required=True, max_length=500, custom_attrs={"data-focus": ""}
                ),
            ),
            problem_text(ApprovalScreen.problem),
            save_actions(t("approvals.give_back")),
            on_submit=ApprovalScreen.give_back,
        ),
        done=_ROW.status,
    )


def _signer_sheet() -> rx.Component:
    return sheet(
        "add-signer",
        t("approvals.add_signer"),
        rx.el.form(
            field(t("approvals.signer"), _people("person")),
            field(
                t("approvals.signer_when"),
                select(
                    rx.el.option(t("approvals.signer_before"), value="before"),
                    rx.el.option(t("approvals.signer_after"), value="after"),
                    name="when",
                ),
            ),
            field(t("approvals.note"), text_area(name="reason", max_length=500, rows="2")),
            problem_text(ApprovalScreen.problem),
            save_actions(t("approvals.ask_signer")),
            on_submit=ApprovalScreen.add_signer,
            class_name="space-y-3",
        ),
        done=ApprovalScreen.joined,
    )


def _copy_sheet() -> rx.Component:
    return sheet(
        "copy-request",
        t("approvals.copy"),
        rx.el.form(
            field(t("approvals.copy"), _people("person"), hint=t("approvals.copy_hint")),
            problem_text(ApprovalScreen.problem),
            save_actions(t("approvals.copy")),
            on_submit=ApprovalScreen.copy_to,
        ),
        done=ApprovalScreen.joined,
    )


def _people(name: str) -> rx.Component:
    def one(person: Any) -> rx.Component:
        return rx.el.option(person.name, value=person.public_id)

    people = ApprovalScreen.people.to(list[Reference])
    return select(rx.foreach(people, one), name=name, required=True)
