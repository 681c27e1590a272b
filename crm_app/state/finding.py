"""Looking for a product while one types, in any form that takes products."""

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.services import products
from crm_app.services.products import ProductRow
from crm_app.state.base import Screen, action

_MOST = 8


class ProductFinder(Screen, mixin=True):
    """Mixed into the state of a form with a field that finds products."""

    found: rx.Field[list[ProductRow]] = rx.field(default_factory=list)
    # How often one was chosen: the field then begins anew.
    added: int = 0

    def _left_out(self) -> str:
        """The product that cannot be chosen here, if there is one."""
        return ""

    async def _chosen(self, public_id: str) -> ProductRow | None:
        """The product that was chosen in the field."""
        self.added += 1
        return await self._ask(products.product, public_id) if public_id else None

    @action
    async def find_products(self, words: str) -> None:
        """Products on sale that hold the words."""
        asked = ListQuery(words=words[:100], filters={"state": "active"}, size=_MOST + 1)
        page = await self._ask(products.products, asked)
        rows = page.rows if page else []
        self.found = [row for row in rows if row.public_id != self._left_out()][:_MOST]
