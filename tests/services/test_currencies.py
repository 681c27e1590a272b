"""Currencies: dated rates, conversion, the house's own, what totals are rounded to."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.services import currencies, customers, deals, quotes, tax_rates
from crm_app.services.currencies import (
    Amount,
    Converted,
    CurrencyForm,
    RateForm,
    Rates,
    in_base,
    rates_of,
    smallest,
)
from crm_app.services.currencies.rates import Dated
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.services.tax_rates import TaxRateForm

D = Decimal
DAY = date(2026, 11, 20)
RATES = Rates(
    "CNY",
    {
        "USD": [Dated(date(2026, 1, 1), D("7.1")), Dated(date(2026, 11, 1), D("7.2"))],
        "JPY": [Dated(date(2026, 1, 1), D("4.8"), 100)],
    },
)


def add(actor, code="USD", rate="7.2", day="2026-01-01", per="1"):
    return currencies.add_rate(actor, RateForm(code, day, rate, per))


def test_the_rate_that_counts_is_the_newest_until_that_day():
    for day, rate in ((date(2025, 12, 31), None), (date(2026, 1, 1), D("7.1")), (DAY, D("7.2"))):
        found = RATES.on("USD", day)
        assert (found.rate if found else None) == rate
    assert RATES.on("USD", date(2026, 10, 31)).rate == D("7.1")


def test_amounts_are_turned_by_way_of_the_base_and_rounded_to_the_currency():
    assert RATES.turned(D(100), "USD", "CNY", DAY) == D("720.00")
    assert RATES.turned(D(1000), "JPY", "CNY", DAY) == D("48.00")
    assert RATES.turned(D(100), "USD", "JPY", DAY) == D(15000)
    assert RATES.turned(D("1.5"), "CNY", "CNY", DAY) == D("1.5")
    assert RATES.turned(D(1), "CHF", "CNY", DAY) is None
    assert RATES.turned(D(1), "CNY", "CHF", DAY) is None


@given(st.decimals(0, 10**9, places=2), st.decimals("0.0001", 10_000, places=4))
def test_there_and_back_is_off_by_less_than_what_can_be_paid(amount, rate):
    rates = Rates("CNY", {"USD": [Dated(DAY, rate)]})
    there = rates.turned(amount, "CNY", "USD", DAY)
    back = rates.turned(there, "USD", "CNY", DAY)
    assert there is not None
    assert there % smallest("USD") == 0
    assert abs(back - amount) <= rate * D("0.005") + D("0.005")


@given(
    st.lists(
        st.tuples(st.decimals(0, 10**9, places=2), st.sampled_from(["USD", "CNY", "CHF"])),
        max_size=6,
    )
)
def test_the_sum_is_that_of_what_is_shown(amounts):
    shown = currencies.added(amounts)
    found = in_base(shown, RATES, DAY)
    each = [RATES.turned(one.amount, one.currency, "CNY", DAY) for one in shown]
    known = [one for one in each if one is not None]
    if len(shown) < 2 or not known:
        assert found is None
    else:
        assert found.amount == sum(known)
        assert set(found.missing) == {
            one.currency for one, worth in zip(shown, each, strict=True) if worth is None
        }


def test_one_currency_alone_needs_no_conversion():
    assert in_base([Amount(D(5), "USD")], RATES, DAY) is None
    both = [Amount(D(100), "USD"), Amount(D(5), "CNY")]
    assert in_base(both, RATES, DAY) == Converted(D("725.00"), "CNY")


def test_the_board_says_about_what_several_currencies_are_worth(workspace):
    add(workspace["admin"], rate="7")
    customer = customers.create_customer(workspace["rep"], CustomerForm(name="华东科技"))
    for amount, code in (("100", "USD"), ("50", "CNY"), ("9", "CHF")):
        form = DealForm(name=code, customer=customer, amount=amount, currency=code)
        deals.create_deal(workspace["rep"], form)
    first = deals.board(workspace["rep"], ListQuery())[0]
    assert first.about == Converted(D("750.00"), "CNY", ("CHF",))
    assert first.weighted_about == Converted(D("75.00"), "CNY", ("CHF",))
    (lane,) = deals.board_lanes(workspace["rep"], ListQuery(), "owner")
    assert (lane.about, lane.weighted_about) == (first.about, first.weighted_about)
    assert deals.board(workspace["rep"], ListQuery())[1].about is None


def test_a_rate_is_kept_changed_and_taken_away_with_a_way_back(workspace):
    admin = workspace["admin"]
    public_id = add(admin, "JPY", "4.8", per="100")
    currencies.change_rate(admin, public_id, RateForm(rate="4.9"), 1)
    with pytest.raises(Stale):
        currencies.change_rate(admin, public_id, RateForm(rate="5"), 1)
    row = currencies.exchange_rate(workspace["rep"], public_id)
    assert (row.code, row.rate, row.per, row.base) == ("JPY", D("4.9"), 100, "CNY")
    form = currencies.delete_rate(admin, public_id)
    assert currencies.exchange_rates(admin) == []
    currencies.add_rate(admin, form)
    assert currencies.exchange_rates(admin, "JPY")[0].rate == D("4.9")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (RateForm("", "2026-01-01", "7"), "currencies.code_missing"),
        (RateForm("USD", "2026-01-01", ""), "currencies.rate_missing"),
        (RateForm("USD", "2026-01-01", "0"), "currencies.rate_zero"),
        (RateForm("USD", "2026-01-01", "-7"), "money.number_low"),
        (RateForm("USD", "2026-01-01", "1000001"), "money.number_high"),
        (RateForm("USD", "2026-01-01", "7.20001"), "money.too_fine"),
        (RateForm("USD", "yesterday", "7"), "record.day_invalid"),
        (RateForm("USD", "1066-10-14", "7"), "record.day_invalid"),
        (RateForm("USD", "2026-01-01", "7", "3"), "currencies.per_unknown"),
        (RateForm("QQQ", "2026-01-01", "7"), "money.currency_unknown"),
        (RateForm("CNY", "2026-01-01", "1"), "currencies.rate_of_base"),
        (RateForm("EUR", "2026-01-01", "8"), "currencies.rate_taken"),
    ],
)
def test_a_rate_that_cannot_be_leaves_nothing(workspace, footprint, form, code):
    add(workspace["admin"], "EUR")
    before = footprint()
    with pytest.raises(AppError) as refusal:
        currencies.add_rate(workspace["admin"], form)
    assert refusal.value.code == code
    assert footprint() == before


@pytest.mark.parametrize("who", ["rep", "director", "finance"])
def test_money_is_set_by_administrators_alone(workspace, footprint, who):
    rate = add(workspace["admin"])
    before = footprint()
    for attempt in (
        lambda: add(workspace[who], "EUR"),
        lambda: currencies.change_rate(workspace[who], rate, RateForm(rate="1")),
        lambda: currencies.delete_rate(workspace[who], rate),
        lambda: currencies.change_currency(workspace[who], "CHF", CurrencyForm(step="1")),
        lambda: tax_rates.save_tax_rate(workspace[who], TaxRateForm(zh="x", percent="1")),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before


def test_the_base_changes_only_while_there_are_no_rates(workspace):
    admin = workspace["admin"]
    currencies.change_currency(admin, "usd", CurrencyForm(is_base=True))
    assert currencies.currencies(admin)[0].code == "USD"
    with pytest.raises(Conflict, match="base_needed"):
        currencies.change_currency(admin, "USD", CurrencyForm(is_base=False))
    add(admin, "CNY", "0.14")
    with pytest.raises(Conflict, match="base_has_rates"):
        currencies.change_currency(admin, "CNY", CurrencyForm(is_base=True))


@pytest.mark.parametrize("step", ["0", "0.005", "0.015", "-1", "100.01", "x"])
def test_a_step_is_whole_parts_of_its_currency(workspace, footprint, step):
    before = footprint()
    with pytest.raises(Invalid):
        currencies.change_currency(workspace["admin"], "CHF", CurrencyForm(step=step))
    assert footprint() == before


def test_totals_are_rounded_to_the_step_from_then_on(workspace, db):
    admin, rep = workspace["admin"], workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="Basel"))

    def made(price, code="CHF"):
        line = LineForm(text="Tea", price=price, tax_rate="0")
        form = QuoteForm(customer=customer, currency=code, lines=[line])
        return quotes.create_quote(rep, form)

    first = made("10.02")
    assert quotes.quote_page(rep, first).figures.total == D("10.00")
    assert quotes.quote_page(rep, first).figures.rounding == D("-0.02")
    currencies.change_currency(admin, "CHF", CurrencyForm(step="1"))
    assert quotes.quote_page(rep, first).figures.total == D("10.00")
    second = made("10.52")
    assert quotes.quote_page(rep, second).figures.total == D("11.00")
    quotes.change_quote(rep, second, QuoteForm(currency="CNY"))
    page = quotes.quote_page(rep, second)
    assert (page.figures.total, page.step) == (D("10.52"), 0)
    assert quotes.quote_page(rep, made("10.02", "CNY")).figures.rounding == 0
    with Session(db) as session:
        assert rates_of(session) == Rates("CNY", {})


def test_tax_rates_have_one_default_and_each_percent_once(workspace, footprint):
    admin = workspace["admin"]
    rows = tax_rates.tax_rates(workspace["rep"])
    assert [(row.percent, row.is_default) for row in rows] == [
        (13, True),
        (9, False),
        (6, False),
        (3, False),
        (0, False),
    ]
    made = tax_rates.save_tax_rate(admin, TaxRateForm(zh="五", percent="5", is_default=True))
    assert tax_rates.usual_percent(admin) == 5
    assert [row.percent for row in tax_rates.tax_rates(admin) if row.is_default] == [5]
    before = footprint()
    for form, code in (
        (TaxRateForm(is_active=False), "tax_rates.default_needed"),
        (TaxRateForm(is_default=False), "tax_rates.default_needed"),
        (TaxRateForm(percent="13"), "tax_rates.taken"),
        (TaxRateForm(percent="101"), "money.number_high"),
        (TaxRateForm(zh="", en=""), "tax_rates.name_missing"),
    ):
        with pytest.raises(AppError) as refusal:
            tax_rates.save_tax_rate(admin, form, made)
        assert refusal.value.code == code
    with pytest.raises(NotFound):
        tax_rates.save_tax_rate(admin, TaxRateForm(), "nobody")
    assert footprint() == before


def test_a_day_before_any_rate_has_none():
    assert RATES.turned(D(1), "USD", "CNY", date(2026, 1, 1) - timedelta(1)) is None
