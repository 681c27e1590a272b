"""Products and the offers made of them."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from crm_app.models.base import Named, Owned, exact, living_index, moment


class QuoteStatus(StrEnum):
    """A quote is a draft until it is sent; afterwards it is never rewritten, only replaced."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REPLACED = "replaced"


class Product(Named, table=True):
    """Something that is sold; `cost` is for those who may see it."""

    code: str = Field(unique=True, max_length=40)
    name_zh: str = Field(max_length=120)
    name_en: str = Field(max_length=120)
    unit: str = Field(default="", max_length=20)
    price: Decimal = exact(default=Decimal(0))
    cost: Decimal = exact(default=Decimal(0))
    currency: str = Field(default="CNY", max_length=3)
    tax_rate: Decimal = exact(default=Decimal(13))
    is_active: bool = True
    version: int = 1
    is_demo: bool = False


class GoesWith(Named, table=True):
    """Who asks about a product may want its accessory."""

    product_id: int = Field(foreign_key="product.id")
    accessory_id: int = Field(foreign_key="product.id", index=True)

    __table_args__ = (Index("ix_goes_with", "product_id", "accessory_id", unique=True),)


class Quote(Owned, table=True):
    """An offer to a customer; each revision of a number is a row of its own.

    Totals are stored as derived figures and checked by `crm verify`.
    """

    number: str = Field(max_length=40)
    revision: int = 1
    customer_id: int = Field(foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    deal_id: int | None = Field(default=None, foreign_key="deal.id", index=True)
    status: QuoteStatus = Field(default=QuoteStatus.DRAFT, index=True)
    currency: str = Field(default="CNY", max_length=3)
    discount: Decimal = exact(default=Decimal(0))
    valid_until: date | None = None
    note: str = Field(default="", max_length=2000)
    subtotal: Decimal = exact(default=Decimal(0))
    net: Decimal = exact(default=Decimal(0))
    tax: Decimal = exact(default=Decimal(0))
    total: Decimal = exact(default=Decimal(0))
    cost: Decimal = exact(default=Decimal(0))
    sent_at: datetime | None = moment(default=None)

    __table_args__ = (
        living_index("ix_quote_list", "updated_at", "id", "owner_id", "team_id", "status"),
        Index("ix_quote_number", "number", "revision", unique=True),
    )


class QuoteLine(Named, table=True):
    """One line: quantity x price less its own discount; tax is added on top.

    `list_price` is the product's price when the line was made (0: none), so that a price written
    down by hand counts as a discount too.
    """

    quote_id: int = Field(foreign_key="quote.id", index=True)
    rank: int
    product_id: int | None = Field(default=None, foreign_key="product.id")
    text: str = Field(max_length=300)
    unit: str = Field(default="", max_length=20)
    quantity: Decimal = exact(default=Decimal(1))
    price: Decimal = exact(default=Decimal(0))
    list_price: Decimal = exact(default=Decimal(0))
    cost: Decimal = exact(default=Decimal(0))
    discount: Decimal = exact(default=Decimal(0))
    tax_rate: Decimal = exact(default=Decimal(13))
