"""Requests that carry a key of their client: what one did is noted in the transaction that did it."""

import json
from contextvars import ContextVar
from typing import Any

from sqlmodel import Session, col, update

from crm_app.lib.ids import is_id
from crm_app.models.ledger import IdempotentAnswer

# The person and the key of the request that is being answered.
asked: ContextVar[tuple[int, str] | None] = ContextVar("asked", default=None)


def note(session: Session, result: Any) -> None:
    """A change is about to be committed: if its answer gets lost, a repetition finds it here."""
    request = asked.get()
    if request is None:
        return
    user_id, key = request
    body = json.dumps({"id": result} if is_id(result) else {})
    session.exec(
        update(IdempotentAnswer)
        .where(
            col(IdempotentAnswer.user_id) == user_id,
            col(IdempotentAnswer.key) == key,
            col(IdempotentAnswer.status) == 0,
        )
        .values(body=body)
    )
