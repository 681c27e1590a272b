"""Repeated requests: what a POST with an Idempotency-Key was answered, kept for a day."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.ledger import IdempotentAnswer

KEPT = timedelta(hours=24)
# A process that died in the middle must not block its client; no request takes longer.
IN_FLIGHT = timedelta(minutes=1)
_JSON = {"content-type": "application/json"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it went out."""

    status: int
    body: str
    headers: dict[str, str]


@command(Permission.SELF)
def reserve(work: Work, key: str, request_hash: str) -> Answer | None:
    """The answer this request got before; None when it is new and now reserved.

    Of one that was done and broke off before its answer was kept, the id of what it made is known.
    Refuses a key that came with another body (422) or whose first request still runs (409).
    """
    mine = col(IdempotentAnswer.user_id) == work.actor.user_id
    work.session.exec(
        delete(IdempotentAnswer).where(mine, col(IdempotentAnswer.at) < work.now - KEPT)
    )
    row = _row(work, key)
    if row is None:
        row = IdempotentAnswer(user_id=work.actor.user_id or 0, key=key, request_hash="")
    elif row.request_hash != request_hash:
        raise Invalid("api.key_reused", field="Idempotency-Key")
    elif row.status:
        return Answer(row.status, row.body, row.headers)
    elif row.body:
        return Answer(200, row.body, _JSON)
    elif row.at > work.now - IN_FLIGHT:
        raise Conflict("api.in_flight")
    row.request_hash, row.at = request_hash, work.now
    work.session.add(row)
    try:
        work.session.flush()
    except IntegrityError as twin:  # two at the same moment, on a database with several writers
        raise Conflict("api.in_flight") from twin
    return None


@command(Permission.SELF)
def keep(work: Work, key: str, answer: Answer) -> None:
    """Remember what the reserved request was answered."""
    row = _row(work, key)
    if row is not None:
        row.status, row.body, row.headers = answer.status, answer.body, answer.headers


@command(Permission.SELF)
def release(work: Work, key: str) -> None:
    """The reserved request did nothing: the key is free again."""
    row = _row(work, key)
    if row is not None and not row.status and not row.body:
        work.session.delete(row)


@command(Permission.SETTINGS)
def free_unfinished(work: Work) -> None:
    """The only server starts: what was being done when it ended and had no effect may be tried again."""
    unfinished = col(IdempotentAnswer.status) == 0, col(IdempotentAnswer.body) == ""
    work.session.exec(delete(IdempotentAnswer).where(*unfinished))


def _row(work: Work, key: str) -> IdempotentAnswer | None:
    found = select(IdempotentAnswer).where(
        col(IdempotentAnswer.user_id) == work.actor.user_id, col(IdempotentAnswer.key) == key
    )
    return work.session.exec(found.with_for_update()).one_or_none()
