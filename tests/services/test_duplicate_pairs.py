"""Duplicates over all records: found in the background, seen by rights, decided and remembered."""

import pytest
from sqlmodel import Session, func, select

from crm_app.core.errors import Forbidden, Invalid, NotFound
from crm_app.core.permissions import system_actor
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.models.customers import Contact
from crm_app.models.duplicates import MatchFiled, MatchKey
from crm_app.services import contacts, customers, duplicates
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point

DOOR = system_actor("test")
MOBILE = read_point("mobile", "13800138001")


def person(actor, name, *points, company="", **more):
    places = [PositionForm(company=company)] if company else None
    form = ContactForm(name=name, positions=places, points=list(points), **more)
    return contacts.create_contact(actor, form)


def search():
    return {
        kind: duplicates.keep_pairs(DOOR, kind, duplicates.found_pairs(DOOR, kind))
        for kind in duplicates.KINDS
    }


def listed(actor, kind="contact", status="open", **more):
    return duplicates.pairs(actor, kind, status, **more).rows


@pytest.fixture
def twice(people):
    rep = people["rep"]
    ids = person(rep, "张伟", MOBILE, company="华东科技有限公司"), person(rep, "张总", MOBILE)
    customers.create_customer(rep, CustomerForm(name="华东科技股份有限公司"))
    assert search() == {"contact": 1, "customer": 1}
    return ids


def test_found_once_and_shown_with_certainty_and_reasons(people, twice):
    (row,) = listed(people["rep"])
    assert (row.certainty, row.reasons) == ("sure", ("phone", "surname"))
    assert {row.a.public_id, row.b.public_id} == set(twice)
    assert (row.a.note, row.a.phone) == ("华东科技有限公司", "+86 138 0013 8001")
    assert search() == {"contact": 0, "customer": 0}
    assert duplicates.counts(people["rep"]) == duplicates.Counts(1, 1)
    assert listed(people["rep"], certainty="maybe") == []
    assert len(listed(people["manager"], certainty="sure")) == 1
    assert [one.a for one in duplicates.pairs_of_all(DOOR, "contacts")] == [row.a.public_id]


def test_what_one_may_not_see_is_no_pair(people, twice, db, footprint, security_log):
    west, pair = people["rep_west"], listed(people["rep"])[0].public_id
    with Session(db) as session:
        theirs = session.exec(select(Contact).where(Contact.public_id == twice[1])).one()
        theirs.owner_id, theirs.team_id = west.user_id, west.team_id
        session.commit()
    assert len(listed(people["director"])) == 1
    assert listed(west) == []  # the other half of each is a stranger's
    assert duplicates.counts(west) == duplicates.Counts(0, 0)
    before = footprint()
    for attempt, error in (
        (lambda: duplicates.pair(west, pair), NotFound),
        (lambda: duplicates.merge_pair(west, pair), NotFound),
        (lambda: duplicates.merge_pair(people["rep"], pair), NotFound),
        (lambda: duplicates.decide(west, pair, "different"), NotFound),
        (lambda: duplicates.pairs(people["finance"], "contact"), Forbidden),
        (lambda: duplicates.decide(people["finance"], pair, "different"), Forbidden),
        (lambda: duplicates.keep_pairs(people["rep"], "contact", []), Forbidden),
        (lambda: duplicates.merge_above(west, "contact", 95, []), Invalid),
        (lambda: duplicates.decide(people["director"], pair, "merged"), Invalid),
        (lambda: duplicates.pairs(people["rep"], "lead"), Invalid),
    ):
        with pytest.raises(error):
            attempt()
    assert footprint() == before
    assert len(security_log()) == 7


def test_not_the_same_is_remembered_everywhere_and_revocable(people, twice):
    rep, (one, other) = people["rep"], twice
    pair = listed(rep)[0].public_id
    assert [d.public_id for d in contacts.possible_duplicates(rep, "张伟", [MOBILE], "", one)] == [
        other
    ]
    assert duplicates.decide(rep, pair, "different") == "open"
    assert (listed(rep), search()["contact"]) == ([], 0)
    (row,) = listed(rep, status="different")
    assert (row.decided_by, row.status) == ("rep", "different")
    assert contacts.possible_duplicates(rep, "张伟", [MOBILE], "", one) == []
    duplicates.decide(rep, pair, "open")
    assert len(listed(rep)) == 1
    assert duplicates.tell_apart(rep, "contact", other, one) == pair
    assert listed(rep) == []


