"""The days that come, as one may see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.birthdays import age_on, keys_between, shown_birthday
from crm_app.lib.clock import zone
from crm_app.locales.catalog import say
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.orders import Order, OrderStatus
from crm_app.models.users import User
from crm_app.services import contacts
from crm_app.services.dates.rows import KINDS, DateRow
from crm_app.services.references import NOBODY, Reference, owners_of, users_by_id

MOST_DAYS, MOST_ROWS = 366, 500


@query(Permission.CONTACT_READ)
def coming_dates(
    work: Work, days: int = 30, owner: str = "", kind: str = "", today: date | None = None
) -> list[DateRow]:
    """What falls on today or one of the days after it, the nearest first; at most 500.

    `owner` is a public id, `kind` one of `KINDS`.
    """
    if kind and kind not in KINDS:
        raise Invalid("list.value_unknown", value=kind[:60])
    first = today or work.now.astimezone(zone(work.actor.zone)).date()
    mine = Whose(_owner(work, owner))
    return found_in(work, first, max(1, min(days, MOST_DAYS)), kind, mine)[:MOST_ROWS]


@query(Permission.CONTACT_READ)
def dates_of(
    work: Work, record: str, public_id: str, days: int = 30, today: date | None = None
) -> list[DateRow]:
    """What comes for one contact, or for a customer and its people."""
    first = today or work.now.astimezone(zone(work.actor.zone)).date()
    if record == "contact":
        whose = Whose(customer=0, people=frozenset({work.find(Contact, public_id).key}))
        return found_in(work, first, max(1, min(days, MOST_DAYS)), "birthday", whose)
    customer = work.find(Customer, public_id)
    there = select(Position.contact_id).where(
        col(Position.customer_id) == customer.key, col(Position.ended).is_(None)
    )
    whose = Whose(customer=customer.key, people=frozenset(work.session.exec(there)))
    return found_in(work, first, max(1, min(days, MOST_DAYS)), "", whose)


@dataclass(frozen=True, slots=True)
class Whose:
    """Of all, of one owner, or of one customer and these people."""

    owner: int | None = None
    customer: int | None = None
    people: frozenset[int] = frozenset()

    def of(self, chosen: Any, model: Any) -> Any:
        """Those rows of a model that are meant."""
        if self.owner is not None:
            chosen = chosen.where(col(model.owner_id) == self.owner)
        if self.customer is None:
            return chosen
        if model is Contact:
            return chosen.where(col(Contact.id).in_(self.people))
        column = Customer.id if model is Customer else model.customer_id
        return chosen.where(col(column) == self.customer)


def found_in(
    work: Work, first: date, days: int, kind: str = "", whose: Whose | None = None
) -> list[DateRow]:
    """Inside a use case: all of them, in order."""
    found = list(_found(work, first, days, kind, whose or Whose()))
    return sorted(found, key=lambda row: (row.day, KINDS.index(row.kind), row.name))


@query(Permission.CONTACT_READ)
def date_owners(work: Work) -> list[Reference]:
    """Whose days one may see."""
    return owners_of(work, Contact)


def _owner(work: Work, public_id: str) -> int | None:
    if not public_id:
        return None
    found = work.session.exec(select(User.id).where(col(User.public_id) == public_id)).first()
    return found if found is not None else -1


def _found(work: Work, first: date, days: int, kind: str, whose: Whose) -> Iterator[DateRow]:
    may = work.actor.can
    if kind in ("", "birthday"):
        yield from _birthdays(work, first, days, whose)
    if kind in ("", "contract") and may(Permission.CONTRACT_READ):
        yield from _contracts(work, first, days, whose)
    if kind in ("", "anniversary") and may(Permission.ORDER_READ) and may(Permission.CUSTOMER_READ):
        yield from _anniversaries(work, first, days, whose)


def _birthdays(work: Work, first: date, days: int, whose: Whose) -> Iterator[DateRow]:
    """Found by the day of the year, so that an index answers; a lunar one by its own."""
    kept = keys_between(first, days)
    chosen = work.visible(Contact).where(col(Contact.birthday_key).in_(list(kept)))
    rows = _owned(work, chosen, Contact, whose)
    shown = contacts.contact_rows(work, rows)
    for contact, row in zip(rows, shown, strict=True):
        stored = contact.birthday or ""
        day = kept[contact.birthday_key]
        yield DateRow(
            day=day,
            days=(day - first).days,
            kind="birthday",
            record="contact",
            public_id=contact.public_id,
            name=contact.name + ("" if contact.name.isascii() else contact.honorific),
            customer=row.customer,
            owner=row.owner,
            years=age_on(stored, day) or 0,
            note_zh=shown_birthday(stored, "zh") if stored.startswith("lunar") else "",
            note_en=shown_birthday(stored, "en") if stored.startswith("lunar") else "",
            phone=row.phone,
            greeting=greeting(contact, row.owner),
            owner_id=contact.owner_id,
        )


def greeting(contact: Contact, owner: str) -> str:
    """A draft to send, in the language of the person's name: 张总 for 张伟总."""
    if contact.name.isascii():
        return say("en", "dates.greeting", name=contact.given_name or contact.name, owner=owner)
    family = contact.family_name if contact.honorific else ""
    name = f"{family or contact.name}{contact.honorific}"
    return say("zh", "dates.greeting", name=name, owner=owner)


