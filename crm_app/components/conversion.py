"""The sheet in which a lead becomes customer, contact and deal."""

from typing import Any

import reflex as rx

from crm_app.components.custom_values import asked_fields
from crm_app.components.deal_form import money_fields
from crm_app.components.known import why_alike
from crm_app.components.places import is_on, told_while
from crm_app.components.screening import answer_field
from crm_app.components.text import t
from crm_app.components.ui.forms import field, problem_text, text_input
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.services.leads import Candidate
from crm_app.state.lead import ANSWER, LeadRecord

CONVERT = "convert-lead"


def convert_sheet() -> rx.Component:
    """What would be made or merged, what is still to be answered, and the deal."""
    plan = LeadRecord.plan
    return sheet(
        CONVERT,
        told_while("leads.convert_title", "/deals"),
        rx.el.form(
            problem_text(LeadRecord.convert_problem),
            rx.el.div(
                rx.foreach(
                    LeadRecord.page.questions,
                    lambda one: rx.cond(
                        (one.value == "") & one.is_required,
                        answer_field(one, name=ANSWER + one.public_id),
                    ),
                ),
                class_name="grid gap-3 sm:grid-cols-2 empty:hidden",
            ),
            rx.cond(
                plan.customer_name != "",
                rx.fragment(
                    _choices(
                        "customer",
                        t("leads.convert_customer"),
                        plan.customer_name,
                        plan.customers,
                        plan.customer_asks,
                    ),
                    rx.cond(
                        plan.contact_name != "",
                        _choices(
                            "contact",
                            t("leads.convert_contact"),
                            plan.contact_name,
                            plan.contacts,
                            plan.contact_asks,
                        ),
                    ),
                    rx.cond(is_on("/deals"), _deal()),
                ),
            ),
            save_actions(t("leads.convert")),
            reset_on_submit=False,
            on_submit=LeadRecord.convert,
            class_name="space-y-4",
        ),
        done=LeadRecord.saved,
        key=LeadRecord.page.public_id,
        wide=True,
    )


def _choices(name: str, label: Any, new: Any, candidates: Any, asks: Any) -> rx.Component:
    """A new record first, then those that are known, with the reasons; what a new one needs."""
    return rx.el.fieldset(
        rx.el.legend(label, class_name="font-semibold mb-1"),
        _option(name, "", t("leads.convert_new", name=new), checked=True),
        rx.foreach(candidates, lambda one: _candidate(name, one)),
        rx.cond(LeadRecord.into.get(name, "") == "", asked_fields(name, asks)),
        class_name="space-y-1",
    )


def _candidate(name: str, one: rx.vars.ObjectVar[Candidate]) -> rx.Component:
    return _option(
        name,
        one.public_id,
        t("leads.convert_into", name=one.name),
        rx.cond(one.note != "", rx.el.span(one.note, class_name="text-soft text-[13px]")),
        why_alike(one),
    )


def _option(
    name: str, value: Any, label: Any, *more: rx.Component, checked: bool = False
) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            value=value,
            default_checked=checked,
            on_change=LeadRecord.choose_into(name, value),
            class_name="w-5 h-5 shrink-0",
        ),
        rx.el.span(label, class_name="min-w-0 break-words"),
        *more,
        class_name="flex flex-wrap items-center gap-2 min-h-[44px] lg:min-h-[34px]",
    )


def _deal() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(t("leads.convert_deal"), class_name="font-semibold mb-1"),
        rx.el.label(
            rx.el.input(
                type="checkbox",
                name="with_deal",
                default_checked=True,
                on_change=lambda on: LeadRecord.choose_into(
                    "deal", rx.cond(on, "", "none").to(str)
                ),
                class_name="w-5 h-5",
            ),
            t("leads.convert_with_deal"),
            class_name="flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
        ),
        field(
            t("leads.deal_name"),
            text_input(name="deal_name", default_value=LeadRecord.plan.deal_name, max_length=200),
        ),
        money_fields(),
        field(t("deals.expected_close"), text_input(name="expected_close", type="date")),
        rx.cond(
            LeadRecord.into.get("deal", "") == "", asked_fields("deal", LeadRecord.plan.deal_asks)
        ),
        class_name="space-y-3",
    )
