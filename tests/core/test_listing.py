"""Pages of lists: where counting ends, and that it says so."""

import pytest

from crm_app.core import listing
from crm_app.core.listing import ListQuery
from crm_app.services.customers import CustomerForm, create_customer, customers


@pytest.fixture
def five(people, monkeypatch):
    monkeypatch.setattr(listing, "MOST_COUNTED", 3)
    for number in range(5):
        create_customer(people["rep"], CustomerForm(name=f"Sample {number}"))
    return people["rep"]


def names(actor, **asked):
    page = customers(actor, ListQuery(sort="name", **asked))
    return [row.name[-1] for row in page.rows], page.total, page.more, page.pages


def test_a_count_that_ended_says_that_there_are_more(five):
    assert names(five, size=1) == (["0"], 3, True, 3)


def test_there_is_a_next_page_as_long_as_there_are_more(five):
    assert names(five, size=1, page=3) == (["2"], 4, True, 4)
    assert names(five, size=1, page=4) == (["3"], 5, False, 5)


def test_the_last_page_is_counted_to_the_end(five):
    assert names(five, size=2, page=3) == (["4"], 5, False, 3)


def test_past_the_end_is_the_last_page(five):
    assert names(five, size=2, page=10**9) == (["4"], 5, False, 3)


def test_nothing_is_one_empty_page(people):
    page = customers(people["rep"], ListQuery(page=7))
    assert (page.rows, page.total, page.page, page.pages, page.more) == ([], 0, 1, 1, False)


def test_words_with_filters_look_at_every_hit_or_say_that_they_did_not(five, monkeypatch):
    create_customer(five, CustomerForm(name="Sample rare", tier="A"))
    for number in range(3):
        create_customer(five, CustomerForm(name=f"Sample later {number}"))
    asked = {"words": "sample", "filters": {"tier": "A"}}
    assert names(five, **asked) == (["e"], 1, False, 1)
    monkeypatch.setattr(listing, "MOST_HITS", 3)
    assert names(five, **asked) == ([], 0, True, 1)


def test_a_team_is_counted_once_whoever_owns_its_records(five, people, monkeypatch):
    monkeypatch.setattr(listing, "MOST_COUNTED", 100)
    create_customer(people["manager"], CustomerForm(name="Sample own"))
    page = customers(people["manager"], ListQuery(size=2))
    assert (len(page.rows), page.total, page.pages, page.more) == (2, 6, 3, False)
    create_customer(people["director"], CustomerForm(name="Sample elsewhere"))
    assert customers(people["manager"], ListQuery(size=2)).total == 6
    assert customers(people["director"], ListQuery(size=2)).total == 7
