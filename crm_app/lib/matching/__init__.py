"""Which records are of one person or one firm: candidates for one, and pairs of all.

Nothing here knows the database. A record is a mapping of fields (`FIELDS`) to a text or several.
What compares needs numpy, which is loaded with the first comparison.
"""

import gc
from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from crm_app.lib.matching.keys import Record, keys_of, keys_of_many, strength

Id = TypeVar("Id", bound=Hashable)
KINDS = ("contacts", "customers", "leads")
_NEIGHBOURS = 60
SAME = 0.5

__all__ = [
    "KINDS",
    "SAME",
    "Candidate",
    "Matcher",
    "Pair",
    "Record",
    "compared",
    "compared_pairs",
    "keys_of",
    "keys_of_many",
    "pairs",
    "pairs_of_columns",
    "strength",
]


class Candidate(NamedTuple):
    """A known record that a new one may be; `score` of one half or more means: the same."""

    id: Any
    score: float
    reasons: tuple[str, ...]


class Pair(NamedTuple):
    """Two records, by their place in what was given."""

    a: int
    b: int
    score: float
    reasons: tuple[str, ...]


def compared(
    kind: str, record: Record, others: Sequence[Record], people: int = 0
) -> list[tuple[float, tuple[str, ...]]]:
    """Score and reasons of a record against each of a few others, chosen among `people`."""
    import numpy as np  # noqa: PLC0415 - 20 MB that a process need not pay before the first comparison

    from crm_app.lib.matching import prepared  # noqa: PLC0415

    if not others:
        return []
    columns = _columns([record, *others])
    way = _way(kind)
    of_firms = kind == "customers"
    cells = _named(kind, columns)
    p = prepared.prepare(cells, len(others) + 1, is_sample=True, of_firms=of_firms)
    i, j = np.zeros(len(others), np.int32), np.arange(1, len(others) + 1, dtype=np.int32)
    found = way.compare(p, i, j)
    scores = way.scores(p, i, found, people).tolist()
    return list(zip(scores, way.reasons(found).tolist(), strict=True))


def compared_pairs(
    kind: str, records: Sequence[Record], asked: Sequence[tuple[int, int]], people: int = 0
) -> list[tuple[float, tuple[str, ...]]]:
    """As `compared`, of many pairs of records at once, each by its two places."""
    import numpy as np  # noqa: PLC0415

    from crm_app.lib.matching import prepared  # noqa: PLC0415

    if not asked:
        return []
    way, of_firms = _way(kind), kind == "customers"
    cells = _named(kind, _columns(records))
    p = prepared.prepare(cells, len(records), is_sample=True, of_firms=of_firms)
    places = np.array(asked, np.int32)
    found = way.compare(p, places[:, 0], places[:, 1])
    scores = way.scores(p, places[:, 0], found, people).tolist()
    return list(zip(scores, way.reasons(found).tolist(), strict=True))


def pairs(kind: str, records: Sequence[Record]) -> list[Pair]:
    """All pairs of records that are the same, each once, whole groups together."""
    return pairs_of_columns(kind, _columns(records), len(records))


def pairs_of_columns(
    kind: str, columns: Mapping[str, Sequence[Any]], size: int, least: float = SAME
) -> list[Pair]:
    """As `pairs`, of columns; with a `least` below one half also what may be the same."""
    collects = gc.isenabled()
    gc.disable()  # nothing here is a cycle, and looking through so much takes a quarter of the time
    try:
        return _pairs_of_columns(kind, columns, size, least)
    finally:
        if collects:
            gc.enable()


def _pairs_of_columns(
    kind: str, columns: Mapping[str, Sequence[Any]], size: int, least: float
) -> list[Pair]:
    from crm_app.lib.matching import blocks, clusters, prepared  # noqa: PLC0415

    if size < 2:
        return []
    way = _way(kind)
    p = prepared.prepare(_named(kind, columns), size, of_firms=kind == "customers")
    i, j, found = way.compare_likely(p, *blocks.candidate_pairs(p))
    certain = way.scores(p, i, found)
    kept = clusters.grouped(i, j, certain, partial(_score, way, p))
    if least < SAME:
        kept = _with_weak(kept, i, j, certain, least)
    return _told(way, p, kept, (i, j, found))


