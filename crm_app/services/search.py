"""Finding anything by its words, in one go, within one's rights."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from crm_app.core import search
from crm_app.core.permissions import READS, Permission
from crm_app.core.work import Work, query
from crm_app.lib.names import person_pinyin, pinyin, spoken_forms
from crm_app.models.ledger import SearchDoc


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; `kind` is the record's kind, which is also its place in addresses.

    `why` is the piece of it that the words stand in, where the title does not hold them; `how` is text,
    file (in a file of the record), sound (the pinyin of a name) or near (a word that is nearly the one typed).
    """

    kind: str
    public_id: str
    title: str
    subtitle: str
    why: str = ""
    how: str = ""


_KINDS = (
    *("customer", "contact", "deal", "lead", "quote", "contract", "order"),
    *("activity", "task", "voice_note"),
)
_MOST_ROWS = 200
_NAMED = ("customer", "contact", "deal", "lead")


@query(Permission.SEARCH)
def find(work: Work, words: str, limit: int = 20) -> list[Hit]:
    """The newest records that hold every word (one letter or more), of the kinds one may read."""
    kinds = [kind for kind in _KINDS if work.actor.can(READS[kind])]
    return _hits(work, words, kinds, limit)


@query(Permission.SEARCH)
def look_up(work: Work, words: str, limit: int = 12) -> list[Hit]:
    """What one most likely means by `words`: customers, contacts, deals and leads before what was noted
    on them, and those that are called so before the rest."""
    kinds = [kind for kind in _KINDS if work.actor.can(READS[kind])]
    if not kinds or not search.find(work.session, work.actor, words[:200], kinds, 1):
        return _near(work, words, kinds, limit)
    # Each kind by itself: a customer is not to be lost behind the newer deals that bear his name.
    named = [hit for kind in _NAMED if kind in kinds for hit in _hits(work, words, [kind], limit)]
    wanted = search.fold(words)
    named.sort(key=lambda hit: (_distance(wanted, hit.title), _NAMED.index(hit.kind)))
    rest = _hits(work, words, [kind for kind in kinds if kind not in _NAMED], limit)
    room = max(limit - len(named), min(len(rest), limit // 3))
    return [*named[: limit - room], *rest[:room]]


@query(Permission.SEARCH)
def reasons(work: Work, kind: str, words: str, public_ids: Sequence[str]) -> dict[str, Hit]:
    """Why records of a list hold the words: of those whose title does not say it itself."""
    found = select(SearchDoc).where(
        col(SearchDoc.kind) == kind, col(SearchDoc.public_id).in_(list(public_ids)[:_MOST_ROWS])
    )
    terms = search.fold(words[:200]).split(" ")
    hits = {
        doc.public_id: Hit(doc.kind, doc.public_id, doc.title, doc.subtitle, *_why(doc, terms))
        for doc in work.session.exec(found)
        if _may_see(work, doc)
    }
    return {key: hit for key, hit in hits.items() if hit.why}


def _may_see(work: Work, doc: SearchDoc) -> bool:
    """The rights of a document are words of the index."""
    needed, reach = READS.get(doc.kind), search.reach_of(work.actor)
    allowed = needed is not None and work.actor.can(needed)
    return allowed and (not reach or not set(reach).isdisjoint(search.document_words(doc)))


@query(Permission.SEARCH)
def look_alike(work: Work, kind: str, words: str, limit: int = 5) -> list[Hit]:
    """Where a list holds nothing: the records of its kind that are nearly called so."""
    needed = READS[kind] if kind in _KINDS else None
    return _near(work, words, [kind], limit) if needed and work.actor.can(needed) else []


def _distance(wanted: str, title: str) -> int:
    """0 where that is the name, 1 where the name begins so, 2 where it holds it, else 3."""
    name = search.fold(title)
    return 0 if name == wanted else 1 if name.startswith(wanted) else 2 if wanted in name else 3


def _hits(work: Work, words: str, kinds: list[str], limit: int) -> list[Hit]:
    if not kinds:  # for the index no kinds means all kinds
        return []
    docs = search.find(work.session, work.actor, words[:200], kinds, min(limit, 100))
    terms = search.fold(words).split(" ")
    return [
        Hit(doc.kind, doc.public_id, doc.title, doc.subtitle, *_why(doc, terms)) for doc in docs
    ]


def _near(work: Work, words: str, kinds: list[str], limit: int) -> list[Hit]:
    """Nothing holds the words: what holds words that are nearly these."""
    if not kinds:
        return []
    found = search.find_near(work.session, work.actor, words[:200], kinds, min(limit, 100))
    return [
        Hit(one.doc.kind, one.doc.public_id, one.doc.title, one.doc.subtitle, one.why, one.how)
        for one in found
    ]


def _why(doc: SearchDoc, terms: list[str]) -> tuple[str, str]:
    """The piece of a record that holds a word which its title and subtitle do not."""
    seen = search.fold(f"{doc.title} {doc.subtitle}")
    missing = next((term for term in terms if term not in seen), "")
    if not missing:
        return "", ""
    piece = next((line for line in doc.text.split("\n") if missing in line), "")
    file, closed, said = piece.partition("〕")
    if piece.startswith("〔") and closed and missing in said:
        place = max(said.find(missing) - 20, 0)
        return f"{file[1:]}: {'…' if place else ''}{said[place : place + 60].strip()}", "file"
    place = max(piece.find(missing) - 20, 0)
    shown = ("…" if place else "") + piece[place : place + 60]
    is_sound = piece in spoken_forms(doc.title, person=True)
    if is_sound and doc.kind in _NAMED:
        spoken = person_pinyin if doc.kind in ("contact", "lead") else pinyin
        return spoken(doc.title), "sound"
    return shown, "text"
