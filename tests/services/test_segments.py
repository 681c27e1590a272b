"""Segments: conditions over facts, orders and silence; sizes by rights; dynamic, frozen, as a filter."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import Session

from crm_app.config import ROOT
from crm_app.core.errors import Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now, today
from crm_app.locales.catalog import TEXT
from crm_app.models.customers import Customer
from crm_app.services import custom_fields, customers, lifecycle, orders, products, segments
from crm_app.services.customers import CustomerForm
from crm_app.services.orders import OrderForm, OrderLineForm
from crm_app.services.segments import SegmentForm
from tests.services.selling import customer

SYSTEM = system_actor("test")


def where(*rules, match="all"):
    groups = [{"match": match, "rules": [[name, op, list(values)] for name, op, *values in rules]}]
    return json.dumps({"match": "all", "groups": groups})


def buy(actor, who, days, amount="500", product=""):
    line = OrderLineForm(text="标签纸", quantity="1", price=amount, tax_rate="0", product=product)
    day = today("Asia/Shanghai") - timedelta(days=days)
    return orders.create_order(
        actor, OrderForm(customer=who, lines=[line], ordered_on=day.isoformat())
    )


@pytest.fixture
def shops(workspace):
    rep = workspace["rep"]
    form = products.ProductForm(code="L1", zh="热敏标签纸", en="Thermal labels", price="320")
    label = products.create_product(workspace["admin"], form)
    made = {name: customer(rep, name) for name in ("春茶", "夏茶", "秋茶")}
    buy(rep, made["春茶"], 100, product=label)
    buy(rep, made["夏茶"], 89, "900")
    buy(rep, made["夏茶"], 10, "900", product=label)
    lifecycle.recompute(SYSTEM)
    return made


def named(actor, asked):
    return sorted(one.name for one in segments.preview(actor, asked).names)


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ([("idle_days", "least", "90")], ["春茶"]),
        ([("idle_days", "most", "10")], ["夏茶"]),
        ([("orders", "least", "2"), ("spend", "least", "1800")], ["夏茶"]),
        ([("bought", "contains", "标签")], ["夏茶", "春茶"]),
        ([("bought_lately", "is", "L1")], ["夏茶"]),
        ([("stage", "is", "repeat")], ["夏茶"]),
        ([("stage", "is_not", "repeat")], ["春茶", "秋茶"]),
        ([("silent_days", "empty")], ["夏茶", "春茶", "秋茶"]),
    ],
)
def test_conditions_look_at_orders_and_silence(workspace, shops, rules, found):
    assert named(workspace["rep"], where(*rules)) == sorted(found)


def test_conditions_look_at_tags(workspace, shops):
    rep = workspace["rep"]
    for name, tags in (("春茶", "老客户, 华东"), ("秋茶", "华东")):
        customers.change_customer(rep, shops[name], CustomerForm(custom={"tags": tags}))
    keys = {one.name: one.key for one in custom_fields.tags(rep, "customer")}
    assert named(rep, where(("custom.tags", "is", keys["华东"]))) == ["春茶", "秋茶"]
    both = [("custom.tags", "is", keys["华东"]), ("custom.tags", "is", keys["老客户"])]
    assert named(rep, where(*both)) == ["春茶"]
    assert named(rep, where(("custom.tags", "is_not", keys["老客户"]))) == ["夏茶", "秋茶"]
    assert named(rep, where(("custom.tags", "empty"))) == ["夏茶"]


def test_days_without_contact_are_counted_to_today(workspace, shops, db):
    with Session(db) as session:
        quiet = update(Customer).where(Customer.public_id == shops["秋茶"])
        session.execute(quiet.values(last_contact_at=now() - timedelta(days=40)))
        session.commit()
    rep = workspace["rep"]
    assert named(rep, where(("silent_days", "least", "40"))) == ["秋茶"]
    assert named(rep, where(("silent_days", "least", "41"))) == []


def test_a_dynamic_segment_follows_and_a_frozen_one_stays(workspace, shops):
    rep = workspace["rep"]
    asked = where(("idle_days", "least", "90"))
    sleeping = segments.create_segment(rep, SegmentForm("90 天没下单", asked))
    kept = segments.create_segment(rep, SegmentForm("十一月的名单", asked))
    assert segments.freeze_segment(rep, kept) == 1
    row = segments.segment_page(rep, sleeping)
    assert (row.size, row.zh) == (1, "没下单的天数 不小于 90")
    buy(rep, shops["春茶"], 0)
    assert [segments.segment_page(rep, one).size for one in (sleeping, kept)] == [0, 1]
    page = customers.customers(rep, ListQuery(filters={"segment": kept}))
    assert [one.name for one in page.rows] == ["春茶"]
    segments.thaw_segment(rep, kept)
    assert segments.segment_page(rep, kept).size == 0
    segments.delete_segment(rep, kept)
    with pytest.raises(NotFound):
        segments.segment_page(rep, kept)
    segments.restore_segment(rep, kept)
    assert [one.name for one in segments.segments(rep)] == ["90 天没下单", "十一月的名单"]


def test_what_is_shared_shows_to_each_what_he_may_see(workspace, shops, footprint, without_orders):
    rep, west = workspace["rep"], workspace["rep_west"]
    asked = where(("name", "contains", "茶"))
    own = segments.create_segment(rep, SegmentForm("自己的", asked))
    shared = segments.create_segment(rep, SegmentForm("大家的", asked, is_shared=True))
    assert [one.size for one in segments.segments(west)] == [0]
    assert segments.segment_page(workspace["director"], shared).size == 3
    orders_asked = where(("spend", "least", "1"))
    before = footprint()
    for refused, call in (
        (NotFound, lambda: segments.segment_page(west, own)),
        (NotFound, lambda: segments.delete_segment(west, own)),
        (Forbidden, lambda: segments.freeze_segment(west, shared)),
        (Invalid, lambda: customers.customers(west, ListQuery(filters={"segment": own}))),
        (Invalid, lambda: segments.preview(workspace[without_orders], orders_asked)),
        (Invalid, lambda: segments.create_segment(rep, SegmentForm("x", "{}"))),
        (Invalid, lambda: segments.create_segment(rep, SegmentForm("x", ""))),
        (Invalid, lambda: segments.create_segment(rep, SegmentForm(" ", asked))),
    ):
        with pytest.raises(refused):
            call()
    assert footprint() == before


def test_one_word_for_segments_in_every_sentence_and_page():
    """客户细分; what RFM makes is a group of it, called by that name."""
    pages = [path.read_text() for path in (ROOT / "docs").rglob("zh.md")]
    for words in (*(zh for zh, _ in TEXT.values()), *pages):
        assert "分群" not in words
        assert not re.search("(?<!客户)细分", words)
