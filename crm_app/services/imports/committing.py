"""Writing what is to come in: made ready outside, then all of it in one transaction, or nothing."""

import pickle
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import IO, Any, NamedTuple

from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select, update

from crm_app.core import search
from crm_app.core.bulk import Parcel
from crm_app.core.errors import Conflict
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.collector import collected_seldom
from crm_app.models.customers import ContactPoint, Customer
from crm_app.models.imports import ImportBatch, ImportMade, ImportRow, ImportState, Verdict
from crm_app.services.custom_fields import open_words
from crm_app.services.imports.batches import default_owner, find_batch, go, side_of
from crm_app.services.imports.demanding import Rules
from crm_app.services.imports.desk import sellers_of
from crm_app.services.imports.judging import AT_ONCE, differences
from crm_app.services.imports.kinds import Side
from crm_app.services.imports.packing import Packer
from crm_app.services.imports.proving import prove
from crm_app.services.imports.settings import days_of
from crm_app.services.imports.shapes import KINDS
from crm_app.services.likeness import MODELS
from crm_app.services.match_keys import put_fresh_keys

CHUNK = 1000  # records in one audit entry
FILED = 4000  # at once under their keys
ACTION = "imports.commit_import"
Progress = Callable[[float], object]


@dataclass(slots=True)
class Packed:
    """All that is to be written, on the disk, and what has to hold of it."""

    file: IO[bytes]
    count: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    values: set[str] = field(default_factory=set)
    reindexed: set[int] = field(default_factory=set)
    joined: list[tuple[str, int]] = field(default_factory=list)

    def parcels(self) -> Iterator[Parcel]:
        """What was packed, one after the other."""
        self.file.seek(0)
        for _ in range(self.count):
            yield pickle.load(self.file)  # noqa: S301 - written a moment ago, by ourselves

    def keep(self, parcel: Parcel) -> None:
        """One more."""
        pickle.dump(parcel, self.file, pickle.HIGHEST_PROTOCOL)
        self.count += 1


def commit_rows(actor: Actor, public_id: str, progress: Progress = lambda _: None) -> None:
    """Write an import that is to be written; after a kill it begins again, and writes once."""
    begun = _open_packer(actor, public_id)
    if begun is None:
        return
    packer, side, whole = begun
    with tempfile.TemporaryFile() as file, collected_seldom():
        packed, after, done = Packed(file), 0, 0
        while rows := _next_rows(actor, public_id, after):
            _pack(packed, packer, side, rows)
            after, done = rows[-1].number, done + len(rows)
            progress(min(0.9, done / max(1, whole) * 0.9))
        side.finish(packer)
        packed.keep(packer.seal())
        packed.reindexed = packer.reindexed
        try:
            came = commit_import(actor, public_id, packed)
        except IntegrityError as error:
            raise Conflict("imports.changed_meanwhile") from error
        for kind, (first, last) in came.items():
            reached = first
            while reached < last:
                reached = file_keys(actor, kind, reached, last)


@command(Permission.IMPORT)
def file_keys(work: Work, kind: str, after: int, last: int) -> int:
    """File some of what came under its keys: who enters one of them is asked from now on. Returns
    how far it got; what a kill leaves is filed in the night."""
    model = MODELS[kind]
    chosen = select(model.id).where(col(model.id) > after, col(model.id) <= last)
    ids = list(work.session.exec(chosen.order_by(col(model.id)).limit(FILED)))
    if ids:
        put_fresh_keys(work.session, kind, ids)
    return ids[-1] if ids else last


@query(Permission.IMPORT)
def _open_packer(work: Work, public_id: str) -> tuple[Packer, Side, int] | None:
    batch = find_batch(work, public_id)
    if batch.state != ImportState.COMMITTING.value:
        return None
    packer = Packer(batch.id or 0, default_owner(work), work.now)
    kind = KINDS[batch.kind]
    packer.cache["teams"] = {
        key: one.team_id for key, one in sellers_of(work, kind).items() if key.isdigit()
    }
    packer.cache["options"] = batch.options
    packer.cache["actor"] = work.actor.user_id
    packer.cache["own"] = open_words(work, kind.record)
    return packer, side_of(batch), batch.counts.get(Verdict.NEW.value, 0)


class _Taken(NamedTuple):
    """A row that comes in: its number in the file, its values, the id it was given."""

    number: int
    read: dict[str, Any]
    record: str


