"""A screened lead becomes customer, contact and deal at once; what it was stays as their trace."""

from typing import Any

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.base import Owned
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead, LeadStatus
from crm_app.services import contacts, customers, deals
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.custom_fields import CUSTOMER, asked_values, asking_for
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.leads import merging, rules
from crm_app.services.leads.duplicates import contacts_like, customers_like
from crm_app.services.leads.rows import Converted, ConvertForm, Plan
from crm_app.services.leads.screening import check_screened, put_answers
from crm_app.services.ownership import happened
from crm_app.services.points import Point, points_of

_DIRECT = ("mobile", "phone", "fax", "email", "wechat")


@query(Permission.LEAD_READ)
def conversion_plan(work: Work, public_id: str) -> Plan:
    """What converting a lead would make, and the known customers and contacts it may be."""
    lead = work.find(Lead, public_id)
    points, needed = points_of(work.session, lead), deals.needed_at_start(work)
    of_customer = [name.removeprefix(CUSTOMER) for name in needed if name.startswith(CUSTOMER)]
    people = contacts_like(work, lead.name, lead.company, points) if lead.is_person else []
    return Plan(
        customer_name=_customer_name(lead),
        contact_name=lead.name if lead.is_person else "",
        deal_name=_deal_name(work, lead, _customer_name(lead)),
        currency="CNY",
        customers=customers_like(work, _customer_name(lead), points),
        contacts=people,
        customer_asks=asked_values(work, "customer", lead, of_customer),
        contact_asks=asked_values(work, "contact", lead) if lead.is_person else [],
        deal_asks=asked_values(work, "deal", lead, needed),
    )


@command(Permission.LEAD_WRITE)
def convert_lead(
    work: Work, public_id: str, form: ConvertForm, version: int | None = None
) -> Converted:
    """Make customer, contact and deal of a lead, or add it to those that `form` names.

    Refuses while required answers are missing (`leads.answers_missing`) or what custom fields of new
    records are required for (`custom_fields.missing`), and a lead of nobody.
    All belongs to the lead's owner.
    """
    lead = work.find(Lead, public_id, version)
    rules.check_open(lead)
    if lead.owner_id is None:
        raise Conflict("leads.unowned")
    trace: dict[str, Any] = {"status": lead.status.value}
    trace["answers"] = put_answers(work, lead, form.answers)
    check_screened(work, lead)
    with asking_for("customer"):
        customer = _customer(work, lead, form, trace)
    with asking_for("contact"):
        contact = _contact(work, lead, customer, form, trace)
    deal = _deal(work, lead, customer, contact, form) if form.with_deal else None
    lead.customer_id, lead.converted_at = customer.key, work.now
    lead.contact_id = contact.key if contact else None
    lead.deal_id = deal.key if deal else None
    lead.status = LeadStatus.CONVERTED
    trace |= merging.link(work, lead, customer)
    work.session.flush()
    for record in (customer, contact, deal):
        if record is not None:
            kind = str(record.__tablename__)
            trace.setdefault(kind, {"made": True})["version"] = record.version
    lead.conversion = trace
    happened(work, lead, "converted", text=customer.name)
    return Converted(
        lead.public_id,
        customer.public_id,
        contact.public_id if contact else "",
        deal.public_id if deal else "",
    )


def _customer(work: Work, lead: Lead, form: ConvertForm, trace: dict[str, Any]) -> Customer:
    points = [
        point
        for point in points_of(work.session, lead)
        if not lead.is_person or point.kind not in _DIRECT
    ]
    if lead.address:
        points.append(Point("address", lead.address, lead.address))
    if form.customer:
        customer = work.find(Customer, form.customer)
        trace["customer"] = {
            "filled": merging.fill(customer, lead),
            "points": merging.add(work, customer, points),
        }
        return customer
    made = customers.create_customer.within(
        work,
        CustomerForm(
            name=_customer_name(lead),
            kind="company" if lead.company else "person",
            **{name: getattr(lead, name) for name in merging.FILLED},
            points=points,
            custom=form.customer_custom,
        ),
        of=lead,
    )
    return _belonging(work, lead, work.find(Customer, made))


def _contact(
    work: Work, lead: Lead, customer: Customer, form: ConvertForm, trace: dict[str, Any]
) -> Contact | None:
    if not lead.is_person:
        return None
    points = [point for point in points_of(work.session, lead) if point.kind in _DIRECT]
    if form.contact:
        contact = work.find(Contact, form.contact)
        place = merging.place(work, lead, customer, contact)
        trace["contact"] = {"points": merging.add(work, contact, points), "position": place}
        return contact
    made = contacts.create_contact.within(
        work,
        ContactForm(
            name=lead.name,
            honorific=lead.honorific,
            source=lead.source,
            points=points,
            positions=[PositionForm(customer_id=customer.public_id, title=lead.title)],
            custom=form.contact_custom,
        ),
        of=lead,
    )
    return _belonging(work, lead, work.find(Contact, made))


def _deal(
    work: Work, lead: Lead, customer: Customer, contact: Contact | None, form: ConvertForm
) -> Deal:
    asked = DealForm(
        name=form.deal_name.strip() or _deal_name(work, lead, customer.name),
        customer=customer.public_id,
        contact=contact.public_id if contact else None,
        amount=form.amount.strip() or None,
        currency=form.currency.strip() or None,
        expected_close=form.expected_close.strip() or None,
        custom=form.deal_custom,
    )
    with asking_for("deal"):
        made = deals.create_deal.within(work, asked, of=lead)
    return _belonging(work, lead, work.find(Deal, made))


def _belonging(work: Work, lead: Lead, made: Any) -> Any:
    """What is made belongs to whose the lead was, whoever converts it."""
    if made.owner_id != lead.owner_id:
        made.owner_id, made.team_id = lead.owner_id, lead.team_id
        work.session.flush()
    return made


def _customer_name(lead: Lead) -> str:
    return lead.company or lead.name


def _deal_name(work: Work, lead: Lead, customer: str) -> str:
    """What one would call it: whose it is, and what was asked for."""
    word = lead.campaign or ("New business" if work.actor.language == "en" else "新商机")
    return f"{customer} {word}"[:200]


def of_kind(work: Work, lead: Lead) -> dict[str, Owned]:
    """Inside a use case: the records that a lead became, by kind, whether living or not."""
    keys: dict[str, tuple[Any, int | None]] = {
        "customer": (Customer, lead.customer_id),
        "contact": (Contact, lead.contact_id),
        "deal": (Deal, lead.deal_id),
    }
    return {
        kind: work.session.get_one(model, key)
        for kind, (model, key) in keys.items()
        if key is not None
    }


def check_converted(lead: Lead) -> None:
    """Refuse what was not converted."""
    if lead.status is not LeadStatus.CONVERTED:
        raise Invalid("leads.not_converted")
