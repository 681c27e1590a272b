"""What a quote, a deal or a customer has become: its contracts, orders, and what is still to come."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Permission
from crm_app.services import contracts, orders, payments, quotes
from crm_app.services.contracts import ContractForm, ContractRow
from crm_app.services.orders import OrderForm, OrderRow
from crm_app.services.payments import Owed
from crm_app.services.quotes import QuoteRow
from crm_app.state.base import Problem, Screen, action

_MOST = 8


class Business(Screen, rx.State):
    """Beside the record of the address."""

    # Of a customer only: a deal's page has its own.
    quotes: rx.Field[list[QuoteRow]] = rx.field(default_factory=list)
    contracts: rx.Field[list[ContractRow]] = rx.field(default_factory=list)
    orders: rx.Field[list[OrderRow]] = rx.field(default_factory=list)
    owed: rx.Field[Owed] = rx.field(default_factory=Owed)
    kind: str = ""
    subject: str = ""

    @action
    async def load_quote(self) -> None:
        """Of the quote of the address."""
        await self._open("quote", str(getattr(self, "quote_id", "")))

    @action
    async def load_deal(self) -> None:
        """Of the deal of the address."""
        await self._open("deal", str(getattr(self, "deal_id", "")))

    @action
    async def load_customer(self) -> None:
        """Of the customer of the address."""
        await self._open("customer", str(getattr(self, "customer_id", "")))

    async def _open(self, kind: str, subject: str) -> None:
        if (self.kind, self.subject) != (kind, subject):
            self.quotes, self.contracts, self.orders, self.owed = [], [], [], Owed()
            self.problem = Problem()
        self.kind, self.subject = kind, subject
        await self._read()
        self._watch(Business.refresh, "contract", "order", "quote")

    @action
    async def refresh(self) -> None:
        """A contract or an order changed."""
        problem = self.problem
        await self._read()
        self.problem = problem

    @action
    async def make_contract(self) -> Any:
        """A draft from the quote, or from the deal's quote that was accepted; its page opens."""
        done, public_id = await self._do(contracts.create_contract, await self._contract_form())
        return rx.redirect(f"/contracts/{public_id}") if done else None

    @action
    async def make_order(self) -> Any:
        """An order with the lines of the quote; its page opens."""
        form = await self._contract_form()
        done, public_id = await self._do(orders.create_order, OrderForm(quote=form.quote or ""))
        return rx.redirect(f"/orders/{public_id}") if done else None

    async def _contract_form(self) -> ContractForm:
        if self.kind == "quote":
            return ContractForm(quote=self.subject)
        asked = ListQuery(filters={"deal": self.subject, "status": "accepted"}, size=1)
        page = await self._ask(quotes.quotes, asked)
        if page is not None and page.rows:
            return ContractForm(quote=page.rows[0].public_id)
        return ContractForm(deal=self.subject)

    async def _read(self) -> None:
        can = self._actor().can
        asked = ListQuery(filters={self.kind: self.subject}, size=_MOST)
        if self.kind == "customer" and can(Permission.QUOTE_READ):
            offered = await self._ask(quotes.quotes, asked)
            self.quotes = offered.rows if offered else []
        if can(Permission.CONTRACT_READ):
            found = await self._ask(contracts.contracts, asked)
            self.contracts = found.rows if found else []
        if can(Permission.ORDER_READ):
            placed = await self._ask(orders.orders, asked)
            self.orders = placed.rows if placed else []
        if self.kind == "customer" and can(Permission.PAYMENT_READ):
            self.owed = await self._ask(payments.owed, self.subject) or Owed()
        self.loaded = True
