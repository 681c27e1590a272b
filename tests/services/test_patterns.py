"""Orders carry time and company, and a customer's habits are found in them, dismissed and brought back."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.models.customers import Customer
from crm_app.models.orders import Order
from crm_app.services import customers, orders, patterns, segments
from crm_app.services.customers import CustomerForm
from crm_app.services.orders import OrderForm, OrderLineForm

WEDNESDAY = date(2026, 1, 7)


def made(actor, name):
    return customers.create_customer(actor, CustomerForm(name=name))


def _sold(db, actor, customer):
    """Others order at any hour of any day; the customer's first 14 orders are made by hand."""
    with Session(db) as session:
        row = session.exec(select(Customer).where(Customer.public_id == customer)).one()
        own = {"customer_id": row.id, "owner_id": row.owner_id, "team_id": row.team_id}
        for n in range(140):
            day = WEDNESDAY + timedelta(days=n)
            session.add(Order(number=f"X-{n}", ordered_on=day, **own))
        session.commit()


def test_the_wednesdays_of_a_guest_are_found_told_and_dismissed(
    workspace, db, footprint, without_orders
):
    rep = workspace["rep"]
    guest, others = made(rep, "李小姐"), made(rep, "散客")
    _sold(db, rep, others)
    line = [OrderLineForm(text="拿铁", price="30")]
    for n in range(14):
        day = WEDNESDAY + timedelta(days=7 * n + (n % 7 == 6))
        form = OrderForm(
            customer=guest, ordered_on=f"{day}", ordered_time="15:20", party="3", lines=line
        )
        made_id = orders.create_order(rep, form)
    page = orders.order_page(rep, made_id)
    assert (page.ordered_time, page.party) == ("15:20", 3)
    orders.change_order(rep, made_id, OrderForm(ordered_on="2026-03-02"))  # the time stays
    page = orders.order_page(rep, made_id)
    assert (f"{page.ordered_on}", page.ordered_time) == ("2026-03-02", "15:20")
    found = patterns.patterns_of(rep, guest)
    assert (found.visits, found.timed) == (14, 14)
    (slot, *_) = found.rows
    assert (slot.key, slot.zh) == ("slot:2:15", "常在周三 15–17 点来")
    assert slot.en == "Usually comes on Wednesdays between 15 and 17"
    assert (slot.hits, slot.of) == (12, 14)
    assert "14 天里有 12 天（86%）" in slot.why_zh
    assert patterns.learn_usual(workspace["admin"]) == 154
    assert [row.key for row in patterns.patterns_of(rep, guest).rows] == [
        row.key for row in found.rows
    ]
    patterns.dismiss(rep, guest, slot.key)
    assert patterns.patterns_of(rep, guest).rows[-1].is_dismissed
    patterns.bring_back(rep, guest, slot.key)
    assert not any(row.is_dismissed for row in patterns.patterns_of(rep, guest).rows)
    assert patterns.patterns_of(rep, others).rows == []
    before = footprint()
    for who, what, error in (
        ("rep_west", lambda a: patterns.patterns_of(a, guest), NotFound),
        ("rep_west", lambda a: patterns.dismiss(a, guest, slot.key), NotFound),
        ("finance", lambda a: patterns.dismiss(a, guest, slot.key), Forbidden),
        ("rep", lambda a: patterns.dismiss(a, guest, "x"), Invalid),
        (
            "rep",
            lambda a: orders.change_order(a, made_id, OrderForm(ordered_time="25:00")),
            Invalid,
        ),
        ("rep", lambda a: orders.change_order(a, made_id, OrderForm(party="0")), Invalid),
        (without_orders, lambda a: patterns.patterns_of(a, guest), Forbidden),
    ):
        with pytest.raises(error):
            what(workspace[who])
    assert footprint() == before


def test_who_comes_at_the_same_time_becomes_a_segment_that_stays(workspace, db, footprint):
    rep = workspace["rep"]
    names = {made(rep, f"客人{n}"): n for n in range(30)}
    chance, begin = Random(2), datetime.now(UTC) - timedelta(days=200)
    with Session(db) as session:
        for row in session.exec(select(Customer)).all():
            own = {"customer_id": row.id, "owner_id": row.owner_id, "team_id": row.team_id}
            for n in range(8):
                at = begin + timedelta(days=chance.randrange(190), hours=chance.randrange(10))
                at = at.replace(hour=1 + chance.randrange(12))
                if names[row.public_id] < 6 and n < 6:  # 15:00 in Shanghai on a Wednesday
                    at = (at + timedelta(days=(2 - at.weekday()) % 7)).replace(hour=7)
                session.add(Order(number=f"T-{row.id}-{n}", ordered_at=at, **own))
        session.commit()
    (crowd,) = patterns.found_crowds(rep)
    assert (crowd.key, crowd.zh, crowd.size) == ("2:15", "常在周三 15–17 点来", 6)
    assert [one.name for one in crowd.first] == [f"客人{n}" for n in range(5)]
    assert crowd.why_en.startswith("6 of 30 customers of the last year")
    assert patterns.found_crowds(workspace["rep_west"]) == []
    public_id = patterns.make_segment(rep, crowd.key)
    found = customers.customers(rep, ListQuery(filters={"segment": public_id}))
    assert {row.name for row in found.rows} == {f"客人{n}" for n in range(6)}
    (row,) = segments.segments(rep)
    assert (row.name, row.size, row.frozen_at is not None) == (crowd.zh, 6, True)
    before = footprint()
    with pytest.raises(Invalid):
        segments.thaw_segment(rep, public_id)  # it has no conditions to follow
    with pytest.raises(NotFound):
        patterns.make_segment(workspace["rep_west"], crowd.key)
    assert footprint() == before
