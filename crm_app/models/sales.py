"""What was sold, line upon line: derived from won deals and the quotes their customers accepted."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlmodel import Field

from crm_app.models.base import Table, exact, moment


class Sale(Table, table=True):
    """What a won deal brought of one product in one currency, without tax.

    Written in the transaction that wins, opens, deletes or restores the deal or answers its quote,
    and checked by `crm verify`: so a year's figures of products are sums along an index.
    """

    id: int | None = Field(default=None, primary_key=True)
    deal_id: int = Field(foreign_key="deal.id")
    product_id: int = Field(foreign_key="product.id")
    currency: str = Field(max_length=3)
    closed_at: datetime = moment()
    quantity: Decimal = exact(default=Decimal(0))
    net: Decimal = exact(default=Decimal(0))
    cost: Decimal = exact(default=Decimal(0))

    __table_args__ = (
        Index("ix_sale_deal", "deal_id", "product_id", "currency", unique=True),
        Index(
            *("ix_sale_product", "product_id", "currency", "closed_at"),
            *("deal_id", "quantity", "net", "cost"),
        ),
    )
