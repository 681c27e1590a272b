"""The list of leads."""

import reflex as rx

from crm_app.components.classification import classes_link
from crm_app.components.imports import import_link
from crm_app.components.lead_form import new_lead_button, new_lead_sheet
from crm_app.components.lead_places import lead_places
from crm_app.components.leads import lead_filters, lead_table
from crm_app.components.lists import export_link, list_page
from crm_app.components.saved_views import view_parts
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.leads import LeadChoices, LeadList


@screen(
    "/leads",
    "leads.page",
    on_load=[LeadList.load, LeadChoices.load],
    menu=MenuEntry("/leads", "leads.page", "user-plus", 37, Permission.LEAD_READ, "l"),
)
def leads() -> rx.Component:
    """Everybody who may become a customer."""
    return rx.fragment(
        list_page(
            "leads.page",
            LeadList,
            table=lead_table(),
            filters=lead_filters(),
            actions=rx.fragment(
                classes_link(),
                import_link("leads"),
                export_link(LeadList, "leads", Permission.LEAD_READ),
                new_lead_button(),
            ),
            lead=rx.fragment(lead_places("/leads"), view_parts(LeadList, "lead")),
            empty_sign="user-plus",
            empty_text="leads.none",
            none_found="leads.none_found",
        ),
        new_lead_sheet(),
    )
