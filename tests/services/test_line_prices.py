"""Lines of a quote: the price of book and tier, unless somebody wrote another one down."""

from decimal import Decimal

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.models.quotes import QuoteLine
from crm_app.services import approvals, currencies, customers, price_books, products, quotes
from crm_app.services.currencies import RateForm
from crm_app.services.customers import CustomerForm
from crm_app.services.price_books import BookForm, TierForm
from crm_app.services.products import PartForm, ProductForm
from crm_app.services.quotes import LineForm, QuoteForm

D = Decimal


@pytest.fixture
def shop(workspace):
    """A product of 180, and a book with 170 from 1 and 150 from 10 for customers of tier A."""
    director = workspace["director"]
    tea = ProductForm(code="PU-01", zh="熟普饼茶", en="Cake", unit="饼", price="180", cost="72")
    made = {
        "customer": customers.create_customer(
            workspace["rep"], CustomerForm(name="云岭", tier="A")
        ),
        "tea": products.create_product(director, tea),
        "book": price_books.create_book(director, BookForm(zh="重点客户", en="Key", tiers=["A"])),
    }
    tiers = [TierForm("1", "170"), TierForm("10", "150")]
    price_books.set_prices(director, made["book"], made["tea"], tiers)
    return workspace | made


def make(shop, *lines, who="rep", **more):
    form = QuoteForm(**{"customer": shop["customer"], "lines": list(lines), **more})
    return quotes.create_quote(shop[who], form)


def tea(shop, quantity="1", **more):
    return LineForm(product=shop["tea"], quantity=quantity, **more)


def line_of(shop, quote_id, who="rep"):
    (line,) = quotes.quote_page(shop[who], quote_id).lines
    return line


def change(shop, quote_id, **more):
    stored = line_of(shop, quote_id)
    form = LineForm(public_id=stored.public_id, **more)
    quotes.change_quote(shop["rep"], quote_id, QuoteForm(lines=[form]))
    return line_of(shop, quote_id)


def test_a_new_line_takes_the_price_of_book_and_tier_and_says_so(shop):
    line = line_of(shop, make(shop, tea(shop, "12")))
    by = line.priced_by
    assert (line.price, line.list_price, line.amount) == (150, 150, D("1800.00"))
    assert (by.source, by.book, by.book_zh, by.tier_from, by.price) == (
        *("book", shop["book"], "重点客户", 10, 150),
    )


def test_the_price_changes_when_the_quantity_crosses_a_tier_and_back(shop):
    quote = make(shop, tea(shop, "9"))
    assert line_of(shop, quote).price == 170
    assert change(shop, quote, quantity="10").price == 150
    # A caller that sends back what it was given has changed nothing by hand.
    assert change(shop, quote, quantity="9", price="150").price == 170
    quotes_line = line_of(shop, quote)
    assert (quotes_line.priced_by.source, quotes_line.priced_by.tier_from) == ("book", 1)


def test_a_price_that_was_written_down_stays_and_is_said(shop):
    quote = make(shop, tea(shop, "9"))
    line = change(shop, quote, quantity="9", price="160")
    assert (line.price, line.priced_by.source, line.priced_by.price) == (160, "hand", 170)
    line = change(shop, quote, quantity="20", price="160")
    assert (line.price, line.priced_by.source, line.priced_by.price) == (160, "hand", 150)
    line = change(shop, quote, quantity="20", automatic=True)
    assert (line.price, line.priced_by.source) == (150, "book")
    assert change(shop, quote, quantity="20", price="149").priced_by.source == "hand"
    assert change(shop, quote, quantity="20", price="150").priced_by.source == "book"


def test_a_price_of_the_book_is_no_discount_one_by_hand_is(shop):
    quote = make(shop, tea(shop, "10"))
    assert quotes.quote_page(shop["rep"], quote).figures.given == 0
    assert approvals.quote_standing(shop["rep"], quote).level == ""
    change(shop, quote, quantity="10", price="120")
    assert quotes.quote_page(shop["rep"], quote).figures.given == 20
    assert approvals.quote_standing(shop["rep"], quote).level == "manager"


def test_another_customer_pays_the_price_of_the_list(shop):
    other = customers.create_customer(shop["rep"], CustomerForm(name="别家", tier="C"))
    line = line_of(shop, make(shop, tea(shop, "50"), customer=other))
    assert (line.price, line.priced_by.source, line.priced_by.book) == (180, "list", "")


def test_a_book_that_changes_leaves_quotes_as_they_are_until_a_quantity_changes(shop):
    quote = make(shop, tea(shop, "10"))
    tiers = [TierForm("1", "200")]
    price_books.set_prices(shop["director"], shop["book"], shop["tea"], tiers)
    assert line_of(shop, quote).price == 150
    assert change(shop, quote, quantity="10", discount="1").price == 150
    assert change(shop, quote, quantity="11").price == 200


