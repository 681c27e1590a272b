"""The forms of a deal: a short one for a new deal, and all its facts."""

from typing import Any

import reflex as rx

from crm_app.components.arranged import edit_inputs, has_more, more_inputs
from crm_app.components.custom_values import new_fields
from crm_app.components.moves import competitor_field
from crm_app.components.pickers import contact_picker, customer_picker
from crm_app.components.text import named, t
from crm_app.components.ui.forms import (
    create_button,
    field,
    problem_text,
    select,
    text_input,
)
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.core.permissions import Permission
from crm_app.services.currencies import CURRENCIES
from crm_app.state.base import Shell
from crm_app.state.deals import DealList

MAY_SELL = Shell.me.can.contains(Permission.DEAL_WRITE.value)


def new_deal_button(sheet_id: str = "new-deal") -> rx.Component:
    """Opens the sheet with that id; only for those who sell."""
    return rx.cond(
        MAY_SELL,
        create_button(t("deals.new"), custom_attrs={**opens(sheet_id), "data-create": ""}),
    )


def new_deal_sheet(
    state: Any, sheet_id: str = "new-deal", *, customer: bool = True
) -> rx.Component:
    """The short form of a new deal; the rest is asked for when a stage needs it."""
    return sheet(
        sheet_id,
        t("deals.new"),
        rx.el.form(
            field(
                t("deals.name"),
                text_input(
                    name="name", required=True, max_length=200, custom_attrs={"data-focus": ""}
                ),
            ),
            customer_picker(label=t("deals.customer")) if customer else None,
            _pipeline_field() if customer else None,
            money_fields(),
            field(t("deals.expected_close"), text_input(name="expected_close", type="date")),
            new_fields("deal"),
            rx.el.details(
                rx.el.summary(
                    t("customers.more_fields"),
                    class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[34px] py-2",
                ),
                more_inputs("deal", {}),
                class_name=rx.cond(has_more("deal"), "", "hidden"),
            ),
            problem_text(state.problem),
            save_actions(t("deals.new")),
            on_submit=state.create,
            class_name="space-y-3",
        ),
        done=state.saved,
    )


def _pipeline_field() -> rx.Component:
    """Which pipeline it goes through, where there are several."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        DealList.pipelines.length() > 1,
        field(
            t("deals.pipeline"),
            select(
                rx.foreach(DealList.pipelines, lambda one: rx.el.option(named(one), value=one.key)),
                name="pipeline",
                default_value=DealList.pipeline_key,
            ),
        ),
    )


def money_fields(amount: Any = "", currency: Any = "CNY") -> rx.Component:
    """Amount and currency beside each other."""
    return rx.el.div(
        field(
            t("deals.amount"),
            text_input(name="amount", input_mode="decimal", default_value=amount),
        ),
        field(
            t("deals.currency"),
            select(
                *[rx.el.option(code, value=code) for code in CURRENCIES],
                name="currency",
                default_value=currency,
            ),
        ),
        class_name="grid grid-cols-[1fr_110px] gap-3",
    )


def edit_deal_form(state: Any, on_submit: Any) -> rx.Component:
    """All facts of a deal."""
    page = state.page
    return rx.el.form(
        field(
            t("deals.name"),
            text_input(name="name", default_value=page.name, required=True, max_length=200),
        ),
        customer_picker(
            label=t("deals.customer"),
            chosen_id=page.customer_public_id,
            chosen_name=page.customer,
        ),
        edit_inputs("deal", page.custom, _edited(state)),
        problem_text(state.problem),
        save_actions(),
        on_submit=on_submit,
        class_name="space-y-3",
    )


def _edited(state: Any) -> dict[str, rx.Component]:
    page = state.page
    close = page.expected_close.to(str)
    owners = rx.foreach(state.owners, lambda one: rx.el.option(one.name, value=one.public_id))
    return {
        "contact": contact_picker(
            label=t("deals.contact"), chosen_id=page.contact_public_id, chosen_name=page.contact
        ),
        "amount": money_fields(page.amount.to(str), page.currency),
        "expected_close": field(
            t("deals.expected_close"),
            text_input(name="expected_close", type="date", default_value=close),
        ),
        "competitor": competitor_field(state.rivals, page.competitor),
        "owner": field(
            t("deals.owner"),
            select(rx.el.option(page.owner, value=""), owners, name="owner"),
        ),
    }
