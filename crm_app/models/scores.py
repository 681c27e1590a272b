"""What is thought of leads and deals before anybody knows: classes, scores, and what learnt them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, moment


class Prediction(Named, table=True):
    """What a lead's empty field probably is; it stays beside the lead until somebody settles it.

    `confidence` in percent. `basis`: rules, learnt or same_company; `because` is the word or the
    name behind it. `settled`: "" while it waits, then confirmed, corrected or dismissed.
    """

    lead_id: int = Field(foreign_key="lead.id", index=True)
    field: str = Field(max_length=20)
    value: str = Field(max_length=60)
    confidence: int
    basis: str = Field(max_length=20)
    because: str = Field(default="", max_length=200)
    settled: str = Field(default="", max_length=12)
    settled_by: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = moment(default_factory=now)

    __table_args__ = (
        Index("ix_prediction_once", "lead_id", "field", unique=True),
        Index("ix_prediction_waiting", "settled", "field", "confidence"),
    )


class Score(Named, table=True):
    """How likely a lead or a deal comes to something.

    `arrival` are the features as they were when it came, and never change: what is learnt from it
    later must not know how it ended. `learnt_version` is 0 where the rules gave the score.
    """

    record_kind: str = Field(max_length=10)
    record_id: int
    arrived_at: datetime = moment(default_factory=now)
    arrival: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    score: int = 0
    band: str = Field(default="", max_length=6)
    learnt_version: int = 0

    __table_args__ = (Index("ix_score_record", "record_kind", "record_id", unique=True),)


class LearntModel(Named, table=True):
    """One training: what came of it, and the weights where they are used.

    `kind`: lead, deal, industry or size. `outcome`: used, no_better (the rules stay) or too_few.
    `made_by` is the job: one that is done again after a kill does not train twice.
    """

    kind: str = Field(max_length=10)
    number: int
    outcome: str = Field(max_length=12)
    made_by: str = Field(max_length=60, unique=True)
    trained_at: datetime = moment(default_factory=now)
    quality: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    weights: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    is_demo: bool = False

    __table_args__ = (Index("ix_learnt_model_number", "kind", "number", unique=True),)
