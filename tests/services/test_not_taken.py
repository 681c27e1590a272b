"""Customers and contacts are not taken from a colleague either: by form, number, card or spoken note."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from crm_app.core.errors import Conflict
from crm_app.lib.clock import now
from crm_app.services import contacts, customers, leads
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.leads import LeadForm
from crm_app.services.points import read_point
from tests.days import FAR_APART

MOBILE = read_point("mobile", "138 0013 8001")
SWITCHBOARD = read_point("phone", "021 5555 0100")
MAIL = read_point("email", "li@haifeng.example")


@pytest.fixture
def held(workspace):
    """A customer of the rep's with its switchboard, the person there, and a lead."""
    rep = workspace["rep"]
    form = CustomerForm(name="华东科技有限公司", points=[SWITCHBOARD])
    customer = customers.create_customer(rep, form)
    place = PositionForm(customer_id=customer, title="采购")
    person = ContactForm(name="张伟", positions=[place], points=[MOBILE])
    contact = contacts.create_contact(rep, person)
    leads.create_lead(rep, LeadForm(name="李梅", company="海风贸易", points=[MAIL]))
    return workspace | {"customer": customer, "contact": contact}


@pytest.mark.parametrize(
    "form",
    [
        CustomerForm(name="华东科技"),
        CustomerForm(name="别的公司", points=[SWITCHBOARD]),
        CustomerForm(name="别的公司", points=[MOBILE]),
        CustomerForm(name="海风贸易"),
    ],
)
def test_a_customer_of_a_colleague_is_not_entered_again(held, footprint, security_log, form):
    before = footprint()
    with pytest.raises(Conflict) as refused:
        customers.create_customer(held["rep_west"], form)
    assert (refused.value.code, refused.value.params["owner"]) == ("ownership.held", "rep")
    assert (footprint(), security_log()) == (before, ["ownership.held"])


def test_since_when_is_said_in_the_days_of_who_asks(held):
    for there in FAR_APART:
        with pytest.raises(Conflict) as refused:
            customers.create_customer(
                replace(held["rep_west"], zone=there), CustomerForm(name="华东科技")
            )
        here = now().astimezone(ZoneInfo(there))
        assert refused.value.params["since"] == f"{here:%Y-%m-%d}"


@pytest.mark.parametrize(
    "form",
    [
        ContactForm(name="老张", points=[MOBILE]),
        ContactForm(name="李梅", points=[MAIL]),
        ContactForm(name="新人", positions=[PositionForm(company="华东科技")]),
    ],
)
def test_a_person_of_a_colleague_is_not_entered_again(held, footprint, form):
    before = footprint()
    with pytest.raises(Conflict, match="held"):
        contacts.create_contact(held["rep_west"], form)
    assert footprint() == before


def test_a_switchboard_belongs_to_nobody_who_works_behind_it(held):
    contacts.create_contact(held["rep_west"], ContactForm(name="新人", points=[SWITCHBOARD]))


def test_a_change_takes_nothing_either(held, footprint):
    west = held["rep_west"]
    customer = customers.create_customer(west, CustomerForm(name="西部茶业", points=[]))
    contact = contacts.create_contact(west, ContactForm(name="王芳"))
    before = footprint()
    for form in (CustomerForm(name="华东科技公司"), CustomerForm(points=[SWITCHBOARD])):
        with pytest.raises(Conflict, match="held"):
            customers.change_customer(west, customer, form)
    with pytest.raises(Conflict, match="held"):
        contacts.change_contact(west, contact, ContactForm(points=[MOBILE]))
    assert footprint() == before


def test_ones_own_may_be_entered_twice_and_changed(held):
    rep = held["rep"]
    customers.create_customer(rep, CustomerForm(name="华东科技", points=[SWITCHBOARD]))
    contacts.change_contact(rep, held["contact"], ContactForm(points=[MOBILE, MAIL]))
    customers.change_customer(rep, held["customer"], CustomerForm(name="华东科技 (上海)"))


@pytest.mark.parametrize("who", ["manager", "director", "desk"])
def test_who_sees_it_knows_better(held, who):
    """He is shown the possible duplicate, and may know that it is another one."""
    customers.create_customer(held[who], CustomerForm(name="华东科技", points=[MOBILE]))


def test_what_lies_in_the_pool_is_claimed_there(workspace, footprint, door):
    leads.create_lead(door, LeadForm(name="无主", company="新风", points=[MAIL]))
    before = footprint()
    with pytest.raises(Conflict, match="in_pool"):
        contacts.create_contact(workspace["rep"], ContactForm(name="李", points=[MAIL]))
    assert footprint() == before
    customers.create_customer(workspace["rep"], CustomerForm(name="新风"))
