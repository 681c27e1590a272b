"""The list of products."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import products
from crm_app.services.products import ProductForm, ProductRow
from crm_app.state.base import action
from crm_app.state.lists import ListScreen

_FIELDS = ("code", "zh", "en", "unit", "price", "cost", "currency", "tax_rate")


class ProductList(ListScreen, rx.State):
    """All products; one of them may be open in the sheet."""

    rows: rx.Field[list[ProductRow]] = rx.field(default_factory=list)
    # The product that is edited; its values as a form shows them.
    editing: str = ""
    values: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    asking: bool = False
    _version: int = 0

    async def _read(self, asked: ListQuery) -> Page[ProductRow] | None:
        return await self._ask(products.products, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a product changes."""
        await self._open()
        self._watch(ProductList.refresh, "product")

    @action
    async def refresh(self) -> None:
        """Somebody changed a product."""
        await self._refresh()

    @action
    async def start(self, public_id: str) -> None:
        """Open the sheet: for a product, or empty for a new one."""
        row = await self._ask(products.product, public_id) if public_id else None
        self.editing, self._version = (row.public_id, row.version) if row else ("", 0)
        self.values = _shown(row) if row else {"currency": "CNY", "tax_rate": "13"}
        self.asking = True

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking = False

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """What the sheet says; a refusal leaves it open with what was typed."""
        given: dict[str, Any] = {n: str(form[n]) for n in _FIELDS if form.get(n) is not None}
        sent = ProductForm(**given)
        if self.editing:
            done, _ = await self._do(products.change_product, self.editing, sent, self._version)
            code = "products.saved"
        else:
            done, _ = await self._do(products.create_product, sent)
            code = "products.created"
        if done:
            self.asking = False
            await self._tell(code, name=sent.zh or sent.en or "")
            await self._refresh()

    @action
    async def put_on_sale(self, public_id: str, name: str, wanted: str) -> None:
        """On sale or withdrawn, with a way back."""
        on = wanted == "yes"
        change = ProductForm(is_active=on)
        done, _ = await self._do(products.change_product, public_id, change)
        if done:
            undo = (products.change_product, public_id, ProductForm(is_active=not on))
            code = "products.back" if on else "products.withdrawn"
            await self._offer_undo(code, *undo, name=name)
            await self._refresh()


def _shown(row: ProductRow) -> dict[str, str]:
    numbers = {name: getattr(row, name) for name in ("price", "cost", "tax_rate")}
    plain = {name: f"{value.normalize():f}" for name, value in numbers.items() if value is not None}
    return (
        {"code": row.code, "zh": row.zh, "en": row.en, "unit": row.unit}
        | plain
        | {"currency": row.currency}
    )
