"""The kinds of tables: one module each."""

from crm_app.services.imports.kinds.activities import (
    Activities,
    last_contacts_follow,
    subjects_of,
)
from crm_app.services.imports.kinds.base import Known, Side, typed
from crm_app.services.imports.kinds.contacts import Contacts
from crm_app.services.imports.kinds.customers import Customers
from crm_app.services.imports.kinds.deals import Deals
from crm_app.services.imports.kinds.leads import Leads
from crm_app.services.imports.kinds.orders import Orders, lines_of_orders
from crm_app.services.imports.kinds.products import Products

SIDES: dict[str, Side] = {
    "customers": Customers(),
    "contacts": Contacts(),
    "leads": Leads(),
    "deals": Deals(),
    "products": Products(),
    "orders": Orders(),
    "activities": Activities(),
}

__all__ = [
    "SIDES",
    "Known",
    "Side",
    "last_contacts_follow",
    "lines_of_orders",
    "subjects_of",
    "typed",
]
