"""The steps of a merge: fields, places, branches, and what has to be shown anew."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from crm_app.core.sealed import Unreadable, seal, unseal
from crm_app.core.search import indexed_models, reindex
from crm_app.core.work import Work
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.duplicates import MERGED, DuplicatePair
from crm_app.services.custom_fields import field_rights
from crm_app.services.merging.survivors import TOGETHER, Value, choose, decided

FIELDS: dict[type, tuple[str, ...]] = {
    Contact: ("name", "other_name", "birthday", "source"),
    Customer: (
        *("name", "kind", "legal_name_zh", "legal_name_en", "tax_id", "tier", "stage"),
        *("industry", "region", "size", "source"),
    ),
}
Record = Contact | Customer


def locked(work: Work, record: Record) -> set[str]:
    """The fields of an administrator's making that the actor may not change: what is empty is
    filled, and nothing else is decided there."""
    rights = field_rights(work, str(record.__tablename__))
    return {key for key, right in rights.items() if not right.edits}


def compared(work: Work, keep: Record, other: Record, rule: str) -> list[Value]:
    """Every field that one of the two has, those of an administrator's making as `custom.<key>`."""
    closed = locked(work, keep)
    newer = other.updated_at > keep.updated_at
    found = []
    for name in FIELDS[type(keep)]:
        a, b = getattr(keep, name), getattr(other, name)
        found.append(Value(name, a, b, choose(rule, name, a, b, other_is_newer=newer)))
    for key in sorted({*keep.custom, *other.custom}):
        a, b = keep.custom.get(key), other.custom.get(key)
        own_rule = "kept" if key in closed else rule
        side = choose(own_rule, key, a, b, other_is_newer=newer)
        found.append(Value(f"custom.{key}", a, b, side))
    return [value for value in found if value.keep or value.other]


def take_fields(
    work: Work, keep: Record, other: Record, choices: Mapping[str, str] | None, rule: str
) -> dict[str, list[Any]]:
    """Column → what stood there and what stands there now."""
    values = compared(work, keep, other, rule)
    closed = {f"custom.{key}" for key in locked(work, keep)}
    sides = decided(values, choices, {value.field for value in values} - closed)
    taken = [name for name, side in sides.items() if side == "other"]
    changed: dict[str, list[Any]] = {}
    for name in taken:
        for column in TOGETHER.get(name, (name,)):
            if hasattr(keep, column):
                _put(keep, column, getattr(other, column), changed)
    own = {name[7:]: other.custom.get(name[7:]) for name in taken if name.startswith("custom.")}
    if own:
        changed["custom"] = [keep.custom, keep.custom | own]
        keep.custom = keep.custom | own
    if isinstance(keep, Contact) and isinstance(other, Contact):
        _take_person(keep, other, changed)
    if isinstance(keep, Customer) and isinstance(other, Customer):
        _take_relations(keep, other, changed)
    return changed


def _take_person(keep: Contact, other: Contact, changed: dict[str, list[Any]]) -> None:
    if not keep.honorific:
        _put(keep, "honorific", other.honorific, changed)
    if other.id_number and not keep.id_number:
        _put(keep, "id_number", _sealed_anew(other, keep), changed)


def _sealed_anew(other: Contact, keep: Contact) -> str:
    """An ID number opens only where it was sealed for."""
    old, new = (f"contact:{one.public_id}:id_number" for one in (other, keep))
    try:
        return seal(unseal(other.id_number, old), new)
    except Unreadable:
        return ""


def _take_relations(keep: Customer, other: Customer, changed: dict[str, list[Any]]) -> None:
    last = max(filter(None, (keep.last_contact_at, other.last_contact_at)), default=None)
    _put(keep, "last_contact_at", last, changed)
    above = other.parent_id if keep.parent_id in {None, other.key} else keep.parent_id
    _put(keep, "parent_id", None if above == keep.key else above, changed)


def _put(record: Record, column: str, value: Any, changed: dict[str, list[Any]]) -> None:
    old = getattr(record, column)
    if old != value:
        changed[column] = [_plain(old), _plain(value)]
        setattr(record, column, value)


def give_back(keep: Record, changed: dict[str, list[Any]]) -> list[str]:
    """Put back what stood there, where it is still as the merge left it; returns what is not."""
    kept = []
    for column, (old, new) in changed.items():
        if _plain(getattr(keep, column)) == new:
            setattr(keep, column, _typed(keep, column, old))
        else:
            kept.append(column)
    return kept


