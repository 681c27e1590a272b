"""Suggestions of a note as a form: names found among the records that the actor may see."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlmodel import col

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.exact import plain
from crm_app.models.captures import VoiceNote
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.services import contacts, customers
from crm_app.services.currencies import CURRENCIES

_SURE = ("sure", "likely")
_MOST = 5
_KINDS: dict[str, type[Any]] = {"customer": Customer, "contact": Contact, "deal": Deal}


@dataclass(frozen=True, slots=True)
class Named:
    """A record that may be meant; `note` tells it from others of its name."""

    public_id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DealChoice:
    """An open deal of the customer."""

    public_id: str
    name: str
    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What a note proposes. `*_said` is the name as spoken, `*_choices` are who may be meant.

    `amount` is a decimal string, `due` a date in ISO form, `mood` from -1 to 1; empty: not said.
    """

    customer: Named = Named("", "")
    customer_said: str = ""
    customer_choices: list[Named] = field(default_factory=list)
    contact: Named = Named("", "")
    contact_said: str = ""
    contact_choices: list[Named] = field(default_factory=list)
    deal_id: str = ""
    deals: list[DealChoice] = field(default_factory=list)
    amount: str = ""
    currency: str = "CNY"
    next_step: str = ""
    due: str = ""
    products: tuple[str, ...] = ()
    mood: float | None = None


@query(Permission.CAPTURE)
def note_draft(work: Work, public_id: str) -> NoteDraft:
    """What a note proposes to write, with its names looked up under the actor's rights."""
    note = work.find(VoiceNote, public_id)
    found: dict[str, Any] = note.facts.get("found") or {}
    customer_said, contact_said = found.get("customer") or "", found.get("contact") or ""
    customer, firms = _customer(work, note, customer_said)
    contact, people = _contact(work, note, contact_said, customer)
    if customer is None and contact is not None:
        customer = _employer(work, contact)
    deals = deals_at(work, customer)
    amount = found.get("amount") or {}
    currency = str(amount.get("currency") or "CNY")
    return NoteDraft(
        customer=_named(customer),
        customer_said=customer_said,
        customer_choices=firms,
        contact=_named(contact),
        contact_said=contact_said,
        contact_choices=people,
        deal_id=_deal(work, note, deals),
        deals=deals,
        amount=str(amount.get("value") or ""),
        currency=currency if currency in CURRENCIES else "CNY",
        next_step=found.get("next_step") or "",
        due=found.get("due") or "",
        products=tuple(found.get("products") or ()),
        mood=found.get("sentiment"),
    )


@query(Permission.CAPTURE)
def spoken_about(work: Work, about: dict[str, str]) -> dict[str, Named]:
    """Names of the customer, contact and deal (kind → public id) a note will be about; what the
    actor may not see is left out."""
    found: dict[str, Named] = {}
    for kind, model in _KINDS.items():
        chosen = work.visible(model).where(col(model.public_id) == about.get(kind, ""))
        record = work.session.exec(chosen).first()
        if record is not None:
            found[kind] = Named(record.public_id, record.name)
    return found


@query(Permission.CAPTURE)
def open_deals(work: Work, customer_id: str) -> list[DealChoice]:
    """The open deals of a customer that one may see, newest first."""
    return deals_at(work, work.find(Customer, customer_id) if customer_id else None)


def deals_at(work: Work, customer: Customer | None) -> list[DealChoice]:
    """Inside a use case: the open deals of a customer that the actor may see."""
    if customer is None or not work.actor.can(Permission.DEAL_READ):
        return []
    found = (
        work.visible(Deal)
        .join(Stage, col(Stage.id) == col(Deal.stage_id))
        .where(col(Deal.customer_id) == customer.key, col(Stage.kind) == StageKind.OPEN)
    )
    rows = work.session.exec(found.order_by(col(Deal.updated_at).desc()).limit(20))
    return [
        DealChoice(deal.public_id, deal.name, plain(Decimal(deal.amount)) or "", deal.currency)
        for deal in rows
    ]


def _customer(work: Work, note: VoiceNote, said: str) -> tuple[Customer | None, list[Named]]:
    """What the note was spoken about, else the one customer of that name; and who else it may be."""
    visible = work.visible(Customer)
    about = work.session.exec(visible.where(col(Customer.id) == note.customer_id)).first()
    if not said:
        return about, []
    same = visible.where(col(Customer.name) == said).order_by(col(Customer.updated_at).desc())
    exact = list(work.session.exec(same.limit(_MOST)))
    alike = customers.possible_duplicates.within(work, said)
    choices = [Named(c.public_id, c.name, c.region) for c in exact]
    choices += [Named(row.public_id, row.name, row.region) for row in alike]
    sure = [row.public_id for row in alike if row.certainty in _SURE]
    chosen = about or (exact[0] if exact else None)
    if chosen is None and len(sure) == 1:
        chosen = work.find(Customer, sure[0])
    return chosen, _others(choices, chosen)


def _contact(
    work: Work, note: VoiceNote, said: str, customer: Customer | None
) -> tuple[Contact | None, list[Named]]:
    """The one contact of that name, at the customer where one is known; and who else it may be."""
    visible = work.visible(Contact)
    about = work.session.exec(visible.where(col(Contact.id) == note.contact_id)).first()
    if not said:
        return about, []
    at = customer.public_id if customer else ""
    alike = contacts.possible_duplicates.within(work, said, (), at)
    choices = [
        Named(row.public_id, row.name, " · ".join(x for x in (row.customer, row.title) if x))
        for row in alike
    ]
    chosen = about
    if chosen is None and len(alike) == 1:
        chosen = work.find(Contact, alike[0].public_id)
    if chosen is None and customer is None:
        same = list(work.session.exec(visible.where(col(Contact.name) == said).limit(_MOST)))
        choices += [Named(c.public_id, c.name, _employer_name(work, c)) for c in same]
        chosen = same[0] if len(same) == 1 else None
    return chosen, _others(choices, chosen)


def _others(choices: list[Named], chosen: Customer | Contact | None) -> list[Named]:
    taken = chosen.public_id if chosen else ""
    kept = {choice.public_id: choice for choice in choices if choice.public_id != taken}
    return list(kept.values())[:_MOST]


def _employer(work: Work, contact: Contact) -> Customer | None:
    """The main customer a contact works at."""
    found = (
        work.visible(Customer)
        .join(Position, col(Position.customer_id) == col(Customer.id))
        .where(col(Position.contact_id) == contact.key, col(Position.ended).is_(None))
    )
    return work.session.exec(found.order_by(col(Position.is_main).desc())).first()


def _employer_name(work: Work, contact: Contact) -> str:
    employer = _employer(work, contact)
    return employer.name if employer else ""


def _deal(work: Work, note: VoiceNote, deals: list[DealChoice]) -> str:
    """The deal the note was spoken about, else the customer's only open one."""
    if note.deal_id:
        found = work.visible(Deal).where(col(Deal.id) == note.deal_id)
        about = work.session.exec(found).first()
        return about.public_id if about else ""
    return deals[0].public_id if len(deals) == 1 else ""


def _named(record: Customer | Contact | None) -> Named:
    return Named(record.public_id, record.name) if record else Named("", "")
