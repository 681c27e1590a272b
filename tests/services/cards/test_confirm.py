"""What was confirmed of a card: a new contact, or more about one that is known; never half of it."""

import pytest

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.services import cards, contacts, customers
from crm_app.services.cards import CardForm
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point
from tests.services.cards.test_capture import READING, taken

POINTS = [("mobile", "138 0013 8000"), ("email", "Li.Mei@example.com"), ("address", "上海市徐汇区")]


@pytest.fixture
def card(people) -> str:
    """A card of the rep's that has been read."""
    public_id = taken(people["rep"])
    cards.note_reading(people["rep"], public_id, public_id, READING)
    return public_id


def confirm(people, card, **facts):
    form = CardForm(**{"name": "李梅", "company": "华东科技有限公司", "points": POINTS, **facts})
    return cards.confirm_card(people["rep"], card, form)


def values(points) -> list[str]:
    return sorted(point.value for point in points)


def test_a_new_person_at_a_new_company(people, card):
    filed = confirm(people, card, title="采购经理", other_company="Huadong Tech Ltd")
    contact = contacts.contact_page(people["rep"], filed.contact_id)
    customer = customers.customer_page(people["rep"], filed.customer_id)
    assert (contact.name, contact.source.key) == ("李梅", "card")
    assert values(contact.points) == ["+8613800138000", "li.mei@example.com"]
    assert values(customer.points) == ["上海市徐汇区"]  # an address is the company's
    assert customer.legal_name_en == "Huadong Tech Ltd"
    (place,) = contact.positions
    assert (place.title, place.customer) == ("采购经理", "华东科技有限公司")
    assert cards.card_page(people["rep"], card).contact_public_id == filed.contact_id
    assert cards.cards(people["rep"]) == []


def test_a_person_without_a_company_keeps_the_address(people, card):
    filed = confirm(people, card, company="")
    contact = contacts.contact_page(people["rep"], filed.contact_id)
    assert filed.customer_id == ""
    assert "上海市徐汇区" in values(contact.points)


def test_what_somebody_went_back_to_stays_as_it_was_typed(people, card):
    typed = "ＳＨＡＮＧＨＡＩ 徐汇 12 号"
    points = [("address", typed)]
    filed = confirm(people, card, name="张伟总", points=points, as_typed=["张伟总", typed])
    contact = contacts.contact_page(people["rep"], filed.contact_id)
    customer = customers.customer_page(people["rep"], filed.customer_id)
    assert (contact.name, contact.honorific) == ("张伟总", "")
    assert [point.shown for point in customer.points] == [typed]


def test_the_company_of_the_same_name_is_taken(people, card):
    known = customers.create_customer(people["rep"], CustomerForm(name="华东科技"))
    assert confirm(people, card).customer_id == known


def test_unless_somebody_says_that_it_is_another(people, card):
    known = customers.create_customer(people["rep"], CustomerForm(name="华东科技"))
    assert confirm(people, card, is_new_customer=True).customer_id != known


def test_a_company_of_another_team_is_not_taken_and_the_card_waits(people, card, footprint):
    theirs = customers.create_customer(people["rep_west"], CustomerForm(name="华东科技"))
    before = footprint()
    for is_new in (False, True):
        with pytest.raises(Conflict, match="held"):
            confirm(people, card, is_new_customer=is_new)
    assert footprint() == before
    customers.delete_customer(people["rep_west"], theirs)
    assert confirm(people, card).customer_id != theirs


def test_a_known_contact_gets_what_it_lacks_and_loses_nothing(people, card):
    rep = people["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技"))
    place = PositionForm(customer_id=customer, title="总监", department="采购部")
    mobile = read_point("mobile", "13800138000")
    office = read_point("phone", "021-55501234")
    form = ContactForm(name="李小梅", points=[mobile, office], positions=[place])
    known = contacts.create_contact(rep, form)
    filed = confirm(people, card, contact_id=known, customer_id=customer, other_name="Li Mei")
    assert filed.contact_id == known
    after = contacts.contact_page(rep, known)
    assert (after.name, after.other_name) == ("李小梅", "Li Mei")
    assert values(after.points) == sorted(["+862155501234", "+8613800138000", "li.mei@example.com"])
    (position,) = after.positions  # what the card does not say stays
    assert (position.title, position.department) == ("总监", "采购部")


def test_a_number_written_twice_is_one(people, card):
    twice = [("mobile", "13800138000"), ("mobile", "+86 138-0013-8000")]
    filed = confirm(people, card, points=twice)
    points = contacts.contact_page(people["rep"], filed.contact_id).points
    assert values(points) == ["+8613800138000"]


REFUSED = {
    "no name": ({"name": "  "}, Invalid, "contacts.name_missing"),
    "no mail": ({"points": [("email", "li.mei at example")]}, Invalid, ""),
    "no number": ({"points": [("mobile", "12")]}, Invalid, ""),
    "no kind": ({"points": [("pigeon", "coo")]}, Invalid, ""),
    "too many": ({"points": [("mobile", "13800138000")] * 41}, Invalid, "cards.too_many"),
    "too long": ({"name": "x" * 5000}, Invalid, "record.too_long"),
    "no such contact": ({"contact_id": "nobody"}, NotFound, "contact.not_found"),
    "no such customer": ({"customer_id": "nothing"}, NotFound, "customer.not_found"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_leaves_the_card_waiting(people, card, footprint, case):
    facts, kind, code = REFUSED[case]
    before = footprint()
    with pytest.raises(kind) as refusal:
        confirm(people, card, **facts)
    assert refusal.value.code == code or not code
    assert footprint() == before
    assert [row.public_id for row in cards.cards(people["rep"])] == [card]


def test_a_contact_of_another_team_cannot_be_written_to(people, card, footprint):
    theirs = contacts.create_contact(people["rep_west"], ContactForm(name="别人的"))
    before = footprint()
    with pytest.raises(NotFound):
        confirm(people, card, contact_id=theirs)
    assert footprint() == before


def test_confirmed_once(people, card, footprint):
    confirm(people, card)
    before = footprint()
    with pytest.raises(Conflict):
        confirm(people, card)
    assert footprint() == before


def test_an_older_page_of_the_card_is_stale(people, card, footprint):
    before = footprint()
    with pytest.raises(Stale):
        cards.confirm_card(people["rep"], card, CardForm(name="李梅"), version=1)
    assert footprint() == before


def test_whom_it_may_be_is_found_by_number_and_by_name(people):
    rep = people["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技"))
    form = ContactForm(name="李梅", points=[read_point("mobile", "13800138000")])
    known = contacts.create_contact(rep, form)
    found = cards.card_matches(rep, "李小姐", "华东科技有限公司", [("mobile", "1380013 8000")])
    assert [(one.public_id, one.certainty) for one in found.people] == [(known, "sure")]
    assert found.companies[0].public_id == customer
    half = cards.card_matches(rep, "王强", "", [("mobile", "138"), ("email", "wang@")])
    assert (half.people, half.companies) == ([], [])


def test_strangers_contacts_are_no_candidates(people):
    form = ContactForm(name="李梅", points=[read_point("mobile", "13800138000")])
    contacts.create_contact(people["rep_west"], form)
    assert cards.card_matches(people["rep"], "李梅", "", [("mobile", "13800138000")]).people == []
