"""A screened lead becomes customer, contact and deal at once, and its conversion can be taken back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.models.activities import ActivityLink, Task
from crm_app.models.customers import Contact, ContactPoint, Customer, Position
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead, ScreeningAnswer
from crm_app.services import (
    activities,
    checks,
    contacts,
    customers,
    deals,
    details,
    files,
    leads,
    quotes,
    tasks,
)
from crm_app.services.activities import ActivityForm
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.leads import ConvertForm, LeadForm
from crm_app.services.points import read_point
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.services.tasks import TaskForm

MOBILE = read_point("mobile", "138 0013 8001")
SITE = read_point("website", "haifeng.example")


def make(actor, **more):
    form = {"name": "李梅总", "company": "海风贸易", "title": "采购", "region": "厦门"}
    points = {"points": [MOBILE, SITE], "address": "环岛路 1 号", "industry": "retail"}
    return leads.create_lead(actor, LeadForm(**(form | points | more)))


def answers_of(actor, lead):
    values = {"yes_no": "yes", "amount": "120000", "text": "Excel"}
    return {
        one.public_id: values.get(one.kind) or one.options[0].key
        for one in leads.lead_page(actor, lead).questions
    }


def screened(actor, **more):
    lead = make(actor, **more)
    leads.answer_questions(actor, lead, answers_of(actor, lead))
    return lead


def test_not_before_the_required_answers_are_filled(workspace, footprint):
    rep = workspace["rep"]
    lead = make(rep)
    keys = [one.public_id for one in leads.lead_page(rep, lead).questions]
    leads.answer_questions(rep, lead, {keys[0]: "no"})
    before = footprint()
    with pytest.raises(Conflict) as refused:
        leads.convert_lead(rep, lead, ConvertForm())
    assert refused.value.code == "leads.answers_missing"
    assert refused.value.params["fields"] == keys[1:4]
    assert refused.value.params["zh"] == "预算大约多少（元）？、谁做决定？、打算什么时候采购？"
    assert footprint() == before
    assert customers.customers(rep, ListQuery()).total == 0
    rest = dict(list(answers_of(rep, lead).items())[1:4])
    leads.convert_lead(rep, lead, ConvertForm(answers=rest))
    assert leads.lead_page(rep, lead).status == "converted"


def test_customer_contact_and_deal_at_once(workspace):
    rep, manager = workspace["rep"], workspace["manager"]
    lead = screened(rep)
    activities.record_activity(rep, ActivityForm(kind="call", text="谈过"), [("lead", lead)])
    tasks.create_task(rep, TaskForm(title="送样品", lead=lead))
    files.attach(rep, "lead", lead, b"x", "offer.txt", "text/plain")
    asked = ConvertForm(deal_name="首单", amount="88000", expected_close="2027-01-31")
    made = leads.convert_lead(manager, lead, asked)
    customer = customers.customer_page(rep, made.customer)
    assert (customer.name, customer.region, customer.industry.key) == ("海风贸易", "厦门", "retail")
    assert {p.kind for p in customer.points} == {"website", "address"}
    assert customer.last_contact_at is not None
    contact = contacts.contact_page(rep, made.contact)
    assert (contact.name, contact.honorific, contact.owner) == ("李梅", "总", "rep")
    assert [(p.customer, p.title) for p in contact.positions] == [("海风贸易", "采购")]
    assert [p.value for p in contact.points] == ["+8613800138001"]
    deal = deals.deal_page(rep, made.deal)
    assert (deal.name, deal.amount, deal.owner) == ("首单", 88000, "rep")
    assert (deal.expected_close, deal.customer, deal.contact) == (
        *(date(2027, 1, 31), "海风贸易"),
        "李梅",
    )
    for kind, key in (("customer", made.customer), ("contact", made.contact), ("deal", made.deal)):
        kinds = {entry.kind for entry in activities.timeline(rep, kind, key).entries}
        assert {"call", "converted", "file"} <= kinds, kind
    page = leads.lead_page(rep, lead)
    assert [one.kind for one in page.became] == ["customer", "contact", "deal"]
    assert page.next_step.title == "送样品"
    assert checks.first_fault(workspace["admin"]) is None


def test_into_what_is_known_already(workspace):
    rep = workspace["rep"]
    firm = customers.create_customer(rep, CustomerForm(name="海风贸易有限公司", region="福州"))
    person = contacts.create_contact(rep, ContactForm(name="李梅"))
    lead = screened(rep)
    plan = leads.conversion_plan(rep, lead)
    assert [(one.public_id, one.reasons) for one in plan.customers] == [(firm, ("same_name",))]
    assert [(one.public_id, one.reasons) for one in plan.contacts] == [(person, ("same_name",))]
    made = leads.convert_lead(
        rep, lead, ConvertForm(customer=firm, contact=person, with_deal=False)
    )
    assert (made.customer, made.contact, made.deal) == (firm, person, "")
    customer = customers.customer_page(rep, firm)
    assert (customer.region, customer.industry.key, customer.name) == (
        *("福州", "retail"),
        "海风贸易有限公司",
    )
    contact = contacts.contact_page(rep, person)
    assert [p.customer for p in contact.positions] == ["海风贸易有限公司"]
    assert [p.value for p in contact.points] == ["+8613800138001"]


def test_a_private_person_is_a_customer_himself(workspace):
    rep = workspace["rep"]
    lead = screened(rep, company="", points=[MOBILE], address="")
    made = leads.convert_lead(rep, lead, ConvertForm())
    customer = customers.customer_page(rep, made.customer)
    assert (customer.name, customer.kind) == ("李梅", "person")


def test_a_company_without_a_person_makes_no_contact(workspace):
    rep = workspace["rep"]
    made = leads.convert_lead(rep, screened(rep, name=""), ConvertForm())
    assert made.contact == ""
    points = customers.customer_page(rep, made.customer).points
    assert {p.kind for p in points} == {"mobile", "website", "address"}


@pytest.mark.parametrize(
    ("form", "refusal"),
    [
        (ConvertForm(amount="viel"), Invalid),
        (ConvertForm(currency="XYZ"), Invalid),
        (ConvertForm(expected_close="31.1."), Invalid),
        (ConvertForm(customer="none"), NotFound),
        (ConvertForm(contact="none"), NotFound),
        (ConvertForm(answers={"none": "x"}), NotFound),
    ],
)
def test_a_conversion_that_fails_makes_nothing_of_it(workspace, footprint, form, refusal):
    rep = workspace["rep"]
    lead = screened(rep)
    before = footprint()
    with pytest.raises(refusal):
        leads.convert_lead(rep, lead, form)
    assert footprint() == before
    assert customers.customers(rep, ListQuery()).total == 0
    assert leads.lead_page(rep, lead).status == "screening"


def test_who_may_not_convert(workspace, footprint):
    lead = screened(workspace["rep"])
    stale = leads.lead_page(workspace["rep"], lead).version - 1
    before = footprint()
    for who, refusal in (("marketing", Forbidden), ("service", Forbidden), ("rep_west", NotFound)):
        with pytest.raises(refusal):
            leads.convert_lead(workspace[who], lead, ConvertForm())
    with pytest.raises(Stale):
        leads.convert_lead(workspace["rep"], lead, ConvertForm(), stale)
    with pytest.raises(Invalid, match="not_converted"):
        leads.undo_conversion(workspace["rep"], lead)
    assert footprint() == before


def test_converted_once_and_kept_as_the_trace(workspace, footprint):
    rep = workspace["rep"]
    lead = screened(rep)
    leads.convert_lead(rep, lead, ConvertForm())
    before = footprint()
    for attempt in (
        lambda: leads.convert_lead(rep, lead, ConvertForm()),
        lambda: leads.change_lead(rep, lead, LeadForm(region="X")),
        lambda: leads.delete_lead(rep, lead),
        lambda: leads.discard_lead(rep, lead, "other"),
    ):
        with pytest.raises(Conflict, match="converted_already"):
            attempt()
    assert footprint() == before


TOUCHES = {
    "customer": lambda a, m: customers.change_customer(a, m.customer, CustomerForm(tier="A")),
    "contact": lambda a, m: contacts.change_contact(a, m.contact, ContactForm(other_name="Mei")),
    "deal": lambda a, m: deals.move_deal(a, m.deal, "qualified"),
    "activities": lambda a, m: activities.record_activity(
        a, ActivityForm(text="新的"), [("contact", m.contact)]
    ),
    "tasks": lambda a, m: tasks.create_task(a, TaskForm(title="x", deal=m.deal)),
    "quotes": lambda a, m: quotes.create_quote(
        a, QuoteForm(customer=m.customer, lines=[LineForm(text="x", quantity="1", price="1")])
    ),
    "deals": lambda a, m: deals.create_deal(a, deals.DealForm(name="第二单", customer=m.customer)),
    "positions": lambda a, m: contacts.create_contact(
        a, ContactForm(name="王五", positions=[PositionForm(customer_id=m.customer)])
    ),
    "details": lambda a, m: details.remember(a, "contact", m.contact, "喜欢喝茶"),
    "files": lambda a, m: files.attach(a, "deal", m.deal, b"x", "a.txt", "text/plain"),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_not_undone_once_somebody_built_on_it(workspace, footprint, touch):
    rep = workspace["rep"]
    lead = screened(rep)
    made = leads.convert_lead(rep, lead, ConvertForm())
    TOUCHES[touch](rep, made)
    before = footprint()
    with pytest.raises(Conflict) as refused:
        leads.undo_conversion(rep, lead)
    assert refused.value.code == "leads.touched"
    assert touch in refused.value.params["fields"]
    assert footprint() == before
    assert leads.lead_page(rep, lead).status == "converted"


TABLES = (
    Lead,
    Customer,
    Contact,
    Deal,
    Position,
    ContactPoint,
    ActivityLink,
    Task,
    ScreeningAnswer,
)
_PASSING = {"version", "updated_at", "updated_by", "by_id", "at", "public_id", "id"}


def state(db) -> list[Any]:
    """Everything that can be seen of leads and of what they may become, but for who saved last."""
    with Session(db) as session:
        dead = {
            model.__tablename__: {
                row.id
                for row in session.exec(select(model).where(col(model.deleted_at).is_not(None)))
            }
            for model in (Lead, Customer, Contact, Deal)
        }
        return sorted(
            repr((model.__tablename__, _values(row)))
            for model in TABLES
            for row in session.exec(select(model))
            if not _is_dead(row, dead)
        )


def _values(row: SQLModel) -> dict[str, Any]:
    names = [one.key for one in inspect(type(row)).mapper.column_attrs]
    return {name: getattr(row, name) for name in names if name not in _PASSING}


def _is_dead(row: Any, dead: dict[str, set[Any]]) -> bool:
    if getattr(row, "deleted_at", None) is not None:
        return True
    return any(getattr(row, f"{kind}_id", None) in gone for kind, gone in dead.items() if gone)


_NAMES = st.sampled_from(["李梅", "王总", "John Smith", ""])
_FIRMS = st.sampled_from(["海风贸易", "North Tea Ltd", ""])
_REACH = st.lists(
    st.sampled_from([MOBILE, SITE, read_point("email", "a@haifeng.example")]), unique=True
)


@pytest.mark.long
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_undone_everything_is_as_it_was(workspace, db, data):
    """Whatever the lead holds, and whether it went into new records or into known ones."""
    rep, draw = workspace["rep"], data.draw
    name = draw(_NAMES)
    company = draw(_FIRMS) if name else "海风贸易"
    lead = make(rep, name=name, company=company, points=draw(_REACH), source=draw(_sources))
    for kind in draw(st.lists(st.sampled_from(["call", "note"]), max_size=2)):
        activities.record_activity(rep, ActivityForm(kind=kind, text="谈"), [("lead", lead)])
    if draw(st.booleans()):
        tasks.create_task(rep, TaskForm(title="回电", lead=lead))
    firm = person = ""
    if draw(st.booleans()):
        known = CustomerForm(
            name="老客户", region=draw(st.sampled_from(["", "福州"])), points=[SITE]
        )
        firm = customers.create_customer(rep, known)
    if name and draw(st.booleans()):
        places = [PositionForm(customer_id=firm)] if firm and draw(st.booleans()) else []
        person = contacts.create_contact(
            rep, ContactForm(name="旧人", positions=places, points=draw(_REACH))
        )
    answers = answers_of(rep, lead)
    early = draw(st.booleans())
    if early:
        leads.answer_questions(rep, lead, answers)
    before = state(db)
    form = ConvertForm(
        customer=firm,
        contact=person,
        with_deal=draw(st.booleans()),
        amount=draw(st.sampled_from(["", "12000.50"])),
        answers={} if early else answers,
    )
    leads.convert_lead(rep, lead, form)
    assert state(db) != before
    leads.undo_conversion(rep, lead)
    assert state(db) == before
    assert checks.first_fault(workspace["admin"]) is None
    leads.convert_lead(rep, lead, form)  # and again
    leads.undo_conversion(rep, lead)
    assert state(db) == before


_sources = st.sampled_from(["", "website"])
