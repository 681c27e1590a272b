"""Personal details: what one wants to remember about somebody before calling."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.customers import Contact, Customer, PersonalDetail, Position


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing to remember."""

    public_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A detail that was removed: `remember(actor, kind, record, text)` brings it back."""

    kind: str
    record: str
    text: str


def details_of(session: Session, owner: Contact | Customer) -> list[Detail]:
    """What is remembered about a contact or customer, newest first."""
    column = PersonalDetail.contact_id if isinstance(owner, Contact) else PersonalDetail.customer_id
    found = select(PersonalDetail).where(col(column) == owner.id)
    rows = session.exec(found.order_by(col(PersonalDetail.id).desc()))
    return [Detail(row.public_id, row.text) for row in rows]


def details_of_many(session: Session, model: type, ids: Iterable[int]) -> dict[int, list[Detail]]:
    """Record id → what is remembered, newest first, in one read."""
    name = "contact_id" if model is Contact else "customer_id"
    found = select(PersonalDetail).where(col(getattr(PersonalDetail, name)).in_(list(ids)))
    details: dict[int, list[Detail]] = {}
    for row in session.exec(found.order_by(col(PersonalDetail.id).desc())):
        details.setdefault(getattr(row, name), []).append(Detail(row.public_id, row.text))
    return details


@command(Permission.CONTACT_WRITE)
def remember(work: Work, kind: str, public_id: str, text: str) -> str:
    """Note a detail about a contact or customer; returns its public id."""
    detail = new_detail(work, text)
    if kind == "contact":
        detail.contact_id = work.find(Contact, public_id).id
        touch_employers(work, detail.contact_id)
    elif kind == "customer":
        detail.customer_id = work.find(Customer, public_id).id
    else:
        raise Invalid("details.kind_unknown", field="kind")
    return work.add(detail).public_id


def new_detail(work: Work, text: str) -> PersonalDetail:
    """Inside a command: something to remember, of nobody yet."""
    text = text.strip()
    if not text or len(text) > 300:
        raise Invalid("details.text_invalid", field="text")
    return PersonalDetail(text=text, by_id=work.actor.user_id, at=work.now)


@command(Permission.CONTACT_WRITE)
def forget(work: Work, public_id: str) -> Forgotten:
    """Remove a detail of a contact or customer that one may see; returns what `remember` needs."""
    found = select(PersonalDetail).where(col(PersonalDetail.public_id) == public_id)
    detail = work.session.exec(found).one_or_none()
    if detail is None:
        raise NotFound("details.not_found")
    model = Contact if detail.contact_id else Customer
    owner_id = detail.contact_id or detail.customer_id
    owner = work.session.exec(work.visible(model).where(col(model.id) == owner_id)).first()
    if owner is None:
        raise NotFound("details.not_found")
    work.session.delete(detail)
    touch_employers(work, detail.contact_id)
    kind = "contact" if model is Contact else "customer"
    return Forgotten(kind, owner.public_id, detail.text)


def touch_employers(work: Work, contact_id: int | None) -> None:
    """Inside a command: what is known of a person is shown on the pages of his customers."""
    found = (
        select(Customer.public_id)
        .join(Position, col(Position.customer_id) == Customer.id)
        .where(col(Position.contact_id) == contact_id, col(Position.ended).is_(None))
    )
    for public_id in work.session.exec(found):
        work.touch(f"customer:{public_id}")
