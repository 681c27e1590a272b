"""The quote editor's handlers: typing, pasting, merging, sharing; nonsense and strangers."""

import json
from decimal import Decimal

import pytest

from crm_app.services import customers, products, quotes
from crm_app.services.customers import CustomerForm
from crm_app.services.products import ProductForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.state.company import CompanyScreen
from crm_app.state.quote import QuoteRecord
from crm_app.state.quote_merge import QuoteMerge
from crm_app.state.quote_versions import QuoteVersions
from crm_app.state.share_links import ShareScreen


@pytest.fixture
def quote(workspace) -> str:
    rep = workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技"))
    lines = [LineForm(text=text, price="100") for text in "ab"]
    return quotes.create_quote(rep, QuoteForm(customer=customer, lines=lines))


@pytest.fixture
def tea(workspace) -> str:
    form = ProductForm(code="PU-01", zh="熟普饼茶", price="180", cost="72.5", unit="饼")
    return products.create_product(workspace["director"], form)


@pytest.fixture
def seat(tab, quote):
    """The rep at the quote, with its lines read."""
    rep = tab("rep", quote_id=quote)
    rep.send(QuoteRecord, "load")
    return rep


def typed(seat):
    return seat.state(QuoteRecord)._typed


def edit(seat, order=None, **lines):
    """What the grid sends: cells by the line's key."""
    keys = [line.key for line in typed(seat)] if order is None else order
    changed = [{"key": key, **cells} for key, cells in lines.items()]
    seat.send(QuoteRecord, "type_lines", json.dumps({"order": keys, "lines": changed}))


def test_typing_is_priced_and_saved(seat, workspace, quote):
    first, second = (line.key for line in typed(seat))
    edit(
        seat,
        [second, first, "c1"],
        **{
            first: {"price": "50", "discount": "10"},
            "c1": {"text": "新行", "price": "7", "kind": "item"},
        },
    )
    screen = seat.state(QuoteRecord)
    assert screen.dirty
    assert screen.figures.subtotal == Decimal("152.00")
    assert screen.answers.amounts == {second: 100, first: 45, "c1": 7}
    seat.send(QuoteRecord, "save")
    lines = quotes.quote_page(workspace["rep"], quote).lines
    assert [(line.text, line.amount) for line in lines] == [("b", 100), ("a", 45), ("新行", 7)]
    assert [line.key for line in typed(seat)] == [second, first, "c1"]
    assert not screen.dirty


def test_a_line_that_was_taken_away_comes_back_as_the_same(seat, workspace, quote):
    before = [line.public_id for line in quotes.quote_page(workspace["rep"], quote).lines]
    first, second = (line.key for line in typed(seat))
    edit(seat, [second])
    edit(seat, [first, second], **{first: {"text": "a", "price": "100"}})
    seat.send(QuoteRecord, "save")
    after = [line.public_id for line in quotes.quote_page(workspace["rep"], quote).lines]
    assert after == before


def test_a_cell_that_cannot_be_is_named_and_kept(seat):
    key = typed(seat)[1].key
    edit(seat, **{key: {"quantity": "-3"}})
    screen = seat.state(QuoteRecord)
    assert (screen.answers.bad, screen.problem.code) == (f"{key}.quantity", "money.number_low")
    assert typed(seat)[1].quantity == "-3"
    edit(seat, **{key: {"quantity": "3"}})
    assert (screen.answers.bad, screen.problem.code) == ("", "")


@pytest.mark.parametrize(
    "sent",
    [
        "", "null", "[]", "{}", '{"order": 1, "lines": []}', '{"order": [], "lines": [1]}',
        '{"order": ["a", "a"], "lines": []}', json.dumps({"order": [str(n) for n in range(251)], "lines": []}),
    ],
)  # fmt: skip
def test_nonsense_from_the_grid_changes_nothing(seat, sent):
    before = typed(seat)
    seat.send(QuoteRecord, "type_lines", sent)
    assert typed(seat) == before
    assert not seat.state(QuoteRecord).dirty


def test_the_browser_does_not_say_what_a_line_is_of(seat, tea, workspace, quote):
    key = typed(seat)[0].key
    edit(seat, **{key: {"product": tea, "public_id": "x", "cost": "1", "text": "a2"}})
    seat.send(QuoteRecord, "save")
    line = quotes.quote_page(workspace["manager"], quote).lines[0]
    assert (line.text, line.product_public_id, line.cost) == ("a2", "", Decimal(0))