def test_merged_from_the_list_by_hand_and_undone(people, twice):
    rep, row = people["rep"], listed(people["rep"])[0]
    whole = duplicates.pair(rep, row.public_id, "b")
    names = next(value for value in whole.fields if value.field == "name")
    assert (names.a, names.b, names.chosen, names.differs) == ("张伟", "张", "b", True)
    assert {one.kind: one.count for one in whole.moving} == {"position": 1}
    made = duplicates.merge_pair(rep, row.public_id, "b", {"name": "a"})
    assert (made.keep, contacts.contact_page(rep, made.keep).name) == (row.b.public_id, "张伟")
    assert (listed(rep), [m.other_name for m in duplicates.merges(rep, "contact")]) == (
        [],
        ["张伟"],
    )
    with pytest.raises(NotFound):
        duplicates.merge_pair(people["director"], row.public_id)
    duplicates.unmerge_bulk(rep, "contact", [made])
    assert (len(listed(rep)), duplicates.merges(rep, "contact")) == (1, [])
    assert contacts.contact_page(rep, row.b.public_id).name == "张"


def test_all_that_are_almost_sure_after_a_look_at_the_sample(people, twice):
    rep = people["rep"]
    for number in range(6):
        mobile = read_point("mobile", f"139{number}{number}13900{number}")
        for name in ("王芳", "王芳女士"):
            person(rep, name, mobile)
    search()
    assert duplicates.count_above(rep, "contact", 95) == 7
    sample = [row.public_id for row in duplicates.sample_of(rep, "contact", 95)]
    assert len(sample) == 5
    for checked in ([], sample[:4]):
        with pytest.raises(Invalid) as refused:
            duplicates.merge_above(rep, "contact", 95, checked)
        assert refused.value.code == "duplicates.sample_unchecked"
    made = duplicates.merge_above(rep, "contact", 95, sample)
    assert (len(made), listed(rep)) == (7, [])
    duplicates.unmerge_bulk(rep, "contact", made)
    assert len(listed(rep)) == 7


def test_a_field_that_one_may_not_see_or_change_is_neither_shown_nor_decided(people, twice, db):
    rep, row = people["rep"], listed(people["rep"])[0]
    with Session(db) as session:
        named = {"record": "contact", "kind": FieldKind.TEXT, "label_zh": "暗", "label_en": "x"}
        session.add(CustomField(key="hidden", sees=["director"], **named))
        session.add(CustomField(key="fixed", edits=["director"], **named))
        for side, value in ((row.a, "甲"), (row.b, "乙")):
            chosen = select(Contact).where(Contact.public_id == side.public_id)
            session.exec(chosen).one().custom = {"hidden": value, "fixed": value}
        session.commit()
    shown = {value.field for value in duplicates.pair(rep, row.public_id).fields}
    assert ("custom.hidden" in shown, "custom.fixed" in shown) == (False, True)
    by_hand = {"custom.hidden": "b", "custom.fixed": "b"}
    duplicates.merge_pair(rep, row.public_id, "a", by_hand, "newest")
    with Session(db) as session:
        kept = session.exec(select(Contact).where(Contact.public_id == row.a.public_id)).one()
        assert kept.custom == {"hidden": "甲", "fixed": "甲"}


def test_records_are_filed_as_they_change_and_found_anew(people, db):
    rep = people["rep"]
    own = person(rep, "张伟", MOBILE)

    def keys():
        with Session(db) as session:
            return session.exec(select(func.count()).select_from(MatchKey)).one()

    before = keys()
    contacts.change_contact(rep, own, ContactForm(points=[]))
    assert keys() < before
    contacts.delete_contact(rep, own)
    assert keys() == 0
    contacts.restore_contact(rep, own)
    assert keys() > 0
    with Session(db) as session:
        session.exec(MatchKey.__table__.delete())
        session.exec(MatchFiled.__table__.delete())
        session.commit()
    assert (duplicates.file_missing(DOOR, "contact"), duplicates.file_missing(DOOR, "contact")) == (
        1,
        0,
    )
    assert duplicates.search_if_due(DOOR) is True
    assert duplicates.search_if_due(DOOR) is False
    assert duplicates.ask_search(rep) == duplicates.ask_search(rep)
