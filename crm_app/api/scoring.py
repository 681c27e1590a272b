"""Scores, predictions and what they were learnt from, over REST."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.core.listing import ListQuery
from crm_app.services import classification, scoring
from crm_app.services.scoring import ScoreRow

Class = Literal["industry", "size", "region"]


class ReasonOut(BaseModel):
    """What speaks for (points above 0) or against it."""

    feature: str
    zh: str
    en: str
    points: int


class ScoreOut(BaseModel):
    """A score from 0 to 100; null band: not scored. `learnt_version` 0: by the rules."""

    score: int
    band: Literal["top", "middle", "low"] | None
    learnt_version: int
    reasons: list[ReasonOut]


class PredictionOut(BaseModel):
    """What an empty field probably is, with the confidence in percent: no fact."""

    field: Class
    value: str
    confidence: int
    basis: str
    because: str


class ClassOut(BaseModel):
    """A lead with the known value of a field (empty: nobody said it) and the predicted one."""

    id: str
    name: str
    company: str
    value: str
    predicted: PredictionOut | None


class ClassPage(BaseModel):
    """A page of leads; `more`: there are more than `total`."""

    items: list[ClassOut]
    total: int
    page: int
    pages: int


class SettleIn(Body):
    """Which leads, and the value that is a fact from now on; without one the prediction is."""

    leads: list[Annotated[str, Field(max_length=36)]] = Field(min_length=1, max_length=200)
    value: str | None = Field(default=None, max_length=60)


class SettledOut(BaseModel):
    """Lead → the value that stood there (to be put back), and how many were left as they were."""

    before: dict[str, str]
    refused: int


class PutBackIn(Body):
    """What `before` said."""

    before: dict[str, Annotated[str, Field(max_length=60)]] = Field(min_length=1, max_length=200)


class ModelOut(BaseModel):
    """The last training of a kind; empty texts and zeros where nothing was measured."""

    kind: Literal["lead", "deal", "industry", "size"]
    outcome: Literal["used", "no_better", "too_few"] | None
    number: int
    trained_at: datetime | None
    n: int
    won: int
    needed: int
    needed_rarer: int
    trained_on: int
    tested_on: int
    since: str
    base_rate: int
    later_rate: int
    accuracy: int
    rules_accuracy: int
    auc: str
    auc_low: str
    auc_rules: str
    brier: str
    brier_base: str
    brier_rules: str
    calibrated_on: int
    bins: list[dict[str, int]]
    weights: list[ReasonOut]


def score_out(row: ScoreRow) -> ScoreOut:
    """A score as it goes out."""
    return ScoreOut.model_validate(asdict(row) | {"band": row.band or None})


def prediction_out(row: classification.Predicted) -> PredictionOut:
    """A prediction as it goes out."""
    return PredictionOut.model_validate(asdict(row) | {"value": row.value.key})


@api.get("/api/v1/deals/{public_id}/score")
def read_deal_score(actor: CurrentActor, public_id: str) -> ScoreOut:
    """How likely the deal is won, with the reasons: a hint."""
    return score_out(scoring.deal_score(actor, public_id))


@api.get("/api/v1/lead-classes/{field}")
def list_classes(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    field: Class,
    q: Annotated[str, Query(max_length=200)] = "",
    state: Literal["waiting", "known"] | None = None,
    guess: Annotated[str, Query(max_length=60)] = "",
    sort: Literal["created", "-created", "sure", "-sure", "name", "-name"] = "created",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> ClassPage:
    """The open leads one may see, with what is known and what is predicted of a field."""
    asked = ListQuery(q, {"state": state or "", "guess": guess}, sort, page)
    found = classification.classes(actor, field, asked)
    items = [
        ClassOut(
            id=row.public_id,
            name=row.name,
            company=row.company,
            value=row.fact.key,
            predicted=_predicted(field, row),
        )
        for row in found.rows
    ]
    return ClassPage(items=items, total=found.total, page=found.page, pages=found.pages)


def _predicted(field: Class, row: classification.ClassRow) -> PredictionOut | None:
    if not row.guess.key:
        return None
    return PredictionOut(
        field=field,
        value=row.guess.key,
        confidence=row.confidence,
        basis=row.basis,
        because=row.because,
    )


@api.put("/api/v1/lead-classes/{field}")
def settle_classes(actor: CurrentActor, field: Class, body: SettleIn) -> SettledOut:
    """Set a value on many leads, or confirm what was predicted of them."""
    if body.value is None:
        done = classification.confirm_class(actor, field, body.leads)
    else:
        done = classification.set_class(actor, field, body.leads, body.value)
    return SettledOut(before=done.before, refused=done.refused)


@api.post("/api/v1/lead-classes/{field}/undo", status_code=204)
def put_classes_back(actor: CurrentActor, field: Class, body: PutBackIn) -> None:
    """Each lead has its old value again, and its prediction waits again."""
    classification.put_class_back(actor, field, body.before)


@api.get("/api/v1/scoring-models")
def list_models(actor: CurrentActor) -> dict[str, list[ModelOut]]:
    """What was learnt of each kind, how good it is, or how much is still missing."""
    rows: list[dict[str, Any]] = [asdict(one) for one in scoring.model_cards(actor)]
    return {"items": [ModelOut.model_validate(r | {"outcome": r["outcome"] or None}) for r in rows]}


@api.post("/api/v1/scoring-models/training", status_code=202)
def train_models(actor: CurrentActor) -> dict[str, str]:
    """Learn anew in the background; the job's id."""
    return {"job": scoring.ask_training(actor)}
