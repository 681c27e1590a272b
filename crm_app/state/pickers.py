"""What the search-as-you-type fields offer: customers and contacts one may see."""

import reflex as rx

from crm_app.services import contacts, customers
from crm_app.services.contacts import ContactName
from crm_app.services.customers import CustomerName
from crm_app.state.base import Screen, action


class Pickers(Screen, rx.State):
    """Shared by all forms of a tab: only one field is typed in at a time."""

    customers: rx.Field[list[CustomerName]] = rx.field(default_factory=list)
    contacts: rx.Field[list[ContactName]] = rx.field(default_factory=list)

    @action
    async def find_customers(self, words: str) -> None:
        """The newest customers, or those that hold the words."""
        self.customers = await self._ask(customers.customer_names, words[:100], 8) or []

    @action
    async def find_contacts(self, words: str) -> None:
        """The newest contacts, or those that hold the words."""
        self.contacts = await self._ask(contacts.contact_names, words[:100], limit=8) or []
