"""The lists that can be looked at through views."""

from dataclasses import dataclass
from functools import cache

from crm_app.core.listing import Listing
from crm_app.core.permissions import Permission
from crm_app.services import contacts, contracts, customers, deals, leads, orders, quotes


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list: where it is, how it is read, who may read it."""

    path: str
    listing: Listing
    reads: Permission
    # What its address may say besides words, order, filters and conditions.
    beside: tuple[str, ...] = ()


@cache
def kinds() -> dict[str, Kind]:
    """Kind of record → its list."""
    return {
        "customer": Kind("/customers", customers.LISTING, Permission.CUSTOMER_READ, ("view",)),
        "contact": Kind("/contacts", contacts.LISTING, Permission.CONTACT_READ),
        "lead": Kind("/leads", leads.LISTING, Permission.LEAD_READ),
        "deal": Kind("/deals", deals.LISTING, Permission.DEAL_READ, ("view", "lanes")),
        "quote": Kind("/quotes", quotes.LISTING, Permission.QUOTE_READ),
        "contract": Kind("/contracts", contracts.LISTING, Permission.CONTRACT_READ),
        "order": Kind("/orders", orders.LISTING, Permission.ORDER_READ),
    }
