"""The limits beyond which somebody has to agree, over REST."""

from dataclasses import asdict
from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import approvals
from crm_app.services.approvals import RuleForm, RuleRow

_PATH = "/api/v1/approval-rules"
_FIELDS = ("role", "measure", "limit", "currency", "level", "is_active")


class RuleOut(BaseModel):
    """Beyond `limit` (below it for a margin) an owner of `role` needs `level`: percent or amount.

    The limit of a margin is null for those who may not see costs.
    """

    id: str
    version: int
    role: str
    measure: str
    limit: Exact | None
    currency: str
    level: str
    is_active: bool


class _Fields(Body):
    currency: str | None = Field(default=None, max_length=3)
    is_active: bool | None = None


class RuleIn(_Fields):
    """A new limit: measure is discount, margin or amount; level is manager or director."""

    role: str
    measure: str
    limit: Number
    level: str


class RuleChange(_Fields):
    """What is to change of a limit."""

    role: str | None = None
    measure: str | None = None
    limit: Number | None = None
    level: str | None = None


def shown(row: RuleRow) -> RuleOut:
    """A limit as it goes out."""
    return RuleOut.model_validate(fields_of(row, RuleOut))


@api.get(_PATH, response_model=Listed[RuleOut])
def list_rules(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All limits, by role, measure and limit."""
    return page.whole(approvals.approval_rules(actor), shown)


@api.post(_PATH, status_code=201)
def create_rule(actor: CurrentActor, body: RuleIn, response: Response) -> RuleOut:
    """A new limit: 409 where there is one for role, measure, level and currency."""
    public_id = approvals.save_rule(actor, RuleForm(**_sent(body)))
    row = approvals.approval_rule(actor, public_id)
    created(response, f"{_PATH}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_rule(actor: CurrentActor, public_id: str, response: Response) -> RuleOut:
    """One limit."""
    row = approvals.approval_rule(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_rule(
    actor: CurrentActor, public_id: str, body: RuleChange, version: IfMatch, response: Response
) -> RuleOut:
    """Change what is sent; the rest stays as it is stored, also when it changes meanwhile."""
    row = approvals.approval_rule(actor, public_id)
    stored: dict[str, Any] = {name: value for name, value in asdict(row).items() if name in _FIELDS}
    form = RuleForm(**{**stored, "limit": f"{row.limit or 0:f}", **_sent(body)})
    asked = row.version if version is None else version
    approvals.save_rule(actor, form, public_id, asked)
    return read_rule(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_rule(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """Take a limit away."""
    approvals.delete_rule(actor, public_id, version)


def _sent(body: _Fields) -> dict[str, Any]:
    """What was sent; null for a text is as good as nothing, for the switch it is off."""
    sent = body.given(*_FIELDS)
    return sent | ({"is_active": bool(sent["is_active"])} if "is_active" in sent else {})
