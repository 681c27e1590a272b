"""Products and the offers made of them."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import (
    Customized,
    Named,
    Owned,
    Table,
    exact,
    gone_index,
    living_index,
    moment,
)


class QuoteStatus(StrEnum):
    """A quote is a draft until it is sent; afterwards it is never rewritten, only replaced."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REPLACED = "replaced"


class LineKind(StrEnum):
    """Most lines offer something; a section is a heading over those that follow."""

    ITEM = "item"
    SECTION = "section"


class Product(Named, Customized, table=True):
    """Something that is sold; `cost` is for those who may see it, that of a bundle derived."""

    code: str = Field(unique=True, max_length=40)
    name_zh: str = Field(max_length=120)
    name_en: str = Field(max_length=120)
    unit: str = Field(default="", max_length=20)
    price: Decimal = exact(default=Decimal(0))
    cost: Decimal = exact(default=Decimal(0))
    currency: str = Field(default="CNY", max_length=3)
    tax_rate: Decimal = exact(default=Decimal(13))
    category_id: int | None = Field(default=None, foreign_key="product_category.id", index=True)
    image_id: int | None = Field(default=None, foreign_key="file.id")
    is_active: bool = True
    version: int = 1
    is_demo: bool = False


class GoesWith(Named, table=True):
    """Who asks about a product may want its accessory."""

    product_id: int = Field(foreign_key="product.id")
    accessory_id: int = Field(foreign_key="product.id", index=True)

    __table_args__ = (Index("ix_goes_with", "product_id", "accessory_id", unique=True),)


class PriceSource(StrEnum):
    """Where a line's price is from; one of before that was written down has none."""

    UNKNOWN = ""
    LIST = "list"
    BOOK = "book"
    HAND = "hand"
    PROMOTION = "promotion"


class Quote(Owned, Customized, table=True):
    """An offer to a customer; each revision of a number is a row of its own.

    Totals are stored as derived figures and checked by `crm verify`. `tax_included` says that the
    lines' prices hold their tax already. The discount is in percent, or else `discount_amount`.
    `step` is what the total is rounded to, 0 for nothing beyond its currency's parts. `issued` are names, addresses and terms as they were when
    it was sent.
    """

    number: str = Field(max_length=40)
    revision: int = 1
    customer_id: int = Field(foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    deal_id: int | None = Field(default=None, foreign_key="deal.id")
    status: QuoteStatus = Field(default=QuoteStatus.DRAFT, index=True)
    currency: str = Field(default="CNY", max_length=3)
    discount: Decimal = exact(default=Decimal(0))
    discount_amount: Decimal = exact(default=Decimal(0))
    step: Decimal = exact(default=Decimal(0))
    tax_included: bool = False
    valid_until: date | None = None
    payment_days: int | None = None
    payment_terms: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)
    subtotal: Decimal = exact(default=Decimal(0))
    net: Decimal = exact(default=Decimal(0))
    tax: Decimal = exact(default=Decimal(0))
    total: Decimal = exact(default=Decimal(0))
    cost: Decimal = exact(default=Decimal(0))
    sent_at: datetime | None = moment(default=None)
    issued: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    answered_at: datetime | None = moment(default=None)
    answered_by: str = Field(default="", max_length=120)
    answer_reason: str = Field(default="", max_length=1000)

    __table_args__ = (
        Index("ix_quote_deal", "deal_id", "id", "deleted_at", "status"),
        gone_index("quote"),
        living_index("ix_quote_list", "updated_at", "id", "owner_id", "team_id", "status"),
        Index("ix_quote_number", "number", "revision", unique=True),
    )


class QuoteLine(Named, table=True):
    """One line: quantity x price less its own discount; tax is added on top, or held already.

    `list_price` is the price of the list or price book without tax when the line was made (0:
    none), so that a price written down by hand counts as a discount too. `price_source` says where
    the price is from, `price_book_id` and `tier_from` which book, and its tier; `promotion_id` is
    the promotion that was taken. `text_en` is for English papers, empty where `text` serves both.
    `parts` are what a bundle was made of: names, unit and quantity of each. An optional line is shown and not added
    up. `origin` is the public id of the line that this is a copy of, so that versions can be
    compared line by line. `sold_net` and `sold_cost` are what the line comes to after every
    discount, without tax: derived with the quote's totals, so that figures of a hundred thousand
    deals are sums. They are 0 where nothing is added up.
    """

    quote_id: int = Field(foreign_key="quote.id")
    rank: int
    kind: str = Field(default=LineKind.ITEM.value, max_length=10)
    is_optional: bool = False
    origin: str = Field(default="", max_length=36)
    product_id: int | None = Field(default=None, foreign_key="product.id")
    text: str = Field(max_length=300)
    text_en: str = Field(default="", max_length=300)
    unit: str = Field(default="", max_length=20)
    quantity: Decimal = exact(default=Decimal(1))
    price: Decimal = exact(default=Decimal(0))
    list_price: Decimal = exact(default=Decimal(0))
    cost: Decimal = exact(default=Decimal(0))
    discount: Decimal = exact(default=Decimal(0))
    tax_rate: Decimal = exact(default=Decimal(13))
    price_source: str = Field(default=PriceSource.UNKNOWN.value, max_length=10)
    price_book_id: int | None = Field(default=None, foreign_key="price_book.id", index=True)
    tier_from: Decimal = exact(default=Decimal(0))
    promotion_id: int | None = Field(default=None, foreign_key="promotion.id", index=True)
    parts: list[dict[str, str]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    sold_net: Decimal = exact(default=Decimal(0))
    sold_cost: Decimal = exact(default=Decimal(0))

    __table_args__ = (Index("ix_quote_line_product", "quote_id", "product_id"),)


class QuotePaper(Named, table=True):
    """A quote as a PDF in one or both languages; `content_hash` covers all that is printed."""

    quote_id: int = Field(foreign_key="quote.id")
    languages: str = Field(max_length=5)
    content_hash: str = Field(max_length=64)
    file_id: int = Field(foreign_key="file.id")

    __table_args__ = (Index("ix_quote_paper", "quote_id", "languages", unique=True),)


class ShareLink(Named, table=True):
    """A secret address where a customer sees one sent quote and answers; only its hash is known."""

    quote_id: int = Field(foreign_key="quote.id", index=True)
    token_hash: str = Field(unique=True, max_length=64)
    created_at: datetime = moment(default_factory=now)
    created_by: int | None = Field(default=None, foreign_key="user.id")
    expires_at: datetime = moment()
    revoked_at: datetime | None = moment(default=None)
    answer: str = Field(default="", max_length=10)
    answered_at: datetime | None = moment(default=None)
    answered_by: str = Field(default="", max_length=120)
    reason: str = Field(default="", max_length=1000)
    consent: str = Field(default="", max_length=500)


class ShareView(Table, table=True):
    """A customer looked at a shared quote: when, and not who."""

    id: int | None = Field(default=None, primary_key=True)
    link_id: int = Field(foreign_key="share_link.id", index=True)
    at: datetime = moment(default_factory=now)
