"""Taking an import back: what nobody has touched since goes, everything else is listed and stays.

In steps of their own transactions; a kill between two of them leaves the rest to be done.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import col, delete, func, select

from crm_app.core import audit, search
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.models.customers import Customer, Position
from crm_app.models.duplicates import DuplicatePair
from crm_app.models.imports import ImportBatch, ImportMade, ImportRow, ImportState
from crm_app.services import lifecycle
from crm_app.services.imports import touching
from crm_app.services.imports.batches import find_batch, go, side_of
from crm_app.services.imports.judging import AT_ONCE
from crm_app.services.imports.kinds import Side, last_contacts_follow, subjects_of
from crm_app.services.imports.pacing import Progress
from crm_app.services.match_keys import drop_keys

_NAMED = 200
_KEPT = 1000  # so many are listed


def undo_rows(actor: Actor, public_id: str, progress: Progress = lambda _: None) -> None:
    """Take an import back that is to be taken back; again after a kill."""
    done, whole = 0, _to_undo(actor, public_id)
    for step in (undo_new, undo_changes, undo_made):
        while (some := step(actor, public_id)) > 0:
            done += some
            progress(min(0.99, done / max(1, whole)))
    end_undo(actor, public_id)


@query(Permission.IMPORT)
def _to_undo(work: Work, public_id: str) -> int:
    """How many rows, and customers that came along, are still to be looked at."""
    batch = find_batch(work, public_id)
    left = col(ImportRow.batch_id) == batch.id, col(ImportRow.outcome).in_(("new", "update"))
    rows = work.session.exec(select(func.count()).select_from(ImportRow).where(*left)).one()
    beside = select(func.count()).select_from(ImportMade)
    return rows + work.session.exec(beside.where(col(ImportMade.batch_id) == batch.id)).one()


@command(Permission.IMPORT)
def undo_new(work: Work, public_id: str) -> int:
    """Some of the records that it made; returns how many rows are done with, 0 at the end."""
    batch = _undoing(work, public_id)
    if batch is None:
        return 0
    rows = _rows(work, batch, "new")
    records = {row.record for row in rows}
    versions = {row.record: row.version for row in rows}
    model = side_of(batch).model
    found = list(work.session.exec(select(model).where(col(model.public_id).in_(records))))
    touched = touching.touched(work, batch, found, versions)
    _take_away(work, batch, [one for one in found if one.id not in touched])
    _keep(batch, [one for one in found if one.id in touched])
    kept = {one.public_id for one in found if one.id in touched}
    for row in rows:
        row.outcome = "kept" if row.record in kept else "undone"
    return len(rows)


@command(Permission.IMPORT)
def undo_changes(work: Work, public_id: str) -> int:
    """Some of the records that it changed: fields that still say what it wrote go back."""
    batch = _undoing(work, public_id)
    if batch is None:
        return 0
    side, rows = side_of(batch), _rows(work, batch, "update")
    known = side.find(work, [f"id:{row.record}" for row in rows])
    stored = side.current(work, [one[0].key for one in known.values()])
    changes: list[tuple[str, dict[str, Any]]] = []
    for row in rows:
        found = known.get(f"id:{row.record}")
        row.outcome = "undone"
        if found is None:
            continue
        back, stays = _back(side, stored[found[0].key], row.before)
        if back:
            changes.append((row.record, back))
        if stays:
            row.outcome = "kept"
            _list(batch, batch.kind, row.record, found[0].name, stays)
    with search.gathered(work.session):
        side.change_many(work, changes)
    return len(rows)


@command(Permission.IMPORT)
def undo_made(work: Work, public_id: str) -> int:
    """Some of the customers that came along."""
    batch = _undoing(work, public_id)
    if batch is None:
        return 0
    chosen = select(ImportMade).where(col(ImportMade.batch_id) == batch.id).limit(AT_ONCE)
    made = list(work.session.exec(chosen))
    records = [row.record for row in made]
    found = list(work.session.exec(select(Customer).where(col(Customer.public_id).in_(records))))
    touched = touching.touched(work, batch, found, {})
    _take_away(work, batch, [one for one in found if one.id not in touched])
    _keep(batch, [one for one in found if one.id in touched])
    for row in made:
        work.session.delete(row)
    return len(made)


@command(Permission.IMPORT)
def end_undo(work: Work, public_id: str) -> None:
    """It is taken back."""
    batch = _undoing(work, public_id)
    if batch is not None:
        batch.undone_at = work.now
        work.record(f"import_batch:{public_id}", undone=batch.name, kept=len(batch.kept))
        go(work, batch, ImportState.UNDONE)


def _undoing(work: Work, public_id: str) -> ImportBatch | None:
    batch = find_batch(work, public_id)
    return batch if batch.state == ImportState.UNDOING.value else None


def _rows(work: Work, batch: ImportBatch, outcome: str) -> list[ImportRow]:
    """Rows of some records: where several are one, all of them together."""
    chosen = select(ImportRow.record).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.outcome) == outcome
    )
    some = list(work.session.exec(chosen.order_by(col(ImportRow.id)).limit(AT_ONCE)))
    found = select(ImportRow).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.record).in_(set(some))
    )
    return list(work.session.exec(found))


def _take_away(work: Work, batch: ImportBatch, found: Sequence[Any]) -> None:
    """Records with all that belongs to them, as if they had never come; the audit keeps which."""
    if not found:
        return
    kind = str(type(found[0]).__tablename__)
    ids = [one.id for one in found]
    employers = _employers(work, ids) if kind == "contact" else []
    about = subjects_of(work, ids) if kind == "activity" else []
    buyers = sorted({one.customer_id for one in found}) if kind == "order" else []
    for table, column, parent in touching.CHILDREN[kind]:
        _delete_children(work, table, column, parent, ids)
    for table in touching.BY_KIND:
        model: Any = touching.model_of(table)
        places = col(model.record_kind) == kind, col(model.record_id).in_(ids)
        work.session.exec(delete(model).where(*places))
    _forget_likeness(work, kind, ids)
    if type(found[0]) in search.indexed_models():
        search.drop_documents(work.session, kind, ids)
    named = {f"{kind}:{one.public_id}": {"deleted": [_name(one), None]} for one in found}
    for one in found:
        work.session.expunge(one)
    model = type(found[0])
    work.session.exec(delete(model).where(col(model.id).in_(ids)))
    audit.append(work.session, work.actor, "imports.undo", f"import_batch:{batch.public_id}", named)
    work.touch(kind)
    for customer in employers:
        search.reindex(work.session, customer)
    lifecycle.refresh(work, buyers)
    last_contacts_follow(work, about)


def _forget_likeness(work: Work, kind: str, ids: Sequence[int]) -> None:
    """Inner ids are given again: no key and no pair may go on pointing to them."""
    drop_keys(work.session, kind, ids)
    for column in (DuplicatePair.a_id, DuplicatePair.b_id):
        theirs = col(DuplicatePair.kind) == kind, col(column).in_(ids)
        work.session.exec(delete(DuplicatePair).where(*theirs))


def _delete_children(
    work: Work, table: str, column: str, parent: tuple[str, str] | None, ids: Sequence[int]
) -> None:
    model: Any = touching.model_of(table)
    if parent is None:
        work.session.exec(delete(model).where(getattr(model, column).in_(ids)))
        return
    above: Any = touching.model_of(parent[0])
    theirs = select(above.id).where(getattr(above, parent[1]).in_(ids))
    work.session.exec(delete(model).where(getattr(model, column).in_(theirs)))


def _employers(work: Work, ids: Iterable[int]) -> list[Customer]:
    at = select(Position.customer_id).where(col(Position.contact_id).in_(list(ids)))
    found = select(Customer).where(col(Customer.id).in_(at), col(Customer.deleted_at).is_(None))
    return list(work.session.exec(found))


def _back(
    side: Side, stored: dict[str, Any], before: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """What goes back to what it was, and which fields somebody has changed since."""
    back: dict[str, Any] = {}
    stays: list[str] = []
    for name, (old, new) in before.items():
        value = stored.get(name)
        if name in side.many:
            had, came = (set(map(_mark, one or [])) for one in (old, new))
            left = [one for one in value or [] if _mark(one) in had or _mark(one) not in came]
            gone = [one for one in old or [] if _mark(one) not in set(map(_mark, value or []))]
            back[name] = [*left, *(one for one in gone if _mark(one) not in came)]
        elif value == new:
            back[name] = old
        else:
            stays.append(name)
    if "company" in back:
        back["from_company"] = before["company"][1]
    return back, stays


def _mark(value: Any) -> str:
    return f"{value[0]}:{value[1]}" if isinstance(value, list) else str(value)


def _keep(batch: ImportBatch, found: Iterable[Any]) -> None:
    for one in found:
        _list(batch, str(type(one).__tablename__), one.public_id, _name(one), [])


def _list(batch: ImportBatch, kind: str, record: str, name: str, fields: list[str]) -> None:
    if len(batch.kept) < _KEPT:
        batch.kept = [*batch.kept, {"kind": kind, "record": record, "name": name, "fields": fields}]


def _name(one: Any) -> str:
    label = next(name for name in ("name", "number", "name_zh", "text") if hasattr(one, name))
    return str(getattr(one, label))[:_NAMED]
