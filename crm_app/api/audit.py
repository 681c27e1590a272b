"""The audit chain over REST: read only, for those who may."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Listed, Named
from crm_app.api.paging import PageAsked
from crm_app.services import audit
from crm_app.services.audit import AuditRow

_PATH = "/api/v1/audit"


class ChangeOut(BaseModel):
    """One field before and after."""

    kind: str
    record: str
    field: str
    before: str
    after: str


class AuditOut(BaseModel):
    """One entry; `actor.id` is empty for the product itself."""

    id: str
    at: datetime
    actor: Named
    action: str
    kind: str
    record: str
    changes: list[ChangeOut]


def shown(row: AuditRow) -> AuditOut:
    """An entry as it goes out."""
    return AuditOut(
        id=str(row.number),
        at=row.at,
        actor=Named(id=row.actor_public_id, name=row.actor),
        action=row.action,
        kind=row.kind,
        record=row.record,
        changes=[
            ChangeOut(
                kind=change.kind,
                record=change.record,
                field=change.field,
                before=change.before,
                after=change.after,
            )
            for change in row.changes
        ],
    )


@api.get(_PATH, response_model=Listed[AuditOut])
def list_audit(  # noqa: PLR0913 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    *,
    q: Annotated[str, Query(max_length=200)] = "",
    who: str | None = None,
    what: str | None = None,
    kind: str | None = None,
    record: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> dict[str, Any]:
    """The entries, newest first; `who` is a user's id or `system`, `what` how the action begins."""
    asked = page.query(
        q,
        who=who,
        what=what,
        kind=kind,
        record=record,
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
    )
    return page.answer(audit.entry_slice(actor, asked, page.after), shown)


@api.get(f"{_PATH}/{{number}}")
def read_audit(actor: CurrentActor, number: int) -> AuditOut:
    """One entry."""
    return shown(audit.entry(actor, number))
