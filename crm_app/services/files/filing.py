"""Under which records files can lie, and who reads these."""

from crm_app.core.permissions import Permission
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
READS = {
    "customer": Permission.CUSTOMER_READ,
    "contact": Permission.CONTACT_READ,
    "deal": Permission.DEAL_READ,
    "lead": Permission.LEAD_READ,
    "quote": Permission.QUOTE_READ,
    "contract": Permission.CONTRACT_READ,
    "order": Permission.ORDER_READ,
    "activity": Permission.ACTIVITY_READ,
}
