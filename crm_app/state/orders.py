"""The list of orders."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import orders
from crm_app.services.orders import OrderRow
from crm_app.services.references import Reference
from crm_app.state.base import action
from crm_app.state.saved_views import ViewedList


class OrderList(ViewedList, rx.State):
    """All orders one may see."""

    rows: rx.Field[list[OrderRow]] = rx.field(default_factory=list)
    owners: rx.Field[list[Reference]] = rx.field(default_factory=list)

    _record: str = "order"

    async def _read(self, asked: ListQuery) -> Page[OrderRow] | None:
        return await self._ask(orders.orders, asked)

    @action
    async def load(self) -> Any:
        """The page the address asks for; again whenever an order changes."""
        onward = await self._open()
        self.owners = await self._ask(orders.order_owners) or []
        self._watch(OrderList.refresh, "order")
        return onward

    @action
    async def refresh(self) -> None:
        """Somebody changed an order."""
        await self._refresh()
