"""Versions side by side, validity and renewal, copies, and two people on one draft."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.lib.clock import now
from crm_app.models.quotes import Quote
from crm_app.services import customers, deals, products, quotes
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.products import ProductForm
from crm_app.services.quotes import LineForm, QuoteForm, Side, differences, merged
from tests.days import house_day


@pytest.fixture
def shop(workspace):
    rep = workspace["rep"]
    return workspace | {"customer": customers.create_customer(rep, CustomerForm(name="华东科技"))}


def make(shop, who="rep", **more):
    lines = [LineForm(text=text, price="100") for text in "abc"]
    form = QuoteForm(**{"customer": shop["customer"], "lines": lines, **more})
    return quotes.create_quote(shop[who], form)


def expire(db, public_id):
    with Session(db) as session:
        row = session.exec(select(Quote).where(Quote.public_id == public_id)).one()
        row.valid_until = (now() - timedelta(days=2)).date()
        session.commit()


def revised(shop, first, forms, **more):
    quotes.send_quote(shop["rep"], first)
    return quotes.change_quote(shop["rep"], first, QuoteForm(lines=forms, **more))


def test_lines_are_followed_through_revisions(shop):
    first = make(shop)
    quotes.send_quote(shop["rep"], first)
    second = quotes.revise_quote(shop["rep"], first)
    a, b, c = quotes.quote_page(shop["rep"], second).lines
    forms = [
        LineForm(public_id=c.public_id),
        LineForm(text="new", price="7"),
        LineForm(public_id=a.public_id, text="A!", quantity="2"),
    ]
    quotes.change_quote(shop["rep"], second, QuoteForm(lines=forms))
    found = quotes.compare_quotes(shop["rep"], second, first)
    assert (found.before_revision, found.after_revision) == (1, 2)
    seen = [
        (one.change, one.before and one.before.text, one.after and one.after.text)
        for one in found.lines
    ]
    assert seen == [
        ("same", "c", "c"),
        ("added", None, "new"),
        ("changed", "a", "A!"),
        ("removed", "b", None),
    ]
    assert found.lines[2].fields == ("text", "quantity")
    assert (found.before.subtotal, found.after.subtotal) == (Decimal(300), Decimal(307))
    third = revised(shop, second, [LineForm(text="c", price="100"), LineForm(text="z", price="1")])
    over = quotes.compare_quotes(shop["rep"], first, third)
    assert [one.change for one in over.lines] == ["removed", "removed", "same", "added"]
    assert b.origin == quotes.quote_page(shop["rep"], first).lines[1].public_id


def test_versions_of_different_quotes_are_not_compared(shop, footprint):
    first, other = make(shop), make(shop)
    before = footprint()
    with pytest.raises(Invalid, match="other_number"):
        quotes.compare_quotes(shop["rep"], first, other)
    with pytest.raises(NotFound):
        quotes.compare_quotes(shop["rep_west"], first, first)
    assert footprint() == before


def test_margin_and_cost_are_compared_for_those_who_see_them(shop):
    first = make(shop, "manager", lines=[LineForm(text="a", price="100", cost="40")])
    quotes.send_quote(shop["manager"], first)
    second = quotes.revise_quote(shop["manager"], first)
    (line,) = quotes.quote_page(shop["manager"], second).lines
    forms = [LineForm(public_id=line.public_id, cost="60")]
    quotes.change_quote(shop["manager"], second, QuoteForm(lines=forms))
    seen = quotes.compare_quotes(shop["manager"], first, second)
    assert (seen.before.margin, seen.after.margin) == (Decimal(60), Decimal(40))
    assert seen.lines[0].fields == ("cost",)
    (line,) = quotes.quote_page(shop["manager"], second).lines
    assert (line.margin, line.cost) == (Decimal(40), Decimal(60))


def test_an_offer_past_its_validity_says_so_and_is_renewed(shop, db, footprint):
    public_id = make(shop)
    quotes.send_quote(shop["rep"], public_id)
    before = footprint()
    with pytest.raises(Conflict, match="not_expired"):
        quotes.renew_quote(shop["rep"], public_id)
    assert footprint() == before
    expire(db, public_id)
    assert quotes.quote_page(shop["rep"], public_id).is_expired
    for value, count in (("yes", 1), ("no", 0)):
        asked = ListQuery(filters={"expired": value})
        assert quotes.quotes(shop["rep"], asked).total == count
    with pytest.raises(Invalid, match="value_unknown"):
        quotes.quotes(shop["rep"], ListQuery(filters={"expired": "perhaps"}))
    renewed = quotes.quote_page(shop["rep"], quotes.renew_quote(shop["rep"], public_id))
    assert (renewed.status, renewed.revision, renewed.is_expired) == ("draft", 2, False)
    assert renewed.valid_until is not None
    assert (renewed.valid_until - house_day()).days in (29, 30, 31)
    with pytest.raises(Conflict, match="revised_already"):
        quotes.renew_quote(shop["rep"], public_id)


def test_a_draft_or_an_answered_offer_does_not_expire(shop, db):
    draft, done = make(shop), make(shop)
    quotes.send_quote(shop["rep"], done)
    quotes.accept_quote(shop["rep"], done)
    for public_id in (draft, done):
        expire(db, public_id)
        assert not quotes.quote_page(shop["rep"], public_id).is_expired
    assert quotes.quotes(shop["rep"], ListQuery(filters={"expired": "no"})).total == 2


def test_a_copy_for_another_customer_is_its_owners(shop):
    deal = deals.create_deal(shop["rep"], DealForm(name="D", customer=shop["customer"]))
    source = make(shop, deal=deal, discount="4", tax_included=True)
    other = customers.create_customer(shop["manager"], CustomerForm(name="华南"))
    copy = quotes.quote_page(shop["manager"], quotes.copy_quote(shop["manager"], source, other))
    assert (copy.customer, copy.deal, copy.contact, copy.owner) == ("华南", "", "", "manager")
    assert (copy.discount, copy.tax_included, copy.revision) == (Decimal(4), True, 1)
    assert [line.text for line in copy.lines] == ["a", "b", "c"]
    same = quotes.quote_page(shop["rep"], quotes.copy_quote(shop["rep"], source, shop["customer"]))
    assert same.deal == "D"


def test_a_copy_for_a_customer_of_others_is_not_made(shop, footprint):
    source = make(shop)
    theirs = customers.create_customer(shop["rep_west"], CustomerForm(name="西部"))
    before = footprint()
    with pytest.raises(NotFound):
        quotes.copy_quote(shop["rep"], source, theirs)
    assert footprint() == before


def test_sections_and_options_are_stored_and_not_charged(shop):
    forms = [
        LineForm(text="一期", kind="section", price="99", quantity="7"),
        LineForm(text="a", price="10"),
        LineForm(text="b", price="20", is_optional=True),
    ]
    page = quotes.quote_page(shop["rep"], make(shop, lines=forms))
    seen = [(line.kind, line.is_optional, line.price, line.amount) for line in page.lines]
    assert seen == [
        ("section", False, Decimal(0), Decimal("10.00")),
        ("item", False, Decimal(10), Decimal("10.00")),
        ("item", True, Decimal(20), Decimal("20.00")),
    ]
    assert page.figures.subtotal == Decimal("10.00")


def test_product_in_a_quote_with_tax_in_its_prices(shop):
    tea = products.create_product(
        shop["director"], ProductForm(code="T", zh="茶", price="100", tax_rate="13")
    )
    form = [LineForm(product=tea, quantity="2")]
    page = quotes.quote_page(shop["rep"], make(shop, lines=form, tax_included=True))
    (line,) = page.lines
    assert (line.price, line.list_price) == (Decimal(113), Decimal(100))
    assert (page.figures.net, page.figures.total) == (Decimal(200), Decimal(226))
    assert page.figures.given == 0


@pytest.fixture
def catalogue(shop):
    made = {
        code: products.create_product(shop["director"], ProductForm(code=code, zh=zh, en=en))
        for code, zh, en in (
            ("PU-01", "熟普饼茶", "Ripe cake"),
            ("PU-02", "生普 饼茶", "Raw cake"),
            ("DUP-1", "样品", "Sample"),
            ("DUP-2", "样品", "Sample"),
            ("OLD", "旧品", "Old"),
        )
    }
    products.change_product(shop["director"], made["OLD"], ProductForm(is_active=False))
    return made


def test_pasted_words_find_the_one_product_they_name(shop, catalogue):
    words = [
        "pu-01",
        " PU-01 ",
        "熟普饼茶",
        "生普饼茶",
        "RAW CAKE",
        "样品",
        "DUP-2",
        "旧品",
        "x",
        "",
    ]
    found = products.match_products(shop["rep"], words)
    codes = {word: row.code for word, row in found.items()}
    assert codes == {
        "pu-01": "PU-01",
        " PU-01 ": "PU-01",
        "熟普饼茶": "PU-01",
        "生普饼茶": "PU-02",
        "RAW CAKE": "PU-02",
        "DUP-2": "DUP-2",
    }
    assert all(row.cost is None for row in found.values())


def side(key, **cells):
    return Side(key, key, {"text": key, **cells})


def test_what_one_side_did_is_taken_and_what_both_did_is_asked():
    base = [side("a"), side("b"), side("c"), side("d"), side("e")]
    theirs = [side("a"), side("b", price="2"), side("c", price="3"), side("n"), side("e")]
    mine = [side("a"), side("b"), side("c", price="4"), side("d"), Side("x", "", {"text": "x"})]
    found = {one.key: (one.state, one.choice) for one in differences(base, theirs, mine)}
    assert found == {
        "b": ("theirs", "theirs"),
        "c": ("both", "mine"),
        "d": ("theirs", "theirs"),
        "e": ("mine", "mine"),
        "n": ("theirs", "theirs"),
        "x": ("mine", "mine"),
    }
    result = merged(theirs, mine, differences(base, theirs, mine))
    assert [(key, cells.get("price")) for key, cells in result] == [
        ("a", None),
        ("b", "2"),
        ("c", "4"),
        ("n", None),
        ("x", None),
    ]


KEYS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)
TEXT = st.sampled_from(["1", "2", "3"])


@st.composite
def three_sides(draw):
    base = [side(key, price="0") for key in draw(KEYS)]

    def changed(extra):
        kept = [
            Side(one.key, one.key, {**one.cells, "price": draw(TEXT | st.just("0"))})
            for one in base
            if draw(st.booleans())
        ]
        new = [side(key) for key in extra if draw(st.booleans())]
        return [*kept, *new]

    return base, changed("uv"), changed("xy")


@given(three_sides())
def test_nothing_is_silently_overwritten(sides):
    base, theirs, mine = sides
    found = differences(base, theirs, mine)
    result = dict(merged(theirs, mine, found))
    begun, stored, typed = ({one.key: one.cells for one in group} for group in sides)
    asked = {one.key for one in found if one.state == "both"}
    for key in {*begun, *stored, *typed} - asked:
        untouched_by_me = typed.get(key) == begun.get(key)
        expected = stored.get(key) if untouched_by_me else typed.get(key)
        assert result.get(key) == expected
    for key in asked:
        assert stored.get(key) != begun.get(key)
        assert typed.get(key) != begun.get(key)
        assert result.get(key) == typed.get(key)
