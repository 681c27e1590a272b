"""The index brought in line with records that changed: some at a time, each read and written in one go."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core.search.adding import added_words
from crm_app.core.search.documents import (
    SearchText,
    blank,
    described,
    document_words,
    drop_words,
    fill,
    indexed_models,
    keep_beside,
    put_words,
    rights_words,
    text_words,
)
from crm_app.core.sharing import collaborators_of_many
from crm_app.lib.batches import batches
from crm_app.models.ledger import SearchDoc

_FOUND_BY = ("public_id", "owner_id", "team_id", "title", "subtitle", "text", "shared")
Words = list[tuple[int, list[str]]]
_WAITING = "to be indexed"


def reindex(session: Session, row: Any) -> None:
    """Bring the index in line with a record: insert, replace, or remove when it is deleted."""
    reindex_many(session, [row])


@contextmanager
def gathered(session: Session) -> Iterator[None]:
    """What is to be indexed within is only noted, and indexed once at the end: a company of which a
    hundred people change would have its words made a hundred times. Nothing of it is held meanwhile."""
    waiting: dict[type, set[int]] = {}
    session.info[_WAITING] = waiting
    try:
        yield
    finally:
        session.info.pop(_WAITING)
    session.flush()
    for model, ids in waiting.items():
        stored: Any = model
        for some in batches(sorted(ids)):
            found = session.exec(select(stored).where(stored.id.in_(some)))
            reindex_many(session, list(found))


def reindex_many(session: Session, rows: Iterable[Any]) -> None:
    """As `reindex`, of many records."""
    by_model: dict[type, list[Any]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    waiting: dict[type, set[int]] | None = session.info.get(_WAITING)
    if waiting is not None:
        for model, alike in by_model.items():
            waiting.setdefault(model, set()).update(row.id for row in alike)
        return
    models = indexed_models()
    for model, alike in by_model.items():
        for some in batches(alike):
            _refresh(session, models[model][0], list(some))


def _refresh(session: Session, kind: str, rows: list[Any]) -> None:
    keep_beside(session, rows)
    here = col(SearchDoc.kind) == kind, col(SearchDoc.record_id).in_([row.id for row in rows])
    known = {doc.record_id: doc for doc in session.exec(select(SearchDoc).where(*here))}
    living = [row for row in rows if row.deleted_at is None]
    gone = [known[row.id] for row in rows if row.deleted_at is not None and row.id in known]
    drop_words(session, [(doc.id or 0, document_words(doc)) for doc in gone])
    for doc in gone:
        session.delete(doc)
    fresh: list[tuple[SearchDoc, list[str]]] = []
    for doc in _right(session, kind, living):
        words = _replaced(session, known.get(doc.record_id), doc)
        if words is not None:
            fresh.append((known.get(doc.record_id, doc), words))
    session.add_all(doc for doc, _ in fresh)
    session.flush()
    put_words(session, [(doc.id or 0, words) for doc, words in fresh])


def _replaced(session: Session, old: SearchDoc | None, doc: SearchDoc) -> list[str] | None:
    """The words of what is to stand in the index; None where it does already."""
    if old is None:
        return document_words(doc)
    if all(getattr(old, name) == getattr(doc, name) for name in _FOUND_BY):
        return None
    of_text = text_words(old)
    drop_words(session, [(old.id or 0, [*of_text, *rights_words(old)])])
    fresh = of_text if old.text == doc.text else text_words(doc)
    for name in _FOUND_BY:
        setattr(old, name, getattr(doc, name))
    return [*fresh, *rights_words(doc)]


def _right(session: Session, kind: str, rows: Sequence[Any]) -> list[SearchDoc]:
    """The documents as they have to be."""
    if not rows:
        return []
    more = added_words(session, kind, [row.id for row in rows])
    shared = collaborators_of_many(session, rows)
    docs = []
    for row, said in zip(rows, described(session, rows), strict=True):
        whole = SearchText(said.title, said.subtitle, (*said.words, *more.get(row.id, ())))
        doc = fill(blank(kind, row.id), row, whole)
        doc.shared = " ".join(str(user_id) for user_id in shared.get(row.id, ()))
        docs.append(doc)
    return docs
