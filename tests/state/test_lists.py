"""Lists bring their rows before the browser has gone to the address."""

import asyncio
from types import SimpleNamespace

import pytest

from crm_app.core.listing import ListQuery, Page
from crm_app.state import lists
from crm_app.state.lists import ListScreen


class Screen:
    """What `ListScreen` uses of a page's state, with its own methods."""

    _open, _take, _refresh = ListScreen._open, ListScreen._take, ListScreen._refresh
    _address, _came_ahead = ListScreen._address, ListScreen._came_ahead
    _query, _show = ListScreen._query, ListScreen._show
    _explain = ListScreen._explain

    def __init__(self) -> None:
        self.words, self.sort, self.page, self.filters, self._ahead = "", "", 1, {}, []
        self._record, self._beside = "", ()
        self.asked: list[ListQuery] = []
        self.go("http://localhost/customers/")

    def go(self, url: str) -> None:
        self.router = SimpleNamespace(url=url)

    async def _read(self, asked: ListQuery) -> Page[str]:
        self.asked.append(asked)
        return Page(["row"], 1, asked.page, 1)


def run(step):
    return asyncio.run(step)


@pytest.fixture
def sorted_by_name():
    screen = Screen()
    run(screen._address(sort="name", tier="A"))
    return screen


def test_the_rows_come_before_the_address_and_are_read_once(sorted_by_name):
    sorted_by_name.go("http://localhost/customers/?sort=name&tier=A")
    run(sorted_by_name._open())
    assert sorted_by_name.asked == [ListQuery("", {"tier": "A"}, "name", 1)]


def test_another_address_is_read(sorted_by_name):
    sorted_by_name.go("http://localhost/customers/?sort=-name")
    run(sorted_by_name._open())
    assert sorted_by_name.asked[1:] == [ListQuery("", {}, "-name", 1)]


def test_the_same_address_again_or_later_is_read(sorted_by_name, monkeypatch):
    sorted_by_name.go("http://localhost/customers/?tier=A&sort=name")
    later = sorted_by_name._ahead[0][1] + 10
    monkeypatch.setattr(lists.time, "time", lambda: later)
    run(sorted_by_name._open())
    run(sorted_by_name._open())
    assert len(sorted_by_name.asked) == 3


def test_two_clicks_are_not_undone_by_the_address_of_the_first(sorted_by_name):
    run(sorted_by_name._address(sort="-name"))
    for sort in ("name", "-name"):
        sorted_by_name.go(f"http://localhost/customers/?sort={sort}&tier=A")
        run(sorted_by_name._open())
        assert sorted_by_name.sort == "-name"
    assert len(sorted_by_name.asked) == 2


@pytest.mark.parametrize("page", ["²", "-1", "x", "9" * 5000])
def test_any_page_in_the_address_is_a_page(page):
    screen = Screen()
    screen.go(f"http://localhost/customers/?page={page}")
    run(screen._open())
    assert 1 <= screen.page < 10**9


def test_an_export_asks_for_the_list_as_it_is_shown_without_its_page(sorted_by_name):
    assert sorted_by_name.narrowed == "sort=name&tier=A"
    sorted_by_name.go("http://localhost/customers/?q=tea%26milk&page=3&tier=B")
    run(sorted_by_name._open())
    assert sorted_by_name.narrowed == "q=tea%26milk&tier=B"
