"""What was mistyped, where nothing holds the words as they stand: one letter, or a character's sound."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import text
from sqlmodel import Session, col, select

from crm_app.core.database import is_sqlite
from crm_app.core.grams import fold, wanted
from crm_app.core.permissions import Actor
from crm_app.core.search import slips
from crm_app.core.search.documents import kind_word
from crm_app.core.search.finding import escaped, find, reach_of
from crm_app.lib.names import has_han, person_pinyin, pinyin
from crm_app.models.ledger import SearchDoc

_LATIN = re.compile(r"(?=[^\d]*\D)[a-z0-9@._'+-]{5,40}")
_WORD = re.compile(r"[^\W\d_]{4,24}")
_HAN = re.compile("[\u3400-\u9fff]{3,24}")
_FEW_KINDS = 4
_MOST_READ, _MOST_NAMED, _MOST_HELD = 600, 60, 100
Group = list[list[str]]


@dataclass(frozen=True, slots=True)
class Near:
    """A document, the words of it that are nearly those that were typed, and how: near or sound."""

    doc: SearchDoc
    why: str
    how: str


def find_near(
    session: Session, actor: Actor, query: str, kinds: Iterable[str], limit: int
) -> list[Near]:
    """The newest documents with words like the query's, and that `actor` may see.

    Names that sound the same; else names with one letter wrong, missing, too many, or two swapped;
    else any text with such a word of five letters or more (four characters of a Chinese one).
    """
    terms, asked = [term for term in fold(query).split(" ") if term], sorted(set(kinds))
    named = [kind for kind in asked if kind in slips.KINDS]
    if not terms or limit < 1:
        return []
    look = _Look(session, actor, limit)
    if has_han(query):
        ways = (lambda: look.sounds(terms, named), lambda: look.names(_spoken(terms), named))
    else:
        joined = ["".join(terms)] if len(terms) > 1 else []
        ways = (lambda: look.names(terms, named), lambda: look.names(joined, named))
    for way in (*ways, lambda: look.texts(terms, asked)):
        if found := way():
            return found
    return []


def _spoken(terms: list[str]) -> list[str]:
    return [pinyin(term).replace(" ", "") if has_han(term) else term for term in terms]


class _Look:
    """One search, in several ways."""

    def __init__(self, session: Session, actor: Actor, limit: int) -> None:
        self._session, self._actor, self._limit = session, actor, limit

    def sounds(self, terms: list[str], kinds: list[str]) -> list[Near]:
        """张韦 for 张伟: written otherwise, and spoken the same."""
        if not kinds or not any(len(term) > 1 and has_han(term) for term in terms):
            return []
        ways = dict.fromkeys((" ".join(_spoken(terms)), _as_people(terms)))
        found = [
            doc
            for spoken in ways
            for doc in find(self._session, self._actor, spoken, kinds, self._limit)
        ]
        return [Near(doc, _sound_of(doc), "sound") for doc in found if has_han(doc.title)]

    def names(self, terms: list[str], kinds: list[str]) -> list[Near]:
        """Names with a word like each of the terms, or that hold it as it stands."""
        loose = [term for term in terms if _WORD.fullmatch(term)]
        if not loose or not kinds:
            return []
        keys = [slips.keys_of(slips.plain(term)) for term in loose]
        # Of several words one may stand as it was typed; a single one does nowhere.
        exact = [[wanted([term])] if len(terms) > 1 else [] for term in loose]
        asked = [[[key] for key in some] + whole for some, whole in zip(keys, exact, strict=True)]
        strict = [term for term in terms if term not in loose]
        docs = self._read([_whole(strict), *asked], kinds, _MOST_NAMED)
        found = []
        for doc in docs:
            words = slips.names_in(doc.text)
            like = [_nearest(words, term) for term in loose if term not in doc.text]
            if all(like) and like and all(term in doc.text for term in strict):
                found.append(Near(doc, " ".join(like), "near"))
        return found[: self._limit]

    def texts(self, terms: list[str], kinds: list[str]) -> list[Near]:
        """Any text: a slip spoils one half of a word, the other is there."""
        loose = [term for term in terms if _LATIN.fullmatch(term) or _is_long(term)]
        if not loose:
            return []
        strict = [term for term in terms if term not in loose]
        asked = [_whole(strict), *map(_halves, loose)]
        docs = self._read(asked, kinds, _MOST_READ, held=loose)
        found = []
        for doc in docs:
            like = [like_word(doc.text, term) for term in terms if term not in doc.text]
            if all(like) and all(term in doc.text for term in strict):
                found.append(Near(doc, " ".join(like), "near"))
        return found[: self._limit]

    def _read(
        self, asked: Sequence[Group], kinds: list[str], most: int, held: Sequence[str] = ()
    ) -> list[SearchDoc]:
        """The newest documents with these index words; of `held` terms what a slip leaves is in the text."""
        groups = [[one for one in group if one] for group in asked]
        build = _sqlite if is_sqlite() else _postgres
        groups = [group for group in groups if group]
        # Nearly all documents are of many kinds: these are looked at, not looked up.
        apart = kinds if held and len(kinds) > _FEW_KINDS else []
        statement, values = build(groups, reach_of(self._actor), [] if apart else kinds)
        if held:
            statement, values = _holding(statement, values, held, apart)
        link = self._session.connection()
        ids = list(link.execute(text(statement), {**values, "most": most}).scalars().all())
        docs = self._session.exec(select(SearchDoc).where(col(SearchDoc.id).in_(ids))).all()
        return sorted(docs, key=lambda doc: -(doc.id or 0))


def _as_people(terms: list[str]) -> str:
    """With the reading of surnames: 单 is shan."""
    return " ".join(person_pinyin(t).replace(" ", "") if has_han(t) else t for t in terms)


def _sound_of(doc: SearchDoc) -> str:
    return person_pinyin(doc.title) if doc.kind in ("contact", "lead") else pinyin(doc.title)


def _nearest(words: list[str], term: str) -> str:
    bare = slips.plain(term)
    return next((word for word in words if OSA.distance(bare, word, score_cutoff=1) <= 1), "")


def _is_long(term: str) -> bool:
    return len(term) > 3 and _HAN.fullmatch(term) is not None


def like_word(words: str, term: str) -> str:
    """The word of a text that a term is nearly, or nearly the beginning of; empty where none is."""
    if _is_long(term):
        return _like_characters(words, term)
    size = len(term)
    for word in dict.fromkeys(words.split()):
        if word[0] != term[0] and word[1:2] != term[1:2]:
            continue
        heads = (word, word[:size], word[: size + 1], word[: size - 1])
        if any(OSA.distance(term, head, score_cutoff=1) <= 1 for head in heads):
            return word
    return ""


def _like_characters(words: str, term: str) -> str:
    """A stretch of Chinese characters of which one is another, missing or too many."""
    for line in words.split("\n"):
        for size in (len(term), len(term) + 1, len(term) - 1):
            for start in range(len(line) - size + 1):
                piece = line[start : start + size]
                if OSA.distance(piece, term, score_cutoff=1) <= 1:
                    return piece
    return ""


def _whole(terms: list[str]) -> Group:
    return [wanted(terms)] if wanted(terms) else []


def _halves(term: str) -> Group:
    """Index words of which a record has one group: a slip spoils one half of a word, or, of two letters
    that are swapped in the middle, what lies around them stays."""
    return [wanted(some, 2) for some in _left(term)]


def _left(term: str) -> tuple[list[str], list[str], list[str]]:
    """What a slip can leave of a term."""
    middle = len(term) // 2
    return [term[:middle]], [term[middle:]], [term[: middle - 1], term[middle + 1 :]]


def _holding(
    statement: str, values: dict[str, Any], terms: Sequence[str], kinds: Sequence[str]
) -> tuple[str, dict[str, Any]]:
    """Of the documents of a statement those, of these kinds, whose text holds what a slip leaves of each
    term: the database reads them in a tenth of the time, and most hold nothing of it."""
    likes: dict[str, Any] = {f"k{place}": kind for place, kind in enumerate(kinds)}
    conditions = [f"d.kind IN ({', '.join(f':{name}' for name in likes)})"] if kinds else []
    for place, term in enumerate(terms):
        either = []
        for way, pieces in enumerate(_left(term)):
            names = {f"h{place}_{way}_{n}": f"%{escaped(one)}%" for n, one in enumerate(pieces)}
            likes |= names
            both = " AND ".join(f"d.text LIKE :{name} ESCAPE '!'" for name in names)
            either.append(f"({both})")
        conditions.append(f"({' OR '.join(either)})")
    where = " AND ".join(conditions)
    whole = (
        f"SELECT d.id FROM ({statement}) g CROSS JOIN search_doc d WHERE d.id = g.id AND {where} "  # noqa: S608
        f"ORDER BY d.id DESC LIMIT {_MOST_HELD}"
    )
    return whole, {**values, **likes}


def _sqlite(
    groups: list[Group], reach: tuple[str, ...], kinds: list[str]
) -> tuple[str, dict[str, Any]]:
    parts = ["(" + " OR ".join(f"({' AND '.join(one)})" for one in group) + ")" for group in groups]
    further = (reach, tuple(kind_word(kind) for kind in kinds))
    parts += [f"({' OR '.join(more)})" for more in further if more]
    statement = "SELECT rowid AS id FROM search_gram WHERE search_gram MATCH :match ORDER BY rowid DESC LIMIT :most"
    return statement, {"match": " AND ".join(parts)}


def _postgres(
    groups: list[Group], reach: tuple[str, ...], kinds: list[str]
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
