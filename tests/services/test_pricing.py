"""Totals of an offer: exact, and the same whichever way one adds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_app.lib.exact import CENT
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import pricing
from crm_app.services.currencies import CURRENCIES, smallest

D = Decimal


def line(quantity="1", price="100", **more):
    plain = ("text", "rank", "kind", "is_optional")
    given_values = {name: D(value) for name, value in more.items() if name not in plain}
    return QuoteLine(
        kind=more.get("kind", "item"),
        is_optional=more.get("is_optional", False),
        quote_id=1,
        rank=more.get("rank", 1),
        text=more.get("text", "Tea"),
        quantity=D(quantity),
        price=D(price),
        **given_values,
    )


def quote(discount="0"):
    return Quote(number="Q-2026-0001", customer_id=7, discount=D(discount))


def decimals(least, most, places=4):
    return st.decimals(D(least), D(most), places=places, allow_nan=False)


LINES = st.lists(
    st.builds(
        lambda q, p, c, d, t: line(q, p, cost=c, discount=d, tax_rate=t),
        decimals("0.0001", "9999"),
        decimals(0, "999999"),
        decimals(0, "999999"),
        decimals(0, 100, 2),
        decimals(0, 25, 2),
    ),
    max_size=8,
)
DISCOUNT = decimals(0, 100, 2)


def test_known_offer():
    made = pricing.totals(
        [line("3", "199.99", cost="80", discount="5"), line("2.5", "40.01", tax_rate="6")], D(10)
    )
    # 3 x 199.99 = 599.97 - 5 % = 569.9715 -> 569.97; 2.5 x 40.01 = 100.025 -> 100.03
    assert made.subtotal == D("670.00")
    # less 10 %: 512.973 -> 512.97 and 90.027 -> 90.03
    assert made.net == D("603.00")
    # 13 %: 66.6861 -> 66.69; 6 %: 5.4018 -> 5.40
    assert (made.tax, made.total) == (D("72.09"), D("675.09"))
    assert made.cost == D("240.00")
    assert made.margin is not None
    assert round(made.margin, 2) == D("60.20")


@given(LINES, DISCOUNT)
def test_totals_are_the_sums_of_their_lines(lines, discount):
    made = pricing.totals(lines, discount)
    each = [pricing.line_totals(one, discount) for one in lines]
    assert made.subtotal == sum(one.amount for one in each)
    assert made.net == sum(one.net for one in each)
    assert made.tax == sum(one.tax for one in each)
    assert made.total == made.net + made.tax
    assert made.cost == sum(one.cost for one in each)
    assert all(
        value == value.quantize(CENT)
        for value in (made.subtotal, made.net, made.tax, made.total, made.cost)
    )


@given(LINES, DISCOUNT, DISCOUNT)
def test_more_discount_never_costs_more(lines, one, other):
    less, more = sorted((one, other))
    assert pricing.totals(lines, more).total <= pricing.totals(lines, less).total


@given(LINES, DISCOUNT)
def test_order_of_lines_changes_no_total(lines, discount):
    assert pricing.totals(lines[::-1], discount) == pricing.totals(lines, discount)


@given(LINES)
def test_each_line_is_within_half_a_cent_of_the_exact_product(lines):
    for one in lines:
        exact = one.quantity * one.price * (100 - one.discount) / 100
        assert abs(pricing.line_totals(one, D(0)).amount - exact) <= D("0.005")


@given(LINES, DISCOUNT)
def test_stored_totals_are_those_of_the_lines(lines, discount):
    stored = quote(discount)
    made = pricing.apply_totals(stored, lines)
    assert (stored.subtotal, stored.net, stored.tax) == (made.subtotal, made.net, made.tax)
    assert (stored.total, stored.cost) == (made.total, made.cost)
    assert pricing.with_discount(stored, lines, stored.discount) == made


def test_half_a_cent_goes_up():
    assert pricing.totals([line("1", "0.005")], D(0)).net == D("0.01")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (line(price="100", discount="10"), D(19)),
        (line(price="80", list_price="100"), D(28)),
        (line(price="120", list_price="100"), D(10)),
    ],
)
def test_a_price_below_the_list_is_a_discount_too(made, expected):
    assert pricing.totals([made], D(10)).discount == expected


def test_nothing_charged_has_no_margin():
    assert pricing.totals([line(cost="5")], D(100)).margin is None
    assert pricing.totals([], D(0)).discount == 0


def test_hash_ignores_how_a_number_is_written_and_the_order_of_rows():
    first = [line("1", "100", rank=1), line("2", "50.50", rank=2)]
    same = [line("2.0", "50.5", rank=2), line("1.00", "100.0000", rank=1)]
    assert pricing.content_hash(quote(), first, D(5)) == pricing.content_hash(
        quote(), same, D("5.00")
    )


@pytest.mark.parametrize(
    "changed",
    [
        line("2"),
        line(price="99"),
        line(cost="1"),
        line(discount="1"),
        line(tax_rate="6"),
        line(text="Other"),
        line(list_price="130"),
    ],
)
def test_hash_covers_whatever_is_judged(changed):
    before = pricing.content_hash(quote(), [line()], D(5))
    assert pricing.content_hash(quote(), [changed], D(5)) != before
    assert pricing.content_hash(quote(), [line()], D(6)) != before


@given(LINES, DISCOUNT, st.sampled_from(CURRENCIES))
def test_every_figure_can_be_paid_in_its_currency(lines, discount, currency):
    made = pricing.totals(lines, discount, currency)
    unit = smallest(currency)
    shown = (made.gross, made.subtotal, made.net, made.tax, made.total, made.cost)
    assert all(value % unit == 0 for value in shown)
    assert made.total == sum(
        figure.net + figure.tax
        for figure in (pricing.line_totals(one, discount, currency) for one in lines)
    )


@given(LINES, DISCOUNT, st.sampled_from(CURRENCIES))
def test_discount_is_spread_over_the_lines_within_half_a_unit_each(lines, discount, currency):
    made = pricing.totals(lines, discount, currency)
    exact = made.subtotal * (100 - discount) / 100
    assert abs(made.net - exact) <= len(lines) * smallest(currency) / 2
    assert 0 <= made.net <= made.subtotal <= made.gross


@given(LINES, st.sampled_from(CURRENCIES))
def test_no_discount_takes_nothing_and_a_whole_one_everything(lines, currency):
    assert (
        pricing.totals(lines, D(0), currency).net == pricing.totals(lines, D(0), currency).subtotal
    )
    free = pricing.totals(lines, D(100), currency)
    assert (free.net, free.tax, free.total) == (0, 0, 0)


@given(LINES, DISCOUNT, decimals(0, 25, 2), st.sampled_from(CURRENCIES))
def test_tax_is_that_of_each_line_within_half_a_unit(lines, discount, rate, currency):
    same = [line(one.quantity, one.price, discount=one.discount, tax_rate=rate) for one in lines]
    made = pricing.totals(same, discount, currency)
    assert abs(made.tax - made.net * rate / 100) <= len(lines) * smallest(currency) / 2
    assert pricing.totals([line(tax_rate=0)], discount, currency).tax == 0


@given(LINES, DISCOUNT)
def test_discount_against_list_prices_is_between_nothing_and_all(lines, discount):
    assert 0 <= pricing.totals(lines, discount).discount <= 100


@given(LINES, DISCOUNT)
def test_margin_and_net_give_back_the_cost(lines, discount):
    made = pricing.totals(lines, discount)
    if made.margin is None:
        assert made.net == 0
    else:
        assert abs(made.net * (100 - made.margin) / 100 - made.cost) < D("0.0001")


def test_known_offer_in_yen():
    made = pricing.totals([line("3", "1999.5", discount="5", tax_rate="10")], D(10), "JPY")
    # 5698.575 -> 5699; less 10 %: 5129.1 -> 5129; 10 %: 512.9 -> 513
    assert (made.subtotal, made.net, made.tax, made.total) == (5699, 5129, 513, 5642)


MIXED = st.lists(
    st.builds(
        lambda kind, optional, q, p, d, t: line(
            q, p, discount=d, tax_rate=t, kind=kind, is_optional=optional
        ),
        st.sampled_from(["item", "item", "item", "section"]),
        st.booleans(),
        decimals("0.0001", "9999"),
        decimals(0, "999999"),
        decimals(0, 100, 2),
        st.sampled_from([D(0), D(6), D(9), D(13), D("8.25")]),
    ),
    max_size=12,
)
BOTH = st.booleans()
ANY = st.sampled_from(CURRENCIES)


@given(MIXED, DISCOUNT, ANY, BOTH)
def test_rates_together_are_the_totals(lines, discount, currency, included):
    made = pricing.totals(lines, discount, currency, tax_included=included)
    rates = pricing.by_rate(lines, discount, currency, tax_included=included)
    assert sum(one.net for one in rates) == made.net
    assert sum(one.tax for one in rates) == made.tax
    assert len({one.rate for one in rates}) == len(rates)


@given(MIXED, ANY, BOTH)
def test_sections_together_are_the_subtotal(lines, currency, included):
    sums = pricing.subtotals(lines, currency, tax_included=included)
    made = pricing.totals(lines, D(0), currency, tax_included=included)
    assert sum(sums.values()) == made.subtotal
    headings = {at for at, one in enumerate(lines) if one.kind == "section"}
    assert set(sums) == headings | {-1}


@given(MIXED, DISCOUNT, ANY, BOTH)
def test_sections_and_optional_lines_are_not_added_up(lines, discount, currency, included):
    kept = [one for one in lines if one.kind == "item" and not one.is_optional]
    with_all = pricing.totals(lines, discount, currency, tax_included=included)
    assert with_all == pricing.totals(kept, discount, currency, tax_included=included)


@given(MIXED, DISCOUNT, ANY)
def test_net_and_tax_of_prices_with_tax_lose_nothing(lines, discount, currency):
    unit = smallest(currency)
    for one in lines:
        found = pricing.line_totals(one, discount, currency, tax_included=True)
        charged = (found.amount * (100 - discount) / 100).quantize(unit, "ROUND_HALF_UP")
        assert found.net + found.tax == charged
        assert 0 <= found.net <= charged
        assert found.net % unit == found.tax % unit == 0
    made = pricing.totals(lines, D(0), currency, tax_included=True)
    assert made.total == made.subtotal


@given(MIXED, DISCOUNT, ANY, BOTH)
def test_every_figure_can_be_paid_with_tax_or_without(lines, discount, currency, included):
    made = pricing.totals(lines, discount, currency, tax_included=included)
    shown = (made.gross, made.subtotal, made.net, made.tax, made.total, made.cost)
    assert all(value % smallest(currency) == 0 for value in shown)
    assert made.total == made.net + made.tax


@given(decimals("0.01", "99999", 2), st.sampled_from([D(6), D(9), D(13)]))
def test_switching_to_prices_with_tax_hides_no_discount(price, rate):
    cheap = line(price=price, list_price=price, tax_rate=rate)
    assert pricing.totals([cheap], D(0)).discount == 0
    same_figure = pricing.totals([cheap], D(0), tax_included=True)
    # The same price, now with its tax in it, is that much less than the list says.
    assert same_figure.gross == pricing.totals([cheap], D(0)).gross
    assert same_figure.net < same_figure.gross or price < D("0.10")


@pytest.mark.parametrize(
    ("currency", "net", "tax", "total"),
    [
        ("JPY", D(88), D(12), D(100)),
        ("CNY", D("88.50"), D("11.50"), D("100.00")),
        ("KWD", D("88.496"), D("11.504"), D("100.000")),
    ],
)
def test_a_hundred_with_tax_in_currencies_of_none_two_and_three_places(currency, net, tax, total):
    made = pricing.totals([line(price="100", tax_rate="13")], D(0), currency, tax_included=True)
    assert (made.net, made.tax, made.total) == (net, tax, total)


def test_known_offer_with_sections_options_and_tax_in_its_prices():
    lines = [
        line(kind="section", text="A", price="0"),
        line("3", "113.00", tax_rate="13", discount="10"),
        line("1", "999.99", is_optional=True),
        line(kind="section", text="B", price="0"),
        line("2", "53.00", tax_rate="6"),
    ]
    # 339.00 - 10 % = 305.10; 106.00; less 5 %: 289.85 (289.845) and 100.70
    made = pricing.totals(lines, D(5), tax_included=True)
    assert pricing.subtotals(lines, tax_included=True) == {
        -1: D(0),
        0: D("305.10"),
        3: D("106.00"),
    }
    assert (made.subtotal, made.total) == (D("411.10"), D("390.55"))
    # 289.85 / 1.13 = 256.504... and 100.70 / 1.06 = 95
    rates = pricing.by_rate(lines, D(5), tax_included=True)
    assert [(one.rate, one.net, one.tax) for one in rates] == [
        (D(13), D("256.50"), D("33.35")),
        (D(6), D("95.00"), D("5.70")),
    ]


def test_hash_of_quotes_without_the_new_kinds_is_the_old_one():
    known = pricing.content_hash(quote(), [line()], D(5))
    assert known == "fadfa0e3b0c62a88369b78fa3a5ca117d1d5a17c59f4b9f11766225005895c88"
    sections = [line(kind="section", rank=1), line(rank=2)]
    optional = [line(is_optional=True)]
    assert pricing.content_hash(quote(), sections, D(5)) != known
    assert pricing.content_hash(quote(), optional, D(5)) != known
    included = quote()
    included.tax_included = True
    assert pricing.content_hash(included, [line()], D(5)) != known