def test_a_pasted_block_finds_products_and_marks_the_rest(seat, tea, workspace, quote):
    rows = [
        ["产品", "数量", "单价", "折扣"],
        ["pu-01", "10", "1,180.50", "5%"],
        ["自有茶具", "2", "¥30"],
        ["熟普饼茶"],
    ]
    seat.send(QuoteRecord, "paste", typed(seat)[0].key, json.dumps(rows))
    lines = typed(seat)
    seen = [(line.text, line.quantity, line.price, line.discount, line.unmatched) for line in lines]
    assert seen == [
        ("a", "1", "100", "0", False),
        ("熟普饼茶", "10", "1,180.50", "5", False),
        ("自有茶具", "2", "¥30", "0", True),
        ("熟普饼茶", "1", "180", "0", False),
        ("b", "1", "100", "0", False),
    ]
    seat.send(QuoteRecord, "save")
    stored = quotes.quote_page(workspace["rep"], quote).lines
    assert [line.code for line in stored] == ["", "PU-01", "", "PU-01", ""]
    assert stored[1].amount == Decimal("11214.75")


def test_a_block_pasted_into_an_empty_line_takes_its_place(seat):
    edit(seat, ["c1"], c1={"text": "", "kind": "item"})
    seat.send(QuoteRecord, "paste", "c1", json.dumps([["茶"], ["杯"]]))
    assert [line.text for line in typed(seat)] == ["茶", "杯"]


@pytest.mark.parametrize("sent", ["", "1", "[]", "[[]]", '[[""]]', '{"a": 1}', "[1, 2]"])
def test_a_block_of_nonsense_is_nothing(seat, sent):
    before = typed(seat)
    seat.send(QuoteRecord, "paste", "nowhere", sent)
    assert typed(seat) == before


def test_more_lines_than_a_quote_has_are_refused_and_kept(seat, footprint):
    before = footprint()
    rows = [[f"茶 {n}"] for n in range(240)]
    seat.send(QuoteRecord, "paste", typed(seat)[1].key, json.dumps(rows))
    screen = seat.state(QuoteRecord)
    assert screen.problem.code == "quotes.too_many_lines"
    assert len(typed(seat)) == 242
    assert footprint() == before


def test_switching_to_prices_with_tax_converts_them(seat):
    seat.send(QuoteRecord, "change", "tax_included", "yes")
    assert [line.price for line in typed(seat)] == ["113", "113"]
    assert seat.state(QuoteRecord).figures.total == Decimal("226.00")
    seat.send(QuoteRecord, "change", "tax_included", "yes")
    assert [line.price for line in typed(seat)] == ["113", "113"]
    seat.send(QuoteRecord, "change", "tax_included", "")
    assert [line.price for line in typed(seat)] == ["100", "100"]
    edit(seat, **{typed(seat)[0].key: {"price": "abc"}})
    seat.send(QuoteRecord, "change", "tax_included", "yes")
    assert [line.price for line in typed(seat)] == ["abc", "113"]


def test_two_people_on_one_quote_are_asked_line_by_line(tab, seat, workspace, quote):
    first, second = typed(seat)
    edit(seat, [first.key, second.key, "c1"], **{
        first.key: {"price": "90"}, "c1": {"text": "我的", "price": "1", "kind": "item"}
    })  # fmt: skip
    seat.send(QuoteRecord, "change", "note", "我的备注")
    theirs = quotes.quote_page(workspace["manager"], quote)
    a, b = theirs.lines
    forms = [
        LineForm(public_id=a.public_id, price="80"),
        LineForm(public_id=b.public_id, price="70"),
        LineForm(text="对方的", price="2"),
    ]
    quotes.change_quote(workspace["manager"], quote, QuoteForm(lines=forms, discount="1"))
    seat.send(QuoteRecord, "refresh")
    assert seat.state(QuoteRecord).conflict
    seat.send(QuoteRecord, "save")
    stored = quotes.quote_page(workspace["rep"], quote)
    assert [line.price for line in stored.lines] == [80, 70, 2]

    seat.send(QuoteMerge, "open")
    merge = seat.state(QuoteMerge)
    rows = {row.key: (row.state, row.choice) for row in merge.rows}
    assert rows["fact:note"] == ("mine", "mine")
    assert rows["fact:discount"] == ("theirs", "theirs")
    assert (rows[a.public_id], rows[b.public_id]) == (("both", "mine"), ("theirs", "theirs"))
    assert (merge.who, merge.is_open) == ("manager", True)
    seat.send(QuoteMerge, "pick", a.public_id, "theirs")
    seat.send(QuoteMerge, "pick", a.public_id, "nobody")
    seat.send(QuoteMerge, "finish")
    record = seat.state(QuoteRecord)
    assert (record.dirty, record.conflict) == (True, False)
    seen = [(line.text, line.price) for line in typed(seat)]
    assert seen == [("a", "80"), ("b", "70"), ("对方的", "2"), ("我的", "1")]
    seat.send(QuoteRecord, "save")
    stored = quotes.quote_page(workspace["rep"], quote)
    assert [line.text for line in stored.lines] == ["a", "b", "对方的", "我的"]
    assert (stored.discount, stored.note) == (Decimal(1), "我的备注")


