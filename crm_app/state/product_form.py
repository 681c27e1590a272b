"""The form of a product: its facts, what it is made of, what goes with it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import reflex as rx

from crm_app.services import custom_fields, products, tax_rates
from crm_app.services.custom_fields import FieldValue
from crm_app.services.products import CategoryRow, PartForm, ProductForm, ProductRow
from crm_app.state.base import Problem, action
from crm_app.state.custom_values import custom_of
from crm_app.state.finding import ProductFinder
from crm_app.state.quote_lines import plain

_FIELDS = ("code", "zh", "en", "unit", "price", "cost", "currency", "tax_rate", "category")


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part as it is typed."""

    public_id: str
    code: str
    zh: str
    en: str
    unit: str
    quantity: str


@dataclass(frozen=True, slots=True)
class TaxChoice:
    """A rate to choose from; one that is no longer offered names itself."""

    value: str
    zh: str
    en: str


class ProductSheet(ProductFinder, rx.State):
    """The sheet, for one product or a new one; opened from the list and from a product's page."""

    editing: str = ""
    values: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    parts: rx.Field[list[PartDraft]] = rx.field(default_factory=list)
    beside: rx.Field[list[ProductRow]] = rx.field(default_factory=list)
    groups: rx.Field[list[CategoryRow]] = rx.field(default_factory=list)
    taxes: rx.Field[list[TaxChoice]] = rx.field(default_factory=list)
    custom: rx.Field[list[FieldValue]] = rx.field(default_factory=list)
    asking: bool = False
    # How often it was opened: its fields then begin anew.
    opened: int = 0
    _version: int = 0

    @action
    async def start(self, public_id: str) -> None:
        """Open the sheet: for a product, or empty for a new one."""
        page = await self._ask(products.product_whole, public_id) if public_id else None
        self.problem = Problem()
        usual = plain(await self._ask(tax_rates.usual_percent) or Decimal(0))
        row = page.row if page else None
        self.editing, self._version = (row.public_id, row.version) if row else ("", 0)
        self.values = _shown(row) if row else {"currency": "CNY", "tax_rate": usual}
        self.parts = [
            PartDraft(one.public_id, one.code, one.zh, one.en, one.unit, plain(one.quantity))
            for one in (page.parts if page else [])
        ]
        self.beside = list(page.accessories) if page else []
        empty = await self._ask(custom_fields.form_fields, "product") or []
        self.custom = row.custom if row else empty
        await self._offer()
        self.opened += 1
        self.asking = True

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking = False

    def _left_out(self) -> str:
        return self.editing

    @action
    async def add_part(self, public_id: str) -> None:
        """One more product is part of this one."""
        row = await self._chosen(public_id)
        if row is not None and all(one.public_id != public_id for one in self.parts):
            part = PartDraft(row.public_id, row.code, row.zh, row.en, row.unit, "1")
            self.parts = [*self.parts, part]

    @action
    async def count_part(self, public_id: str, quantity: str) -> None:
        """How many of a part there are."""
        self.parts = [
            replace(one, quantity=quantity[:30]) if one.public_id == public_id else one
            for one in self.parts
        ]

    @action
    async def drop_part(self, public_id: str) -> None:
        """A product is part of it no more."""
        self.parts = [one for one in self.parts if one.public_id != public_id]

    @action
    async def add_accessory(self, public_id: str) -> None:
        """One more product goes with this one."""
        row = await self._chosen(public_id)
        if row is not None and all(one.public_id != public_id for one in self.beside):
            self.beside = [*self.beside, row]

    @action
    async def drop_accessory(self, public_id: str) -> None:
        """A product goes with it no more."""
        self.beside = [one for one in self.beside if one.public_id != public_id]

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """What the sheet says; a refusal leaves it open with what was typed."""
        given: dict[str, Any] = {n: str(form[n]) for n in _FIELDS if form.get(n) is not None}
        if self.parts:
            given.pop("cost", None)
        sent = ProductForm(
            **given,
            parts=[PartForm(one.public_id, one.quantity) for one in self.parts],
            accessories=[one.public_id for one in self.beside],
            custom=custom_of(form),
        )
        if self.editing:
            done, _ = await self._do(products.change_product, self.editing, sent, self._version)
            code = "products.saved"
        else:
            done, _ = await self._do(products.create_product, sent)
            code = "products.created"
        if done:
            self.asking = False
            await self._tell(code, name=sent.zh or sent.en or "")

    async def _offer(self) -> None:
        """Groups and tax rates to choose from: those in use, and what the product has."""
        known = await self._ask(products.categories) or []
        chosen = self.values.get("category", "")
        self.groups = [one for one in known if one.is_active or one.public_id == chosen]
        rates = await self._ask(tax_rates.tax_rates) or []
        self.taxes = [
            TaxChoice(plain(one.percent), one.zh, one.en) for one in rates if one.is_active
        ]
        percent = self.values["tax_rate"]
        if all(one.value != percent for one in self.taxes):
            self.taxes = [*self.taxes, TaxChoice(percent, f"{percent}%", f"{percent} %")]


def _shown(row: ProductRow) -> dict[str, str]:
    numbers = {name: getattr(row, name) for name in ("price", "cost", "tax_rate")}
    return (
        {"code": row.code, "zh": row.zh, "en": row.en, "unit": row.unit, "category": row.category}
        | {name: plain(value) for name, value in numbers.items() if value is not None}
        | {"currency": row.currency}
    )
