"""What the scores come to by owner, team and source: whole at night, and what a record changes by day.

Who has a record and where it came from is as of the night; the overview says of which day it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, delete, insert, select

from crm_app.core.permissions import Scope
from crm_app.core.work import Work
from crm_app.models.quality import PARTS, QualityScore, QualitySum
from crm_app.services.quality.finding import MODELS, Found

COLUMNS = ("score", *PARTS)
_Group = tuple[int, int, str]


@dataclass(slots=True)
class Held:
    """Of some records: how many, their scores and parts together, and how many have each fault."""

    records: int = 0
    sums: list[int] = field(default_factory=lambda: [0] * len(COLUMNS))
    faults: dict[str, int] = field(default_factory=dict)

    def add(self, records: int, sums: Iterable[int], faults: Mapping[str, int]) -> None:
        """Some more, or less of them."""
        self.records += records
        self.sums = [one + more for one, more in zip(self.sums, sums, strict=True)]
        for code, count in faults.items():
            self.faults[code] = self.faults.get(code, 0) + count

    def average(self, name: str) -> int:
        """The average of a part in whole percent."""
        return round(self.sums[COLUMNS.index(name)] / self.records) if self.records else 0


Sums = dict[_Group, Held]


def of(found: list[Found], rows: list[dict[str, Any]]) -> Sums:
    """All sums of a kind, from every record and its score."""
    held: Sums = {}
    for one, row in zip(found, rows, strict=True):
        _add(held, _group(one), row, 1)
    return held


def replace(work: Work, kind: str, held: Sums) -> None:
    """Inside a command: all sums of a kind anew."""
    work.session.exec(delete(QualitySum).where(col(QualitySum.kind) == kind))
    made = [
        {**dict(zip(_KEY, group, strict=True)), "kind": kind, **_values(one)}
        for group, one in held.items()
    ]
    if made:
        work.session.connection().execute(insert(QualitySum), made)


def move(work: Work, kind: str, found: list[Found], rows: list[dict[str, Any]]) -> None:
    """Inside a command, before their scores are written: what these scores change."""
    ids = [one.record_id for one in found]
    here = col(QualityScore.kind) == kind, col(QualityScore.record_id).in_(ids)
    before = {row.record_id: row for row in work.session.exec(select(QualityScore).where(*here))}
    held: Sums = {}
    for one, row in zip(found, rows, strict=True):
        _add(held, _group(one), row, 1)
        if one.record_id in before:
            _add(held, _group(one), before[one.record_id].model_dump(), -1)
    for group, change in held.items():
        owner, team, source = group
        row = work.session.get(QualitySum, (kind, *group))
        row = row or QualitySum(kind=kind, owner_id=owner, team_id=team, source=source)
        whole = Held(row.records, [getattr(row, name) for name in COLUMNS], dict(row.faults))
        whole.add(change.records, change.sums, change.faults)
        for name, value in _values(whole).items():
            setattr(row, name, value)
        work.session.add(row)
    work.session.flush()


def seen(work: Work, kind: str) -> list[tuple[int, str, Held]]:
    """Owner, source and what they hold, of the records that one may see; what was shared too."""
    whose: Any = QualitySum  # it has an owner and a team, as what it sums up
    chosen = work.narrowed(select(QualitySum).where(col(QualitySum.kind) == kind), whose)
    found = [
        (
            row.owner_id,
            row.source,
            Held(row.records, [getattr(row, n) for n in COLUMNS], row.faults),
        )
        for row in work.session.exec(chosen)
    ]
    return [*found, *_shared(work, kind)]


def _shared(work: Work, kind: str) -> list[tuple[int, str, Held]]:
    """What was shared with one beyond what he sees anyway: few, so they are read themselves."""
    ids = list(work.shares.get(kind, {}))
    if not ids:
        return []
    model = MODELS[kind]
    columns = (model.owner_id, model.team_id, model.source, QualityScore)
    joined = select(*columns).join(model, col(model.id) == QualityScore.record_id)
    chosen = joined.where(
        *(col(QualityScore.kind) == kind, col(model.deleted_at).is_(None), col(model.id).in_(ids))
    )
    teams, made = work.actor.team_ids if work.actor.scope is Scope.TEAM else (), []
    for owner, team, source, row in work.session.execute(chosen):
        if owner != work.actor.user_id and team not in teams:
            held: Sums = {}
            _add(held, (owner, team, source), row.model_dump(), 1)
            made.append((owner, source, held[owner, team, source]))
    return made


_KEY = ("owner_id", "team_id", "source")


def _group(one: Found) -> _Group:
    return one.owner_id, one.team_id, one.source[:40]


def _add(held: dict[_Group, Held], group: _Group, row: Mapping[str, Any], times: int) -> None:
    sums = [times * row[name] for name in COLUMNS]
    held.setdefault(group, Held()).add(times, sums, dict.fromkeys(row["faults"], times))


def _values(one: Held) -> dict[str, Any]:
    faults = {code: count for code, count in one.faults.items() if count}
    sums: Sequence[int] = one.sums
    return {"records": one.records, **dict(zip(COLUMNS, sums, strict=True)), "faults": faults}