def test_prices_turn_with_tax(shop):
    quote = make(shop, tea(shop, "10"), tax_included=True)
    line = line_of(shop, quote)
    assert (line.price, line.list_price) == (D("169.50"), 150)
    form = LineForm(public_id=line.public_id, quantity="10")
    quotes.change_quote(shop["rep"], quote, QuoteForm(tax_included=False, lines=[form]))
    assert line_of(shop, quote).price == 150


def test_a_book_with_tax_gives_a_quote_without_it_the_bare_price(shop):
    price_books.change_book(shop["director"], shop["book"], BookForm(tax_included=True))
    line = line_of(shop, make(shop, tea(shop, "10")))
    assert (line.price, line.list_price) == (D("132.74"), D("132.7434"))
    assert quotes.quote_page(shop["rep"], make(shop, tea(shop, "10"))).figures.given == 0
    assert line_of(shop, make(shop, tea(shop, "10"), tax_included=True)).price == 150


def test_a_foreign_quote_takes_its_book_else_the_rate_of_the_day_else_nothing(shop):
    quote = make(shop, tea(shop), currency="USD")
    line = line_of(shop, quote)
    assert (line.price, line.priced_by.source) == (0, "")
    currencies.add_rate(shop["admin"], RateForm("USD", "2020-01-01", "7.2"))
    line = line_of(shop, make(shop, tea(shop), currency="USD"), "manager")
    assert (line.price, line.cost, line.priced_by.source) == (25, 10, "list")
    book = price_books.create_book(shop["director"], BookForm(zh="出口", currency="USD"))
    price_books.set_prices(shop["director"], book, shop["tea"], [TierForm("1", "22")])
    line = line_of(shop, make(shop, tea(shop), currency="USD"))
    assert (line.price, line.priced_by.book_zh) == (22, "出口")


def test_another_currency_finds_the_prices_anew_and_keeps_those_by_hand(shop):
    currencies.add_rate(shop["admin"], RateForm("USD", "2020-01-01", "7.2"))
    quote = make(shop, tea(shop, "10"), tea(shop, "10", price="140"))
    first, second = quotes.quote_page(shop["rep"], quote).lines
    forms = [LineForm(public_id=one.public_id, quantity="10") for one in (first, second)]
    quotes.change_quote(shop["rep"], quote, QuoteForm(currency="USD", lines=forms))
    first, second = quotes.quote_page(shop["rep"], quote).lines
    assert (first.price, first.priced_by.source, first.priced_by.book) == (25, "list", "")
    assert (second.price, second.priced_by.source) == (140, "hand")


def test_a_line_of_before_keeps_its_numbers(shop, db):
    quote = make(shop, tea(shop, "5"))
    with Session(db) as session:
        line = session.exec(select(QuoteLine)).one()
        line.price = line.list_price = D(99)
        line.price_source, line.price_book_id = "", None
        session.commit()
    line = change(shop, quote, quantity="50", price="99")
    assert (line.price, line.list_price, line.priced_by.source) == (99, 99, "")


def test_copies_and_revisions_keep_where_prices_are_from(shop):
    quote = make(shop, tea(shop, "10"))
    before = line_of(shop, quote).priced_by
    assert line_of(shop, quotes.copy_quote(shop["rep"], quote)).priced_by == before
    quotes.send_quote(shop["rep"], quote)
    assert line_of(shop, quotes.revise_quote(shop["rep"], quote)).priced_by == before


def test_what_if_says_price_and_source_as_saving_would(shop):
    quote = make(shop, tea(shop, "1"))
    stored = line_of(shop, quote).public_id
    forms = [LineForm(public_id=stored, quantity="10"), tea(shop, "10", price="1")]
    seen = quotes.preview(shop["rep"], quote, QuoteForm(lines=forms))
    assert seen.prices == [150, 1]
    assert [by.source for by in seen.priced_by] == ["book", "hand"]
    assert line_of(shop, quote).price == 170
    quotes.change_quote(shop["rep"], quote, QuoteForm(lines=forms))
    page = quotes.quote_page(shop["rep"], quote)
    assert [line.price for line in page.lines] == seen.prices
    assert [line.priced_by for line in page.lines] == seen.priced_by
    assert page.figures == seen.figures


def test_a_bundle_shows_what_it_held_when_it_was_offered(shop):
    bundle = ProductForm(code="SET", zh="套装", en="Set", price="300", parts=[
        PartForm(shop["tea"], "2")
    ])  # fmt: skip
    public_id = products.create_product(shop["director"], bundle)
    quote = make(shop, LineForm(product=public_id))
    products.change_product(shop["director"], public_id, ProductForm(parts=[]))
    (part,) = line_of(shop, quote).parts
    assert (part.zh, part.en, part.quantity, part.unit) == ("熟普饼茶", "Cake", "2", "饼")
    assert line_of(shop, quote, "manager").cost == 144
    paper = quotes.quote_pdf(shop["rep"], quote, "zh")
    assert paper is not None


