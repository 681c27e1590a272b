"""The screens of products, price books, currencies and taxes; and the prices in the quote's grid."""

import json
from decimal import Decimal

import pytest

from crm_app.services import customers, price_books, products, quotes, tax_rates
from crm_app.services.customers import CustomerForm
from crm_app.services.price_books import BookForm, TierForm
from crm_app.services.products import CategoryForm, PartForm, ProductForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.state.categories import CategoryScreen
from crm_app.state.currencies import CurrencyScreen
from crm_app.state.price_book import BookRecord
from crm_app.state.price_books import PriceBookList
from crm_app.state.product import ProductRecord
from crm_app.state.product_form import ProductSheet
from crm_app.state.products import ProductList
from crm_app.state.quote import QuoteRecord
from crm_app.state.tax_rates import TaxRateScreen


@pytest.fixture
def tea(workspace) -> str:
    form = ProductForm(code="PU-01", zh="熟普饼茶", price="180", cost="72.5", unit="饼")
    return products.create_product(workspace["director"], form)


@pytest.fixture
def book(workspace, tea) -> str:
    made = price_books.create_book(workspace["director"], BookForm(zh="重点客户"))
    tiers = [TierForm("1", "170"), TierForm("10", "150")]
    price_books.set_prices(workspace["director"], made, tea, tiers)
    return made


@pytest.fixture
def seat(tab, workspace, tea, book):
    """The rep at a quote with one line of the product."""
    rep = workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技"))
    lines = [LineForm(product=tea, quantity="1")]
    quote = quotes.create_quote(rep, QuoteForm(customer=customer, lines=lines))
    seat = tab("rep", quote_id=quote)
    seat.send(QuoteRecord, "load")
    return seat


def edit(seat, **cells):
    (line,) = seat.state(QuoteRecord)._typed
    sent = {"key": line.key, "auto": line.auto, "quantity": line.quantity, "price": line.price}
    told = {"order": [line.key], "lines": [sent | cells]}
    seat.send(QuoteRecord, "type_lines", json.dumps(told))
    return seat.state(QuoteRecord)


def test_the_grid_shows_the_price_of_the_tier_as_one_types(seat):
    screen = edit(seat, quantity="10")
    (line,) = screen._typed
    assert (line.auto, line.price) == (True, "150")
    assert screen.answers.prices == {line.key: "150"}
    assert screen.answers.priced_by[line.key].tier_from == 10
    screen = edit(seat, price="140", auto=False)
    assert screen.answers.priced_by[line.key].source == "hand"
    assert screen.figures.subtotal == Decimal("1400.00")
    screen = edit(seat, auto=True)
    assert (screen._typed[0].price, screen._typed[0].asked_back) == ("150", True)
    seat.send(QuoteRecord, "save")
    assert seat.state(QuoteRecord).page.lines[0].priced_by.source == "book"


def test_a_discount_is_an_amount_or_in_percent(seat):
    seat.send(QuoteRecord, "change", "discount", "5")
    seat.send(QuoteRecord, "discount_by", "amount")
    screen = seat.state(QuoteRecord)
    assert (screen.by_amount, screen.draft["discount"]) == (True, "0")
    seat.send(QuoteRecord, "change", "discount_amount", "20")
    assert screen.figures.net == Decimal("150.00")
    seat.send(QuoteRecord, "save")
    assert (screen.page.discount_amount, screen.by_amount) == (20, True)
    seat.send(QuoteRecord, "change", "discount_amount", "999")
    assert screen.problem.code == "quotes.discount_too_large"
    seat.send(QuoteRecord, "discount_by", "anything")
    assert (screen.by_amount, screen.draft["discount_amount"]) == (False, "0")


def test_a_product_is_made_a_bundle_in_its_form(tab, workspace, tea):
    seat = tab("director")
    seat.send(ProductSheet, "start", "")
    screen = seat.state(ProductSheet)
    assert screen.values == {"currency": "CNY", "tax_rate": "13"}
    assert [one.value for one in screen.taxes] == ["13", "9", "6", "3", "0"]
    seat.send(ProductSheet, "find_products", "PU")
    assert [row.code for row in screen.found] == ["PU-01"]
    for _ in range(2):
        seat.send(ProductSheet, "add_part", tea)
    seat.send(ProductSheet, "add_accessory", tea)
    seat.send(ProductSheet, "count_part", tea, "4")
    seat.send(ProductSheet, "save", {"code": "SET", "zh": "套装", "price": "700", "cost": "1"})
    assert (screen.asking, screen.problem.code) == (False, "")
    (made,) = products.match_products(workspace["director"], ["SET"]).values()
    page = products.product_whole(workspace["director"], made.public_id)
    assert (page.row.cost, page.parts[0].quantity) == (290, 4)
    seat.send(ProductSheet, "start", made.public_id)
    seat.send(ProductSheet, "drop_part", tea)
    seat.send(ProductSheet, "drop_accessory", tea)
    seat.send(ProductSheet, "save", {"code": "", "zh": "套装"})
    assert (screen.asking, screen.problem.code) == (True, "products.code_missing")
    seat.send(ProductSheet, "stop")
    assert not screen.asking


def test_a_percent_that_is_no_longer_offered_stays_to_choose(tab, workspace):
    form = ProductForm(code="X", zh="x", tax_rate="17")
    made = products.create_product(workspace["director"], form)
    seat = tab("director")
    seat.send(ProductSheet, "start", made)
    assert seat.state(ProductSheet).taxes[-1].value == "17"
    assert tax_rates.usual_percent(workspace["rep"]) == 13


