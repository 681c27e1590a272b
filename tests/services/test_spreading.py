"""An amount spread over others: exact to the last cent, whatever the amounts."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import pricing
from crm_app.services.currencies import CURRENCIES, smallest, to_step
from crm_app.services.spreading import spread

D = Decimal
CENTS = st.lists(st.integers(0, 10**14), max_size=12)


@given(CENTS, st.data())
def test_nothing_is_lost_and_nobody_gives_more_than_he_has(cents, data):
    over = [D(one) / 100 for one in cents]
    amount = D(data.draw(st.integers(0, sum(cents)))) / 100
    shares = spread(amount, over, D("0.01"))
    assert sum(shares, D(0)) == amount
    assert all(0 <= share <= one for share, one in zip(shares, over, strict=True))
    whole = sum(cents)
    for share, one in zip(shares, cents, strict=True):
        exact = int(amount * 100) * one  # still to be divided by the whole
        assert abs(int(share * 100) * whole - exact) < whole or whole == 0
    assert shares == spread(amount, over, D("0.01"))


def test_what_remains_goes_to_the_first_of_equals():
    assert spread(D("0.10"), [D(1)] * 3, D("0.01")) == [D("0.04"), D("0.03"), D("0.03")]
    assert spread(D(100), [D(10), D(0), D(990)], D(1)) == [D(1), D(0), D(99)]
    assert spread(D(5), [D(0), D(0)], D(1)) == [D(0), D(0)]


LINES = st.lists(
    st.tuples(
        st.decimals("0.0001", 999, places=4),
        st.decimals(0, 99_999, places=4),
        st.decimals(0, 100, places=2),
        st.decimals(0, 25, places=2),
        st.booleans(),
    ),
    max_size=8,
)


def made(lines):
    return [
        QuoteLine(
            quote_id=1,
            rank=rank,
            text="x",
            quantity=quantity,
            price=price,
            discount=discount,
            tax_rate=rate,
            is_optional=optional,
        )
        for rank, (quantity, price, discount, rate, optional) in enumerate(lines)
    ]


@given(LINES, st.sampled_from(CURRENCIES), st.booleans(), st.decimals(0, 1, places=4))
def test_an_amount_off_the_whole_is_off_the_sums_to_the_cent(lines, currency, included, part):
    rows = made(lines)
    full = pricing.totals(rows, D(0), currency, tax_included=included)
    unit = smallest(currency)
    amount = (full.subtotal * part // unit) * unit
    quote = Quote(number="Q", customer_id=1, currency=currency, tax_included=included)
    quote.discount_amount = amount
    less = pricing.apply_totals(quote, rows)
    charged = less.total if included else less.net
    assert less.subtotal - charged == amount
    assert less.total == less.net + less.tax
    each = pricing.quote_lines(quote, rows)
    assert less.net == sum(
        (one.net for row, one in zip(rows, each, strict=True) if pricing.counts(row)), D(0)
    )
    rates = pricing.quote_rates(quote, rows)
    assert sum((one.net for one in rates), D(0)) == less.net
    assert sum((one.tax for one in rates), D(0)) == less.tax
    assert (quote.net, quote.total) == (less.net, less.total)


def test_a_percent_takes_the_place_of_an_amount():
    rows = made([(D(1), D(100), D(0), D(13), False)])
    quote = Quote(number="Q", customer_id=1, discount_amount=D(10))
    assert pricing.apply_totals(quote, rows).net == D("90.00")
    assert pricing.with_discount(quote, rows, D(5)).net == D("95.00")
    before = pricing.content_hash(quote, rows, D(0))
    quote.discount = D(5)
    assert pricing.apply_totals(quote, rows).net == D("95.00")
    assert quote.discount_amount == 0
    assert pricing.content_hash(quote, rows, D(0)) != before


@given(st.decimals(0, 10**9, places=2), st.sampled_from([D("0.05"), D("0.1"), D(1), D(5)]))
def test_a_total_is_rounded_to_whole_steps(value, step):
    rounded = to_step(value, step)
    assert rounded % step == 0
    assert abs(rounded - value) <= step / 2


def test_half_a_step_goes_up_and_no_step_changes_nothing():
    assert to_step(D("10.025"), D("0.05")) == D("10.05")
    assert to_step(D("10.02"), D("0.05")) == D("10.00")
    assert to_step(D("10.02"), D(0)) == D("10.02")


@given(LINES)
def test_a_total_in_steps_says_its_rounding(lines):
    found = pricing.totals(made(lines), D(0), "CHF", step=D("0.05"))
    assert found.total == found.net + found.tax + found.rounding
    assert found.total % D("0.05") == 0
    assert abs(found.rounding) <= D("0.025")