def _contracts(work: Work, first: date, days: int, whose: Whose) -> Iterator[DateRow]:
    chosen = work.visible(Contract).where(
        col(Contract.status) == ContractStatus.IN_FORCE,
        col(Contract.ends_on) >= first,
        col(Contract.ends_on) < first + timedelta(days),
    )
    rows = _owned(work, chosen, Contract, whose)
    customers = _customers(work, {row.customer_id for row in rows})
    owners = users_by_id(work.session, (row.owner_id for row in rows))
    for row in rows:
        assert row.ends_on is not None
        customer = customers.get(row.customer_id)
        yield DateRow(
            day=row.ends_on,
            days=(row.ends_on - first).days,
            kind="contract",
            record="contract",
            public_id=row.public_id,
            name=row.title or row.number,
            customer=customer.name if customer else "",
            owner=owners.get(row.owner_id, NOBODY).name,
            note_zh=row.number,
            note_en=row.number,
            owner_id=row.owner_id,
        )


def _anniversaries(work: Work, first: date, days: int, whose: Whose) -> Iterator[DateRow]:
    """A year and more since the first order that was not cancelled; of 29 February on the 28th."""
    began = (
        select(Order.customer_id, func.min(col(Order.ordered_on)))
        .where(
            col(Order.deleted_at).is_(None),
            col(Order.status) != OrderStatus.CANCELLED,
            col(Order.ordered_on) < first,
        )
        .group_by(col(Order.customer_id))
    )
    if whose.customer is not None:
        began = began.where(col(Order.customer_id) == whose.customer)
    firsts = dict(work.session.exec(work.narrowed(began, Order)).all())
    kept = keys_between(first, days)
    due = {key: _key(day) for key, day in firsts.items() if _key(day) in kept}
    chosen = work.visible(Customer).where(col(Customer.id).in_(list(due)))
    rows = _owned(work, chosen, Customer, whose)
    owners = users_by_id(work.session, (row.owner_id for row in rows))
    for row in rows:
        day = kept[due[row.key]]
        years = day.year - firsts[row.key].year
        if years > 0:
            yield DateRow(
                day=day,
                days=(day - first).days,
                kind="anniversary",
                record="customer",
                public_id=row.public_id,
                name=row.name,
                customer=row.name,
                owner=owners.get(row.owner_id, NOBODY).name,
                years=years,
                owner_id=row.owner_id,
            )


def _key(day: date) -> str:
    return f"{day:%m%d}"


def _owned(work: Work, chosen: Any, model: Any, whose: Whose) -> list[Any]:
    return list(work.session.exec(whose.of(chosen, model).order_by(col(model.id))))


def _customers(work: Work, ids: set[int]) -> dict[int, Customer]:
    found = work.session.exec(work.visible(Customer).where(col(Customer.id).in_(ids)))
    return {row.key: row for row in found}
