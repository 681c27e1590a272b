"""What was looked at: product pages by the people of a deal, places and objects with them."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, moment


class ProductView(Named, table=True):
    """Somebody at a deal's customer looked at a product; `source` says who reported it."""

    deal_id: int = Field(foreign_key="deal.id")
    product_id: int = Field(foreign_key="product.id", index=True)
    at: datetime = moment(default_factory=now)
    source: str = Field(default="api", max_length=20)

    __table_args__ = (Index("ix_product_view_deal", "deal_id", "at"),)


class Viewing(Named, table=True):
    """A place or an object was shown to the people of a deal."""

    deal_id: int = Field(foreign_key="deal.id", index=True)
    day: date
    place: str = Field(max_length=200)
    who: str = Field(default="", max_length=200)
    impression: str = Field(default="", max_length=500)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = moment(default_factory=now)
