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
    given_values = {name: D(value) for name, value in more.items() if name not in ("text", "rank")}
    return QuoteLine(
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
