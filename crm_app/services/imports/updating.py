"""Known records get what rows say of them: some at a time, all in the one transaction."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core import search
from crm_app.core.work import Work
from crm_app.models.imports import ImportBatch, ImportMade, ImportRow, Verdict
from crm_app.services.imports.demanding import Rules
from crm_app.services.imports.judging import AT_ONCE, differences
from crm_app.services.imports.kinds import Side
from crm_app.services.imports.pacing import Pace


def taken(verdict: Verdict) -> tuple[Any, ...]:
    """Which rows of a verdict come in."""
    return col(ImportRow.verdict) == verdict.value, col(ImportRow.decision) != "skip"


def change_known(work: Work, batch: ImportBatch, side: Side, action: str, pace: Pace) -> int:
    """Put the new values onto known records, as they stand now; returns how many have changed.

    Only some are held at a time, each with an audit entry of theirs (`action`); what is found of
    them is worked out once, at the end.
    """
    changed, rules = 0, Rules(work, side)
    with search.gathered(work.session):
        for rows in _rows(work, batch):
            changed += _change(work, batch, side, rules, rows)
            work.portion(action, f"import_batch:{batch.public_id}")
            pace.changed(len(rows))
    return changed


def _rows(work: Work, batch: ImportBatch) -> Iterator[Sequence[ImportRow]]:
    chosen = select(ImportRow).where(col(ImportRow.batch_id) == batch.id, *taken(Verdict.UPDATE))
    chosen, after = chosen.order_by(col(ImportRow.number)).limit(AT_ONCE), -1
    while rows := work.session.exec(chosen.where(col(ImportRow.number) > after)).all():
        yield rows
        after = rows[-1].number


def _change(
    work: Work, batch: ImportBatch, side: Side, rules: Rules, rows: Sequence[ImportRow]
) -> int:
    known = side.find(work, [f"id:{row.target}" for row in rows])
    stored = side.current(work, [one[0].key for one in known.values()])
    changes: list[tuple[str, dict[str, Any]]] = []
    for row in rows:
        one = known.get(f"id:{row.target}")
        if one is None:
            row.outcome = "left"
            continue
        row.before = differences(side, stored[one[0].key], row.read, batch.options)
        faults = rules.broken(row.read, row.before, stored[one[0].key]) if rules.stamp else []
        if faults:  # what is stored has changed since it was looked at
            row.outcome, row.reasons = "left", [fault.stored() for fault in faults]
            continue
        row.record, row.outcome = row.target, Verdict.UPDATE.value
        if row.before:
            changes.append((row.target, {name: new for name, (_, new) in row.before.items()}))
    for made in side.change_many(work, changes):
        work.session.add(ImportMade(batch_id=batch.id or 0, kind="customer", record=made))
    return len(changes)
