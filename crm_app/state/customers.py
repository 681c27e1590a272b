"""The screens of customers."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import customers
from crm_app.services.customers import CustomerForm, CustomerRow
from crm_app.services.points import read_point
from crm_app.state.base import action
from crm_app.state.lists import ListScreen


class CustomerList(ListScreen, rx.State):
    """All customers one may see."""

    rows: rx.Field[list[CustomerRow]] = rx.field(default_factory=list)

    async def _read(self, asked: ListQuery) -> Page[CustomerRow] | None:
        return await self._ask(customers.customers, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a customer changes."""
        await self._open()
        self._watch(CustomerList.refresh, "customer")

    @action
    async def refresh(self) -> None:
        """Somebody changed a customer."""
        await self._refresh()

    @action
    async def create(self, form: dict[str, Any]) -> Any:
        """A new customer from the short form."""
        done, public_id = await self._do(customers.create_customer, _form(form))
        if not done:
            return None
        await self._offer_undo(
            "customers.created", customers.delete_customer, public_id, name=form.get("name", "")
        )
        return rx.redirect(f"/customers/{public_id}")

    @action
    async def delete(self, public_id: str, name: str) -> None:
        """Into the recycle bin, with a way back."""
        done, _ = await self._do(customers.delete_customer, public_id)
        if done:
            await self._offer_undo(
                "customers.deleted", customers.restore_customer, public_id, name=name
            )
            await self._refresh()


def _form(form: dict[str, Any]) -> CustomerForm:
    phone = str(form.get("phone", "")).strip()
    return CustomerForm(
        name=str(form.get("name", "")),
        points=[read_point("phone", phone)] if phone else [],
    )
