"""Two records become one, and two again: rows move by their ids, fields by what stood there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlmodel import col, select

from crm_app.core.derived import bring_up_to_date, follow_moved
from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.work import Work
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.duplicates import RecordMerge
from crm_app.services.merging.relations import movable, relations, repoint
from crm_app.services.merging.steps import (
    Record,
    adopt,
    compared,
    give_back,
    one_main_place,
    reopen_pairs,
    restamp,
    set_parents,
    settle_pairs,
    show_again,
    stamp,
    take_fields,
)
from crm_app.services.merging.survivors import Value

Merged = TypeVar("Merged", Contact, Customer)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that was made: its own public id, and those of both records."""

    public_id: str
    keep: str
    other: str
    moved: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: fields side by side, and how many rows of each table would move."""

    values: list[Value]
    moving: dict[str, int]
    staying: int = 0


def preview(work: Work, keep: Record, other: Record, rule: str = "kept") -> Preview:
    """What `merge` would do."""
    kind, moving, staying = str(keep.__tablename__), {}, 0
    for relation in relations(kind):
        ids = movable(work.session, relation, keep, other)
        if ids:
            moving[relation.table.name] = moving.get(relation.table.name, 0) + len(ids)
    return Preview(compared(work, keep, other, rule), moving, staying)


def merge(
    work: Work,
    keep: Record,
    other: Record,
    choices: Mapping[str, str] | None = None,
    rule: str = "kept",
) -> Merge:
    """Move all that belongs to `other` to `keep`, and put `other` into the recycle bin.

    What `keep` has already (the same number, the same activity) stays with `other`.
    """
    if keep.key == other.key:
        raise Invalid("duplicates.same_record", field="other")
    kind = str(keep.__tablename__)
    before: dict[str, Any] = {"stamps": [stamp(keep), stamp(other)]}
    before["fields"] = take_fields(work, keep, other, choices, rule)
    before["main"] = one_main_place(work, keep, other)
    work.session.flush()
    moved: dict[str, list[int]] = {}
    for relation in relations(kind):
        ids = movable(work.session, relation, keep, other)
        if ids:
            moved[relation.name] = ids
            repoint(work.session, relation, ids, other.key, keep.key)
            follow_moved(work, relation.table.name, ids)
    before["moved"] = moved
    keep.updated_at = work.now
    work.remove(other)
    work.session.flush()
    before["children"] = adopt(work, keep, other)
    before["pairs"] = settle_pairs(work, kind, keep.key, other.key)
    before["versions"] = [keep.version, other.version]
    row = RecordMerge(
        kind=kind,
        keep_id=keep.key,
        other_id=other.key,
        at=work.now,
        by_id=work.actor.user_id,
        before=before,
    )
    work.add(row)
    counts = {name.partition(".")[0]: len(ids) for name, ids in moved.items()}
    work.record(f"{kind}:{keep.public_id}", merged=other.public_id, moved=counts)
    show_again(work, keep, other, moved)
    return Merge(row.public_id, keep.public_id, other.public_id, counts)


def unmerge(work: Work, row: RecordMerge, keep: Record, other: Record) -> list[str]:
    """Take a merge back: what moved returns, unless it went somewhere else meanwhile.

    Returns the fields that were changed since, which stay as they are.
    """
    if row.undone_at is not None or other.deleted_at is None:
        raise Conflict("duplicates.not_merged")
    before, kind = row.before, str(keep.__tablename__)
    untouched = [keep.version, other.version] == before["versions"]
    show_again(work, keep, other, {})
    work.restore(other)
    work.session.flush()
    for relation in relations(kind):
        ids = before["moved"].get(relation.name, [])
        repoint(work.session, relation, ids, keep.key, other.key)
    for place in work.session.exec(select(Position).where(col(Position.id).in_(before["main"]))):
        place.is_main = True
    kept = give_back(keep, before["fields"])
    set_parents(work, before["children"], other.key)
    keep.updated_at = work.now
    reopen_pairs(work, before["pairs"])
    row.undone_at = work.now
    work.record(f"{kind}:{keep.public_id}", unmerged=other.public_id, kept=kept)
    work.session.flush()
    for name, ids in before["moved"].items():
        follow_moved(work, name.partition(".")[0], ids)
    # What follows from all that comes first, so that the stamps are the last word.
    bring_up_to_date(work, [keep, other])
    work.session.flush()
    if untouched:
        for record, stamp in zip((keep, other), before["stamps"], strict=True):
            restamp(work, record, stamp)
    show_again(work, keep, other, before["moved"])
    return kept


def merge_of(work: Work, public_id: str, kind: str) -> RecordMerge:
    """A merge by its public id; refuses with `duplicates.merge_unknown`."""
    chosen = select(RecordMerge).where(
        col(RecordMerge.public_id) == public_id, col(RecordMerge.kind) == kind
    )
    row = work.session.exec(chosen).one_or_none()
    if row is None:
        raise NotFound("duplicates.merge_unknown")
    return row


def parted(work: Work, public_id: str, model: type[Merged]) -> tuple[RecordMerge, Merged, Merged]:
    """A merge, the record that was kept and the one in the bin, where one may change both."""
    kind = str(model.__tablename__)
    row = merge_of(work, public_id, kind)
    keep, other = (work.session.get(model, one) for one in (row.keep_id, row.other_id))
    if keep is None or other is None:
        raise NotFound(f"{kind}.not_found")
    if other.deleted_at is None:
        raise Conflict("duplicates.not_merged")
    return (
        row,
        work.find(model, keep.public_id),
        work.find(model, other.public_id, deleted=True),
    )


def survivor_of(work: Work, model: type[Any], public_id: str) -> str | None:
    """Where a merged record went, of what one may see; through several merges if need be."""
    found = work.session.exec(select(model.id).where(model.public_id == public_id)).one_or_none()
    for _ in range(20):
        step = (
            select(RecordMerge.keep_id)
            .where(
                col(RecordMerge.kind) == str(model.__tablename__),
                col(RecordMerge.other_id) == found,
                col(RecordMerge.undone_at).is_(None),
            )
            .order_by(col(RecordMerge.id).desc())
        )
        found = work.session.exec(step).first()
        if found is None:
            return None
        kept = work.session.exec(work.visible(model).where(model.id == found)).one_or_none()
        if kept is not None:
            return str(kept.public_id)
    return None


def found_or_survivor(work: Work, model: type[Any], public_id: str) -> Any:
    """The record of an id, or what it was merged into; refuses as `Work.find` does."""
    try:
        return work.find(model, public_id)
    except NotFound:
        survivor = survivor_of(work, model, public_id)
        if survivor is None:
            raise
        return work.find(model, survivor)
