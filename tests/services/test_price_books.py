"""Price books: which one counts, which tier, what may be entered, what is pasted."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.models.prices import PriceBook
from crm_app.services import customers, price_books, products
from crm_app.services.customers import CustomerForm
from crm_app.services.price_books import BookForm, Buyer, TierForm
from crm_app.services.price_books.rules import fits, read_tiers, tier_for
from crm_app.services.products import ProductForm

D = Decimal
TODAY = date(2026, 11, 20)


@pytest.fixture
def shop(workspace):
    """The people, a customer of tier A in Kunming, a product of 180 yuan."""
    made = CustomerForm(name="云岭", tier="A", industry="food", region="云南昆明")
    product = ProductForm(code="PU-01", zh="熟普饼茶", en="Ripe cake", unit="饼", price="180")
    return workspace | {
        "customer": customers.create_customer(workspace["rep"], made),
        "tea": products.create_product(workspace["director"], product),
    }


def book(shop, name="重点客户", **more):
    return price_books.create_book(shop["director"], BookForm(zh=name, **more))


def put(shop, book_id, *tiers, who="director", product="tea"):
    forms = [TierForm(str(quantity), str(price)) for quantity, price in tiers]
    return price_books.set_prices(shop[who], book_id, shop[product], forms)


def found(shop, quantity="1", **more):
    price = price_books.price_of(shop["rep"], shop["tea"], shop["customer"], quantity, **more)
    return price.source, price.price, price.book_zh, price.tier_from


def test_without_a_book_the_product_says_its_own_price(shop):
    assert found(shop) == ("list", 180, "", 0)


def test_the_price_follows_the_quantity_from_tier_to_tier(shop):
    put(shop, book(shop), (10, 170), (1, 175), (100, "149.5"))
    expected = {"0.5": 180, "1": 175, "9.9999": 175, "10": 170, "99": 170, "100": D("149.5")}
    for quantity, price in expected.items():
        assert found(shop, quantity)[1] == price, quantity
    assert found(shop, "0.5")[0] == "list"
    assert found(shop, "250") == ("book", D("149.5"), "重点客户", 100)


def test_the_first_book_from_the_top_that_has_the_quantity_counts(shop):
    low, high = book(shop, "通用"), book(shop, "批量")
    put(shop, low, (1, 170))
    put(shop, high, (10, 150))
    assert [found(shop, q)[2] for q in ("1", "10")] == ["通用", "通用"]
    price_books.place_book(shop["director"], high, -1)
    assert [found(shop, q)[2] for q in ("1", "10")] == ["通用", "批量"]
    names = [row.zh for row in price_books.price_books(shop["rep"])]
    assert names == ["批量", "通用"]


@pytest.mark.parametrize(
    ("conditions", "counts"),
    [
        ({}, True),
        ({"tiers": ["A", "B"]}, True),
        ({"tiers": ["C"]}, False),
        ({"industries": ["food"]}, True),
        ({"industries": ["retail"]}, False),
        ({"regions": ["昆明", "上海"]}, True),
        ({"regions": ["上海"]}, False),
        ({"tiers": ["A"], "industries": ["retail"]}, False),
        ({"currency": "USD"}, False),
        ({"valid_from": "2000-01-01", "valid_until": "2099-12-31"}, True),
        ({"valid_until": "2020-01-01"}, False),
        ({"valid_from": "2099-01-01"}, False),
        ({"is_active": False}, False),
    ],
)
def test_a_book_counts_where_all_its_conditions_hold(shop, conditions, counts):
    made = book(shop)
    put(shop, made, (1, 100))
    price_books.change_book(shop["director"], made, BookForm(**conditions))
    assert found(shop)[0] == ("book" if counts else "list")


@given(st.integers(-40, 40), st.integers(-40, 40), st.booleans(), st.sampled_from(["A", "B", "C"]))
def test_a_book_fits_only_between_its_days(first, last, active, tier):
    one = PriceBook(name_zh="x", name_en="x", tiers=["A", "B"], is_active=active)
    one.valid_from, one.valid_until = TODAY + timedelta(first), TODAY + timedelta(last)
    expected = active and first <= 0 <= last and tier != "C"
    assert fits(one, Buyer(tier), "CNY", TODAY) is expected


TIERS = st.dictionaries(
    st.decimals("0.0001", 10_000, places=4), st.decimals(0, 10_000, places=4), max_size=8
)


@given(TIERS, st.decimals("0.0001", 20_000, places=4))
def test_the_tier_that_counts_is_the_largest_that_is_reached(tiers, quantity):
    counted = tier_for(tiers.items(), quantity)
    reached = [start for start in tiers if start <= quantity]
    assert (counted is None) == (reached == [])
    if counted is not None:
        assert counted == (max(reached), tiers[max(reached)])


@given(TIERS)
def test_tiers_are_read_as_they_are_written_whatever_their_order(tiers):
    forms = [TierForm(f"{start:f}", f"{price:f}") for start, price in tiers.items()]
    assert read_tiers(forms[::-1]) == sorted(tiers.items())


def test_a_price_with_tax_stands_without_it_elsewhere(shop):
    put(shop, book(shop, tax_included=True), (1, 113))
    price = price_books.price_of(shop["rep"], shop["tea"], shop["customer"])
    assert (price.price, price.tax_included) == (113, True)
    (tier,) = price_books.price_book(shop["rep"], price.book).prices[0].tiers
    assert tier.off == D("44.4")  # 100 before tax, of 180


@pytest.mark.parametrize(
    ("tiers", "code"),
    [
        ([("1", "-5")], "money.number_low"),
        ([("-1", "5")], "money.number_low"),
        ([("0", "5")], "quotes.quantity_zero"),
        ([("1", "")], "price_books.price_missing"),
        ([("1", "abc")], "money.number_invalid"),
        ([("1", "9" * 14)], "money.number_high"),
        ([("1", "5"), ("1.0", "4")], "price_books.tier_twice"),
        ([(str(n), "5") for n in range(1, 22)], "price_books.too_many_tiers"),
    ],
)
def test_a_price_that_cannot_be_leaves_nothing(shop, footprint, tiers, code):
    made = book(shop)
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        put(shop, made, *tiers)
    assert refusal.value.code == code
    assert footprint() == before
    assert price_books.price_book(shop["rep"], made).prices == []


def test_the_prices_of_a_period_that_is_over_are_closed(shop, footprint):
    made = book(shop)
    put(shop, made, (1, 100))
    price_books.change_book(shop["director"], made, BookForm(valid_until="2020-01-01"))
    before = footprint()
    for attempt in (
        lambda: put(shop, made, (1, 90)),
        lambda: price_books.paste_prices(shop["director"], made, "PU-01\t90"),
    ):
        with pytest.raises(Conflict, match=r"price_books.over"):
            attempt()
    assert footprint() == before
    price_books.change_book(shop["director"], made, BookForm(valid_until=""))
    put(shop, made, (1, 90))


def test_vanished_and_withdrawn_products_get_no_price(shop, footprint):
    made = book(shop)
    products.change_product(shop["director"], shop["tea"], ProductForm(is_active=False))
    before = footprint()
    with pytest.raises(Conflict, match="product_withdrawn"):
        put(shop, made, (1, 90))
    with pytest.raises(NotFound):
        price_books.set_prices(shop["director"], made, "nobody", [TierForm("1", "5")])
    assert footprint() == before


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (BookForm(), "price_books.name_missing"),
        (BookForm(zh="x", currency="QQQ"), "money.currency_unknown"),
        (BookForm(zh="x", tiers=["Z"]), "list.value_unknown"),
        (BookForm(zh="x", industries=["nothing"]), "list.value_unknown"),
        (BookForm(zh="x", valid_from="soon"), "record.day_invalid"),
        (BookForm(zh="x", valid_until="1066-10-14"), "record.day_invalid"),
        (
            BookForm(zh="x", valid_from="2026-02-01", valid_until="2026-01-31"),
            "price_books.days_reversed",
        ),
    ],
)
def test_a_book_that_cannot_be_is_refused(shop, footprint, form, code):
    before = footprint()
    with pytest.raises(AppError) as refusal:
        price_books.create_book(shop["director"], form)
    assert refusal.value.code == code
    assert footprint() == before


def test_two_books_have_two_names_and_a_stale_form_is_refused(shop):
    made = book(shop)
    with pytest.raises(Conflict, match="name_taken"):
        book(shop)
    price_books.change_book(shop["director"], made, BookForm(en="Key"), 1)
    with pytest.raises(Stale):
        price_books.change_book(shop["director"], made, BookForm(en="Other"), 1)


@pytest.mark.parametrize("who", ["rep", "manager", "desk", "finance", "service"])
def test_who_may_not_price_changes_nothing(shop, footprint, security_log, who):
    made = book(shop)
    before = footprint()
    for attempt in (
        lambda: price_books.create_book(shop[who], BookForm(zh="x")),
        lambda: price_books.change_book(shop[who], made, BookForm(zh="x")),
        lambda: price_books.place_book(shop[who], made, 1),
        lambda: put(shop, made, (1, 1), who=who),
        lambda: price_books.paste_prices(shop[who], made, "PU-01\t1"),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before
    assert security_log() == ["permission.denied"] * 5


def test_what_a_customer_pays_is_told_only_to_who_sees_him(shop):
    with pytest.raises(NotFound):
        price_books.price_of(shop["rep_west"], shop["tea"], shop["customer"])


def test_a_book_says_in_words_when_it_counts(shop):
    made = book(
        shop,
        tiers=["B", "A"],
        industries=["food"],
        regions=["昆明", " 昆明 "],
        valid_from="2026-01-01",
        tax_included=True,
    )
    row = price_books.price_book(shop["rep"], made).row
    assert row.said_zh == "等级 A、B、行业 餐饮食品、地区含 昆明；CNY 含税；2026-01-01 起"
    assert row.said_en == (
        "tier A, B, industry Food and drink, region with 昆明; CNY with tax; from 2026-01-01"
    )


def test_a_range_is_pasted_whole(shop):
    made = book(shop)
    put(shop, made, (1, 175), (500, 90))
    text = "产品\t起订数量\t单价\r\nPU-01\t1\t170.00\r\n熟普饼茶\t10\t160\r\n\r\n"
    rows = price_books.read_prices(shop["rep"], made, text)
    assert [(row.line, row.from_quantity, row.price, row.problem_en) for row in rows] == [
        (2, "1", "170", ""),
        (3, "10", "160", ""),
    ]
    assert price_books.paste_prices(shop["director"], made, text) == 2
    assert [found(shop, q)[1] for q in ("1", "10", "500")] == [170, 160, 160]
    assert price_books.paste_prices(shop["director"], made, "PU-01, 99") == 1
    assert found(shop)[1] == 99


def test_a_range_with_a_bad_row_changes_nothing(shop, footprint):
    made = book(shop)
    text = "PU-01\t1\t170\nPU-99\t1\t5\nPU-01\t1\t160\nPU-01\t-3\t9\nPU-01\t7\t"
    rows = price_books.read_prices(shop["rep"], made, text)
    assert [bool(row.problem_zh) for row in rows] == [False, True, True, True, True]
    assert "PU-99" in rows[1].problem_en
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        price_books.paste_prices(shop["director"], made, text)
    assert refusal.value.params == {"line": 2, "count": 4}
    for empty in ("", " \n\t\n", "\u20001\t"):
        with pytest.raises(Invalid):
            price_books.paste_prices(shop["director"], made, empty)
    assert footprint() == before


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_refused(text):
    from crm_app.services.price_books.pasting import rows_of

    for line, cells in rows_of(text):
        assert line >= 1
        assert any(cells)
