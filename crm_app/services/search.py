"""Finding anything by its words, in one go, within one's rights."""

from dataclasses import dataclass

from crm_app.core import search
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; `kind` is the record's kind, which is also its place in addresses."""

    kind: str
    public_id: str
    title: str
    subtitle: str


_MAY = {
    "customer": Permission.CUSTOMER_READ,
    "contact": Permission.CONTACT_READ,
    "deal": Permission.DEAL_READ,
    "quote": Permission.QUOTE_READ,
    "activity": Permission.ACTIVITY_READ,
    "task": Permission.TASK_READ,
    "voice_note": Permission.CAPTURE,
}


@query(Permission.SEARCH)
def find(work: Work, words: str, limit: int = 20) -> list[Hit]:
    """The newest records that hold every word (one letter or more), of the kinds one may read."""
    kinds = [kind for kind, permission in _MAY.items() if work.actor.can(permission)]
    docs = search.find(work.session, work.actor, words[:200], kinds, min(limit, 100))
    return [Hit(doc.kind, doc.public_id, doc.title, doc.subtitle) for doc in docs]