def test_an_amount_off_the_whole_quote(shop, footprint):
    quote = make(shop, LineForm(text="A", price="100"), LineForm(text="B", price="200"))
    quotes.change_quote(shop["rep"], quote, QuoteForm(discount_amount="10"))
    page = quotes.quote_page(shop["rep"], quote)
    assert (page.figures.subtotal, page.figures.net) == (D("300.00"), D("290.00"))
    assert (page.discount_amount, page.discount) == (10, 0)
    before = footprint()
    for form, code in (
        (QuoteForm(discount_amount="300.01"), "quotes.discount_too_large"),
        (QuoteForm(discount_amount="-1"), "money.number_low"),
        (QuoteForm(discount="5", discount_amount="5"), "quotes.discount_both"),
    ):
        with pytest.raises(Invalid) as refusal:
            quotes.change_quote(shop["rep"], quote, form)
        assert refusal.value.code == code
        with pytest.raises(Invalid):
            quotes.preview(shop["rep"], quote, form)
    assert footprint() == before
    quotes.change_quote(shop["rep"], quote, QuoteForm(discount="5"))
    page = quotes.quote_page(shop["rep"], quote)
    assert (page.discount_amount, page.figures.net) == (0, D("285.00"))
    quotes.change_quote(shop["rep"], quote, QuoteForm(discount_amount="300"))
    assert quotes.quote_page(shop["rep"], quote).figures.total == 0


def test_an_amount_needs_the_same_word_as_the_percent(shop):
    quote = make(shop, LineForm(text="A", price="100"), tea(shop, "1"))
    quotes.change_quote(shop["rep"], quote, QuoteForm(discount_amount="27"))
    assert quotes.quote_page(shop["rep"], quote).figures.given == 10
    assert approvals.quote_standing(shop["rep"], quote).level == ""
    quotes.change_quote(shop["rep"], quote, QuoteForm(discount_amount="40"))
    assert approvals.quote_standing(shop["rep"], quote).level == "manager"
    with pytest.raises(Conflict):
        quotes.send_quote(shop["rep"], quote)


def test_a_change_of_customer_or_currency_alone_finds_the_prices_anew(shop):
    """As over REST: no lines are sent, and those there are take what now counts."""
    currencies.add_rate(shop["admin"], RateForm("USD", "2026-01-01", "7.2", "1"))
    hand = LineForm(text="安装", quantity="2", price="720", cost="360")
    typed = tea(shop, "3", price="144")
    quote = make(shop, tea(shop, "12"), hand, typed, who="manager")
    other = customers.create_customer(shop["manager"], CustomerForm(name="新客", tier="C"))

    def change(**more):
        quotes.change_quote(shop["manager"], quote, QuoteForm(**more))
        page = quotes.quote_page(shop["manager"], quote)
        return [(line.price, line.cost, line.priced_by.source) for line in page.lines], page

    assert change(customer=other)[0] == [(180, 72, "list"), (720, 360, ""), (144, 72, "hand")]
    turned, page = change(currency="USD")
    assert turned == [(25, 10, "list"), (100, 50, ""), (20, 10, "hand")]
    assert (page.figures.net, page.figures.currency) == (12 * 25 + 200 + 60, "USD")
    assert (page.worth, page.base) == (page.figures.total * D("7.2"), "CNY")
    assert change(tax_included=True)[0][1:] == [(113, 50, ""), (D("22.60"), 10, "hand")]
    back, page = change(currency="CNY", tax_included=False, customer=shop["customer"])
    assert [price for price, _, _ in back] == [150, 720, 144]
    assert page.worth is None
    assert [cost for _, cost, _ in back] == [72, 360, 72]


def test_an_amount_off_follows_the_currency_and_a_copy_for_another_has_his_prices(shop):
    currencies.add_rate(shop["admin"], RateForm("USD", "2026-01-01", "7.2", "1"))
    quote = make(shop, tea(shop, "12"), discount_amount="72")
    quotes.change_quote(shop["rep"], quote, QuoteForm(currency="USD"))
    assert quotes.quote_page(shop["rep"], quote).discount_amount == 10
    quotes.change_quote(shop["rep"], quote, QuoteForm(currency="EUR", note="无汇率"))
    page = quotes.quote_page(shop["rep"], quote)
    assert (page.discount_amount, page.lines[0].price) == (10, 25)  # what has no rate stays
    assert page.lines[0].priced_by.source == ""
    other = customers.create_customer(shop["rep"], CustomerForm(name="新客", tier="C"))
    kept = quotes.copy_quote(shop["rep"], make(shop, tea(shop, "12")), other)
    assert line_of(shop, kept).price == 180
