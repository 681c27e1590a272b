"""Important dates: by any calendar, for whom they concern, told once a day at eight local."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Forbidden, Invalid
from crm_app.core.permissions import system_actor
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.customers import Customer
from crm_app.models.messages import Notice
from crm_app.models.orders import Order
from crm_app.models.users import User
from crm_app.services import contacts, customers, dates
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm
from crm_app.services.dates.telling import due_day

SYSTEM = system_actor("worker")
DAY = date(2026, 2, 16)  # 除夕, the 29th day of a short last month


def person(actor, name, birthday):
    return contacts.create_contact(actor, ContactForm(name=name, birthday=birthday))


def seen(actor, days=30, today=DAY, **more):
    rows = dates.coming_dates(actor, days, today=today, **more)
    return [(row.name, row.kind, row.day.isoformat(), row.years) for row in rows]


def test_birthdays_of_both_calendars_stand_in_one_list(people):
    rep = people["rep"]
    person(rep, "张伟总", "1985-02-20")
    person(rep, "李梅", "农历正月初一")
    person(rep, "王芳", "农历1990年腊月三十")
    person(rep, "Avery Smith", "1980-02-29")
    person(rep, "赵六", "1990-04-01")
    person(people["director"], "别人", "1990-02-17")
    assert seen(rep) == [
        ("王芳", "birthday", "2026-02-16", 35),
        ("李梅", "birthday", "2026-02-17", 0),
        ("张伟总", "birthday", "2026-02-20", 41),
        ("Avery Smith", "birthday", "2026-02-28", 46),
    ]
    assert seen(rep, 1) == [("王芳", "birthday", "2026-02-16", 35)]
    assert ("别人", "birthday", "2026-02-17", 36) in seen(people["director"])
    (row,) = dates.coming_dates(rep, 1, today=DAY)
    assert (row.note_zh, row.owner) == ("农历1990年腊月三十", "rep")


def _sold(db, rep, customer, *days, **contract):
    with Session(db) as session:
        row = session.exec(select(Customer).where(Customer.public_id == customer)).one()
        own = {"customer_id": row.id, "owner_id": row.owner_id, "team_id": row.team_id}
        for number, day in enumerate(days):
            session.add(Order(number=f"O-{customer[-4:]}-{number}", ordered_on=day, **own))
        if contract:
            session.add(Contract(number="C-1", status=ContractStatus.IN_FORCE, **own, **contract))
        session.commit()


def test_contracts_and_first_orders_by_right_and_owner(people, db):
    rep, director = people["rep"], people["director"]
    at = customers.create_customer(rep, CustomerForm(name="华东科技"))
    ends = {"ends_on": date(2026, 3, 1), "title": "年度合同"}
    _sold(db, rep, at, date(2024, 2, 18), date(2025, 2, 17), **ends)
    expected = [
        ("华东科技", "anniversary", "2026-02-18", 2),
        ("年度合同", "contract", "2026-03-01", 0),
    ]
    assert seen(rep) == expected
    assert seen(director, kind="contract") == expected[1:]
    with Session(db) as session:
        owner = session.exec(select(User).where(User.id == rep.user_id)).one().public_id
    assert seen(director, owner=owner) == expected
    assert seen(director, owner="nobody") == []
    assert seen(director, kind="birthday") == []
    with pytest.raises(Invalid, match="value_unknown"):
        dates.coming_dates(rep, 30, kind="holiday")
    with pytest.raises(Forbidden):
        dates.tell_dates(rep)


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-02-16T00:00", "Asia/Shanghai", "2026-02-16"),
        ("2026-02-15T23:59", "Asia/Shanghai", None),
        ("2026-02-16T12:59", "America/New_York", None),
        ("2026-02-16T13:00", "America/New_York", "2026-02-16"),
        ("2026-02-16T20:30", "Asia/Shanghai", None),
    ],
)
def test_eight_in_the_morning_is_local(moment, zone, day):
    found = due_day(datetime.fromisoformat(moment).replace(tzinfo=UTC), zone)
    assert (found and found.isoformat()) == day


def test_everybody_is_told_once_a_day_also_after_a_restart(people, db, monkeypatch):
    rep = people["rep"]
    person(rep, "张伟", "--02-16")
    person(rep, "李梅", "--02-16")
    person(rep, "王芳", "--02-17")

    def told(moment):
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr("crm_app.core.work.now", lambda: at)
        dates.tell_dates(SYSTEM)
        with Session(db) as session:
            found = session.exec(select(Notice).where(Notice.user_id == rep.user_id))
            return [(one.code, one.params["name"], one.params["more"]) for one in found]

    assert told("2026-02-15T23:50") == []
    assert told("2026-02-16T00:00") == [("dates.told_birthday_more", "张伟", 1)]
    assert len(told("2026-02-16T00:10")) == 1
    assert len(told("2026-02-16T15:00")) == 1
    assert told("2026-02-17T03:00")[1] == ("dates.told_birthday", "王芳", 0)