def test_merging_without_a_comparison_changes_nothing(seat):
    before = typed(seat)
    seat.send(QuoteMerge, "finish")
    seat.send(QuoteMerge, "pick", "x", "mine")
    assert typed(seat) == before


def test_versions_are_compared_and_those_of_others_refused(tab, seat, workspace, quote):
    quotes.send_quote(workspace["rep"], quote)
    second = quotes.revise_quote(workspace["rep"], quote)
    seat.send(QuoteRecord, "refresh")
    seat.send(QuoteVersions, "compare", second)
    assert [one.change for one in seat.state(QuoteVersions).comparison.lines] == ["same", "same"]
    seat.send(QuoteVersions, "close")
    seat.send(QuoteVersions, "compare", "nothing")
    screen = seat.state(QuoteVersions)
    assert (screen.problem.code, screen.is_open) == ("quote.not_found", False)


def test_a_link_is_shown_once(tab, seat, workspace, quote):
    seat.send(ShareScreen, "load")
    seat.send(ShareScreen, "create", {"days": "30"})
    assert seat.state(ShareScreen).problem.code == "share_links.not_sent"
    quotes.send_quote(workspace["rep"], quote)
    for wrong in ("", "x", "0", "99999999", "-3"):
        seat.send(ShareScreen, "create", {"days": wrong})
        assert seat.state(ShareScreen).problem.code == "share_links.days_invalid", wrong
    seat.send(ShareScreen, "create", {"days": "7"})
    screen = seat.state(ShareScreen)
    assert "/q/" in screen.fresh
    again = tab("rep", quote_id=quote)
    again.send(ShareScreen, "load")
    assert (again.state(ShareScreen).fresh, len(again.state(ShareScreen).rows)) == ("", 1)
    seat.send(ShareScreen, "revoke", screen.rows[0].public_id)
    assert (screen.fresh, screen.rows[0].state) == ("", "revoked")


@pytest.mark.parametrize("who", ["rep_west", "finance"])
def test_who_may_not_share(tab, workspace, quote, footprint, who):
    quotes.send_quote(workspace["rep"], quote)
    before = footprint()
    stranger = tab(who, quote_id=quote)
    stranger.send(ShareScreen, "load")
    stranger.send(ShareScreen, "create", {"days": "7"})
    assert stranger.state(ShareScreen).problem.code in ("quote.not_found", "permission.denied")
    assert stranger.state(ShareScreen).fresh == ""
    assert footprint() == before


def test_the_house_is_the_administrators(tab, workspace, footprint):
    before = footprint()
    rep = tab("rep")
    rep.send(CompanyScreen, "load")
    rep.send(CompanyScreen, "save", {"name_zh": "我的公司"})
    assert rep.state(CompanyScreen).problem.code == "permission.denied"
    assert footprint() == before
    admin = tab("admin")
    admin.send(CompanyScreen, "load")
    admin.send(CompanyScreen, "save", {"name_zh": "", "name_en": ""})
    assert admin.state(CompanyScreen).problem.field == "name_zh"
    admin.send(CompanyScreen, "save", {"name_zh": "云岭", "terms_zh": "x" * 4001})
    assert admin.state(CompanyScreen).problem.code == "record.too_long"
    assert footprint() == before
    admin.send(CompanyScreen, "save", {"name_zh": "云岭"})
    assert (admin.state(CompanyScreen).row.name_en, admin.notes()) == ("云岭", ["公司资料已保存"])
