"""Names of the people and records that something is about, read for many rows at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.models.base import Owned
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.models.users import User

# The records that activities, tasks and timelines are about; by kind.
SUBJECTS: dict[str, type[Customer] | type[Contact] | type[Deal] | type[Lead]] = {
    "customer": Customer,
    "contact": Contact,
    "deal": Deal,
    "lead": Lead,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A record or a person to name and link to."""

    kind: str
    public_id: str
    name: str


NOBODY = Reference("", "", "")


def find_subject(work: Work, kind: str, public_id: str) -> Customer | Contact | Deal | Lead:
    """The record that something is about; refuses kinds that nothing can be about."""
    if kind not in SUBJECTS:
        raise Invalid("references.kind_unknown", field="about", kind=kind[:20])
    return work.find(SUBJECTS[kind], public_id, refer=True)


def references(
    work: Work, wanted: Iterable[tuple[str, int | None]]
) -> dict[tuple[str, int], Reference]:
    """(kind, inner id) → name, of the living records that the actor may see: one read a kind."""
    ids: dict[str, set[int]] = {}
    for kind, record_id in wanted:
        if record_id is not None and kind in SUBJECTS:
            ids.setdefault(kind, set()).add(record_id)
    found: dict[tuple[str, int], Reference] = {}
    for kind, of_kind in ids.items():
        model = SUBJECTS[kind]
        columns = select(model.id, model.public_id, model.name).where(
            col(model.id).in_(of_kind), col(model.deleted_at).is_(None)
        )
        for record_id, public_id, name in work.session.exec(work.narrowed(columns, model)):
            found[kind, record_id] = Reference(kind, public_id, name)
    return found


def owners_of(work: Work, model: type[Owned]) -> list[Reference]:
    """Who owns the records of a kind that the actor may see, by name: for a filter."""
    owning = work.narrowed(select(model.owner_id).distinct(), model)
    found = select(User.public_id, User.name).where(col(User.id).in_(owning))
    return [Reference("user", *row) for row in work.session.exec(found.order_by(col(User.name)))]


def users_by_id(session: Session, ids: Iterable[int | None]) -> dict[int, Reference]:
    """User id → public id and name."""
    wanted = {user_id for user_id in ids if user_id is not None}
    if not wanted:
        return {}
    columns = select(User.id, User.public_id, User.name).where(col(User.id).in_(wanted))
    return {
        key: Reference("user", public_id, name)
        for key, public_id, name in session.exec(columns)
        if key
    }


def by_public_id(model: Any, column: Any) -> Callable[[Work, str], Any]:
    """A filter of a listing: the column points to the record of `model` with that public id."""

    def condition(_: Work, public_id: str) -> Any:
        found = select(model.id).where(col(model.public_id) == public_id)
        return col(column) == found.scalar_subquery()

    return condition


def named_records(session: Session, model: Any, ids: Iterable[int | None]) -> dict[int, Reference]:
    """Inner id → what a record is called, or numbered: for what stands on a record one may see."""
    wanted = {record_id for record_id in ids if record_id is not None}
    if not wanted:
        return {}
    label = model.name if hasattr(model, "name") else model.number
    columns = select(model.id, model.public_id, label).where(col(model.id).in_(wanted))
    kind = str(model.__tablename__)
    return {key: Reference(kind, public_id, name) for key, public_id, name in session.exec(columns)}


def named_record(session: Session, model: Any, record_id: int | None) -> Reference:
    """What one record is called, or numbered."""
    return named_records(session, model, [record_id]).get(record_id or 0, NOBODY)
