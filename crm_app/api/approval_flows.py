"""Approval flows over REST: data that an administrator orders, and a case to try them with."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact
from crm_app.api.approval_bodies import Said
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import approvals
from crm_app.services.approvals import Case, ConditionForm, FlowForm, FlowRow, StepForm

_PATH = "/api/v1/approval-flows"
_Key = Annotated[str, Field(max_length=60)]


class Condition(Body):
    """`value` is a figure, or keys of a choice with commas; `currency` goes with an amount."""

    field: str = Field(max_length=60)
    op: str = Field(max_length=4)
    value: str = Field(max_length=300)
    currency: str = Field(default="CNY", max_length=3)


class Step(Body):
    """Approvers are `manager` (of who asks), `role:<role>` or `user:<id>`; hours 0: no limit."""

    approvers: list[_Key] = Field(max_length=20)
    mode: Literal["any", "all"] = "any"
    hours: int = Field(default=0, ge=0, le=720)
    when: Condition | None = None


class FlowIn(Body):
    """A flow: the first one whose conditions all hold asks its steps one after the other."""

    name_zh: str = Field(max_length=200)
    name_en: str = Field(max_length=200)
    subject: str = Field(max_length=20)
    conditions: list[Condition] = Field(default=[], max_length=20)
    steps: list[Step] = Field(max_length=20)
    copies: list[_Key] = Field(default=[], max_length=20)
    is_active: bool = True


class FlowOut(BaseModel):
    """A flow with its sentence; limits of margins are left out for who may not see costs."""

    id: str
    version: int
    rank: int
    sentence: Said
    name_zh: str
    name_en: str
    subject: str
    conditions: list[dict[str, str]]
    steps: list[dict[str, Any]]
    copies: list[str]
    is_active: bool
    used: int


class Place(Body):
    """Where in the order, from 1."""

    rank: int = Field(ge=1, le=1000)


class CaseIn(Body):
    """A case: whose it is, and figures and keys by field."""

    subject: str = Field(max_length=20)
    asker: str = Field(max_length=60)
    currency: str = Field(default="CNY", max_length=3)
    values: dict[str, str] = Field(default={}, max_length=20)


class TriedStepOut(BaseModel):
    """A step that would be asked, and the people it would reach now."""

    mode: str
    who: Said
    people: list[str]
    hours: int


class TriedFlowOut(BaseModel):
    """A flow that was looked at, and what of it does not hold."""

    name: Said
    fits: bool
    misses: list[Said]


class PassedOut(BaseModel):
    """A limit that is passed."""

    measure: str
    limit: Exact | None
    value: Exact | None
    level: str
    currency: str
    paid: Exact | None
    paid_in: str


class SimulatedOut(BaseModel):
    """Who would have to agree, step by step; by which flow (empty texts: by the limits)."""

    steps: list[TriedStepOut]
    flow: Said
    sentence: Said
    breaches: list[PassedOut]
    looked_at: list[TriedFlowOut]


def shown(row: FlowRow) -> FlowOut:
    """A flow as it goes out."""
    form = asdict(row.form)
    known = {name: getattr(row, name) for name in ("version", "rank", "used")}
    return FlowOut.model_validate(
        form | known | {"id": row.public_id, "sentence": asdict(row.sentence)}
    )


def _form(body: FlowIn) -> FlowForm:
    return FlowForm(
        body.name_zh,
        body.name_en,
        body.subject,
        tuple(_condition(one) for one in body.conditions),
        tuple(
            StepForm(
                tuple(step.approvers),
                step.mode,
                step.hours,
                _condition(step.when) if step.when is not None else None,
            )
            for step in body.steps
        ),
        tuple(body.copies),
        body.is_active,
    )


def _condition(body: Condition) -> ConditionForm:
    return ConditionForm(body.field, body.op, body.value, body.currency)


@api.get(_PATH, response_model=Listed[FlowOut])
def list_flows(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All flows in the order in which they are tried."""
    return page.whole(approvals.flows(actor), shown)


@api.post(_PATH, status_code=201)
def create_flow(actor: CurrentActor, body: FlowIn, response: Response) -> FlowOut:
    """A new flow, after the others."""
    public_id = approvals.save_flow(actor, _form(body))
    row = approvals.flow(actor, public_id)
    created(response, f"{_PATH}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_flow(actor: CurrentActor, public_id: str, response: Response) -> FlowOut:
    """One flow."""
    row = approvals.flow(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.put(f"{_PATH}/{{public_id}}")
def replace_flow(
    actor: CurrentActor, public_id: str, body: FlowIn, version: IfMatch, response: Response
) -> FlowOut:
    """The whole flow anew; requests that came by it go on as they were asked."""
    approvals.save_flow(actor, _form(body), public_id, version)
    return read_flow(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/place")
def place_flow(actor: CurrentActor, public_id: str, body: Place, response: Response) -> FlowOut:
    """Put it at a place in the order."""
    approvals.place_flow(actor, public_id, body.rank)
    return read_flow(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_flow(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """Take a flow away."""
    approvals.delete_flow(actor, public_id, version)


@api.post("/api/v1/approval-simulations")
def simulate(actor: CurrentActor, body: CaseIn) -> SimulatedOut:
    """Who would have to approve a case? Nothing is asked."""
    case = Case(body.subject, body.asker, body.currency, body.values)
    return SimulatedOut.model_validate(asdict(approvals.simulate(actor, case)))
