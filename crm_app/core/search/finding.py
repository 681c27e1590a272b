"""Which records hold the words, and may be seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, literal, text
from sqlmodel import Session, col, func, select

from crm_app.core.database import is_sqlite
from crm_app.core.grams import fold, tells_all, wanted
from crm_app.core.permissions import Actor, Scope, system_actor
from crm_app.core.search.documents import indexed_models, kind_word
from crm_app.models.ledger import SearchDoc


def find(
    session: Session, actor: Actor, query: str, kinds: Iterable[str] = (), limit: int = 20
) -> list[SearchDoc]:
    """The newest documents that hold every word of `query` and that `actor` may see.

    Words of one character or more; a hit holds each as a substring, so hits equal LIKE's.
    """
    statement, values = _matching(actor, query, kinds, limit, "id")
    if not statement:
        return []
    found = session.connection().execute(text(statement), values).scalars().all()
    order = {doc_id: place for place, doc_id in enumerate(found)}
    docs = session.exec(select(SearchDoc).where(col(SearchDoc.id).in_(found))).all()
    return sorted(docs, key=lambda doc: order[doc.id or 0])


@dataclass(frozen=True, slots=True)
class Records:
    """Inner ids as one value, JSON on SQLite, an array on PostgreSQL; `count` of them."""

    ids: Any
    count: int

    def listed(self) -> Any:
        """As a select of one parameter: thousands of single ones take longer than the query."""
        if is_sqlite():
            return select(func.json_each(self.ids).table_valued("value").c.value)
        return select(func.unnest(literal(self.ids, ARRAY(BigInteger))))


def record_ids(session: Session, actor: Actor, query: str, kind: str, limit: int) -> Records:
    """As `find`, of one kind: the records alone, for lists; of more than `limit` the newest."""
    found = _records(session, actor, query, kind, limit + 1, newest=False)
    if found.count > limit:  # in order it takes twice as long
        return _records(session, actor, query, kind, limit, newest=True)
    return found


def holders(session: Session, kind: str, words: str, most: int) -> Records | None:
    """All records of a kind whose text holds the words, whoever may see them; None where the index
    does not tell, or there are more than `most`."""
    if not wanted([term for term in fold(words).split(" ") if term]):
        return None
    found = _records(session, _EVERYBODY, words, kind, most + 1, newest=False)
    return found if found.count <= most else None


_EVERYBODY = system_actor("conditions")


def _records(
    session: Session, actor: Actor, query: str, kind: str, limit: int, *, newest: bool
) -> Records:
    statement, values = _matching(actor, query, (kind,), limit, "record_id", newest=newest)
    if not statement:
        return Records("[]" if is_sqlite() else [], 0)
    gather = "json_group_array" if is_sqlite() else "array_agg"
    gathered = text(f"SELECT {gather}(record_id), count(*) FROM ({statement}) AS found")  # noqa: S608
    ids, count = session.connection().execute(gathered, values).one()
    return Records(ids or [], count)


def _matching(
    actor: Actor, query: str, kinds: Iterable[str], limit: int, column: str, *, newest: bool = True
) -> tuple[str, dict[str, Any]]:
    """The statement that gives `column` of the documents, and its values; empty: there are none."""
    terms = [term for term in fold(query).split(" ") if term]
    if not terms or limit < 1:
        return "", {}
    asked = set(kinds)
    if asked >= {kind for kind, _ in indexed_models().values()}:
        asked = set()  # every kind: no need to look
    read = [term for term in terms if not tells_all(term)]
    likes = "".join(f" AND d.text LIKE :l{i} ESCAPE '!'" for i in range(len(read)))
    values: dict[str, Any] = {f"l{i}": f"%{escaped(term)}%" for i, term in enumerate(read)}
    match = _sqlite_match if is_sqlite() else _postgres_match
    words = wanted(terms)
    source, place, more = match(words, reach_of(actor), tuple(sorted(asked)))
    order = f" ORDER BY {place} DESC" if newest else ""
    if is_sqlite() and words and not read and column == "record_id":
        # Ids alone need not open the pages that hold the texts.
        source = source.replace(" search_doc d ", " search_doc d INDEXED BY ix_search_doc_place ")
    statement = f"SELECT d.{column} FROM {source}{likes}{order} LIMIT :limit"  # noqa: S608
    return statement, {"limit": limit, **values, **more}


def reach_of(actor: Actor) -> tuple[str, ...]:
    """The index words of which one must stand in what the actor may see; empty: everything."""
    own = (f"o{actor.user_id}",)
    if actor.scope is Scope.ALL:
        return ()
    if actor.scope is Scope.TEAM:
        return (*own, *(f"t{team}" for team in sorted(actor.team_ids)))
    return own


def _sqlite_match(
    words: list[str], reach: tuple[str, ...], kinds: tuple[str, ...]
) -> tuple[str, str, dict[str, Any]]:
    groups = [
        f"({' OR '.join(group)})" for group in (reach, [kind_word(kind) for kind in kinds]) if group
    ]
    match = " AND ".join([*words, *groups])
    if not match:
        return "search_doc d WHERE 1=1", "d.id", {}
    # The cross join keeps the index walk outside; ordered by its row it comes newest first and
    # stops at the limit, where ordered by the document's id all hits would be sorted.
    source = (
        "search_gram g CROSS JOIN search_doc d ON d.id = g.rowid WHERE g.search_gram MATCH :match"
    )
    return source, "g.rowid", {"match": match}


def _postgres_match(
    words: list[str], reach: tuple[str, ...], kinds: tuple[str, ...]
) -> tuple[str, str, dict[str, Any]]:
    conditions = ["1=1"]
    values: dict[str, Any] = {}
    if words:
        conditions.append("d.grams @> CAST(:words AS text[])")
        values["words"] = words
    if reach:
        conditions.append("d.grams && CAST(:reach AS text[])")
        values["reach"] = list(reach)
    if kinds:
        conditions.append("d.kind = ANY(CAST(:kinds AS text[]))")
        values["kinds"] = list(kinds)
    return f"search_doc d WHERE {' AND '.join(conditions)}", "d.id", values


def escaped(term: str) -> str:
    """A term as LIKE takes it with ESCAPE '!'."""
    return term.replace("!", "!!").replace("%", "!%").replace("_", "!_")
