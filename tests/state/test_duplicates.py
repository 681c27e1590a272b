"""The page of duplicates: one after the other, by hand or by rule; nonsense and strangers."""

import pytest

from crm_app.core.permissions import system_actor
from crm_app.services import contacts, customers, duplicates
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point
from crm_app.state.customer import CustomerRecord
from crm_app.state.duplicates import DuplicatesScreen

DOOR = system_actor("test")


@pytest.fixture
def seat(workspace, tab):
    rep = workspace["rep"]
    for number in range(2):
        mobile = [read_point("mobile", ("13800138001", "15912345678")[number])]
        for name in ("张伟", "张总"):
            contacts.create_contact(rep, ContactForm(name=name, points=mobile))
    duplicates.keep_pairs(DOOR, "contact", duplicates.found_pairs(DOOR, "contact"))
    seat = tab("rep")
    seat.send(DuplicatesScreen, "load")
    return seat


def screen(seat):
    return seat.state(DuplicatesScreen)


def test_merged_told_apart_put_off_and_taken_back(seat):
    first, second = [row.public_id for row in screen(seat).rows]
    assert (screen(seat).total, screen(seat).whole.row.public_id) == (2, first)
    seat.send(DuplicatesScreen, "step", 1)
    assert screen(seat).whole.row.public_id == second
    seat.send(DuplicatesScreen, "open_pair", first)
    seat.send(DuplicatesScreen, "keep_side", "b")
    seat.send(DuplicatesScreen, "pick", "name", "a")
    seat.send(DuplicatesScreen, "merge")
    assert [row.public_id for row in screen(seat).rows] == [second]
    assert seat.notes() == ["已并入 张总"]
    seat.undo()
    seat.send(DuplicatesScreen, "refresh")
    assert screen(seat).total == 2
    seat.send(DuplicatesScreen, "decide", "different")
    seat.send(DuplicatesScreen, "decide", "later")
    assert (screen(seat).total, screen(seat).whole.row.public_id) == (0, "")
    seat.undo()
    seat.send(DuplicatesScreen, "refresh")
    assert screen(seat).total == 1


def test_all_at_once_after_the_sample(seat):
    seat.send(DuplicatesScreen, "open_bulk")
    assert (len(screen(seat).sample), screen(seat).bulk_count) == (2, 2)
    seat.send(DuplicatesScreen, "bulk_from", "99")
    seat.send(DuplicatesScreen, "bulk_from", "1")
    assert (screen(seat).bulk_percent, len(screen(seat).sample)) == (99, 2)
    seat.send(DuplicatesScreen, "bulk_from", "95")
    seat.send(DuplicatesScreen, "merge_bulk")
    assert screen(seat).problem.code == "duplicates.sample_unchecked"
    for row in screen(seat).sample:
        seat.send(DuplicatesScreen, "check", row.public_id)
    seat.send(DuplicatesScreen, "merge_bulk")
    assert (screen(seat).total, screen(seat).bulk_open) == (0, False)


def test_nonsense_and_strangers_change_nothing(seat, tab, footprint):
    before = footprint()
    for handler, *args in (
        ("open_pair", "x"),
        ("keep_side", "c"),
        ("pick", "name", "c"),
        ("use_rule", "loudest"),
        ("narrow", "colour", "red"),
        ("decide", "merged"),
        ("undo_merge", "x"),
        ("check", "x"),
    ):
        seat.send(DuplicatesScreen, handler, *args)
    assert screen(seat).rule == "kept"
    west = tab("rep_west")
    west.send(DuplicatesScreen, "load")
    assert screen(west).rows == []
    assert "张" not in str(screen(west).whole)
    assert footprint() == before


def test_a_record_says_what_it_may_be_and_is_told_apart(workspace, tab):
    rep = workspace["rep"]
    phone = [read_point("phone", "021-55550123")]
    one = customers.create_customer(rep, CustomerForm(name="华东科技", points=phone))
    other = customers.create_customer(rep, CustomerForm(name="华东科技有限公司", points=phone))
    seat = tab("rep", customer_id=one)
    seat.send(CustomerRecord, "load")
    assert [row.public_id for row in seat.state(CustomerRecord).duplicates] == [other]
    seat.send(CustomerRecord, "not_same", other)
    assert seat.state(CustomerRecord).duplicates == []
    seat.undo()
    seat.send(CustomerRecord, "merge_with", other)
    assert seat.state(CustomerRecord).duplicates == []
    gone = tab("rep", customer_id=other)
    assert gone.send(CustomerRecord, "load") is not None  # it leads to the kept one
    assert gone.state(CustomerRecord).page.public_id == one
