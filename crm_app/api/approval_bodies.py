"""What requests for approval look like over REST, and what is sent about them."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.bodies import Body, Named, named
from crm_app.services.approvals import ApprovalCase, ApprovalRow


class Said(BaseModel):
    """Something in both languages."""

    zh: str
    en: str


class SeatOut(BaseModel):
    """A place at which a word is given: who is asked, or who spoke and for whom."""

    who: Said
    state: str
    by: str
    for_whom: str
    at: datetime | None
    reason: str
    due_at: datetime | None
    added_by: str
    is_late: bool


class StepOut(BaseModel):
    """A step: any of its seats is enough, or all are needed."""

    rank: int
    mode: str
    state: str
    seats: list[SeatOut]


class EventOut(BaseModel):
    """A line of the history."""

    kind: str
    at: datetime
    by: str
    words: Said
    text: str


class ApprovalBrief(BaseModel):
    """A request as it was judged; margins in percent, null for those who may not see costs."""

    id: str
    version: int
    kind: str
    subject: Named | None
    customer: Named | None
    asker: Named | None
    level: str
    status: str
    reason: str
    discount: Exact
    given: Exact
    net: Exact
    currency: str
    margin_before: Exact | None
    margin_after: Exact | None
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    counter_discount: Exact | None
    created_at: datetime
    can_decide: bool
    waits_for: Said
    due_at: datetime | None
    step: int
    steps: int


class BreachOut(BaseModel):
    """A limit that is passed; a margin's is null for those who may not see costs.

    An amount that was converted was `paid` in `paid_in`; with a limit of 0 there was no rate.
    """

    measure: str
    limit: Exact | None
    value: Exact | None
    level: str
    currency: str
    paid: Exact | None
    paid_in: str


class FloorOut(BaseModel):
    """The lowest price before tax that `level` may grant; "" needs nobody."""

    level: str
    discount: Exact
    net: Exact


class ApprovalOut(ApprovalBrief):
    """A request with what its decision needs."""

    breaches: list[BreachOut]
    floors: list[FloorOut]
    competitor: str
    win_percent: int | None
    win_offers: int
    progress: list[StepOut]
    history: list[EventOut]
    flow: Said
    collisions: list[Said]
    can_give_back: bool


class WhatIfOut(BaseModel):
    """An offer under a discount of its own, and who would have to agree; "" needs nobody."""

    discount: Exact
    given: Exact
    net: Exact
    total: Exact
    currency: str
    margin: Exact | None
    level: str
    who: Said
    may_need_more: bool
    breaches: list[BreachOut]


class Asked(Body):
    """Why; `discount` (percent) is given to the draft with the request."""

    reason: str = Field(max_length=500)
    discount: Number | None = None


class WordAsked(Body):
    """Why."""

    reason: str = Field(max_length=500)


class Decision(Body):
    """The answer; a counter names a lower `discount` in percent, a refusal or return a `reason`."""

    decision: Literal["approve", "refuse", "counter", "return"]
    reason: str = Field(default="", max_length=500)
    discount: Number | None = None


def brief(row: ApprovalRow) -> ApprovalBrief:
    """A request of a list as it goes out."""
    return ApprovalBrief.model_validate(_fields(row, ApprovalBrief))


def shown(case: ApprovalCase) -> ApprovalOut:
    """A request as it goes out."""
    more = {
        "breaches": [plain_out(breach, BreachOut) for breach in case.breaches],
        "floors": [plain_out(floor, FloorOut) for floor in case.floors],
        "competitor": case.competitor,
        "win_percent": case.wins.percent,
        "win_offers": case.wins.offers,
        "progress": [asdict(step) for step in case.steps],
        "history": [asdict(event) for event in case.events],
        "flow": asdict(case.flow),
        "collisions": [asdict(one) for one in case.collisions],
        "can_give_back": case.can_give_back,
    }
    return ApprovalOut.model_validate(_fields(case.row, ApprovalOut) | more)


def _fields(row: ApprovalRow, model: type[BaseModel]) -> dict[str, Any]:
    return fields_of(row, model) | {
        "waits_for": asdict(row.waits),
        "subject": named(row.subject_public_id, row.title),
        "customer": named(row.customer_public_id, row.customer),
        "asker": named(row.asker_public_id, row.asker),
    }


def plain_out(row: object, model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a row that a model has, by name."""
    return {name: getattr(row, name) for name in model.model_fields}