def _with_weak(kept: Any, i: Any, j: Any, certain: Any, least: float) -> Any:
    """And the pairs that may be the same, where their group does not say so already."""
    import numpy as np  # noqa: PLC0415

    codes = i.astype(np.int64) << 32 | j
    some = (certain >= least) & (certain < SAME)
    some &= ~np.isin(codes, kept[0].astype(np.int64) << 32 | kept[1])
    weak = (i[some], j[some], certain[some])
    return tuple(np.concatenate(part) for part in zip(kept, weak, strict=True))


def _told(way: Any, p: Any, kept: Any, known: Any) -> list[Pair]:
    """The pairs in order, each with its reasons: those of a group that share no key are compared now."""
    import numpy as np  # noqa: PLC0415

    i, j, found = known
    wanted = kept[0].astype(np.int64) << 32 | kept[1]
    order = np.argsort(wanted)
    wanted, (a, b, scores) = wanted[order], (part[order] for part in kept)
    codes = i.astype(np.int64) << 32 | j
    at = np.minimum(np.searchsorted(codes, wanted), max(0, len(codes) - 1))
    there = codes[at] == wanted if len(codes) else np.zeros(len(wanted), bool)
    why = np.empty(len(wanted), object)
    why[there] = way.reasons({name: column[at[there]] for name, column in found.items()})
    if not there.all():
        why[~there] = way.reasons(way.compare(p, a[~there], b[~there]))
    columns = (a.tolist(), b.tolist(), np.round(scores, 4).tolist(), why.tolist())
    pairs = map(Pair._make, zip(*columns, strict=True))
    return [pair if pair.reasons else pair._replace(reasons=("group",)) for pair in pairs]


def _score(way: Any, p: Any, a: Any, b: Any) -> Any:
    return way.scores(p, a, way.compare(p, a, b))


def _way(kind: str) -> Any:
    from crm_app.lib.matching import firms, scoring  # noqa: PLC0415

    return firms if kind == "customers" else scoring


def _columns(records: Sequence[Record]) -> dict[str, list[Any]]:
    fields = dict.fromkeys(field for record in records for field in record)
    return {field: [record.get(field, "") for record in records] for field in fields}


def _named(kind: str, columns: Mapping[str, Sequence[Any]]) -> Mapping[str, Sequence[Any]]:
    """A firm's name is its company, and the domain of its site that of a mail."""
    if kind != "customers":
        return columns
    known = dict(columns)
    name, firm = known.pop("name", None), known.get("company")
    if name is not None:
        known["company"] = (
            name if firm is None else [n or f for n, f in zip(name, firm, strict=True)]
        )
    return known


class Matcher(Generic[Id]):
    """Records in memory, to be asked one by one."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._records: dict[Id, Record] = {}
        self._filed: dict[int, list[Id]] = {}

    def add(self, id: Id, record: Record) -> None:  # noqa: A002 - what it is
        """File a record; one of a known id takes its place."""
        self._records[id] = record
        for key in keys_of(self._kind, record):
            self._filed.setdefault(key, []).append(id)

    def candidates(self, record: Record, most: int = 5) -> list[Candidate]:
        """The likeliest of the known ones, with what speaks for it."""
        near: dict[Id, None] = {}
        for key in sorted(keys_of(self._kind, record), key=strength):
            filed = self._filed.get(key, ())
            if len(filed) <= _NEIGHBOURS or strength(key) < 3:
                near |= dict.fromkeys(filed[:_NEIGHBOURS])
        ids = list(near)[:_NEIGHBOURS]
        others = [self._records[known] for known in ids]
        found = compared(self._kind, record, others, len(self._records))
        told = [
            Candidate(known, round(score, 4), why)
            for known, (score, why) in zip(ids, found, strict=True)
            if why
        ]
        return sorted(told, key=lambda one: -one.score)[:most]
