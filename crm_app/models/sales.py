"""What was sold and what was offered, product by product: derived from closed deals and their quotes."""

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
    owner_id: int
    team_id: int

    __table_args__ = (
        Index("ix_sale_deal", "deal_id", "product_id", "currency", unique=True),
        Index(
            *("ix_sale_product", "product_id", "currency", "closed_at"),
            *("deal_id", "quantity", "net", "cost", "owner_id", "team_id"),
        ),
    )


class Offered(Table, table=True):
    """A product stands on a quote of a closed deal: who won or lost how often with it.

    Written in the transaction that closes, opens, deletes, restores or hands over the deal, or
    changes its quotes, and checked by `crm verify`.
    """

    id: int | None = Field(default=None, primary_key=True)
    deal_id: int = Field(foreign_key="deal.id")
    product_id: int = Field(foreign_key="product.id")
    stage_id: int = Field(foreign_key="stage.id")
    closed_at: datetime = moment()
    owner_id: int
    team_id: int

    __table_args__ = (
        Index("ix_offered_deal", "deal_id", "product_id", unique=True),
        Index(
            *("ix_offered_product", "stage_id", "product_id", "closed_at", "owner_id"),
            *("team_id", "deal_id"),
        ),
    )
