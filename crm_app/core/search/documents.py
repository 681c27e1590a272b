"""What the index holds: the text of every record as words (core/grams.py), on any database.

Two-character Chinese names are the commonest query, and no trigram index serves them.
The owner and the team stand in the index as words of their own, so rights are part of the match.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, delete, select

from crm_app.core.database import is_sqlite
from crm_app.core.grams import fold, grams, line_grams
from crm_app.core.search.slips import line_slips, slip_words
from crm_app.models.ledger import SearchDoc


@dataclass(frozen=True, slots=True)
class SearchText:
    """What is searchable about one record: shown title and subtitle, and all its words."""

    title: str
    subtitle: str
    words: tuple[str, ...]


BATCH = 2000
Describe = Callable[[Session, Any], SearchText]
_describers: dict[type, tuple[str, Describe]] = {}


def indexed(model: type, kind: str) -> Callable[[Describe], Describe]:
    """Register how a model's rows are described; the door then keeps the index by itself."""

    def register(describe: Describe) -> Describe:
        _describers[model] = (kind, describe)
        return describe

    return register


DescribeMany = Callable[[Session, Sequence[Any]], list[SearchText]]
_many: dict[type, DescribeMany] = {}


def indexed_many(model: type, kind: str) -> Callable[[DescribeMany], DescribeMany]:
    """As `indexed`, of many rows at once, in their order: what lies beside them is read in one go."""

    def register(describe: DescribeMany) -> DescribeMany:
        _many[model] = describe
        _describers[model] = (kind, lambda session, row: describe(session, [row])[0])
        return describe

    return register


Beside = Callable[[Session, list[Any]], None]
_beside: dict[type, Beside] = {}


def kept_beside(model: type) -> Callable[[Beside], Beside]:
    """Register what is kept of a model's rows apart from their text: it follows whenever they are
    indexed, also when what they say of another record has changed."""

    def register(keep: Beside) -> Beside:
        _beside[model] = keep
        return keep

    return register


def indexed_models() -> dict[type, tuple[str, Describe]]:
    """The registered models, with kind and describer."""
    return dict(_describers)


def document_words(doc: SearchDoc) -> list[str]:
    """All index words of a document: its bigrams, what slips of its names share, its kind, its owner,
    who shares it, its team."""
    return [*text_words(doc), *rights_words(doc)]


def text_words(doc: SearchDoc) -> list[str]:
    """Those of its text and kind."""
    return [*grams(doc.text), *slip_words(doc.kind, doc.text), kind_word(doc.kind)]


def rights_words(doc: SearchDoc) -> list[str]:
    """Those that say who sees it."""
    return [f"o{key}" for key in (doc.owner_id, *doc.shared.split())] + [f"t{doc.team_id}"]


def kind_word(kind: str) -> str:
    """The index word of a kind."""
    # One word for the tokenizer: an underscore would part it.
    return f"k{kind.replace('_', '')}"


def described(session: Session, rows: Sequence[Any]) -> list[SearchText]:
    """What is found of rows of one model, in their order."""
    model = type(rows[0])
    if model in _many:
        return _many[model](session, rows)
    return [_describers[model][1](session, row) for row in rows]


def keep_beside(session: Session, rows: list[Any]) -> None:
    """Bring along what is kept of rows of one model apart from their text."""
    if keep := _beside.get(type(rows[0])):
        keep(session, rows)


def blank(kind: str, record_id: int) -> SearchDoc:
    return SearchDoc(kind=kind, record_id=record_id, public_id="", owner_id=0, team_id=0, title="")


def fill(doc: SearchDoc, row: Any, description: SearchText) -> SearchDoc:
    doc.public_id, doc.owner_id, doc.team_id = row.public_id, row.owner_id or 0, row.team_id or 0
    doc.title, doc.subtitle = description.title[:200], description.subtitle[:200]
    # A newline between the pieces: no match may run from one field into the next.
    doc.text = _folded((description.title, description.subtitle, *description.words))
    return doc


def _folded(pieces: Iterable[str]) -> str:
    """The text of a document: each piece once."""
    return "\n".join(_lines(pieces))


def _lines(pieces: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, [fold(piece) for piece in pieces if piece])))


def put_documents(session: Session, rows: Iterable[Any]) -> None:
    """Index many new records at once (imports, demo data); they must not be indexed yet."""
    put_described(session, ((row, _describers[type(row)][1](session, row)) for row in rows))


def put_described(session: Session, rows: Iterable[tuple[Any, SearchText]]) -> None:
    """As `put_documents`, where the caller knows the texts already."""
    docs = []
    beside: dict[Beside, list[Any]] = {}
    for row, description in rows:
        kind, _ = _describers[type(row)]
        docs.append(fill(blank(kind, row.id), row, description))
        if keep := _beside.get(type(row)):
            beside.setdefault(keep, []).append(row)
    session.bulk_save_objects(docs, return_defaults=True)
    _put(session, docs)
    for keep, kept in beside.items():
        keep(session, kept)


