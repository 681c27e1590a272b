"""Of many records that come at once, who is known already: as `likeness`, in a few reads."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.database import among
from crm_app.core.work import Work
from crm_app.lib.matching import SAME, Record, compared_pairs, strength
from crm_app.models.duplicates import MatchKey
from crm_app.models.leads import OPEN, Lead
from crm_app.services.likeness import COMMON, MODELS, PLURAL, Like, records, seen_firms

# Keys that few have in common: numbers and mails, a name with some of either, a name at a firm.
_TELLING = {
    "contact": (0, 1, 2, 3, 4, 8, 9),
    "lead": (0, 1, 2, 3, 4, 8, 9),
    "customer": (0, 1, 2, 3, 5),
}
# Within a file those of one number or mail are known to be; a name tells where few are called so.
_BESIDE = {"contact": (0, 3, 4, 8, 9), "lead": (0, 3, 4, 8, 9), "customer": (0, 3, 5)}
_NAME, _RARE = 5, 3
_EACH, _FEW, _BATCH = 20, 8, 500


def likes_of_many(
    work: Work,
    kind: str,
    keys: Sequence[Sequence[int]],
    record: Callable[[int], Record],
) -> list[Like | None]:
    """Of each record, by its keys, the likeliest of those one may see that are the same; in a few
    reads. `record` says what the one at a place is, where there is something to compare it with."""
    wanted = {key for some in keys for key in some if strength(key) in _TELLING[kind]}
    near = _filed_under(work, kind, sorted(wanted)) if wanted else {}
    asked: list[tuple[int, int]] = []  # place of the record, inner id of a known one
    for place, some in enumerate(keys if near else ()):
        found: Counter[int] = Counter()
        for key in some:
            if key in wanted:
                found.update(dict.fromkeys(near.get(key, ())[:_EACH], 16 - strength(key)))
        asked += [(place, one) for one, _ in found.most_common(_FEW)]
    best: list[Like | None] = [None] * len(keys)
    for place, like in _likeliest(work, kind, record, asked).items() if asked else ():
        best[place] = like
    return best


def is_anybody_filed(work: Work, kind: str) -> bool:
    """Whether there is a record of the kind to be like."""
    filed = select(MatchKey.key).where(col(MatchKey.kind) == kind).limit(1)
    return work.session.execute(filed).first() is not None


def _filed_under(work: Work, kind: str, keys: Sequence[int]) -> dict[int, list[int]]:
    model, found = MODELS[kind], dict[int, list[int]]()
    filed = (
        select(MatchKey.key, MatchKey.record_id)
        .join(model, col(model.id) == MatchKey.record_id)
        .where(
            col(MatchKey.kind) == kind,
            among(MatchKey.key, keys),
            col(model.deleted_at).is_(None),
        )
    )
    if kind == "lead":
        filed = filed.where(col(Lead.status).in_(OPEN))
    for key, record_id in work.session.execute(work.narrowed(filed, model)):
        found.setdefault(key, []).append(record_id)
    return found


def _likeliest(
    work: Work, kind: str, record: Callable[[int], Record], asked: Sequence[tuple[int, int]]
) -> dict[int, Like]:
    ids = sorted({one for _, one in asked})
    known: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        known |= records(work.session, kind, some, lambda _, few: seen_firms(work, few))
    asked = [pair for pair in asked if pair[1] in known]
    wanted = {place: at for at, place in enumerate(dict.fromkeys(place for place, _ in asked))}
    places = {one: len(wanted) + at for at, one in enumerate(known)}
    compared = [*map(record, wanted), *known.values()]
    pairs = [(wanted[place], places[one]) for place, one in asked]
    people = work.session.exec(select(func.max(MODELS[kind].id))).one() or 0
    told = compared_pairs(PLURAL[kind], compared, pairs, people)
    best: dict[int, Like] = {}
    for (place, one), (score, why) in zip(asked, told, strict=True):
        held = best.get(place)
        if is_same(kind, score, why) and (held is None or score > held.score):
            best[place] = Like(one, score, why)
    return best


def is_same(kind: str, score: float, why: Collection[str]) -> bool:
    """Whether a comparison is worth a question: likely, and for a reason that is one's own."""
    return score >= SAME and bool(why) and (kind == "customer" or not set(why) <= COMMON)


def pairs_with_keys(kind: str, filed: Iterable[tuple[int, bytes | None]]) -> list[tuple[int, int]]:
    """Numbers of records that have a key in common which few share; each pair once. Of each record
    its number and its keys, eight bytes each."""
    import numpy as np  # noqa: PLC0415 - 20 MB that a process need not pay before

    rows = [(number, some) for number, some in filed if some]
    keys = np.frombuffer(b"".join([some for _, some in rows]), np.int64)
    counts = [len(some) // 8 for _, some in rows]
    numbers = np.repeat(np.array([number for number, _ in rows], np.int64), counts)
    telling = np.isin(keys % 16, (*_BESIDE[kind], _NAME))
    keys, numbers = keys[telling], numbers[telling]
    order = np.argsort(keys, kind="stable")
    keys, whose = keys[order], numbers[order]
    found: set[tuple[int, int]] = set()
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, int)
    sizes = np.diff(np.r_[starts, len(keys)])
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        if size <= (_RARE if keys[start] % 16 == _NAME and kind != "customer" else _EACH):
            found.update(combinations(whose[start : start + size].tolist(), 2))
    return sorted(found)
