"""A segment built in one's tab: the size follows each condition; kept, frozen, thawed, deleted."""

import pytest

from crm_app.services import customers
from crm_app.services.customers import CustomerForm
from crm_app.state.segments import SegmentList, SegmentScreen


@pytest.fixture
def builder(tab, people):
    for name, tier in {"A1": "A", "A2": "A", "B1": "B"}.items():
        customers.create_customer(people["rep"], CustomerForm(name=name, tier=tier))
    mine = tab("rep", segment_id="new")
    mine.send(SegmentScreen, "load")
    return mine


def test_the_size_follows_each_condition_and_the_segment_is_kept(builder):
    screen = builder.state(SegmentScreen)
    builder.send(SegmentScreen, "enter_rule", 0, 0, "name", "tier")
    builder.send(SegmentScreen, "enter_rule", 0, 0, "first", "A")
    assert (screen.found.size, screen.found.en) == (2, "Tier is Tier A")
    assert screen.found.members[0].why[0].en == "Tier is Tier A"
    builder.send(SegmentScreen, "add_rule", 0)
    builder.send(SegmentScreen, "enter_rule", 0, 1, "operator", "contains")
    builder.send(SegmentScreen, "enter_rule", 0, 1, "first", "2")
    assert screen.found.size == 1
    builder.send(SegmentScreen, "enter_rule", 0, 1, "first", "")
    assert (screen.problem.code, screen.found.size) == ("", 1)  # still being chosen
    builder.send(SegmentScreen, "drop_rule", 0, 1)
    builder.send(SegmentScreen, "save", {"name": " "})
    assert screen.problem.code == "segments.name_missing"
    builder.send(SegmentScreen, "save", {"name": "A 级"})
    builder.send(SegmentList, "load")
    kept = builder.state(SegmentList).rows[0]
    assert (kept.name, kept.size, kept.is_shared) == ("A 级", 2, False)

    builder.address["segment_id"] = kept.public_id
    builder.send(SegmentScreen, "load")
    assert [one.name for one in screen.members] == ["A2", "A1"]
    builder.send(SegmentScreen, "freeze")
    assert (screen.row.frozen_at is not None, screen.total) == (True, 2)
    builder.undo()
    builder.send(SegmentScreen, "refresh")
    assert screen.row.frozen_at is None
    builder.send(SegmentScreen, "delete")
    builder.send(SegmentList, "refresh")
    assert builder.state(SegmentList).rows == []
    builder.undo()
    builder.send(SegmentList, "refresh")
    assert len(builder.state(SegmentList).rows) == 1
