"""Contacts: the people at customers."""

from crm_app.services.contacts import indexing
from crm_app.services.contacts.cells import CELLS, KeptCell, change_cell, put_back_cell
from crm_app.services.contacts.commands import (
    change_contact,
    create_contact,
    delete_contact,
    drop_position,
    put_form,
    put_position,
    restore_contact,
)
from crm_app.services.contacts.duplicates import possible_duplicates
from crm_app.services.contacts.entering import Entered, enter_customer, take_back
from crm_app.services.contacts.exporting import export_contacts
from crm_app.services.contacts.identity import reveal_id_number
from crm_app.services.contacts.indexing import employers_refreshed
from crm_app.services.contacts.merging import (
    merge_contacts,
    preview_contacts,
    unmerge_contact,
    unmerge_contacts,
)
from crm_app.services.contacts.queries import (
    LISTING,
    contact_names,
    contact_owners,
    contact_page,
    contact_rows,
    contact_slice,
    contacts,
    places_of,
)
from crm_app.services.contacts.rows import (
    ContactForm,
    ContactName,
    ContactPage,
    ContactRow,
    PositionForm,
    PositionRow,
    PossibleDuplicate,
)
from crm_app.services.contacts.rules import read_day

__all__ = [
    "CELLS",
    "LISTING",
    "ContactForm",
    "ContactName",
    "ContactPage",
    "ContactRow",
    "Entered",
    "KeptCell",
    "PositionForm",
    "PositionRow",
    "PossibleDuplicate",
    "change_cell",
    "change_contact",
    "contact_names",
    "contact_owners",
    "contact_page",
    "contact_rows",
    "contact_slice",
    "contacts",
    "create_contact",
    "delete_contact",
    "drop_position",
    "employers_refreshed",
    "enter_customer",
    "export_contacts",
    "indexing",
    "merge_contacts",
    "places_of",
    "possible_duplicates",
    "preview_contacts",
    "put_back_cell",
    "put_form",
    "put_position",
    "read_day",
    "restore_contact",
    "reveal_id_number",
    "take_back",
    "unmerge_contact",
    "unmerge_contacts",
]
