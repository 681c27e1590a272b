"""Targets and their attainment over REST."""

from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import Field

from crm_app.api.amounts import Number
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.api.shaped import shape, shaped
from crm_app.services import targets
from crm_app.services.targets import Attained, TargetForm, TargetRow

_PATH = "/api/v1/targets"
TargetOut: Any = shape(TargetRow)
AttainedOut: Any = shape(Attained)


class TargetIn(Body):
    """A year's target: `kind` is house, team, user or product; `subject` its id (empty: the house).

    `months` are split from the amount unless all twelve are named. The same subject, year and
    currency is one target: sending it again changes that.
    """

    kind: str = Field(max_length=20)
    subject: str = Field(default="", max_length=36)
    year: int
    amount: Number
    currency: str = "CNY"
    months: list[Number] = Field(default_factory=list, max_length=12)


class PartIn(Body):
    """Another figure for a month or a quarter; with `keep` the other months take up the difference."""

    amount: Number
    keep: bool = False


@api.get(_PATH, response_model=Listed[TargetOut])
def list_targets(
    actor: CurrentActor, paging: PageAsked, year: Annotated[int, Query(ge=2000, le=2100)]
) -> dict[str, Any]:
    """The targets of a year that one may see, with quarters and months."""
    return paging.whole(targets.targets(actor, year), shaped)


@api.post(_PATH, status_code=201, response_model=TargetOut)
def set_target(
    actor: CurrentActor, body: TargetIn, version: IfMatch, response: Response
) -> dict[str, Any]:
    """Set a target."""
    form = TargetForm(
        *(body.kind, body.subject, body.year, body.amount, body.currency, tuple(body.months))
    )
    public_id = targets.set_target(actor, form, version)
    row = targets.target(actor, public_id)
    created(response, f"{_PATH}/{public_id}", row.version)
    return shaped(row)


@api.get(f"{_PATH}/{{public_id}}", response_model=TargetOut)
def read_target(actor: CurrentActor, public_id: str, response: Response) -> dict[str, Any]:
    """One target."""
    row = targets.target(actor, public_id)
    tag(response, row.version)
    return shaped(row)


@api.put(f"{_PATH}/{{public_id}}/parts/{{period}}", response_model=TargetOut)
def set_part(
    actor: CurrentActor,
    public_id: str,
    period: str,
    body: PartIn,
    version: IfMatch,
    response: Response,
) -> dict[str, Any]:
    """Change a quarter (2026Q3) or a month (2026-09) of a target; `gap` says what the months lack."""
    targets.set_part(actor, public_id, period, body.amount, keep=body.keep, version=version)
    return read_target(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def remove_target(actor: CurrentActor, public_id: str) -> None:
    """Take a target away."""
    targets.remove_target(actor, public_id)


@api.get("/api/v1/attainment", response_model=Listed[AttainedOut])
def list_attainments(
    actor: CurrentActor, paging: PageAsked, period: Annotated[str, Query(max_length=10)]
) -> dict[str, Any]:
    """Every target that one may see against what was won in a period (2026, 2026Q3, 2026-09)."""
    return paging.whole(targets.attainments(actor, period), shaped)
