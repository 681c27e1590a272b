"""Pieces of a customer's page."""

from typing import Any

import reflex as rx

from crm_app.components.arranged import column, in_place
from crm_app.components.customer_form import EDIT, edit_customer_sheet
from crm_app.components.details import details_strip
from crm_app.components.known import duplicates_strip
from crm_app.components.neighbours import back_to_list
from crm_app.components.places import may
from crm_app.components.points import points_section
from crm_app.components.quality_fixes import quality_section
from crm_app.components.record import (
    QUICK,
    desk_actions,
    enum_options,
    fact_choice,
    fact_listed,
    fact_text,
    more_opener,
    phone_actions,
    stage_options,
)
from crm_app.components.shelf import shelf_section
from crm_app.components.text import ago, choice, t
from crm_app.components.ui.forms import button, link, problem_text
from crm_app.components.ui.overlay import menu, menu_item, opens
from crm_app.components.ui.show import badge, initial
from crm_app.components.unmet import unmet_strip
from crm_app.core.permissions import Permission
from crm_app.services.customers import PersonRow
from crm_app.state.customer import CustomerRecord
from crm_app.state.customers import CustomerChoices

_MAY = may(Permission.CUSTOMER_WRITE)


def customer_head() -> rx.Component:
    """Name, tier, owner, last contact, actions; below it what to remember before calling."""
    page = CustomerRecord.page
    return rx.el.header(
        back_to_list(t("customers.title"), "/customers"),
        rx.el.div(
            initial(page.name),
            rx.el.div(
                rx.el.div(
                    rx.el.h1(page.name, class_name="text-[20px] font-semibold min-w-0"),
                    badge(page.tier, tone="accent"),
                    badge(choice("customers.stage", page.stage)),
                    class_name="flex flex-wrap items-center gap-x-2 gap-y-1",
                ),
                rx.el.p(_subtitle(), class_name="text-soft text-[13px]"),
                class_name="min-w-0 flex-1",
            ),
            desk_actions(
                CustomerRecord,
                rx.cond(
                    _MAY,
                    rx.fragment(
                        button(
                            t("shell.edit"),
                            sign="pencil",
                            on_click=CustomerRecord.open_sheet,
                            custom_attrs={**opens(EDIT), "data-edit": ""},
                        ),
                        _menu("hidden lg:inline-flex"),
                    ),
                ),
            ),
            class_name="flex items-start gap-3",
        ),
        problem_text(CustomerRecord.problem),
        unmet_strip("customer", CustomerRecord.page.public_id),
        rx.cond(
            _MAY,
            duplicates_strip(
                CustomerRecord.duplicates,
                "/customers",
                merge=CustomerRecord.merge_with,
                apart=CustomerRecord.not_same,
            ),
        ),
        details_strip(CustomerRecord, _MAY, rx.foreach(page.people, _remembered)),
        edit_customer_sheet(),
        on_mount=CustomerChoices.load,
        class_name="space-y-3",
    )


def _subtitle() -> rx.Component:
    page = CustomerRecord.page
    return rx.fragment(
        t("customers.owner"),
        " ",
        page.owner,
        " · ",
        t("customers.last_contact"),
        " ",
        rx.cond(page.last_contact_at, ago(page.last_contact_at), t("customers.never")),
        rx.cond(
            page.parent_public_id != "",
            rx.fragment(
                " · ",
                link(
                    page.parent_name,
                    href=f"/customers/{page.parent_public_id}",
                    class_name="underline",
                ),
            ),
        ),
    )


def _remembered(person: rx.vars.ObjectVar[PersonRow]) -> rx.Component:
    """A person's details, under his name."""
    return rx.fragment(
        rx.foreach(
            person.details,
            lambda words: rx.el.li(
                rx.el.span(person.name, class_name="text-soft"), " ", words, class_name="py-1"
            ),
        )
    )


def _menu(look: str, opener: rx.Component | None = None) -> rx.Component:
    return menu(
        t("customers.more"),
        menu_item(
            t("shell.edit"),
            sign="pencil",
            on_click=CustomerRecord.open_sheet,
            custom_attrs=opens(EDIT),
        ),
        menu_item(t("contacts.new"), sign="user-plus", custom_attrs=opens("new-contact")),
        menu_item(t("shell.delete"), sign="trash-2", bad=True, on_click=CustomerRecord.delete),
        opener=opener,
        class_name=look,
    )


def customer_phone_actions() -> rx.Component:
    """The bar of four."""
    return phone_actions(
        CustomerRecord, rx.cond(_MAY, _menu(QUICK, more_opener(t("customers.more"))))
    )


def customer_facts() -> rx.Component:
    """The facts, each edited where it stands."""
    page = CustomerRecord.page
    tiers = [rx.el.option(x, value=x) for x in "ABC"]
    own = {
        "tier": _choice("tier", page.tier, tiers),
        "stage": _choice("stage", page.stage, stage_options()),
        "kind": _choice("kind", page.kind, enum_options("customers.kind")),
        "industry": _listed("industry", page.industry.key, CustomerChoices.industries),
        "region": _text("region", page.region),
        "size": _listed("size", page.size.key, CustomerChoices.sizes),
        "source": _listed("source", page.source.key, CustomerChoices.sources),
        "tax_id": _text("tax_id", page.tax_id),
        "legal_name_zh": _text("legal_name_zh", page.legal_name_zh),
        "legal_name_en": _text("legal_name_en", page.legal_name_en),
    }
    panels = {
        "points": points_section(CustomerRecord, _MAY),
        "quality": quality_section(_MAY),
        "shelf": shelf_section(),
    }
    filled = in_place(CustomerRecord, _MAY, "customer", own)
    return column("customer", "facts", panels, filled)


def _text(name: str, value: rx.Var[str]) -> rx.Component:
    return fact_text(CustomerRecord, t(f"customers.{name}"), name, value)


def _choice(name: str, value: rx.Var[str], options: list[Any]) -> rx.Component:
    return fact_choice(CustomerRecord, t(f"customers.{name}"), name, value, options)


def _listed(name: str, value: rx.Var[str], options: Any) -> rx.Component:
    return fact_listed(CustomerRecord, t(f"customers.{name}"), name, value, options)
