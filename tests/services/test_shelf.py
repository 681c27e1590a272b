"""Everything of a customer in one place: files of all that is around it, and the way it came."""

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.models.captures import CaptureStatus, Card, File
from crm_app.models.customers import Contact
from crm_app.services import activities, contacts, deals, files, journeys, shelf
from crm_app.services.activities import ActivityForm
from crm_app.services.contacts import ContactForm, PositionForm
from tests.services.selling import agreed, won_deal

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def _card(db, rep, contact):
    """The picture of a card that became this contact."""
    kept = files.keep(PNG, "card.png", "image/png")
    with Session(db) as session:
        person = session.exec(select(Contact).where(Contact.public_id == contact)).one()
        own = {"owner_id": person.owner_id, "team_id": person.team_id}
        row = File(sha256=kept.sha256, name="card.png", media_type="image/png", size=48, **own)
        session.add(row)
        session.flush()
        done = CaptureStatus.CONFIRMED
        session.add(Card(front_id=row.id or 0, status=done, contact_id=person.id, **own))
        session.commit()


def test_files_of_all_that_is_around_a_customer_by_rights(workspace, db, footprint):
    rep = workspace["rep"]
    deal = won_deal(rep)
    customer = deals.deal_page(rep, deal).customer_public_id
    place = PositionForm(customer_id=customer)
    person = contacts.create_contact(rep, ContactForm(name="张伟", positions=[place]))
    quote = agreed(rep, deal=deal)
    for kind, public_id, name, data in (
        ("customer", customer, "门头.png", PNG),
        ("deal", deal, "方案.pdf", b"%PDF-1.7"),
        ("quote", quote, "回签.txt", b"x"),
    ):
        files.attach(rep, kind, public_id, data, name, "text/plain")
    _card(db, rep, person)
    rows = shelf.shelf(rep, "customer", customer)
    assert [(row.name, row.group, row.of.kind, row.is_capture) for row in rows] == [
        ("card.png", "picture", "contact", True),
        ("回签.txt", "document", "quote", False),
        ("方案.pdf", "document", "deal", False),
        ("门头.png", "picture", "", False),
    ]
    assert [row.name for row in shelf.shelf(rep, "contact", person)] == ["card.png"]
    assert [row.name for row in shelf.shelf(workspace["finance"], "customer", customer)] == [
        "回签.txt",
        "门头.png",
    ]
    before = footprint()
    for who, kind, error in (
        ("rep_west", "customer", NotFound),
        ("rep", "deal", Invalid),
        ("admin", "contact", NotFound),
    ):
        with pytest.raises(error):
            shelf.shelf(workspace[who], kind, customer)
    assert footprint() == before


def test_the_way_of_a_customer_names_each_first_and_who_took_care(workspace):
    rep = workspace["rep"]
    deal = won_deal(rep)
    customer = deals.deal_page(rep, deal).customer_public_id
    activities.record_activity(rep, ActivityForm("call", "谈"), [("customer", customer)])
    agreed(rep, deal=deal)
    steps = journeys.journey(rep, customer)
    assert [(one.key, one.who) for one in steps] == [
        ("known", "rep"),
        ("deal", "rep"),
        ("contact", "rep"),
        ("quote", "rep"),
    ]
    assert steps[1].href == f"/deals/{deal}"
    assert [one.key for one in journeys.journey(workspace["finance"], customer)] == [
        "known",
        "quote",
    ]
    with pytest.raises(NotFound):
        journeys.journey(workspace["rep_west"], customer)