def test_the_page_of_a_product_shows_parts_and_books(tab, workspace, tea, book):
    form = ProductForm(code="SET", zh="套装", parts=[PartForm(tea, "2")])
    made = products.create_product(workspace["director"], form)
    seat = tab("rep", product_id=tea)
    seat.send(ProductRecord, "load")
    screen = seat.state(ProductRecord)
    assert [row.public_id for row in screen.page.part_of] == [made]
    assert [(one.book.zh, len(one.tiers)) for one in screen.books] == [("重点客户", 2)]
    stranger = tab("rep", product_id="nobody")
    stranger.send(ProductRecord, "load")
    assert stranger.state(ProductRecord).missing


def test_a_book_is_made_filled_pasted_into_and_emptied_with_a_way_back(tab, workspace, tea):
    seat = tab("director")
    sent = {"zh": "华东", "currency": "CNY", "tier:A": "on", "regions": "上海，江苏"}
    answer = seat.send(PriceBookList, "create", sent | {"is_active": True})
    assert answer is not None
    (row,) = price_books.price_books(workspace["rep"])
    assert (row.tiers, row.regions) == (["A"], ["上海", "江苏"])
    home = tab("director", book_id=row.public_id)
    home.send(BookRecord, "load")
    screen = home.state(BookRecord)
    home.send(BookRecord, "start", tea)
    assert [(one.from_quantity, one.price) for one in screen.tiers] == [("1", "180")]
    home.send(BookRecord, "add_tier")
    home.send(BookRecord, "type_tier", screen.tiers[1].key, "from_quantity", "10")
    home.send(BookRecord, "save_tiers")
    assert (screen.problem.code, screen.asking) == ("price_books.price_missing", True)
    home.send(BookRecord, "type_tier", screen.tiers[1].key, "price", "150")
    home.send(BookRecord, "type_tier", screen.tiers[1].key, "public_id", "nonsense")
    home.send(BookRecord, "save_tiers")
    assert [one.price for one in screen.page.prices[0].tiers] == [180, 150]
    home.send(BookRecord, "take_out", tea, "熟普")
    assert screen.page.prices == []
    home.undo()
    home.send(BookRecord, "refresh")
    assert len(screen.page.prices[0].tiers) == 2
    home.send(BookRecord, "check", {"text": "PU-01\t5\t160\nnothing\t1\t1"})
    assert (len(screen.pasted), screen.bad) == (2, 1)
    home.send(BookRecord, "paste")
    assert screen.problem.code == "price_books.paste_problem"
    home.send(BookRecord, "check", {"text": "PU-01\t5\t160"})
    home.send(BookRecord, "paste")
    assert [one.price for one in screen.page.prices[0].tiers] == [160]
    home.send(BookRecord, "save", {"zh": "", "en": ""})
    assert screen.problem.code == "price_books.name_missing"


def test_who_may_not_price_is_refused_in_words(tab, workspace, tea, book):
    seat = tab("rep", book_id=book)
    seat.send(BookRecord, "load")
    seat.send(BookRecord, "start", tea)
    seat.send(BookRecord, "save_tiers")
    assert seat.state(BookRecord).problem.code == "permission.denied"
    seat.send(PriceBookList, "create", {"zh": "x"})
    assert seat.state(PriceBookList).problem.code == "permission.denied"


def test_groups_rates_and_taxes_are_kept_on_their_screens(tab, workspace):
    admin = tab("admin")
    admin.send(CategoryScreen, "save", "", 0, {"zh": "茶", "is_active": True})
    (row,) = admin.state(CategoryScreen).rows
    admin.send(CategoryScreen, "save", row.public_id, row.version, {"zh": "茶叶"})
    (row,) = admin.state(CategoryScreen).rows
    assert (row.zh, row.is_active) == ("茶叶", False)
    products.create_category(workspace["admin"], CategoryForm(zh="茶具"))
    admin.send(CategoryScreen, "move", row.public_id, 1)
    assert [one.zh for one in admin.state(CategoryScreen).rows] == ["茶具", "茶叶"]
    rate = {"code": "USD", "rate": "7.2", "per": "1", "valid_from": "2026-01-01"}
    admin.send(CurrencyScreen, "save_rate", "", 0, rate)
    (stored,) = admin.state(CurrencyScreen).rates
    admin.send(CurrencyScreen, "save_rate", stored.public_id, 1, rate | {"rate": "0"})
    assert admin.state(CurrencyScreen).problem.code == "currencies.rate_zero"
    admin.send(CurrencyScreen, "delete_rate", stored.public_id)
    assert admin.state(CurrencyScreen).rates == []
    admin.undo()
    admin.send(CurrencyScreen, "save", "CHF", 1, {"step": "1"})
    chf = next(one for one in admin.state(CurrencyScreen).rows if one.code == "CHF")
    assert (chf.step, len(admin.state(CurrencyScreen).rates)) == (1, 1)
    admin.send(TaxRateScreen, "save", "", 0, {"zh": "五", "percent": "5", "is_active": True})
    assert [one.percent for one in admin.state(TaxRateScreen).rows][-3:] == [5, 3, 0]


def test_the_list_filters_by_group_and_withdraws_with_a_way_back(tab, workspace, tea):
    seat = tab("director")
    seat.send(ProductList, "refresh")
    seat.send(ProductList, "put_on_sale", tea, "熟普", "no")
    assert not seat.state(ProductList).rows[0].is_active
    seat.undo()
    seat.send(ProductList, "refresh")
    assert seat.state(ProductList).rows[0].is_active