@query(Permission.IMPORT)
def _next_rows(work: Work, public_id: str, after: int) -> list[_Taken]:
    """Along the numbers of the file, which have an index of their own."""
    batch = find_batch(work, public_id)
    found = select(ImportRow.number, ImportRow.read, ImportRow.record).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.number) > after, *_taken(Verdict.NEW)
    )
    rows = work.session.exec(found.order_by(col(ImportRow.number)).limit(CHUNK))
    return [_Taken(number, dict(read), record) for number, read, record in rows]


def _taken(verdict: Verdict) -> tuple[Any, ...]:
    return col(ImportRow.verdict) == verdict.value, col(ImportRow.decision) != "skip"


def _pack(packed: Packed, packer: Packer, side: Side, rows: list[_Taken]) -> None:
    for number, read, fresh in rows:
        brought = side.record_of(packer, read, fresh)
        if brought != fresh:
            packed.joined.append((brought, number))
        side.pack(packer, read, brought)
        for name in ("mobile", "email", "wechat"):
            packed.values.update(one[1] for one in read.get(name, ()))
        for name in side.money:
            value = read.get("sum" if name == "total" else name) or 0
            packed.sums[name] = packed.sums.get(name, Decimal(0)) + Decimal(value)
    packed.keep(packer.seal())


@command(Permission.IMPORT)
def commit_import(work: Work, public_id: str, packed: Packed) -> dict[str, tuple[int, int]]:
    """All of it, in one transaction; returns the inner ids that came: kind → after which, to which."""
    batch = find_batch(work, public_id, ImportState.COMMITTING)
    side, record = side_of(batch), f"import_batch:{public_id}"
    _check_fresh(work, batch, packed)
    load = work.add_many(packed.parcels(), ACTION, record)
    _join(work, batch, packed.joined)
    _mark(work, batch, Verdict.NEW)
    changed = _change_known(work, batch, side)
    for key in sorted(packed.reindexed):
        search.reindex(work.session, work.session.get_one(Customer, key))
    if batch.counts.get(Verdict.NEW.value):
        side.arrived(work, batch.id or 0)
        work.session.flush()
        _note_versions(work, batch, side)
    prove(work, batch, side, packed.sums, changed)
    batch.committed_at = work.now
    batch.undo_until = work.now + timedelta(days=days_of(work))
    work.record(record, written=batch.report["written"], changed=changed, file=batch.name)
    go(work, batch, ImportState.DONE)
    return {kind: load.came(kind) for kind in MODELS}


def _check_fresh(work: Work, batch: ImportBatch, packed: Packed) -> None:
    """Nobody has entered one of these meanwhile, or changed the rules."""
    if batch.report.get("rules", "") != Rules(work, side_of(batch)).stamp:
        raise Conflict("imports.rules_changed")
    since = batch.report.get("points", 0)
    found = select(ContactPoint.value).where(col(ContactPoint.id) > since)
    if any(value in packed.values for value in work.session.exec(found)):
        raise Conflict("imports.changed_meanwhile")


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
        .where(col(ImportRow.batch_id) == batch.id, *_taken(verdict))
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


def _change_known(work: Work, batch: ImportBatch, side: Side) -> int:
    """Put the new values onto known records, as they stand now."""
    chosen = select(ImportRow).where(col(ImportRow.batch_id) == batch.id, *_taken(Verdict.UPDATE))
    rows = list(work.session.exec(chosen.order_by(col(ImportRow.id))))
    changed, rules = 0, Rules(work, side)
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        known = side.find(work, [f"id:{row.target}" for row in some])
        ids = [one[0].key for one in known.values()]
        stored = side.current(work, ids)
        for row in some:
            one = known.get(f"id:{row.target}")
            if one is None:
                row.outcome = "left"
                continue
            row.before = differences(side, stored[one[0].key], row.read, batch.options)
            faults = rules.broken(row.read, row.before, stored[one[0].key]) if rules.stamp else []
            if faults:  # what is stored has changed since it was looked at
                row.outcome, row.reasons = "left", [fault.stored() for fault in faults]
                continue
            if row.before:
                values = {name: new for name, (_, new) in row.before.items()}
                if made := side.change(work, row.target, values):
                    key = batch.id or 0
                    work.session.add(ImportMade(batch_id=key, kind="customer", record=made))
                changed += 1
            row.record, row.outcome = row.target, Verdict.UPDATE.value
    return changed
