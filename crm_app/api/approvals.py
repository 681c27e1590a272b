"""Approvals over REST: asked on a quote, deal or contract, read, decided once."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named
from crm_app.api.paging import PageAsked, created, tag
from crm_app.services import approvals, contracts
from crm_app.services.approvals import ApprovalCase, ApprovalRow, WhatIf

_PATH = "/api/v1/approvals"
_Percent = Annotated[str, Query(max_length=30)]


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
    """A limit that is passed; a margin's is null for those who may not see costs."""

    measure: str
    limit: Exact | None
    value: Exact | None
    level: str
    currency: str


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
        "breaches": [_plain(breach, BreachOut) for breach in case.breaches],
        "floors": [_plain(floor, FloorOut) for floor in case.floors],
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


def _plain(row: object, model: type[BaseModel]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in model.model_fields}


@api.get(_PATH, response_model=Listed[ApprovalBrief])
def list_approvals(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    status: str | None = None,
    level: str | None = None,
    box: Annotated[str | None, Query(description="waiting, mine or done")] = None,
    quote: str | None = None,
    deal: str | None = None,
    customer: str | None = None,
    asker: str | None = None,
    kind: str | None = None,
    decider: str | None = None,
    decided_from: str | None = None,
    decided_to: str | None = None,
) -> dict[str, Any]:
    """The requests one may see, newest first; `box=waiting` are those one may decide."""
    about = {"quote": quote, "deal": deal, "customer": customer, "asker": asker, "kind": kind}
    about |= {"decider": decider, "decided_from": decided_from, "decided_to": decided_to}
    asked = page.query("", status=status, level=level, box=box, **about)
    return page.answer(approvals.approval_slice(actor, asked, page.after), brief)


@api.get(f"{_PATH}/{{public_id}}")
def read_approval(actor: CurrentActor, public_id: str, response: Response) -> ApprovalOut:
    """One request, with what its decision needs."""
    case = approvals.approval_case(actor, public_id)
    tag(response, case.row.version)
    return shown(case)


@api.get(f"{_PATH}/{{public_id}}/what-if")
def what_if(actor: CurrentActor, public_id: str, discount: _Percent) -> WhatIfOut:
    """A quote's request under another discount (percent); changes nothing."""
    return _tried(approvals.what_if(actor, public_id, discount))


@api.get("/api/v1/quotes/{public_id}/what-if")
def quote_what_if(actor: CurrentActor, public_id: str, discount: _Percent) -> WhatIfOut:
    """A quote under another discount (percent); changes nothing."""
    return _tried(approvals.quote_what_if(actor, public_id, discount))


def _tried(seen: WhatIf) -> WhatIfOut:
    breaches = [_plain(breach, BreachOut) for breach in seen.breaches]
    more = {"breaches": breaches, "who": asdict(seen.who)}
    return WhatIfOut.model_validate(_plain(seen, WhatIfOut) | more)


@api.post("/api/v1/quotes/{public_id}/approval", status_code=201)
def ask_for_quote(
    actor: CurrentActor, public_id: str, body: Asked, response: Response
) -> ApprovalOut:
    """Ask for a draft: 409 when nobody is needed, or it is asked or granted already."""
    made = approvals.ask_for_quote(actor, public_id, body.reason, body.discount)
    return _made(actor, made, response)


@api.post("/api/v1/deals/{public_id}/approval", status_code=201)
def ask_for_deal(
    actor: CurrentActor, public_id: str, body: WordAsked, response: Response
) -> ApprovalOut:
    """Ask that a deal may be won."""
    return _made(actor, approvals.ask_for_deal(actor, public_id, body.reason), response)


@api.post("/api/v1/contracts/{public_id}/approval", status_code=201)
def ask_for_contract(
    actor: CurrentActor, public_id: str, body: WordAsked, response: Response
) -> ApprovalOut:
    """Ask that a contract may go out."""
    return _made(actor, contracts.ask_for_contract(actor, public_id, body.reason), response)


@api.post(f"{_PATH}/{{public_id}}/decision")
def decide(actor: CurrentActor, public_id: str, body: Decision, response: Response) -> ApprovalOut:
    """Answer a request: 409 when it was answered, withdrawn or overtaken by a change."""
    if body.decision == "approve":
        approvals.approve(actor, public_id, body.reason)
    elif body.decision == "refuse":
        approvals.refuse(actor, public_id, body.reason)
    elif body.decision == "return":
        approvals.give_back(actor, public_id, body.reason)
    else:
        approvals.counter(actor, public_id, body.discount, body.reason)
    return read_approval(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/accept")
def accept_counter(actor: CurrentActor, public_id: str, response: Response) -> ApprovalOut:
    """Take the approver's figure: the draft gets it and may be sent."""
    approvals.accept_counter(actor, public_id)
    return read_approval(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/withdraw")
def withdraw(actor: CurrentActor, public_id: str, response: Response) -> ApprovalOut:
    """Take one's own request back."""
    approvals.withdraw(actor, public_id)
    return read_approval(actor, public_id, response)


def _made(actor: CurrentActor, public_id: str, response: Response) -> ApprovalOut:
    case = approvals.approval_case(actor, public_id)
    created(response, f"{_PATH}/{public_id}", case.row.version)
    return shown(case)
