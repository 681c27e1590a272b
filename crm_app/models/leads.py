"""Somebody who may become a customer, the forms he comes by, and the questions that are asked first."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Customized, Named, Pooled, gone_index, living_index, moment

_RIGHTS = ("owner_id", "team_id")
_FILTERS = ("status", "source", "industry", "region", *_RIGHTS)


class LeadStatus(StrEnum):
    """How far a lead has come."""

    NEW = "new"
    CONTACTED = "contacted"
    SCREENING = "screening"
    CONVERTED = "converted"
    DISCARDED = "discarded"


OPEN = (LeadStatus.NEW, LeadStatus.CONTACTED, LeadStatus.SCREENING)


class WebForm(Named, table=True):
    """A form on a company's own website; `fields`: name → optional or required, in order.

    `origins` are the sites that may show it and send from it. What is agreed to has a version.
    """

    name: str = Field(max_length=80)
    language: str = Field(default="both", max_length=4)
    title_zh: str = Field(default="", max_length=120)
    title_en: str = Field(default="", max_length=120)
    intro_zh: str = Field(default="", max_length=500)
    intro_en: str = Field(default="", max_length=500)
    thanks_zh: str = Field(default="", max_length=300)
    thanks_en: str = Field(default="", max_length=300)
    consent_zh: str = Field(default="", max_length=2000)
    consent_en: str = Field(default="", max_length=2000)
    consent_version: str = Field(default="1", max_length=40)
    fields: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    source: str = Field(default="website", max_length=40)
    campaign: str = Field(default="", max_length=80)
    product_id: int | None = Field(default=None, foreign_key="product.id")
    origins: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    is_active: bool = True
    version: int = 1
    is_demo: bool = False


class Lead(Pooled, Customized, table=True):
    """A person or a company that may become a customer, not yet screened.

    Without a person's name `name` is the company's. `consent_*` is what a web form was agreed to.
    `conversion` holds what undoing a conversion needs. `score` and `band` are those of its row in
    `score`, written past the record's version: they are no change of anybody's. `assignment` is the
    rule that decided.
    `warned_at`: its owner was told that it will go back to the pool.
    """

    name: str = Field(max_length=120)
    name_key: str = Field(default="", max_length=120)
    pinyin: str = Field(default="", max_length=200)
    honorific: str = Field(default="", max_length=20)
    title: str = Field(default="", max_length=120)
    company: str = Field(default="", max_length=200)
    company_key: str = Field(default="", max_length=200, index=True)
    region: str = Field(default="", max_length=60)
    address: str = Field(default="", max_length=300)
    industry: str = Field(default="", max_length=40)
    size: str = Field(default="", max_length=20)
    source: str = Field(default="", max_length=40)
    campaign: str = Field(default="", max_length=80)
    product_id: int | None = Field(default=None, foreign_key="product.id")
    note: str = ""
    status: LeadStatus = LeadStatus.NEW
    discard_reason: str = Field(default="", max_length=40)
    consent_text: str = ""
    consent_version: str = Field(default="", max_length=40)
    consent_at: datetime | None = moment(default=None)
    consent_origin: str = Field(default="", max_length=300)
    last_touch_at: datetime | None = moment(default=None)
    score: int = 0
    band: str = Field(default="", max_length=6)
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    deal_id: int | None = Field(default=None, foreign_key="deal.id", index=True)
    converted_at: datetime | None = moment(default=None)
    conversion: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    assignment: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    web_form_id: int | None = Field(default=None, foreign_key="web_form.id", index=True)
    warned_at: datetime | None = moment(default=None)

    __table_args__ = (
        CheckConstraint("owner_id IS NULL OR team_id IS NOT NULL", name="owner_has_team"),
        gone_index("lead"),
        living_index("ix_lead_list", "updated_at", "id", *_FILTERS),
        living_index("ix_lead_created_list", "created_at", "id", *_FILTERS),
        living_index("ix_lead_score_list", "score", "id", *_RIGHTS, "status", "band"),
        living_index("ix_lead_name_list", "pinyin", "id", *_RIGHTS, "status"),
        living_index("ix_lead_owner_list", "owner_id", "status", "updated_at", "id"),
        living_index("ix_lead_team_list", "team_id", "owner_id"),
    )

    @property
    def is_person(self) -> bool:
        """Whether somebody is named, and not a company alone."""
        return self.name != self.company[:120]


class QuestionKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    AMOUNT = "amount"


class ScreeningQuestion(Named, table=True):
    """What has to be known before a lead becomes a deal; `options` are the words of a choice."""

    text_zh: str = Field(max_length=200)
    text_en: str = Field(max_length=200)
    kind: QuestionKind = QuestionKind.YES_NO
    options: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    is_required: bool = True
    is_active: bool = True
    rank: int = 0
    version: int = 1


class ScreeningAnswer(Named, table=True):
    """What a lead answered: yes or no, the key of an option, a text, or an amount."""

    lead_id: int = Field(foreign_key="lead.id")
    question_id: int = Field(foreign_key="screening_question.id", index=True)
    value: str = Field(max_length=1000)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = moment(default_factory=now)

    __table_args__ = (Index("ix_screening_answer_once", "lead_id", "question_id", unique=True),)
