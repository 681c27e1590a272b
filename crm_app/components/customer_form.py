"""The sheets that create and edit a customer."""

from typing import Any

import reflex as rx

from crm_app.components.arranged import edit_inputs, more_inputs
from crm_app.components.custom_values import asked_of_new, new_fields
from crm_app.components.holders import ask_sheet, holders_strip
from crm_app.components.known import duplicates_strip
from crm_app.components.pickers import customer_picker
from crm_app.components.places import allowed
from crm_app.components.record import enum_options, listed_options, stage_options
from crm_app.components.text import t
from crm_app.components.ui.forms import create_button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.tidy import tidy_input
from crm_app.core.permissions import Permission
from crm_app.state.customer import CustomerRecord
from crm_app.state.customers import CustomerChoices, NewCustomer

NEW = "new-customer"
EDIT = "edit-customer"
_TWO = "grid gap-3 sm:grid-cols-2"


def new_customer_button() -> rx.Component:
    """Opens the sheet for a new customer; the key c presses it."""
    return allowed(
        Permission.CUSTOMER_WRITE,
        create_button(
            t("customers.new"),
            on_click=NewCustomer.start,
            custom_attrs={**opens(NEW), "data-create": ""},
        ),
    )


def new_customer_sheet() -> rx.Component:
    """The company and the person there: six fields first, the rest folded away."""
    return rx.fragment(_new_customer_sheet(), ask_sheet(NewCustomer))


def _new_customer_sheet() -> rx.Component:
    return sheet(
        NEW,
        t("customers.new"),
        rx.el.form(
            field(
                t("customers.name"),
                tidy_input(
                    "company",
                    name="name",
                    required=True,
                    max_length=200,
                    auto_complete="off",
                    custom_attrs={"data-focus": ""},
                    on_change=_check("company"),
                ),
            ),
            duplicates_strip(NewCustomer.duplicates, "/customers"),
            holders_strip(NewCustomer),
            rx.el.div(
                field(
                    t("customers.contact_person"),
                    tidy_input(
                        "person",
                        name="person",
                        auto_complete="off",
                        on_change=lambda typed: NewCustomer.name_person(typed).debounce(350),
                    ),
                ),
                field(t("customers.contact_title"), text_input(name="title", auto_complete="off")),
                field(
                    t("points.kind.mobile"),
                    tidy_input(
                        "phone",
                        name="mobile",
                        type="tel",
                        auto_complete="off",
                        on_change=_check("mobile"),
                    ),
                ),
                field(
                    t("points.kind.email"),
                    tidy_input(
                        "mail",
                        name="email",
                        type="text",
                        input_mode="email",
                        auto_complete="off",
                        on_change=_check("email"),
                    ),
                ),
                class_name=_TWO,
            ),
            field(
                t("points.kind.address"), tidy_input("address", name="address", auto_complete="off")
            ),
            rx.el.details(
                rx.el.summary(
                    t("customers.more_fields"),
                    class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[34px] py-2",
                    on_click=CustomerChoices.load,
                ),
                rx.el.div(
                    field(
                        t("points.kind.phone"),
                        tidy_input("phone", name="phone", type="tel", on_change=_check("phone")),
                    ),
                    field(
                        t("points.kind.wechat"),
                        text_input(name="wechat", on_change=_check("wechat")),
                    ),
                    field(t("points.kind.website"), tidy_input("web", name="website")),
                    class_name=f"{_TWO} pb-3",
                ),
                more_inputs("customer", _more_fields()),
            ),
            new_fields("customer"),
            rx.cond(NewCustomer.names_person, asked_of_new("contact")),
            problem_text(NewCustomer.problem),
            save_actions(),
            on_submit=NewCustomer.create,
            class_name="space-y-3",
        ),
        done=NewCustomer.saved,
    )


def _check(name: str) -> Any:
    """What is typed there may be known, or a colleague's."""
    return lambda typed: NewCustomer.check(name, typed).debounce(350)


def _more_fields() -> dict[str, rx.Component]:
    tiers = [rx.el.option(tier, value=tier) for tier in "ABC"]
    return {
        "kind": field(t("customers.kind"), select(*enum_options("customers.kind"), name="kind")),
        "tier": field(t("customers.tier"), select(*tiers, name="tier", default_value="C")),
        "industry": field(
            t("customers.industry"),
            select(*listed_options(CustomerChoices.industries), name="industry"),
        ),
        "region": field(t("customers.region"), text_input(name="region", max_length=60)),
        "source": field(
            t("customers.source"), select(*listed_options(CustomerChoices.sources), name="source")
        ),
        "tax_id": field(
            t("customers.tax_id"), tidy_input("tax_number", name="tax_id", max_length=40)
        ),
    }


def edit_customer_sheet() -> rx.Component:
    """All facts of a customer at once."""
    page = CustomerRecord.page
    return sheet(
        EDIT,
        t("customers.edit"),
        rx.el.form(
            field(
                t("customers.name"),
                tidy_input(
                    "company",
                    name="name",
                    default_value=page.name,
                    required=True,
                    max_length=200,
                ),
            ),
            edit_inputs("customer", page.custom, _edited()),
            customer_picker(
                "parent",
                t("customers.parent"),
                chosen_id=page.parent_public_id,
                chosen_name=page.parent_name,
            ),
            problem_text(CustomerRecord.problem),
            save_actions(),
            on_submit=CustomerRecord.save,
            class_name="space-y-3",
        ),
        done=CustomerRecord.saved,
        key=page.public_id,
        wide=True,
    )


def _edited() -> dict[str, rx.Component]:
    page = CustomerRecord.page
    listed = {
        "kind": (page.kind, enum_options("customers.kind")),
        "tier": (page.tier, [rx.el.option(tier, value=tier) for tier in "ABC"]),
        "stage": (page.stage, stage_options()),
        "industry": (page.industry.key, listed_options(CustomerChoices.industries)),
        "size": (page.size.key, listed_options(CustomerChoices.sizes)),
        "source": (page.source.key, listed_options(CustomerChoices.sources)),
    }
    typed = {"region": page.region, "legal_name_zh": page.legal_name_zh}
    typed["legal_name_en"] = page.legal_name_en
    return {
        **{name: _enum(name, value, options) for name, (value, options) in listed.items()},
        **{name: _text(name, value) for name, value in typed.items()},
        "tax_id": field(
            t("customers.tax_id"),
            tidy_input("tax_number", name="tax_id", default_value=page.tax_id, max_length=40),
        ),
    }


def _text(name: str, value: rx.Var[str]) -> rx.Component:
    return field(t(f"customers.{name}"), text_input(name=name, default_value=value))


def _enum(name: str, value: rx.Var[str], options: list[Any]) -> rx.Component:
    return field(t(f"customers.{name}"), select(*options, name=name, default_value=value))
