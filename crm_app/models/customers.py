"""Who one does business with, and the people there."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field

from crm_app.lib.clock import DEFAULT_ZONE, today
from crm_app.models.base import Customized, Named, Owned, gone_index, living_index, moment

_RIGHTS = ("owner_id", "team_id")
_FILTERS = ("tier", "stage", "industry", "region", "kind", *_RIGHTS)


class CustomerKind(StrEnum):
    """A company, or a person who buys for himself."""

    COMPANY = "company"
    PERSON = "person"


class Tier(StrEnum):
    """How much care a customer gets."""

    A = "A"
    B = "B"
    C = "C"


class PointKind(StrEnum):
    """The ways of reaching somebody."""

    MOBILE = "mobile"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    WEBSITE = "website"
    ADDRESS = "address"
    WECHAT = "wechat"


class Customer(Owned, Customized, table=True):
    """A company or a private person; `name` is what people say, the legal names stand beside it.

    `stage` (models/lifecycle.STAGES) follows from the orders, unless `stage_set_by` says who set it;
    set at some time by nobody, it came with a file or from before the rules, and gives way to them.
    """

    kind: CustomerKind = CustomerKind.COMPANY
    name: str = Field(max_length=200)
    name_key: str = Field(default="", max_length=200, index=True)
    name_typed: str = Field(default="", max_length=200)
    legal_name_zh: str = Field(default="", max_length=200)
    legal_name_en: str = Field(default="", max_length=200)
    tax_id: str = Field(default="", max_length=40)
    industry: str = Field(default="", max_length=40)
    region: str = Field(default="", max_length=60)
    size: str = Field(default="", max_length=20)
    source: str = Field(default="", max_length=40)
    tier: Tier = Tier.C
    stage: str = Field(default="prospect", max_length=8)
    stage_since: date | None = Field(default_factory=lambda: today(DEFAULT_ZONE))
    stage_set_at: datetime | None = moment(default=None)
    stage_set_by: int | None = None
    stage_reason: str = Field(default="", max_length=300, sa_column_kwargs={"server_default": ""})
    parent_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    last_contact_at: datetime | None = moment(default=None)

    __table_args__ = (
        # Of all of them, as deals are chosen by their customers' tier and region.
        *[Index(f"ix_customer_{name}", name) for name in ("tier", "region")],
        # Each order with what lists filter by: filtering and counting never touch the table.
        gone_index("customer"),
        # The usual one is what counts are read from: with `deleted_at` SQLite need not read a row.
        living_index(
            *("ix_customer_list", "updated_at", "id", *_FILTERS, "last_contact_at", "deleted_at")
        ),
        living_index("ix_customer_name_list", "name", "id", *_FILTERS),
        living_index("ix_customer_contact_list", "last_contact_at", "id", *_FILTERS),
        living_index("ix_customer_created_list", "created_at", "id"),
        living_index("ix_customer_owner_list", "owner_id", "updated_at", "id", *_FILTERS[:5]),
        living_index("ix_customer_team_list", "team_id", "owner_id"),
        living_index("ix_customer_tier_list", "tier", "updated_at", "id", *_RIGHTS, "stage"),
        living_index("ix_customer_stage_list", "stage", "updated_at", "id", *_RIGHTS, "tier"),
        living_index("ix_customer_industry_list", "industry", "updated_at", "id", *_RIGHTS),
        living_index("ix_customer_region_list", "region", "updated_at", "id", *_RIGHTS),
    )


class Contact(Owned, Customized, table=True):
    """A person. The honorific is kept apart from the name; `pinyin` sorts and finds it.

    `name_typed` is what somebody entered. `birthday` carries its calendar (`lib/birthdays.py`),
    `birthday_key` is the day of the year by which lists find it. `id_number` is sealed.
    """

    name: str = Field(max_length=120)
    name_key: str = Field(default="", max_length=120, index=True)
    name_typed: str = Field(default="", max_length=160)
    honorific: str = Field(default="", max_length=20)
    family_name: str = Field(default="", max_length=60)
    given_name: str = Field(default="", max_length=60)
    pinyin: str = Field(default="", max_length=200)
    other_name: str = Field(default="", max_length=120)
    birthday: str | None = Field(default=None, max_length=20)
    birthday_key: str = Field(default="", max_length=6)
    id_number: str = Field(default="", max_length=200)
    source: str = Field(default="", max_length=40)

    __table_args__ = (
        gone_index("contact"),
        living_index("ix_contact_list", "updated_at", "id", *_RIGHTS, "source"),
        living_index("ix_contact_name_list", "pinyin", "id", *_RIGHTS, "source"),
        living_index("ix_contact_created_list", "created_at", "id"),
        living_index("ix_contact_owner_list", "owner_id", "updated_at", "id"),
        living_index("ix_contact_birthday", "birthday_key", *_RIGHTS, "id"),
        living_index("ix_contact_team_list", "team_id", "owner_id"),
    )


class Position(Named, table=True):
    """A contact's place at a customer, from when to when; one of the running ones is the main one.

    `role` is his part when the customer buys, as `services/relations` names them.
    """

    contact_id: int = Field(foreign_key="contact.id", index=True)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    title: str = Field(default="", max_length=120)
    department: str = Field(default="", max_length=120)
    started: date | None = None
    ended: date | None = None
    is_main: bool = True
    role: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": text("''")})


class ContactPoint(Named, table=True):
    """One way of reaching a contact, customer or lead: as typed, and its normal form for matching.

    `as_typed`: it is shown as it was typed. The parts are those of an address.
    """

    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    lead_id: int | None = Field(default=None, foreign_key="lead.id", index=True)
    kind: PointKind
    value: str = Field(max_length=300, index=True)
    typed: str = Field(max_length=300)
    as_typed: bool = False
    province: str = Field(default="", max_length=40)
    city: str = Field(default="", max_length=60)
    district: str = Field(default="", max_length=60)
    postcode: str = Field(default="", max_length=12)
    label: str = Field(default="", max_length=40)
    consent: str = Field(default="", max_length=20)


class PersonalDetail(Named, table=True):
    """Something to remember about a person or a customer (likes Pu'er tea); of old ones it is not
    known who noted them when."""

    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    text: str = Field(max_length=300)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime | None = moment(default=None)