def one_main_place(work: Work, keep: Record, other: Record) -> list[int]:
    """A person has one main place: where the kept one has his, the other's are beside it."""
    if not isinstance(keep, Contact):
        return []
    places = select(Position).where(col(Position.is_main), col(Position.ended).is_(None))
    if not work.session.exec(places.where(col(Position.contact_id) == keep.key)).first():
        return []
    turned = work.session.exec(
        select(Position).where(col(Position.is_main), col(Position.contact_id) == other.key)
    ).all()
    for place in turned:
        place.is_main = False
    return [place.id or 0 for place in turned]


def adopt(work: Work, keep: Record, other: Record) -> list[int]:
    """The branches of the other customer are the kept one's."""
    if not isinstance(keep, Customer):
        return []
    children = select(Customer.id).where(
        col(Customer.parent_id) == other.key, col(Customer.id) != keep.key
    )
    ids = [one for one in work.session.exec(children) if one]
    set_parents(work, ids, keep.key)
    return ids


def set_parents(work: Work, ids: list[int], parent: int) -> None:
    """These branches stand below another customer from now on."""
    if ids:
        work.session.execute(
            update(Customer).where(col(Customer.id).in_(ids)).values(parent_id=parent)
        )


def settle_pairs(work: Work, kind: str, keep: int, other: int) -> list[list[Any]]:
    """The pair of the two is decided; what it was before, for the way back."""
    pair = work.session.exec(
        select(DuplicatePair).where(
            col(DuplicatePair.kind) == kind,
            col(DuplicatePair.a_id) == min(keep, other),
            col(DuplicatePair.b_id) == max(keep, other),
        )
    ).one_or_none()
    if pair is None:
        return []
    old, pair.status = pair.status, MERGED
    pair.decided_by, pair.decided_at = work.actor.user_id, work.now
    return [[pair.id, old]]


def reopen_pairs(work: Work, pairs: list[list[Any]]) -> None:
    """What was thought of the two before they were merged."""
    for pair_id, status in pairs:
        pair = work.session.get(DuplicatePair, pair_id)
        if pair is not None:
            pair.status = status


def show_again(work: Work, keep: Record, other: Record, moved: Mapping[str, list[int]]) -> None:
    """Search, keys and open screens of both, of the people and firms beside them, of what moved."""
    work.session.flush()
    beside = [keep, other, *_neighbours(work, keep), *_neighbours(work, other)]
    models = {str(model.__tablename__): model for model in indexed_models()}  # type: ignore[attr-defined]
    for name, ids in moved.items():
        model = models.get(name.partition(".")[0])
        if model is not None:
            beside += work.session.exec(select(model).where(model.id.in_(ids)))  # type: ignore[attr-defined]
    done: set[tuple[str, int]] = set()
    for row in beside:
        place = (str(row.__tablename__), row.key)
        if place not in done:
            done.add(place)
            work.session.refresh(row)
            reindex(work.session, row)
            work.touch(place[0])
            work.touch(f"{place[0]}:{row.public_id}")


def _neighbours(work: Work, record: Record) -> list[Any]:
    """The firms of a person, the people of a firm."""
    own, far, model = (
        (Position.contact_id, Position.customer_id, Customer)
        if isinstance(record, Contact)
        else (Position.customer_id, Position.contact_id, Contact)
    )
    chosen = select(model).where(
        col(model.id).in_(select(far).where(col(own) == record.key)),
        col(model.deleted_at).is_(None),
    )
    return list(work.session.exec(chosen))


def stamp(record: Record) -> list[Any]:
    """When and by whom a record was changed last, and since when it is at its stage."""
    since = _plain(record.stage_since) if isinstance(record, Customer) else None
    return [_plain(record.updated_at), record.updated_by, since]


def restamp(work: Work, record: Record, stamp: list[Any]) -> None:
    """Put a stamp back that only the merge has changed."""
    at, by, *more = stamp
    model = type(record)
    values: dict[str, Any] = {"updated_at": datetime.fromisoformat(at), "updated_by": by}
    if isinstance(record, Customer) and more and more[0]:
        values["stage_since"] = date.fromisoformat(more[0])
    work.session.execute(update(model).where(col(model.id) == record.key).values(values))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(record: Record, column: str, value: Any) -> Any:
    if isinstance(value, str) and column.endswith("_at"):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and column.endswith("_since"):
        return date.fromisoformat(value)
    now = getattr(record, column)
    return type(now)(value) if isinstance(now, Enum) else value
