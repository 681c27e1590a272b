"""What a bulk change has to remember of each record, and bringing it back exactly."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import SQLModel, col, select

from crm_app.core.work import Work
from crm_app.lib.batches import batches
from crm_app.models.base import Owned
from crm_app.models.saved_views import BulkChange
from crm_app.services.bulk.doors import Door

_CUSTOM = "custom."
# What a change makes beside the record: a line of its history stays; a share, and the note that a
# person set the tier, go again.
_MADE = ("share", "tier_override")
# What is changed beside it and no record itself.
_BESIDE = ("tier_override", "approval_seat")


def kept(kind: str, public_id: str, notes: dict[str, Any]) -> dict[str, Any]:
    """`was`: what stood in the record; `with`: the same of what went along with it."""
    own = f"{kind}:{public_id}"
    was = {
        name: {field: pair[0] for field, pair in fields.items()}
        for name, fields in notes.items()
        if not _is_new(name, fields)
    }
    made = [name for name in notes if name.partition(":")[0] in _MADE and name not in was]
    return {"was": was.pop(own, {}), "with": was, "made": made}


def _is_new(name: str, fields: dict[str, Any]) -> bool:
    """A share, a line of history, or what says whose it is: that never changes later."""
    return "record_kind" in fields or (name.partition(":")[0] in _MADE and "customer_id" in fields)


def note_versions(work: Work, door: Door, records: dict[str, Any]) -> None:
    """The version that each record has now: who changes it later makes another."""
    work.session.flush()
    model = door.listing.model
    found = select(model.public_id, model.version).where(col(model.public_id).in_(list(records)))
    for public_id, version in work.session.exec(found):
        records[public_id]["version"] = version


def take_back(work: Work, door: Door, change: BulkChange) -> int:
    """Bring back what nobody touched since and the actor may still change; returns how many."""
    return sum(
        work.attempt(lambda one=one, entry=entry: _one(work, door, change, one, entry))[1] is None
        for one, entry in change.records.items()
    )


def _one(work: Work, door: Door, change: BulkChange, public_id: str, entry: dict[str, Any]) -> None:
    if change.action == "delete":
        record = door.find(work, public_id, entry["version"], deleted=True)
        assert door.restore is not None  # what is never deleted has no such change
        door.restore.within(work, public_id)
        return
    record = door.find(work, public_id, entry["version"])
    if change.action == "restore":
        assert door.delete is not None
        door.delete.within(work, public_id)
        return
    if "name" in entry["was"]:
        _rename(work, door, public_id, entry["was"]["name"])
    _reckon(work, door, public_id, entry["was"])
    put_back(record, entry["was"])
    _count_version(record)
    for name, was in entry["with"].items():
        row = row_named(work, name)
        if isinstance(row, Owned) or name.partition(":")[0] in _BESIDE:
            put_back(row, was)
    for name in entry["made"]:
        row = row_named(work, name)
        if row is not None:
            work.session.delete(row)
    work.session.flush()


def _count_version(record: Any) -> None:
    """Who looked at it before must hear so; what is owned counts its versions by itself."""
    if not isinstance(record, Owned):
        record.version += 1


def _rename(work: Work, door: Door, public_id: str, name: str) -> None:
    """What follows from a name is no part of the notes: its order, what it is found and matched by."""
    assert door.change is not None
    assert door.form is not None
    as_typed = {"name_as_typed": True} if hasattr(door.form, "name_as_typed") else {}
    door.change.within(work, public_id, door.form(name=name, **as_typed))


def _reckon(work: Work, door: Door, public_id: str, was: dict[str, Any]) -> None:
    """What figures of other rows follow from goes back through the command, which reckons them."""
    again = {form: str(was[name]) for name, form in (door.reckoned or {}).items() if name in was}
    if again:
        assert door.change is not None
        assert door.form is not None
        door.change.within(work, public_id, door.form(**again))


def row_named(work: Work, name: str) -> Any:
    """The row of a note, `table:public id`."""
    return rows_named(work, [name]).get(name)


def rows_named(work: Work, names: Sequence[str]) -> dict[str, Any]:
    """The rows of many notes, by their names; those that are gone are left out."""
    mapped = {str(m.class_.__tablename__): m.class_ for m in SQLModel._sa_registry.mappers}
    wanted: dict[str, list[str]] = {}
    for name in names:
        table, _, public_id = name.partition(":")
        wanted.setdefault(table, []).append(public_id)
    found: dict[str, Any] = {}
    for table, public_ids in wanted.items():
        model = mapped.get(table)
        if model is None or not hasattr(model, "public_id"):
            continue
        for some in batches(public_ids):
            rows = work.session.exec(select(model).where(col(model.public_id).in_(some)))
            found |= {f"{table}:{row.public_id}": row for row in rows}
    return found


def put_back(row: Any, was: dict[str, Any]) -> None:
    """What stood in a row's fields, as a note of its change says."""
    own = dict(getattr(row, "custom", {}) or {})
    for field, value in was.items():
        if field.startswith(_CUSTOM):
            own[field.removeprefix(_CUSTOM)] = value
            continue
        if field in type(row).model_fields:
            kind = type(row).model_fields[field].annotation
            setattr(row, field, TypeAdapter(kind).validate_python(value))
    if any(field.startswith(_CUSTOM) for field in was):
        row.custom = {key: value for key, value in own.items() if value is not None}
