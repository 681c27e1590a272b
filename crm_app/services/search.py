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
_NAMED = ("customer", "contact", "deal")


@query(Permission.SEARCH)
def find(work: Work, words: str, limit: int = 20) -> list[Hit]:
    """The newest records that hold every word (one letter or more), of the kinds one may read."""
    kinds = [kind for kind, permission in _MAY.items() if work.actor.can(permission)]
    return _hits(work, words, kinds, limit)


@query(Permission.SEARCH)
def look_up(work: Work, words: str, limit: int = 12) -> list[Hit]:
    """What one most likely means by `words`: people, companies and deals before what was noted on them.

    Of these, those with the words in their own name come first.
    """
    kinds = [kind for kind, permission in _MAY.items() if work.actor.can(permission)]
    named = _hits(work, words, [kind for kind in kinds if kind in _NAMED], limit)
    first_word = search.fold(words).split(" ")[0]
    named.sort(key=lambda hit: first_word not in search.fold(hit.title))
    rest = _hits(work, words, [kind for kind in kinds if kind not in _NAMED], limit)
    room = max(limit - len(named), min(len(rest), limit // 3))
    return [*named[: limit - room], *rest[:room]]


def _hits(work: Work, words: str, kinds: list[str], limit: int) -> list[Hit]:
    if not kinds:  # for the index no kinds means all kinds
        return []
    docs = search.find(work.session, work.actor, words[:200], kinds, min(limit, 100))
    return [Hit(doc.kind, doc.public_id, doc.title, doc.subtitle) for doc in docs]
