"""Who stands how to whom: a person reports to another, a customer came through another."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, moment


class RelationKind(StrEnum):
    """How the one stands to the other; which ends each has is in `services/relations/rules.py`."""

    REPORTS_TO = "reports_to"
    ASSISTS = "assists"
    INFLUENCES = "influences"
    SPOUSE = "spouse"
    RELATIVE = "relative"
    FRIEND = "friend"
    REFERRED_BY = "referred_by"
    PARTNER = "partner"


class Relation(Named, table=True):
    """One relation, seen from a contact or else a customer to the other; between two people no
    customer is named."""

    kind: str = Field(max_length=20)
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    other_customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    other_contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    since: date
    note: str = Field(default="", max_length=200)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = moment(default_factory=now)
    is_demo: bool = False
