"""The forms for customers and contacts say whose it is, and let one ask for it."""

import pytest

from crm_app.services import contacts, customers
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point
from crm_app.state.captures import QuickCapture
from crm_app.state.contacts import NewContact
from crm_app.state.customer import CustomerRecord
from crm_app.state.customers import NewCustomer


@pytest.fixture
def held(workspace):
    """A customer of the rep's, and somebody there."""
    rep = workspace["rep"]
    phone = read_point("phone", "021 5555 0100")
    person = ContactForm(name="张伟", points=[read_point("mobile", "13800138001")])
    contacts.create_contact(rep, person)
    return customers.create_customer(rep, CustomerForm(name="华东科技", points=[phone]))


def test_a_customer_is_refused_with_the_way_to_ask(held, tab):
    west = tab("rep_west")
    west.send(NewCustomer, "start")
    west.send(NewCustomer, "check", "phone", "02155550100")
    (holder,) = west.state(NewCustomer).holders
    assert (holder.owner, holder.name) == ("rep", "")
    west.send(NewCustomer, "start")
    assert west.state(NewCustomer).holders == []
    west.send(NewCustomer, "create", {"name": "华东科技有限公司"})
    assert west.state(NewCustomer).problem.code == "ownership.held"
    west.send(NewCustomer, "ask_for", held)
    west.send(NewCustomer, "send_request", {"wish": "share", "reason": "一起跟进"})
    assert west.state(NewCustomer).holders[0].asked is True


def test_a_contact_is_refused_with_the_way_to_ask(held, tab):
    west = tab("rep_west")
    west.send(NewContact, "check", "mobile", "13800138001")
    assert west.state(NewContact).holders[0].kind == "contact"
    west.send(NewContact, "create", {"name": "新人", "customer_words": "华东科技"})
    assert west.state(NewContact).problem.code == "ownership.held"
    assert west.state(NewContact).holders[0].record == held


def test_what_one_sees_is_shown_as_a_duplicate_only(held, tab):
    rep = tab("rep")
    rep.send(NewCustomer, "check", "company", "华东科技")
    assert rep.state(NewCustomer).holders == []
    assert len(rep.state(NewCustomer).duplicates) == 1


def test_the_short_form_says_it_too(held, tab):
    west = tab("rep_west", capture_kind="customer")
    west.send(QuickCapture, "load")
    west.send(QuickCapture, "save", {"name": "另一家", "phone": "021-5555 0100"})
    assert west.state(QuickCapture).problem.code == "ownership.held"
    assert west.state(QuickCapture).holders[0].record == held


def test_a_clash_is_named_even_before_the_page_has_heard_of_it(held, tab, workspace):
    rep = tab("rep", customer_id=held)
    rep.send(CustomerRecord, "load")
    rep.send(CustomerRecord, "open_sheet")
    customers.change_customer(workspace["manager"], held, CustomerForm(region="大理"))
    rep.send(CustomerRecord, "save", {"region": "丽江"})
    assert rep.state(CustomerRecord).problem.code == "record.clash"
    rep.send(CustomerRecord, "save", {"region": "丽江"})
    assert customers.customer_page(workspace["rep"], held).region == "丽江"


def test_what_another_changed_elsewhere_does_not_stop_one(held, tab, workspace):
    rep = tab("rep", customer_id=held)
    rep.send(CustomerRecord, "load")
    rep.send(CustomerRecord, "open_sheet")
    customers.change_customer(workspace["manager"], held, CustomerForm(region="大理"))
    rep.send(CustomerRecord, "save", {"tier": "A"})
    assert rep.state(CustomerRecord).problem.code == ""
    page = customers.customer_page(workspace["rep"], held)
    assert (page.region, page.tier) == ("大理", "A")