def ready_document(
    number: int, kind: str, public_id: str, owner_id: int, team_id: int, said: SearchText
) -> tuple[Any, ...]:
    """What `put_ready` writes of a record that is not stored yet, the `number`th of its table: all
    that can be worked out before the transaction."""
    lines = _lines((said.title, said.subtitle, *said.words))
    words = f"{line_grams(lines)} {line_slips(kind, lines)} {kind_word(kind)}"
    place = (number, kind, public_id, owner_id, team_id)
    shown = (said.title[:200], said.subtitle[:200], "\n".join(lines))
    return (*place, *shown, f"{words} o{owner_id} t{team_id}")


# A load's words are gathered in more memory before they are put in order: half the time.
_ROOM, _USUAL_ROOM = 8 << 20, 1 << 20


def make_room(session: Session, *, usual: bool = False) -> None:
    """Before many documents are put, and after them as `usual`; undone with the transaction."""
    if is_sqlite():
        session.connection().execute(
            text("INSERT INTO search_gram(search_gram, rank) VALUES('hashsize', :size)"),
            {"size": _USUAL_ROOM if usual else _ROOM},
        )


def put_ready(session: Session, documents: list[tuple[Any, ...]], records: int, after: int) -> None:
    """Index new records: their numbers count from `records`, those of the documents from `after`."""
    link = session.connection()
    raw: Any = link.connection.driver_connection
    highest = link.execute(text("SELECT coalesce(max(id), 0) FROM search_doc")).scalar() or 0
    first = max(highest, after) + 1
    columns = "id, kind, record_id, public_id, owner_id, team_id, title, subtitle, text, shared"
    rows = (
        (first + place, kind, records + number, *rest[:-1], "")
        for place, (number, kind, *rest) in enumerate(documents)
    )
    if is_sqlite():
        marks = ", ".join("?" * 10)
        raw.executemany(f"INSERT INTO search_doc ({columns}) VALUES ({marks})", rows)  # noqa: S608
        words = ((first + place, one[-1]) for place, one in enumerate(documents))
        raw.executemany("INSERT INTO search_gram(rowid, words) VALUES (?, ?)", words)
        return
    with (
        raw.cursor() as cursor,
        cursor.copy(f"COPY search_doc ({columns}, grams) FROM STDIN") as copy,
    ):
        for row, one in zip(rows, documents, strict=True):
            copy.write_row((*row, one[-1].split()))


def drop_documents(session: Session, kind: str, record_ids: list[int]) -> None:
    """Forget many records of a kind at once."""
    found = select(SearchDoc).where(
        col(SearchDoc.kind) == kind, col(SearchDoc.record_id).in_(record_ids)
    )
    docs = list(session.exec(found))
    for doc in docs:
        _drop(session, doc)
    session.connection().execute(
        delete(SearchDoc).where(col(SearchDoc.id).in_([doc.id for doc in docs]))
    )
    for doc in docs:
        session.expunge(doc)


def _put(session: Session, docs: list[SearchDoc]) -> None:
    put_words(session, [(doc.id or 0, document_words(doc)) for doc in docs])


def put_words(session: Session, found: Sequence[tuple[int, list[str]]]) -> None:
    """The index words of documents, by their numbers."""
    if not found:
        return
    if is_sqlite():
        statement = text("INSERT INTO search_gram(rowid, words) VALUES (:id, :words)")
        rows: list[dict[str, Any]] = [{"id": key, "words": " ".join(words)} for key, words in found]
    else:
        statement = text("UPDATE search_doc SET grams = :words WHERE id = :id")
        rows = [{"id": key, "words": words} for key, words in found]
    session.connection().execute(statement, rows)


def drop_words(session: Session, found: Sequence[tuple[int, list[str]]]) -> None:
    """Forget the index words of documents, which have to be told as they were put."""
    if is_sqlite() and found:  # a contentless index forgets only what it is told word for word
        statement = text(
            "INSERT INTO search_gram(search_gram, rowid, words) VALUES('delete', :id, :words)"
        )
        rows = [{"id": key, "words": " ".join(words)} for key, words in found]
        session.connection().execute(statement, rows)


def _drop(session: Session, doc: SearchDoc) -> None:
    drop_words(session, [(doc.id or 0, document_words(doc))])


def drop_document(session: Session, doc: SearchDoc) -> None:
    """Remove a document whose record is gone."""
    _drop(session, doc)
    session.delete(doc)
    session.flush()


def rebuild(session: Session) -> None:
    """Index every document again, when the words of the index have become others."""
    if is_sqlite():
        session.connection().execute(
            text("INSERT INTO search_gram(search_gram) VALUES('delete-all')")
        )
    last = 0
    while docs := session.exec(
        select(SearchDoc).where(col(SearchDoc.id) > last).order_by(col(SearchDoc.id)).limit(BATCH)
    ).all():
        _put(session, list(docs))
        last = docs[-1].id or 0
        session.expunge_all()
