"""A product's page."""

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.services import price_books, products
from crm_app.services.price_books import ProductBook
from crm_app.services.products import ProductPage
from crm_app.state.base import OneRecord, Problem, action


class ProductRecord(OneRecord, rx.State):
    """One product: facts, picture, what it is made of, what goes with it, its prices."""

    page: rx.Field[ProductPage] = rx.field(default_factory=ProductPage)
    books: rx.Field[list[ProductBook]] = rx.field(default_factory=list)
    missing: bool = False

    def _public_id(self) -> str:
        return str(getattr(self, "product_id", ""))

    @action
    async def load(self) -> None:
        """The product of the address; again whenever a product or price changes."""
        self.problem = Problem()
        await self._read()
        self._watch(ProductRecord.refresh, "product", "price_entry", "price_book")

    @action
    async def refresh(self) -> None:
        """Somebody changed it, or a price."""
        await self._read()

    @action
    async def remove_image(self) -> None:
        """No picture, with a way back."""
        public_id = self._public_id()
        done, image = await self._do(products.remove_image, public_id)
        if done and image:
            undo = (products.restore_image, public_id, image)
            await self._offer_undo("products.image_removed", *undo)
            await self._read()

    async def _read(self) -> None:
        page = await self._ask(products.product_whole, self._public_id())
        sees = page is not None and self._actor().can(Permission.QUOTE_READ)
        found = await self._ask(price_books.books_of_product, self._public_id()) if sees else None
        self.page, self.books = page or ProductPage(), found or []
        self.shown, self.missing = self._public_id(), page is None
