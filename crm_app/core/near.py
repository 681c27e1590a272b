"""What one letter of a Latin word was mistyped for, where nothing holds the words as they stand."""

import re
from collections.abc import Iterable
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import text
from sqlmodel import Session, col, select

from crm_app.core.database import is_sqlite
from crm_app.core.grams import fold, wanted
from crm_app.core.permissions import Actor
from crm_app.core.search import kind_word, reach_of
from crm_app.models.ledger import SearchDoc

_LATIN = re.compile(r"(?=[^\d]*\D)[a-z0-9@._'+-]{5,40}")
_MOST_READ = 200


def find_near(
    session: Session, actor: Actor, query: str, kinds: Iterable[str], limit: int
) -> list[SearchDoc]:
    """The newest documents with a word like each of the query's, and that `actor` may see.

    One letter wrong, missing, too many, or two swapped, in a Latin word of five letters or more; any
    other word has to be there as it stands.
    """
    terms = fold(query).split(" ")
    loose = [term for term in terms if _LATIN.fullmatch(term)]
    if not loose or limit < 1:
        return []
    strict = [term for term in terms if term not in loose]
    ids = _candidates(session, actor, [_whole(strict), *map(_halves, loose)], sorted(set(kinds)))
    docs = session.exec(select(SearchDoc).where(col(SearchDoc.id).in_(ids))).all()
    near = [doc for doc in docs if _is_near(doc.text, strict, loose)]
    return sorted(near, key=lambda doc: -(doc.id or 0))[:limit]


def like_word(words: str, term: str) -> str:
    """The word of a text that a term is nearly, or nearly the beginning of; empty where none is."""
    for word in dict.fromkeys(re.split(r"\s+", words)):
        heads = (word, word[: len(term)], word[: len(term) + 1], word[: len(term) - 1])
        begins = word[:1] == term[:1] or word[1:2] == term[1:2]
        if begins and any(OSA.distance(term, head, score_cutoff=1) <= 1 for head in heads):
            return word
    return ""


def _is_near(words: str, strict: list[str], loose: list[str]) -> bool:
    return all(term in words for term in strict) and all(like_word(words, t) for t in loose)


def _whole(terms: list[str]) -> list[list[str]]:
    return [wanted(terms)] if wanted(terms) else []


def _halves(term: str) -> list[list[str]]:
    """Index words of which a record has one group: a slip spoils one half of a word, or, of two letters
    that are swapped in the middle, what lies around them stays."""
    middle = len(term) // 2
    around = [term[: middle - 1], term[middle + 1 :]]
    return [wanted([term[:middle]]), wanted([term[middle:]]), wanted(around)]


def _candidates(
    session: Session, actor: Actor, asked: list[list[list[str]]], kinds: list[str]
) -> list[int]:
    groups = [[one for one in group if one] for group in asked]
    build = _sqlite if is_sqlite() else _postgres
    statement, values = build([group for group in groups if group], reach_of(actor), kinds)
    found = session.connection().execute(text(statement), {**values, "most": _MOST_READ})
    return list(found.scalars().all())


def _sqlite(
    groups: list[list[list[str]]], reach: tuple[str, ...], kinds: list[str]
) -> tuple[str, dict[str, Any]]:
    parts = ["(" + " OR ".join(f"({' AND '.join(one)})" for one in group) + ")" for group in groups]
    further = (reach, tuple(kind_word(kind) for kind in kinds))
    parts += [f"({' OR '.join(more)})" for more in further if more]
    statement = "SELECT rowid FROM search_gram WHERE search_gram MATCH :match ORDER BY rowid DESC LIMIT :most"
    return statement, {"match": " AND ".join(parts)}


def _postgres(
    groups: list[list[list[str]]], reach: tuple[str, ...], kinds: list[str]
) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {}
    conditions = ["1=1"]
    for place, group in enumerate(groups):
        names = [f"w{place}_{number}" for number in range(len(group))]
        values |= dict(zip(names, group, strict=True))
        either = " OR ".join(f"grams @> CAST(:{name} AS text[])" for name in names)
        conditions.append(f"({either})")
    if reach:
        conditions.append("grams && CAST(:reach AS text[])")
        values["reach"] = list(reach)
    if kinds:
        conditions.append("kind = ANY(CAST(:kinds AS text[]))")
        values["kinds"] = kinds
    where = " AND ".join(conditions)
    statement = f"SELECT id FROM search_doc WHERE {where} ORDER BY id DESC LIMIT :most"  # noqa: S608
    return statement, values
