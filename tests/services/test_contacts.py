"""Contacts: entered as people write them, placed at customers, found by anything, merged and back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.lib.names import person_key, read_person
from crm_app.models.activities import Activity, ActivityLink, Task
from crm_app.models.customers import Contact, ContactPoint, Position
from crm_app.models.ledger import AuditEntry
from crm_app.services import contacts, customers, details
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point

FAR_ID = "01a208cd-5965-7497-9c45-952bfa12c66f"


def company(actor, name="华东科技有限公司"):
    return customers.create_customer(actor, CustomerForm(name=name))


def make(actor, name="张伟总", customer="", **more):
    places = [PositionForm(customer_id=customer, title="采购经理")] if customer else None
    return contacts.create_contact(actor, ContactForm(name=name, positions=places, **more))


def page(actor, public_id):
    return contacts.contact_page(actor, public_id)


def found(actor, words):
    return [row.name for row in contacts.contacts(actor, ListQuery(words=words)).rows]


def test_honorific_is_kept_apart_and_he_is_found_by_everything(people):
    rep = people["rep"]
    at = company(rep)
    phone, mail = read_point("mobile", "138 0013 8001"), read_point("email", "Wei@Example.com")
    public_id = make(rep, customer=at, points=[phone, mail])
    details.remember(rep, "contact", public_id, "喜欢喝普洱茶")
    shown = page(rep, public_id)
    assert (shown.name, shown.honorific, shown.family_name, shown.given_name) == (
        ("张伟", "总", "张", "伟")
    )
    assert shown.points[0].value == "+8613800138001"
    assert shown.details[0].text == "喜欢喝普洱茶"
    words = ("张伟", "张总", "张伟总", "zhangwei", "13800138001", "wei@example", "华东科技", "采购")
    for word in (*words, "普洱"):
        assert found(rep, word) == ["张伟"], word
    assert found(rep, "李四") == []


def test_customer_is_found_by_its_people_and_no_longer_when_they_left(people):
    rep = people["rep"]
    at = company(rep)
    public_id = make(rep, customer=at, points=[read_point("mobile", "13800138001")])

    def hits(words):
        return [row.name for row in customers.customers(rep, ListQuery(words=words)).rows]

    for words in ("张伟", "采购经理", "13800138001"):
        assert hits(words) == ["华东科技有限公司"], words
    contacts.change_contact(rep, public_id, ContactForm(name="王芳"))
    assert (hits("张伟"), hits("王芳")) == ([], ["华东科技有限公司"])
    contacts.delete_contact(rep, public_id)
    assert hits("王芳") == []
    contacts.restore_contact(rep, public_id)
    assert hits("王芳") == ["华东科技有限公司"]


def test_renamed_customer_is_the_new_name_for_its_people(people):
    rep = people["rep"]
    at = company(rep)
    make(rep, customer=at)
    customers.change_customer(rep, at, CustomerForm(name="海风贸易"))
    assert (found(rep, "海风"), found(rep, "华东科技")) == (["张伟"], [])


def test_several_customers_one_main_place_and_a_former_one(people):
    rep = people["rep"]
    first, second = company(rep), company(rep, "海风贸易")
    public_id = make(rep, customer=first)
    added = contacts.put_position(
        rep, public_id, PositionForm(customer_id=second, title="顾问", is_main=True)
    )
    places = page(rep, public_id).positions
    assert [(p.customer, p.is_main) for p in places] == [
        ("海风贸易", True),
        ("华东科技有限公司", False),
    ]
    ended = PositionForm(customer_id=second, title="顾问", ended=date(2026, 1, 31), public_id=added)
    contacts.put_position(rep, public_id, ended)
    places = page(rep, public_id).positions
    assert [(p.customer, p.is_main and p.ended is None) for p in places] == [
        ("华东科技有限公司", True),
        ("海风贸易", False),
    ]


def test_dropped_place_comes_back(people):
    rep = people["rep"]
    public_id = make(rep, customer=company(rep))
    place = page(rep, public_id).positions[0]
    kept = contacts.drop_position(rep, public_id, place.public_id)
    assert page(rep, public_id).positions == []
    contacts.put_position(rep, public_id, kept)
    back = page(rep, public_id).positions[0]
    assert (back.customer, back.title, back.is_main) == ("华东科技有限公司", "采购经理", True)


def test_new_company_by_name_is_made_once(people):
    rep = people["rep"]
    for name in ("张伟", "王芳"):
        place = PositionForm(company="海风贸易有限公司")
        contacts.create_contact(rep, ContactForm(name=name, positions=[place]))
    listed = customers.customers(rep, ListQuery())
    assert [row.name for row in listed.rows] == ["海风贸易有限公司"]
    assert len(customers.customer_page(rep, listed.rows[0].public_id).people) == 2


def test_contact_belongs_to_whoever_owns_the_customer(people):
    at = company(people["rep"])
    public_id = make(people["manager"], customer=at)
    assert page(people["rep"], public_id).owner == "rep"


def test_place_at_a_customer_one_may_not_see_is_neither_shown_nor_lost(people, db):
    at = company(people["rep_west"], "西部能源")
    public_id = make(people["director"], "张伟")
    contacts.put_position(people["director"], public_id, PositionForm(customer_id=at))
    with Session(db) as session:
        row = session.exec(select(Contact)).one()
        row.owner_id, row.team_id = people["rep"].user_id, people["rep"].team_id
        session.add(row)
        session.commit()
    assert page(people["rep"], public_id).positions == []
    contacts.change_contact(people["rep"], public_id, ContactForm(positions=[]))
    assert [p.customer for p in page(people["director"], public_id).positions] == ["西部能源"]
    assert customers.customer_page(people["rep_west"], at).people == []


def test_stale_version_is_refused_and_nothing_happens(people, footprint):
    rep = people["rep"]
    public_id = make(rep)
    points = [read_point("mobile", "13800138001")]
    contacts.change_contact(rep, public_id, ContactForm(points=points), 1)
    before = footprint()
    with pytest.raises(Stale):
        contacts.change_contact(rep, public_id, ContactForm(name="X"), 1)
    assert footprint() == before
    assert page(rep, public_id).version == 2


def test_other_team_neither_sees_nor_touches(people, footprint, security_log):
    public_id = make(people["rep"], customer=company(people["rep"]))
    place = page(people["rep"], public_id).positions[0]
    west = people["manager_west"]
    mine = make(west, "李四")
    before = footprint()
    attempts = (
        lambda: page(west, public_id),
        lambda: contacts.change_contact(west, public_id, ContactForm(name="X")),
        lambda: contacts.put_position(west, mine, PositionForm(customer_id=place.customer_id)),
        lambda: contacts.drop_position(west, public_id, place.public_id),
        lambda: contacts.delete_contact(west, public_id),
        lambda: contacts.merge_contacts(west, mine, public_id),
        lambda: contacts.restore_contact(west, public_id),
    )
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert found(west, "张伟") == []
    assert footprint() == before
    kinds = ["contact.not_found"] * len(attempts)
    kinds[2] = "customer.not_found"
    assert security_log() == kinds


def test_role_without_the_permission_is_refused(people, footprint, security_log):
    public_id = make(people["rep"])
    before = footprint()
    for attempt in (
        lambda: make(people["finance"]),
        lambda: page(people["finance"], public_id),
        lambda: contacts.possible_duplicates(people["finance"], "张伟"),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before
    assert security_log() == ["permission.denied"] * 3


def test_who_may_not_read_contacts_sees_no_people_of_a_customer(people):
    at = company(people["rep"])
    make(people["rep"], customer=at)
    assert len(customers.customer_page(people["rep"], at).people) == 1
    assert customers.customer_page(people["finance"], at).people == []


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (ContactForm(name="  "), "name"),
        (ContactForm(name="张伟", birthday="2026-13-01"), "birthday"),
        (ContactForm(name="张伟", honorific="总" * 21), "honorific"),
        (ContactForm(name="张伟", positions=[PositionForm()]), "customer"),
        (
            ContactForm(
                name="张伟",
                positions=[
                    PositionForm(company="A", started=date(2026, 2, 1), ended=date(2026, 1, 1))
                ],
            ),
            "ended",
        ),
    ],
)
def test_invalid_form_leaves_nothing(people, footprint, form, field):
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        contacts.create_contact(people["rep"], form)
    assert refusal.value.field == field
    assert footprint() == before


def test_id_of_a_deleted_or_foreign_contact_is_taken(people, footprint):
    form = ContactForm(name="张伟")
    assert contacts.create_contact(people["rep"], form, FAR_ID) == FAR_ID
    assert contacts.create_contact(people["rep"], form, FAR_ID) == FAR_ID
    assert contacts.contacts(people["rep"], ListQuery()).total == 1
    before = footprint()
    with pytest.raises(Conflict):
        contacts.create_contact(people["rep_west"], form, FAR_ID)
    assert footprint() == before


def test_merge_moves_everything_and_comes_back_exactly(people, db):
    rep = people["rep"]
    at = company(rep)
    same, own = read_point("mobile", "13800138001"), read_point("email", "zw@example.com")
    keep = make(rep, "张伟", customer=at, points=[same])
    other = make(rep, "张伟总", points=[same, own], birthday="1980-02-29")
    details.remember(rep, "contact", other, "喜欢喝普洱茶")
    link, task = _activity_and_task(rep, db, other)
    before = _picture(db)
    merge = contacts.merge_contacts(rep, keep, other)
    shown = page(rep, keep)
    assert [p.shown for p in shown.points] == ["+86 138 0013 8001", "zw@example.com"]
    assert (shown.birthday, shown.honorific) == ("1980-02-29", "总")
    assert [d.text for d in shown.details] == ["喜欢喝普洱茶"]
    assert found(rep, "zw@example") == ["张伟"]
    assert page(rep, other).public_id == keep  # his old address leads there
    with Session(db) as session:
        kept = session.exec(select(Contact).where(Contact.public_id == keep)).one()
        assert session.get(ActivityLink, link).record_id == kept.id
        assert session.get(Task, task).contact_id == kept.id
        last = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert last.action == "contacts.merge_contacts"
    contacts.unmerge_contacts(rep, merge)
    assert _picture(db) == before
    assert sorted(found(rep, "张伟")) == ["张伟", "张伟"]
    with pytest.raises(Conflict):
        contacts.unmerge_contacts(rep, merge)


def _activity_and_task(actor, db, public_id):
    with Session(db) as session:
        contact = session.exec(select(Contact).where(Contact.public_id == public_id)).one()
        owned = {"owner_id": actor.user_id, "team_id": actor.team_id}
        activity = Activity(text="电话", author_id=actor.user_id, **owned)
        task = Task(title="回电", contact_id=contact.id, **owned)
        session.add_all([activity, task])
        session.flush()
        link = ActivityLink(activity_id=activity.id, record_kind="contact", record_id=contact.id)
        session.add(link)
        session.commit()
        return link.id, task.id


def _picture(db):
    """Whom every row belongs to, and what is filled in."""
    with Session(db) as session:
        rows = session.exec(select(Contact).order_by(Contact.id)).all()
        return (
            [(c.name, c.honorific, c.birthday, c.deleted_at) for c in rows],
            [(p.id, p.contact_id) for p in session.exec(select(ContactPoint))],
            [(p.id, p.contact_id, p.is_main) for p in session.exec(select(Position))],
            [(x.id, x.record_id) for x in session.exec(select(ActivityLink))],
            [(x.id, x.contact_id) for x in session.exec(select(Task))],
        )


def test_contact_is_not_merged_with_himself(people, footprint):
    public_id = make(people["rep"])
    before = footprint()
    with pytest.raises(Invalid):
        contacts.merge_contacts(people["rep"], public_id, public_id)
    assert footprint() == before


HAN = st.text(alphabet="伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平", min_size=1, max_size=2)
SURNAME = st.sampled_from(["张", "王", "李", "赵", "陈", "欧阳", "司马"])


@given(SURNAME, HAN, st.sampled_from(["总", "先生", "女士", "经理", "主任", "老师"]))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_name_with_and_without_honorific_is_one_person(surname, given_name, honorific):
    name = surname + given_name
    read = read_person(name + honorific)
    assert (read.name, read.honorific) == (name, honorific)
    assert person_key(name + honorific) == person_key(name) == person_key(f" {name} ")


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "+86 ", "0086", "86-"])
)
@settings(max_examples=80, deadline=None)
def test_one_mobile_however_typed_is_one_value(digits, prefix):
    grouped = f"{prefix}{digits[:3]} {digits[3:7]}-{digits[7:]}"
    point = read_point("mobile", grouped)
    assert point.value == f"+86{digits}"
    assert read_point("mobile", point.shown).value == point.value


def test_filter_offers_the_owners_of_what_one_may_see(people):
    make(people["rep"], "张伟")
    make(people["rep_west"], "李娜")
    for who, owners in (("rep", ["rep"]), ("manager", ["rep"]), ("director", ["rep", "rep_west"])):
        assert [one.name for one in contacts.contact_owners(people[who])] == owners, who
    with pytest.raises(Forbidden):
        contacts.contact_owners(people["finance"])


@pytest.mark.parametrize(
    ("typed", "stored", "zh"),
    [
        ("农历八月十五", "lunar:--08-15", "农历八月十五"),
        ("1985年闰十月初一", None, ""),
        ("2月29日", "--02-29", "2月29日"),
        ("1985/8/15", "1985-08-15", "1985-08-15"),
    ],
)
def test_a_birthday_keeps_its_calendar(people, typed, stored, zh):
    rep = people["rep"]
    if stored is None:
        with pytest.raises(Invalid, match="birthday_invalid"):
            make(rep, "张伟", birthday=typed)
        return
    made = page(rep, make(rep, "张伟", birthday=typed))
    assert (made.birthday, made.birthday_zh) == (stored, zh)


def test_what_was_typed_is_kept_beside(people, db):
    rep = people["rep"]
    points = [
        read_point("mobile", "１３８ 0013 8001"),
        read_point("phone", "021-61234567转8001", as_typed=True),
        read_point("address", "浙江杭州西湖区文三路478号 310012"),
    ]
    made = page(rep, make(rep, "张伟总（David）", points=points))
    assert (made.name, made.honorific, made.other_name) == ("张伟", "总", "David")
    assert made.name_typed == "张伟总（David）"
    other = page(rep, make(rep, "张 伟 总"))
    assert (other.name, other.honorific, other.name_typed) == ("张伟", "总", "张 伟 总")
    kept = page(rep, make(rep, "张伟总", name_as_typed=True))
    assert (kept.name, kept.honorific) == ("张伟总", "")
    mobile, phone, address = made.points
    assert (mobile.value, mobile.shown, mobile.typed) == (
        "+8613800138001",
        "+86 138 0013 8001",
        "１３８ 0013 8001",
    )
    assert (phone.value, phone.shown) == ("+862161234567;ext=8001", "021-61234567转8001")
    assert address.shown == "浙江省杭州市西湖区文三路478号 310012"
    parts = (address.province, address.city, address.district, address.postcode)
    assert parts == ("浙江省", "杭州市", "西湖区", "310012")


def test_id_numbers_are_for_few(people, db, footprint):
    rep, manager = people["rep"], people["manager"]
    number = "11010519491231002X"
    made = make(rep, "张伟")
    before = footprint()
    with pytest.raises(Forbidden):
        contacts.change_contact(rep, made, ContactForm(id_number=number))
    with pytest.raises(Invalid, match="id_number_check"):
        contacts.change_contact(manager, made, ContactForm(id_number="110105194912310021"))
    with pytest.raises(Forbidden):
        contacts.reveal_id_number(rep, made)
    assert footprint() == before
    contacts.change_contact(manager, made, ContactForm(id_number="１１０１０５19491231002x"))
    assert page(manager, made).id_number == "110105********002X"
    assert page(rep, made).id_number == ""
    with Session(db) as session:
        row = session.exec(select(Contact).where(Contact.public_id == made)).one()
        assert row.id_number.startswith("sealed:")
        entries = session.exec(select(AuditEntry)).all()
    assert not [one for one in entries if number in str(one.changes)]
    assert contacts.reveal_id_number(manager, made) == number
    with Session(db) as session:
        last = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last.action == "contacts.reveal_id_number"
    contacts.change_contact(
        manager, made, ContactForm(id_number="110105********002X", source="card")
    )
    assert contacts.reveal_id_number(manager, made) == number
    contacts.change_contact(manager, made, ContactForm(id_number=""))
    assert page(manager, made).id_number == ""


def test_number_mail_and_title_are_changed_in_the_list_and_back(people, footprint):
    rep = people["rep"]
    points = [
        read_point("fax", "+86 10 5550 0199"),
        read_point("mobile", "+86 142 5000 0001", "办公"),
    ]
    places = [PositionForm(company="华东科技", title="采购")]
    anna = contacts.create_contact(rep, ContactForm(name="张伟", points=points, positions=places))
    row = lambda: contacts.contacts(rep, ListQuery()).rows[0]  # noqa: E731
    before = contacts.contact_page(rep, anna)
    edited = {"phone": "+86 142 5000 0002", "email": "Zhang@Example.com", "title": " 总 经理 "}
    kept = {name: contacts.change_cell(rep, anna, name, typed) for name, typed in edited.items()}
    assert (row().phone, row().email, row().title) == (
        "+86 142 5000 0002",
        "zhang@example.com",
        "总 经理",
    )
    assert [point.label for point in contacts.contact_page(rep, anna).points] == ["", "办公", ""]
    assert contacts.change_cell(rep, anna, "title", "总 经理") is None
    for name in ("title", "email", "phone"):
        if name != "title":  # something else was done since
            with pytest.raises(Stale):
                contacts.put_back_cell(rep, kept[name])
            kept[name] = replace(kept[name], version=contacts.contact_page(rep, anna).version)
        contacts.put_back_cell(rep, kept[name])
    after = contacts.contact_page(rep, anna)
    assert (after.points, row().title, row().email) == (before.points, "采购", "")
    lone = contacts.create_contact(rep, ContactForm(name="李四"))
    marks = footprint()
    wrong = [("phone", "viel", Invalid), ("source", "web", Invalid), ("title", "总", Conflict)]
    for name, typed, refusal in wrong:
        with pytest.raises(refusal):
            contacts.change_cell(rep, lone, name, typed)
    with pytest.raises(NotFound):
        contacts.change_cell(people["rep_west"], anna, "title", "x")
    assert footprint() == marks
