"""What prices are made of: categories, bundles, price books, promotions, currencies, taxes."""

from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.models.base import Named, exact


class ProductCategory(Named, table=True):
    """A group of products; groups lie in groups, three deep at most."""

    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=60)
    parent_id: int | None = Field(default=None, foreign_key="product_category.id", index=True)
    rank: int = 1
    is_active: bool = True
    version: int = 1
    is_demo: bool = False


class BundlePart(Named, table=True):
    """So many of one product are part of another; a bundle's cost is that of its parts."""

    bundle_id: int = Field(foreign_key="product.id")
    part_id: int = Field(foreign_key="product.id", index=True)
    rank: int = 1
    quantity: Decimal = exact(default=Decimal(1))

    __table_args__ = (Index("ix_bundle_part", "bundle_id", "part_id", unique=True),)


class PriceBook(Named, table=True):
    """Prices for some customers in one currency, from a day to a day (None: open).

    An empty list of tiers, industries or regions stands for all of them. The books are ordered:
    the first one by `rank` that fits and has the product counts.
    """

    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=60)
    rank: int = 1
    currency: str = Field(default="CNY", max_length=3)
    tax_included: bool = False
    tiers: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    industries: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    regions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    valid_from: date | None = None
    valid_until: date | None = None
    is_active: bool = True
    version: int = 1
    is_demo: bool = False


class PriceEntry(Named, table=True):
    """What a product costs in a book from a quantity on, until the next larger one."""

    book_id: int = Field(foreign_key="price_book.id")
    product_id: int = Field(foreign_key="product.id", index=True)
    from_quantity: Decimal = exact(default=Decimal(1))
    price: Decimal = exact(default=Decimal(0))

    __table_args__ = (
        Index("ix_price_entry", "book_id", "product_id", "from_quantity", unique=True),
    )


class Promotion(Named, table=True):
    """Something off for a time, for whoever is among its customers: `discount` in percent, or else
    a `price` of each, without tax, in a currency; on lines of `least_quantity` or more.

    An empty list of tiers, industries or regions stands for all of them. `is_stackable`: other
    discounts may come on top.
    """

    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=60)
    discount: Decimal = exact(default=Decimal(0))
    price: Decimal = exact(default=Decimal(0))
    currency: str = Field(default="CNY", max_length=3)
    least_quantity: Decimal = exact(default=Decimal(0))
    tiers: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    industries: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    regions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    valid_from: date | None = None
    valid_until: date | None = None
    is_stackable: bool = False
    is_active: bool = True
    version: int = 1
    is_demo: bool = False


class PromotionTarget(Named, table=True):
    """What a promotion is about: a product, or a group with all in it; with none, everything."""

    promotion_id: int = Field(foreign_key="promotion.id", index=True)
    product_id: int | None = Field(default=None, foreign_key="product.id")
    category_id: int | None = Field(default=None, foreign_key="product_category.id")


class CurrencyRule(Named, table=True):
    """How a currency is handled: the step that totals are paid in (0.05 francs in cash).

    One currency is the house's own: others are told in it.
    """

    code: str = Field(unique=True, max_length=3)
    step: Decimal = exact(default=Decimal("0.01"))
    is_base: bool = False
    version: int = 1


class ExchangeRate(Named, table=True):
    """From a day on `per` of a currency are worth `rate` in the house's own."""

    code: str = Field(max_length=3)
    valid_from: date
    rate: Decimal = exact(default=Decimal(1))
    per: int = 1
    version: int = 1
    is_demo: bool = False

    __table_args__ = (Index("ix_exchange_rate", "code", "valid_from", unique=True),)


class TaxRate(Named, table=True):
    """A rate that products and lines may have, in percent; one is that of what is new."""

    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=60)
    percent: Decimal = exact(default=Decimal(0))
    is_default: bool = False
    is_active: bool = True
    version: int = 1
