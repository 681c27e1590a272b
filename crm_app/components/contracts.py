"""Pieces of the list of contracts."""

from typing import Any

import reflex as rx

from crm_app.components.columns import viewed_table
from crm_app.components.conditions import conditions_button
from crm_app.components.lists import WIDE, column_head, filter_choice, owner_filter
from crm_app.components.papers import (
    PAPER_CELL,
    ROW_LOOK,
    TIGHT_CELL,
    linked_cell,
    number_cell,
    paper_card,
    state_badge,
)
from crm_app.components.pickers import customer_picker
from crm_app.components.places import may
from crm_app.components.terms import payment_field
from crm_app.components.text import day, money, t
from crm_app.components.ui.forms import (
    create_button,
    field,
    problem_text,
    select,
    text_input,
)
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import Tone
from crm_app.core.permissions import Permission
from crm_app.services.contracts import ContractRow
from crm_app.services.currencies import CURRENCIES
from crm_app.state.contracts import ContractList

MAY_WRITE = may(Permission.CONTRACT_WRITE)
_STATUSES = ("draft", "sent", "signed_us", "signed_customer", "in_force", "ended", "cancelled")
_TONES: dict[str, Tone] = {
    "in_force": "good",
    "sent": "accent",
    "signed_us": "accent",
    "signed_customer": "accent",
    "cancelled": "bad",
}
TWO = "grid gap-3 sm:grid-cols-2"


def status_badge(status: Any) -> rx.Component:
    """Where a contract stands, in its colour."""
    return state_badge("contracts.status", status, _TONES)


def contract_filters() -> rx.Component:
    """State, whether it ends soon, whose."""
    states = [rx.el.option(t(f"contracts.status.{key}"), value=key) for key in _STATUSES]
    soon = [rx.el.option(t("contracts.ending_soon"), value="soon")]
    return rx.fragment(
        filter_choice(ContractList, "status", t("contracts.any_status"), states),
        filter_choice(ContractList, "ending", t("contracts.ending"), soon),
        owner_filter(ContractList),
        conditions_button(ContractList),
    )


def new_contract_button() -> rx.Component:
    """Opens the sheet for a contract that no quote stands behind."""
    return rx.cond(
        MAY_WRITE,
        create_button(
            t("contracts.new"), custom_attrs={**opens("new-contract"), "data-create": ""}
        ),
    )


def new_contract_sheet() -> rx.Component:
    """For whom, over how much, from when to when."""
    return sheet(
        "new-contract",
        t("contracts.new"),
        rx.el.form(
            customer_picker(label=t("contracts.customer")),
            field(t("contracts.title_field"), text_input(name="title", max_length=200)),
            rx.el.div(
                field(t("contracts.amount"), text_input(name="amount", input_mode="decimal")),
                currency_field("CNY"),
                field(t("contracts.starts_on"), text_input(name="starts_on", type="date")),
                field(t("contracts.ends_on"), text_input(name="ends_on", type="date")),
                class_name=TWO,
            ),
            payment_field("payment_days", name="payment_days"),
            payment_field("payment_terms", name="payment_terms"),
            problem_text(ContractList.problem),
            save_actions(t("contracts.new")),
            on_submit=ContractList.create,
            class_name="space-y-3",
        ),
        done=ContractList.saved,
    )


def currency_field(value: Any) -> rx.Component:
    """A choice of currencies."""
    codes = [rx.el.option(code, value=code) for code in CURRENCIES]
    return field(t("contracts.currency"), select(*codes, name="currency", default_value=value))


def contract_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return viewed_table(
        "contract",
        ContractList,
        [
            column_head(ContractList, t("contracts.number"), "number"),
            column_head(ContractList, t("contracts.title_field"), wide=True),
            column_head(ContractList, t("contracts.customer")),
            column_head(ContractList, t("contracts.status")),
            column_head(ContractList, t("contracts.amount"), "amount", right=True),
            column_head(ContractList, t("contracts.received"), right=True),
            column_head(ContractList, t("contracts.signed_on"), "signed", wide=True),
            column_head(ContractList, t("contracts.ends_on"), "ends"),
            column_head(ContractList, t("contracts.owner")),
        ],
        _row,
        _card,
        _raw,
        is_open=lambda row: row.status == "draft",
    )


def _raw(row: Any) -> dict[str, Any]:
    """What is typed into the cells of a draft; what has gone out is not rewritten."""
    days = {"signed": row.signed_on.to(str), "ends": row.ends_on.to(str)}
    return {"title": row.title, "amount": row.amount.to(str), **days}


def _row(row: rx.vars.ObjectVar[ContractRow]) -> rx.Component:
    return rx.el.tr(
        number_cell(row, "/contracts"),
        rx.el.td(row.title, class_name=f"{TIGHT_CELL} {WIDE}"),
        linked_cell(row.customer, "/customers", cell=TIGHT_CELL),
        rx.el.td(status_badge(row.status), class_name=PAPER_CELL),
        rx.el.td(money(row.amount, row.currency), class_name=f"{PAPER_CELL} num"),
        rx.el.td(money(row.received, row.currency), class_name=f"{PAPER_CELL} num text-soft"),
        rx.el.td(day(row.signed_on), class_name=f"{PAPER_CELL} {WIDE}"),
        rx.el.td(rx.cond(row.ends_soon, _soon(row), day(row.ends_on)), class_name=PAPER_CELL),
        rx.el.td(row.owner.name, class_name=f"{PAPER_CELL} text-soft"),
        custom_attrs={"data-row": row.public_id},
        class_name=ROW_LOOK,
    )


def _soon(row: rx.vars.ObjectVar[ContractRow]) -> rx.Component:
    words = t("contracts.ends_soon")
    said = rx.el.span(words, class_name="sr-only")
    return rx.el.span(day(row.ends_on), said, title=words, class_name="text-warn font-medium")


def _card(row: rx.vars.ObjectVar[ContractRow]) -> rx.Component:
    soon = rx.el.span(t("contracts.ends_soon"), class_name="block text-warn text-[13px]")
    left = [
        rx.el.span(row.title, class_name="block text-soft text-[14px] truncate"),
        rx.el.span(row.number, class_name="block text-faint text-[13px] tabular-nums"),
    ]
    right = [status_badge(row.status), rx.cond(row.ends_soon, soon)]
    return paper_card(row, "/contracts", row.amount, left, right)
