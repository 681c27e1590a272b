"""The sheets of a contract: edit; end and cancel with their reason."""

from typing import Any

import reflex as rx

from crm_app.components.contracts import TWO, currency_field
from crm_app.components.terms import payment_field
from crm_app.components.text import t
from crm_app.components.ui.forms import field, problem_text, text_area, text_input
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.state.contract import ContractRecord

_PAGE = ContractRecord.page
_VALUES = ContractRecord.values
_IS_DRAFT = _PAGE.status == "draft"


def contract_sheets() -> rx.Component:
    """Edit; end and cancel with their reason."""
    return rx.fragment(_edit_sheet(), *[_reason_sheet(name) for name in ("end", "cancel")])


def _edit_sheet() -> rx.Component:
    def given(name: str) -> dict[str, Any]:
        return {"name": name, "default_value": _VALUES[name]}

    return sheet(
        "edit-contract",
        t("contracts.edit"),
        rx.el.form(
            rx.cond(
                _IS_DRAFT,
                rx.el.div(
                    field(t("contracts.title_field"), text_input(**given("title"))),
                    rx.el.div(
                        field(
                            t("contracts.amount"),
                            text_input(
                                **given("amount"),
                                input_mode="decimal",
                                read_only=_PAGE.quote.public_id != "",
                            ),
                        ),
                        currency_field(_VALUES["currency"]),
                        *[
                            field(t(f"contracts.{name}"), text_input(**given(name), type="date"))
                            for name in ("signed_on", "starts_on", "ends_on")
                        ],
                        payment_field("payment_days", **given("payment_days")),
                        class_name=TWO,
                    ),
                    payment_field("payment_terms", **given("payment_terms")),
                    class_name="space-y-3",
                ),
            ),
            field(
                t("contracts.reminder_days"),
                text_input(**given("reminder_days"), input_mode="numeric"),
            ),
            field(t("contracts.note"), text_area(**given("note"), max_length=2000, rows="4")),
            problem_text(ContractRecord.problem),
            save_actions(),
            on_submit=ContractRecord.save,
            key=_PAGE.version.to_string() + _VALUES.length().to_string(),
            class_name="space-y-3",
        ),
        done=ContractRecord.saved,
        key=_PAGE.public_id,
    )


def _reason_sheet(name: str) -> rx.Component:
    return sheet(
        f"{name}-contract",
        t(f"contracts.action.{name}"),
        rx.el.form(
            rx.el.input(type="hidden", name="action", value=name),
            field(t("contracts.step_reason"), text_input(name="reason", max_length=300)),
            problem_text(ContractRecord.problem),
            save_actions(t(f"contracts.action.{name}")),
            on_submit=ContractRecord.step_with_reason,
            class_name="space-y-3",
        ),
        done=ContractRecord.saved,
        key=_PAGE.public_id,
    )
