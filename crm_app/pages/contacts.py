"""The list of contacts."""

import reflex as rx

from crm_app.components.contact_form import new_contact_button, new_contact_sheet
from crm_app.components.contacts import contact_filters, contact_table
from crm_app.components.imports import import_link
from crm_app.components.lists import export_link, list_page
from crm_app.components.places import told_while
from crm_app.components.saved_views import view_parts
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.contacts import ContactList


@screen(
    "/contacts",
    "contacts.title",
    on_load=ContactList.load,
    menu=MenuEntry("/contacts", "contacts.title", "users", 35, Permission.CONTACT_READ, "o"),
)
def contacts() -> rx.Component:
    """The people at customers."""
    return rx.fragment(
        list_page(
            "contacts.title",
            ContactList,
            table=contact_table(),
            filters=contact_filters(),
            actions=rx.fragment(
                import_link("contacts"),
                export_link(ContactList, "contacts", Permission.CONTACT_READ, "vcf"),
                new_contact_button(),
            ),
            lead=view_parts(ContactList, "contact"),
            empty_sign="users",
            empty_text=told_while("contacts.none", "/cards"),
            none_found="contacts.none_found",
        ),
        new_contact_sheet(),
    )
