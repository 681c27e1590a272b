"""Under which records files can lie."""

from crm_app.models.activities import Activity
from crm_app.models.base import Owned
from crm_app.models.contracts import Contract
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.models.orders import Order
from crm_app.models.quotes import Quote

RECORDS: dict[str, type[Owned]] = {
    "customer": Customer,
    "contact": Contact,
    "deal": Deal,
    "lead": Lead,
    "quote": Quote,
    "contract": Contract,
    "order": Order,
    "activity": Activity,
}
