"""Scores as they are kept: all anew at night, those of a record after it was put right."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, delete, insert, select

from crm_app.core.work import Work
from crm_app.models.ledger import Setting
from crm_app.models.quality import PARTS, QualityDay, QualityScore
from crm_app.services.days import today_of
from crm_app.services.quality import rules, sums
from crm_app.services.quality.finding import MODELS, Found, faults_of

KEY = "quality"
_BATCH = 500


def weights_of(work: Work) -> dict[str, int]:
    """What each part weighs."""
    row = work.session.get(Setting, KEY)
    kept = row.value.get("weights", {}) if row else {}
    return {name: int(kept.get(name, rules.WEIGHTS[name])) for name in PARTS}


def reckoned_on(work: Work) -> str:
    """The day of the last reckoning of all; empty before the first."""
    row = work.session.get(Setting, KEY)
    return str(row.value.get("day", "")) if row else ""


def keep(work: Work, **values: Any) -> None:
    """Inside a command: the settings with these values."""
    row = work.session.get(Setting, KEY) or Setting(key=KEY)
    row.value = {**(row.value or {}), **values}
    work.session.add(row)


def rescore(work: Work, kind: str, ids: Sequence[int]) -> dict[int, int]:
    """Inside a command: these records anew; their scores."""
    work.session.flush()
    weights = weights_of(work)
    found = faults_of(work, kind, ids)
    rows = [_row(kind, one, weights) for one in found]
    sums.move(work, kind, found, rows)
    _write(work, kind, ids, rows)
    work.touch("quality")
    return {row["record_id"]: row["score"] for row in rows}


@dataclass(frozen=True, slots=True)
class Counted:
    """All records of a kind: their rows in the order of their ids, and what these come to."""

    at: datetime
    rows: list[dict[str, Any]]
    sums: sums.Sums
    by_scope: dict[tuple[str, str], list[int]]


def counted(work: Work, kind: str) -> Counted:
    """Everything there is to reckon, before anything is written: nobody waits for it."""
    weights = weights_of(work)
    found = sorted(faults_of(work, kind), key=lambda one: one.record_id)
    rows = [_row(kind, one, weights) for one in found]
    return Counted(work.now, rows, sums.of(found, rows), _by_scope(found, rows))


def replace_some(
    work: Work, kind: str, rows: list[dict[str, Any]], after: int, last: int | None
) -> None:
    """Inside a command: the scores of the records after one, to the `last` or to the end, as found."""
    here = [col(QualityScore.kind) == kind, col(QualityScore.record_id) > after]
    here += [] if last is None else [col(QualityScore.record_id) <= last]
    work.session.exec(delete(QualityScore).where(*here))
    _insert(work, QualityScore, rows)


def note_all(work: Work, kind: str, all_of_it: Counted) -> None:
    """Inside a command: the sums, and the averages of the day; what was changed since they were counted
    is looked at once more."""
    sums.replace(work, kind, all_of_it.sums)
    _note_day(work, kind, all_of_it.by_scope)
    model = MODELS[kind]
    since = work.session.exec(select(model.id).where(col(model.updated_at) >= all_of_it.at)).all()
    for start in range(0, len(since), _BATCH):
        rescore(work, kind, since[start : start + _BATCH])


def _row(kind: str, one: Found, weights: dict[str, int]) -> dict[str, Any]:
    parts = rules.parts_of(kind, one.faults)
    return {
        "kind": kind,
        "record_id": one.record_id,
        "score": rules.score_of(parts, weights),
        **parts,
        "faults": one.faults,
    }


def _write(work: Work, kind: str, ids: Sequence[int], rows: list[dict[str, Any]]) -> None:
    for some in (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH)):
        here = col(QualityScore.record_id).in_(some)
        work.session.exec(delete(QualityScore).where(col(QualityScore.kind) == kind, here))
    _insert(work, QualityScore, rows)


def _insert(work: Work, model: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        work.session.connection().execute(insert(model), rows)


def _by_scope(found: list[Found], rows: list[dict[str, Any]]) -> dict[tuple[str, str], list[int]]:
    """How many, and the sum of each column: of all, by owner and by source."""
    held_by: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * (1 + len(sums.COLUMNS)))
    for one, row in zip(found, rows, strict=True):
        for scope in (("all", ""), ("owner", str(one.owner_id)), ("source", one.source[:40])):
            held = held_by[scope]
            held[0] += 1
            for place, name in enumerate(sums.COLUMNS, 1):
                held[place] += row[name]
    return held_by


def _note_day(work: Work, kind: str, held_by: dict[tuple[str, str], list[int]]) -> None:
    """The averages of the day; a second reckoning of a day replaces the first."""
    day = today_of(work)
    same = col(QualityDay.kind) == kind, col(QualityDay.day) == day
    work.session.exec(delete(QualityDay).where(*same))
    made = [
        {
            **QualityDay(day=day, kind=kind, scope=scope, key=key).model_dump(exclude={"id"}),
            "records": held[0],
            **{
                n: round(100 * total / held[0])
                for n, total in zip(sums.COLUMNS, held[1:], strict=True)
            },
        }
        for (scope, key), held in held_by.items()
    ]
    _insert(work, QualityDay, made)


def days_of(work: Work, kind: str, scope: str, keys: Sequence[str], most: int) -> list[QualityDay]:
    """The kept averages of the last days, oldest first."""
    found = select(QualityDay).where(col(QualityDay.kind) == kind, col(QualityDay.scope) == scope)
    if scope != "all":
        found = found.where(col(QualityDay.key).in_(keys))
    newest = found.order_by(col(QualityDay.day).desc(), col(QualityDay.id)).limit(most)
    return list(work.session.exec(newest))[::-1]
