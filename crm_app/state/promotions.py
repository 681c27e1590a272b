"""Promotions: all of them, and the form of one."""

from typing import Any

import reflex as rx

from crm_app.services import choices, products, promotions
from crm_app.services.choices import Option
from crm_app.services.products import CategoryRow
from crm_app.services.promotions import PromotionForm, PromotionRow, TargetRow
from crm_app.state.base import Problem, action
from crm_app.state.finding import ProductFinder
from crm_app.state.price_books import regions_of, ticked
from crm_app.state.quote_lines import plain

_TEXTS = ("zh", "en", "discount", "price", "currency", "least_quantity")
_TEXTS += ("valid_from", "valid_until")
_NEW = PromotionRow()
_MOST = 100


class PromotionList(ProductFinder, rx.State):
    """All promotions; one of them, or a new one, may be open in a sheet."""

    rows: rx.Field[list[PromotionRow]] = rx.field(default_factory=list)
    industries: rx.Field[list[Option]] = rx.field(default_factory=list)
    groups: rx.Field[list[CategoryRow]] = rx.field(default_factory=list)
    # What the sheet is about, its figures as typed, and the products and groups chosen in it.
    row: rx.Field[PromotionRow] = rx.field(default_factory=lambda: _NEW)
    discount: str = ""
    price: str = ""
    least_quantity: str = ""
    chosen: rx.Field[list[TargetRow]] = rx.field(default_factory=list)
    ticked_groups: rx.Field[list[str]] = rx.field(default_factory=list)
    asking: bool = False
    opened: int = 0

    @action
    async def load(self) -> None:
        """All of them; again whenever one changes."""
        await self._read()
        self.industries = await self._ask(choices.options, "industry") or []
        self.groups = await self._ask(products.categories) or []
        self._watch(PromotionList.refresh, "promotion", "promotion_target")

    @action
    async def refresh(self) -> None:
        """One was changed elsewhere."""
        await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Open the form of one, or an empty one."""
        row = await self._ask(promotions.promotion, public_id) if public_id else _NEW
        if row is None:
            return
        self.row, self.problem = row, Problem()
        self.discount = plain(row.discount) if row.discount else ""
        self.price = plain(row.price) if row.price else ""
        self.least_quantity = plain(row.least_quantity) if row.least_quantity else ""
        self.chosen = [one for one in row.targets if one.kind == "product"]
        self.ticked_groups = [one.public_id for one in row.targets if one.kind == "category"]
        self.opened += 1
        self.asking = True

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking = False

    @action
    async def add_product(self, public_id: str) -> None:
        """One more product that it is about."""
        row = await self._chosen(public_id)
        known = {one.public_id for one in self.chosen}
        if row is not None and public_id not in known and len(known) < _MOST:
            self.chosen = [*self.chosen, TargetRow("product", row.public_id, row.zh, row.en)]

    @action
    async def drop_product(self, public_id: str) -> None:
        """One product less."""
        self.chosen = [one for one in self.chosen if one.public_id != public_id]

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Store the promotion, or the new one."""
        sent = promotion_form(form, [one.public_id for one in self.chosen])
        row = self.row
        if row.public_id:
            change = (promotions.change_promotion, row.public_id, sent, row.version)
            done, _ = await self._do(*change)
        else:
            done, _ = await self._do(promotions.create_promotion, sent)
        if done:
            self.asking = False
            await self._tell("promotions.saved")
            await self._read()

    @action
    async def delete(self) -> None:
        """Take away one that no quote took."""
        row = self.row
        done, _ = await self._do(promotions.delete_promotion, row.public_id, row.version)
        if done:
            self.asking = False
            await self._tell("promotions.deleted")
            await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(promotions.promotions) or []
        self.loaded = True


def promotion_form(form: dict[str, Any], chosen: list[str]) -> PromotionForm:
    """What the form says: boxes are called group:<id>, tier:A and industry:food."""
    texts: dict[str, Any] = {name: str(form.get(name) or "")[:200] for name in _TEXTS}
    return PromotionForm(
        **texts,
        products=chosen,
        categories=ticked(form, "group"),
        tiers=ticked(form, "tier"),
        industries=ticked(form, "industry"),
        regions=regions_of(form),
        is_stackable=bool(form.get("is_stackable")),
        is_active=bool(form.get("is_active")),
    )
