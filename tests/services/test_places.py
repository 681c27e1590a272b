"""A list on the map: counts within rights that are those of the list, province by province, city by city."""

import pytest

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery
from crm_app.services import customers, saved_views
from crm_app.services.customers import CustomerForm

REGIONS = (
    *("杭州", "浙江杭州", "浙江省宁波市", "浙江", "上海浦东新区", "Shanghai", "London", "华东"),
    *("London", "", "Hangzhou"),
)


@pytest.fixture
def spread(workspace):
    """One customer of the rep in each region, those in London of tier A; one in 杭州 of somebody else."""
    for place, region in enumerate(REGIONS):
        tier = "A" if region == "London" else "C"
        form = CustomerForm(name=f"C{place}", region=region, tier=tier)
        customers.create_customer(workspace["rep"], form)
    other = CustomerForm(name="X", region="杭州")
    customers.create_customer(workspace["rep_west"], other)
    return workspace


def listed(actor, place, **more):
    asked = ListQuery(filters={"place": place, **more}, sort="name")
    return [row.name for row in customers.customers(actor, asked).rows]


def test_counts_are_those_of_the_list(spread):
    rep, admin = spread["rep"], spread["admin"]
    found = saved_views.places(rep, "customer", ListQuery())
    some = {key: one.count for key, one in found.squares.items() if one.count}
    assert some == {"33": 5, "31": 2, "other": 3, "none": 1}
    assert (found.squares["33"].level, found.squares["31"].level, found.squares["11"].level) == (
        *(5, 4),
        0,
    )
    assert found.total == len(REGIONS)
    for actor in (rep, admin, spread["manager"]):
        for asked in ({}, {"tier": "A"}, {"tier": "C"}):
            drawn = saved_views.places(actor, "customer", ListQuery(filters=dict(asked)))
            for key, one in drawn.squares.items():
                assert len(listed(actor, key, **asked)) == one.count
                inside = saved_views.places(actor, "customer", ListQuery(filters=dict(asked)), key)
                for bar in inside.bars:
                    region = {"region": bar.region} if bar.region else {}
                    assert len(listed(actor, bar.place, **asked, **region)) == bar.count
                if key != "none":
                    assert sum(bar.count for bar in inside.bars) == one.count
    assert saved_views.places(admin, "customer", ListQuery()).squares["33"].count == 6


def test_bars_are_cities_or_what_lies_nowhere(spread):
    rep = spread["rep"]

    def bars(place=""):
        found = saved_views.places(rep, "customer", ListQuery(), place).bars
        return [(one.place, one.en, one.count) for one in found]

    assert (
        bars("33")
        == bars("3301")
        == [
            *(("3301", "Hangzhou", 3), ("3302", "Ningbo", 1), ("3300", "No city said", 1)),
        ]
    )
    assert bars("other") == [("other", "London", 2), ("other", "华东", 1)]
    assert bars("none") == []
    assert bars()[0] == ("3301", "Hangzhou", 3)
    assert listed(rep, "3300") == ["C3"]
    assert listed(rep, "other", region="London") == ["C6", "C8"]


def test_what_is_no_place_is_refused(spread, footprint):
    rep = spread["rep"]
    before = footprint()
    for place in ("99", "3399", "33; drop", "x" * 5_000, "33%"):
        with pytest.raises(Invalid):
            listed(rep, place)
        with pytest.raises(Invalid):
            saved_views.places(rep, "customer", ListQuery(), place)
    with pytest.raises(Invalid):
        saved_views.places(rep, "deal", ListQuery())
    assert footprint() == before
