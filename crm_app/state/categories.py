"""The groups of products, as whoever keeps the products edits them."""

from typing import Any

import reflex as rx

from crm_app.services import products
from crm_app.services.products import CategoryForm, CategoryRow
from crm_app.state.base import action
from crm_app.state.edited import EditedList


class CategoryScreen(EditedList, rx.State):
    """All groups; a form a group."""

    rows: rx.Field[list[CategoryRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """All groups; again whenever one changes."""
        await self._read()
        self._watch(CategoryScreen.refresh, "product_category")

    @action
    async def save(self, public_id: str, version: int, form: dict[str, Any]) -> None:
        """Store a group, or a new one."""
        self.at = public_id or "new"
        texts = {name: str(form.get(name) or "")[:200] for name in ("zh", "en", "parent")}
        sent = CategoryForm(**texts, is_active=bool(form.get("is_active")))
        if public_id:
            done, _ = await self._do(products.change_category, public_id, sent, version or None)
        else:
            done, _ = await self._do(products.create_category, sent)
        await self._stored(done, "products.category_saved")

    @action
    async def move(self, public_id: str, step: int) -> None:
        """Up or down among those beside it."""
        self.at = public_id
        done, _ = await self._do(products.place_category, public_id, step)
        if done:
            await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(products.categories) or []
        self.loaded = True
