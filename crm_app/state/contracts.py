"""The list of contracts, and entering one that no quote stands behind."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import contracts
from crm_app.services.contracts import ContractForm, ContractRow
from crm_app.services.references import Reference
from crm_app.state.base import action
from crm_app.state.saved_views import ViewedList

FIELDS = ("title", "amount", "currency", "signed_on", "starts_on", "ends_on")
FIELDS += ("reminder_days", "payment_days", "payment_terms", "note")


class ContractList(ViewedList, rx.State):
    """All contracts one may see."""

    rows: rx.Field[list[ContractRow]] = rx.field(default_factory=list)
    owners: rx.Field[list[Reference]] = rx.field(default_factory=list)
    saved: int = 0

    _record: str = "contract"

    async def _read(self, asked: ListQuery) -> Page[ContractRow] | None:
        return await self._ask(contracts.contracts, asked)

    @action
    async def load(self) -> Any:
        """The page the address asks for; again whenever a contract changes."""
        onward = await self._open()
        self.owners = await self._ask(contracts.contract_owners) or []
        self._watch(ContractList.refresh, "contract")
        return onward

    @action
    async def refresh(self) -> None:
        """Somebody changed a contract."""
        await self._refresh()

    @action
    async def create(self, form: dict[str, Any]) -> Any:
        """A draft for a customer; its page opens."""
        entered = contract_form(form, customer=str(form.get("customer") or ""))
        done, public_id = await self._do(contracts.create_contract, entered)
        if not done:
            return None
        self.saved += 1
        return rx.redirect(f"/contracts/{public_id}")


def contract_form(form: dict[str, Any], **more: str) -> ContractForm:
    """What a contract's form says; fields that it does not have stay as they are."""
    given = {name: str(form[name] or "")[:5000] for name in FIELDS if name in form}
    return ContractForm(**given, **more)
