"""What narrows the list of deals is said, whoever set it."""

from crm_app.locales.catalog import TEXT
from crm_app.services.deals import LISTING
from crm_app.state.deals import _SHOWN, DealList, Narrowing


def test_every_filter_has_a_control_or_words():
    without = [name for name in LISTING.filters if name not in _SHOWN]
    assert [name for name in without if f"deals.narrowing.{name}" not in TEXT] == []


def test_what_a_report_asked_for_stands_beside_the_filters(tab):
    here = tab("rep").state(DealList)
    here._take(
        {
            "view": "list",
            "pipeline": "sales",
            "state": "won",
            "page": "2",
            "region": "-",
            "product": "some-id",
            "closed_from": "2026-11-01",
            "custom.bid": "A-7",
        }
    )
    assert here.narrowings == [
        Narrowing("region", ""),
        Narrowing("product", ""),
        Narrowing("closed_from", "2026-11-01"),
    ]


def test_a_choice_before_the_load_outlives_it(tab):
    """Between arriving and its load a page can be pressed already; the load knows the old address."""
    here = tab("rep")
    shown = here.state(DealList)
    here.root.is_hydrated = False
    here.send(DealList, "show", "list")
    here.send(DealList, "load")
    assert shown.view == "list"
    # The next visit is the address's alone, and so is one after the page had loaded.
    here.send(DealList, "load")
    assert shown.view == "board"
    here.root.is_hydrated = True
    here.send(DealList, "show", "list")
    here.send(DealList, "load")
    assert shown.view == "board"
