"""Approvals over REST: asked on a quote, deal or contract, read, decided once."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Response

from crm_app.api.approval_bodies import (
    ApprovalBrief,
    ApprovalOut,
    Asked,
    BreachOut,
    Decision,
    WhatIfOut,
    WordAsked,
    brief,
    plain_out,
    shown,
)
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Listed
from crm_app.api.paging import PageAsked, created, tag
from crm_app.services import approvals, contracts
from crm_app.services.approvals import WhatIf

_PATH = "/api/v1/approvals"
_Percent = Annotated[str, Query(max_length=30)]


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
    breaches = [plain_out(breach, BreachOut) for breach in seen.breaches]
    more = {"breaches": breaches, "who": asdict(seen.who)}
    return WhatIfOut.model_validate(plain_out(seen, WhatIfOut) | more)


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
