"""The forms that enter and edit a lead."""

from typing import Any

import reflex as rx

from crm_app.components.arranged import edit_inputs, more_inputs
from crm_app.components.custom_values import new_fields
from crm_app.components.holders import ask_sheet, holders_strip
from crm_app.components.known import candidates_strip
from crm_app.components.places import is_on
from crm_app.components.record import listed_options
from crm_app.components.text import t
from crm_app.components.ui.forms import (
    button,
    create_button,
    field,
    problem_text,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.tidy import tidy_input
from crm_app.core.permissions import Permission
from crm_app.state.base import Shell
from crm_app.state.lead import LeadRecord
from crm_app.state.leads import LeadChoices, NewLead

NEW = "new-lead"
EDIT = "edit-lead"
MAY_WRITE = Shell.me.can.contains(Permission.LEAD_WRITE.value)
# What is tidied when one leaves it, by which standard.
_KINDS = {"company": "company", "mobile": "phone", "phone": "phone", "email": "mail"}
_TWO = "grid gap-3 sm:grid-cols-2"


def new_lead_button() -> rx.Component:
    """Opens the sheet for a new lead; the key c presses it."""
    return rx.cond(
        MAY_WRITE,
        create_button(
            t("leads.new"),
            on_click=NewLead.start,
            custom_attrs={**opens(NEW), "data-create": ""},
        ),
    )


def new_lead_sheet() -> rx.Component:
    """The sheet of the list."""
    return rx.fragment(
        sheet(NEW, t("leads.new"), _entry(save_actions()), done=NewLead.saved),
        ask_sheet(NewLead),
    )


def lead_entry() -> rx.Component:
    """The same form as a page of its own, for the capture sheet."""
    save = rx.el.div(
        button(t("shell.save"), tone="primary", type="submit", class_name="flex-1 lg:flex-none"),
        class_name="flex pt-1",
    )
    return rx.el.div(_entry(save), ask_sheet(NewLead), on_mount=NewLead.start)


def _entry(actions: rx.Component) -> rx.Component:
    """Six fields first, the rest folded away; says who it may be, and whose, while one types."""
    return rx.el.form(
        rx.el.div(
            field(
                t("leads.name"),
                tidy_input(
                    "person",
                    name="name",
                    max_length=120,
                    auto_complete="off",
                    custom_attrs={"data-focus": ""},
                    on_change=lambda typed: NewLead.check("name", typed).debounce(350),
                ),
            ),
            _compared("company", t("leads.company")),
            _compared("mobile", t("points.kind.mobile"), type="tel"),
            _compared("email", t("points.kind.email"), input_mode="email"),
            class_name=_TWO,
        ),
        candidates_strip(NewLead.duplicates),
        holders_strip(NewLead),
        field(t("leads.note"), text_area(name="note", rows="2", max_length=5000)),
        rx.el.details(
            rx.el.summary(
                t("leads.more_fields"),
                class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[34px] py-2",
                on_click=LeadChoices.load,
            ),
            rx.el.div(
                _compared("phone", t("points.kind.phone"), type="tel"),
                _compared("wechat", t("points.kind.wechat")),
                field(t("points.kind.website"), tidy_input("web", name="website")),
                class_name=f"{_TWO} pb-3",
            ),
            more_inputs("lead", _facts()),
        ),
        new_fields("lead"),
        problem_text(NewLead.problem),
        actions,
        reset_on_submit=False,
        on_submit=NewLead.create,
        class_name="space-y-3",
    )


def _compared(name: str, label: Any, **props: Any) -> rx.Component:
    """A field whose words may be somebody's already."""
    kind = _KINDS.get(name, "")
    props["on_change"] = lambda typed: NewLead.check(name, typed).debounce(350)
    props |= {"name": name, "auto_complete": "off"}
    return field(label, tidy_input(kind, **props) if kind else text_input(**props))


def _facts(page: Any = None) -> dict[str, rx.Component]:
    def given(name: str, *, listed: bool = False) -> dict[str, Any]:
        if page is None:
            return {}
        value = getattr(page, name)
        return {"default_value": value.key if listed else value}

    lengths = {"title": 120, "region": 60, "campaign": 80}
    address = tidy_input("address", name="address", max_length=300, **given("address"))
    return {
        **{
            name: field(t(f"leads.{name}"), text_input(name=name, max_length=most, **given(name)))
            for name, most in lengths.items()
        },
        "address": field(t("leads.address"), address),
        **{
            name: field(
                t(f"leads.{name}"),
                select(*listed_options(options), name=name, **given(name, listed=True)),
            )
            for name, options in (
                ("industry", LeadChoices.industries),
                ("size", LeadChoices.sizes),
                ("source", LeadChoices.sources),
            )
        },
        "product": rx.cond(
            is_on("/products"),
            field(
                t("leads.product"),
                select(
                    *listed_options(LeadChoices.products),
                    name="product",
                    **({} if page is None else {"default_value": page.product_public_id}),
                ),
            ),
        ),
    }


def edit_lead_sheet() -> rx.Component:
    """All facts of a lead at once."""
    page = LeadRecord.page
    return sheet(
        EDIT,
        t("leads.edit"),
        rx.el.form(
            rx.el.div(
                field(
                    t("leads.name"),
                    text_input(
                        name="name",
                        default_value=rx.cond(page.name == page.company, "", page.name),
                        max_length=120,
                    ),
                ),
                field(
                    t("leads.honorific"),
                    text_input(name="honorific", default_value=page.honorific, max_length=20),
                ),
                class_name=_TWO,
            ),
            edit_inputs("lead", page.custom, {"company": _company(), **_facts(page)}),
            field(t("leads.note"), text_area(name="note", rows="4", default_value=page.note)),
            problem_text(LeadRecord.problem),
            save_actions(),
            on_submit=LeadRecord.save,
            class_name="space-y-3",
        ),
        done=LeadRecord.saved,
        key=page.public_id,
        wide=True,
    )


def _company() -> rx.Component:
    company = LeadRecord.page.company
    typed = tidy_input("company", name="company", default_value=company, max_length=200)
    return field(t("leads.company"), typed)
