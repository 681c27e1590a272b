"""Scores as they are kept: all anew at night, those of a record after it was put right."""

from collections import defaultdict
from collections.abc import Sequence
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


def replace_some(work: Work, kind: str, found: list[Found], after: int, last: int | None) -> None:
    """Inside a command: the scores of the records after one, to the `last` or to the end, as found."""
    weights = weights_of(work)
    here = [col(QualityScore.kind) == kind, col(QualityScore.record_id) > after]
    here += [] if last is None else [col(QualityScore.record_id) <= last]
    work.session.exec(delete(QualityScore).where(*here))
    _insert(work, QualityScore, [_row(kind, one, weights) for one in found])


def note_all(work: Work, kind: str, found: list[Found], at: datetime) -> None:
    """Inside a command: the sums, and the averages of the day; what was changed since `at` is looked at
    once more."""
    weights = weights_of(work)
    rows = [_row(kind, one, weights) for one in found]
    sums.replace(work, kind, found, rows)
    _note_day(work, kind, found, rows)
    model = MODELS[kind]
    since = work.session.exec(select(model.id).where(col(model.updated_at) >= at)).all()
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


def _note_day(work: Work, kind: str, found: list[Found], rows: list[dict[str, Any]]) -> None:
    """The averages of all, by owner and by source; a second reckoning of a day replaces the first."""
    held_by: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * (1 + len(sums.COLUMNS)))
    for one, row in zip(found, rows, strict=True):
        for scope in (("all", ""), ("owner", str(one.owner_id)), ("source", one.source[:40])):
            held = held_by[scope]
            held[0] += 1
            for place, name in enumerate(sums.COLUMNS, 1):
                held[place] += row[name]
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
