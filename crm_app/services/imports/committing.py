"""Writing what is to come in: made ready outside, then all of it in one transaction, or nothing."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import timedelta

from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select, update

from crm_app.core import search
from crm_app.core.bulk import Parcel
from crm_app.core.errors import Conflict
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.collector import collected_seldom
from crm_app.models.customers import ContactPoint, Customer, PointKind
from crm_app.models.imports import ImportBatch, ImportRow, ImportState, Verdict
from crm_app.services.custom_fields import open_words
from crm_app.services.imports.batches import default_owner, find_batch, go, side_of
from crm_app.services.imports.bundling import CHUNK, Given, Packing, Taken
from crm_app.services.imports.demanding import Rules
from crm_app.services.imports.desk import sellers_of
from crm_app.services.imports.filing import file_all
from crm_app.services.imports.kinds import Side
from crm_app.services.imports.pacing import Pace, Progress
from crm_app.services.imports.proving import prove
from crm_app.services.imports.settings import days_of
from crm_app.services.imports.shapes import KINDS
from crm_app.services.imports.updating import change_known, taken
from crm_app.services.likeness import MODELS

# So much is packed by both processes before the writing begins, which takes SQLite's only writer.
AHEAD = 0.4
_OWN = frozenset(one.name for one in (PointKind.MOBILE, PointKind.EMAIL, PointKind.WECHAT))
ACTION = "imports.commit_import"


def commit_rows(actor: Actor, public_id: str, progress: Progress = lambda _: None) -> None:
    """Write an import that is to be written; after a kill it begins again, and writes once."""
    begun = _open_packing(actor, public_id)
    if begun is None:
        return
    given, whole, known = begun
    pace = Pace(progress, whole, known)
    with tempfile.TemporaryFile() as file, collected_seldom():
        packing = Packing(given, _new_rows(actor, public_id), whole, file, pace)
        try:
            packing.ahead(AHEAD)
            came = commit_import(actor, public_id, packing, pace)
        except IntegrityError as error:
            raise Conflict("imports.changed_meanwhile") from error
        finally:
            packing.end()
    file_all(actor, public_id, KINDS[given[0]].record, came)


@query(Permission.IMPORT)
def _open_packing(work: Work, public_id: str) -> tuple[Given, int, int] | None:
    batch = find_batch(work, public_id)
    if batch.state != ImportState.COMMITTING.value:
        return None
    kind = KINDS[batch.kind]
    sellers = sellers_of(work, kind)
    cache = {
        "teams": {key: one.team_id for key, one in sellers.items() if key.isdigit()},
        "options": batch.options,
        "actor": work.actor.user_id,
        "own": open_words(work, kind.record),
    }
    start = (batch.id or 0, default_owner(work), work.now, cache)
    new, known = (batch.counts.get(one.value, 0) for one in (Verdict.NEW, Verdict.UPDATE))
    return (batch.kind, start), new, known


def _new_rows(actor: Actor, public_id: str) -> Iterator[list[Taken]]:
    after = 0
    while rows := _next_rows(actor, public_id, after):
        yield rows
        after = rows[-1].number


@query(Permission.IMPORT)
def _next_rows(work: Work, public_id: str, after: int) -> list[Taken]:
    """Along the numbers of the file, which have an index of their own."""
    batch = find_batch(work, public_id)
    found = select(ImportRow.number, ImportRow.read, ImportRow.record).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.number) > after, *taken(Verdict.NEW)
    )
    rows = work.session.exec(found.order_by(col(ImportRow.number)).limit(CHUNK))
    return [Taken(number, dict(read), record) for number, read, record in rows]


@command(Permission.IMPORT)
def commit_import(
    work: Work, public_id: str, packing: Packing, pace: Pace
) -> dict[str, tuple[int, int]]:
    """All of it, in one transaction; returns the inner ids that came: kind → after which, to which."""
    batch = find_batch(work, public_id, ImportState.COMMITTING)
    side, record = side_of(batch), f"import_batch:{public_id}"
    entered = _check_fresh(work, batch)
    load = work.add_many(_unless_entered(packing.parcels(), entered), ACTION, record)
    known = packing.known
    _join(work, batch, known.joined)
    _mark(work, batch, Verdict.NEW)
    changed = change_known(work, batch, side, ACTION, pace)
    for key in sorted(known.reindexed):
        search.reindex(work.session, work.session.get_one(Customer, key))
    if batch.counts.get(Verdict.NEW.value):
        side.arrived(work, batch.id or 0)
        work.session.flush()
        _note_versions(work, batch, side)
    prove(work, batch, side, known.sums, changed)
    batch.committed_at = work.now
    batch.undo_until = work.now + timedelta(days=days_of(work))
    work.record(record, written=batch.report["written"], changed=changed, file=batch.name)
    go(work, batch, ImportState.DONE)
    return {kind: load.came(kind) for kind in MODELS}


def _check_fresh(work: Work, batch: ImportBatch) -> set[str]:
    """Nobody has changed the rules; the numbers and addresses that were entered meanwhile."""
    if batch.report.get("rules", "") != Rules(work, side_of(batch)).stamp:
        raise Conflict("imports.rules_changed")
    since = batch.report.get("points", 0)
    found = select(ContactPoint.value).where(col(ContactPoint.id) > since)
    return set(work.session.exec(found))


def _unless_entered(parcels: Iterable[Parcel], entered: set[str]) -> Iterator[Parcel]:
    """Refuses where somebody has entered meanwhile what comes in."""
    for parcel in parcels:
        for shape, rows in parcel.rows.items() if entered else ():
            if shape.table != "contact_point":
                continue
            kind, value = shape.columns.index("kind"), shape.columns.index("value")
            if any(row[value] in entered and row[kind] in _OWN for row in rows):
                raise Conflict("imports.changed_meanwhile")
        yield parcel


def _join(work: Work, batch: ImportBatch, joined: list[tuple[str, int]]) -> None:
    """Rows that are one record with a row before them say so."""
    if joined:
        statement = update(ImportRow).where(
            col(ImportRow.batch_id) == batch.id, col(ImportRow.number) == bindparam("at")
        )
        known = [{"record_": record, "at": number} for record, number in joined]
        work.session.connection().execute(statement.values(record=bindparam("record_")), known)


def _mark(work: Work, batch: ImportBatch, verdict: Verdict) -> None:
    marked = (
        update(ImportRow)
        .where(col(ImportRow.batch_id) == batch.id, *taken(verdict))
        .values(outcome=verdict.value, version=1)
    )
    work.session.exec(marked.execution_options(synchronize_session=False))


def _note_versions(work: Work, batch: ImportBatch, side: Side) -> None:
    """What came may have been given to somebody by the rules: that is part of its coming."""
    model = side.model
    touched = select(model.public_id, model.version).where(
        col(model.version) > 1,
        col(model.public_id).in_(
            select(ImportRow.record).where(
                col(ImportRow.batch_id) == batch.id, col(ImportRow.outcome) == "new"
            )
        ),
    )
    for public_id, version in work.session.exec(touched).all():
        work.session.exec(
            update(ImportRow)
            .where(col(ImportRow.batch_id) == batch.id, col(ImportRow.record) == public_id)
            .values(version=version)
            .execution_options(synchronize_session=False)
        )
