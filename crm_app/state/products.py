"""The list of products."""

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import products
from crm_app.services.products import CategoryRow, ProductForm, ProductRow
from crm_app.state.base import action
from crm_app.state.bulk import BulkScreen


class ProductList(BulkScreen, rx.State):
    """All products."""

    rows: rx.Field[list[ProductRow]] = rx.field(default_factory=list)
    groups: rx.Field[list[CategoryRow]] = rx.field(default_factory=list)

    _record: str = "product"

    async def _read(self, asked: ListQuery) -> Page[ProductRow] | None:
        return await self._ask(products.products, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a product changes."""
        await self._open()
        self._forget_selection()
        self.groups = await self._ask(products.categories) or []
        self._watch(ProductList.refresh, "product", "product_category")

    @action
    async def refresh(self) -> None:
        """Somebody changed a product."""
        self.groups = await self._ask(products.categories) or []
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
