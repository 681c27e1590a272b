"""Lists bring their rows, and write into the address bar what they show: nothing is loaded twice."""

import asyncio
from types import SimpleNamespace

import pytest

from crm_app.core.listing import ListQuery, Page
from crm_app.state.base import Problem
from crm_app.state.lists import ListScreen


class Screen:
    """What `ListScreen` uses of a page's state, with its own methods."""

    _open, _take, _refresh = ListScreen._open, ListScreen._take, ListScreen._refresh
    _address, _wanted = ListScreen._address, ListScreen._wanted
    _query, _show = ListScreen._query, ListScreen._show
    _explain = ListScreen._explain

    def __init__(self) -> None:
        self.words, self.sort, self.page, self.filters = "", "", 1, {}
        self._record, self._beside = "", ()
        self._early, self.is_hydrated = None, True
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


def test_the_rows_come_with_the_address_which_is_written_and_not_gone_to():
    screen = Screen()
    written = run(screen._address(sort="name", tier="A", words=""))
    assert screen.asked == [ListQuery("", {"tier": "A"}, "name", 1)]
    assert written.handler.fn.__qualname__ == "_address"
    assert "/customers/?sort=name&tier=A" in str(written.args)


def test_an_address_that_is_gone_to_is_read(sorted_by_name):
    sorted_by_name.go("http://localhost/customers/?sort=-name")
    run(sorted_by_name._open())
    assert sorted_by_name.asked[1:] == [ListQuery("", {}, "-name", 1)]


def test_what_was_refused_before_is_not_said_of_another_question(sorted_by_name):
    sorted_by_name.problem = Problem(code="list.filter_unknown")
    run(sorted_by_name._address(sort="-name"))
    assert sorted_by_name.problem == Problem()


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
