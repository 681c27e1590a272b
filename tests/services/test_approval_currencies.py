"""Amounts in another currency than limits and flows name: converted by the day's rate, or not let through."""

from decimal import Decimal

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict
from crm_app.models.approvals import Level, Measure
from crm_app.models.users import User
from crm_app.services import approvals, currencies, customers, quotes
from crm_app.services.approvals import Case, ConditionForm, FlowForm, RuleForm, StepForm
from crm_app.services.approvals.rules import Judged, breaches
from crm_app.services.currencies import RateForm
from crm_app.services.customers import CustomerForm
from crm_app.services.quotes import LineForm, QuoteForm

D = Decimal


@pytest.fixture
def shop(workspace):
    made = customers.create_customer(workspace["rep"], CustomerForm(name="华东科技"))
    return workspace | {"customer": made}


def quote(shop, price, currency="USD"):
    lines = [LineForm(text="咨询", quantity="1", price=price)]
    form = QuoteForm(customer=shop["customer"], currency=currency, lines=lines)
    return quotes.create_quote(shop["rep"], form)


def rate(shop, day, value, code="USD"):
    return currencies.add_rate(shop["admin"], RateForm(code, day, value, "1"))


def standing(shop, made):
    return approvals.quote_standing(shop["rep"], made)


def test_an_amount_is_converted_by_the_rate_of_the_day(shop):
    """The rep's limits are 500,000 CNY for a manager's word and 2,000,000 for a director's."""
    rate(shop, "2026-01-01", "7")
    rate(shop, "2099-01-01", "0.01")  # not yet
    small, large, huge = (quote(shop, price) for price in ("71428", "71429", "285715"))
    assert standing(shop, small).level == ""
    quotes.send_quote(shop["rep"], small)
    seen = standing(shop, large)
    assert seen.level == "manager"
    (passed,) = seen.breaches
    assert (passed.limit, passed.value, passed.currency) == (500_000, 500_003, "CNY")
    assert (passed.paid, passed.paid_in) == (71_429, "USD")
    assert standing(shop, huge).level == "director"
    request = approvals.ask_for_quote(shop["rep"], huge, "大单")
    stored = approvals.approval_case(shop["director"], request).breaches
    assert [(one.level, one.paid) for one in stored] == [
        ("director", 285_715),
        ("manager", 285_715),
    ]


def test_without_a_rate_the_highest_level_decides_and_a_rate_mends_it(shop, footprint):
    made = quote(shop, "1")
    (passed,) = standing(shop, made).breaches
    assert (passed.limit, passed.value, passed.currency, passed.level) == (0, 1, "USD", "director")
    assert standing(shop, made).why.en.startswith("There is no rate of USD")
    before = footprint()
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(shop["rep"], made)
    assert footprint() == before
    rate(shop, "2026-01-01", "7")
    assert standing(shop, made).why.en == ""
    quotes.send_quote(shop["rep"], made)


def test_limits_in_the_own_currency_count_alone(shop):
    rate(shop, "2026-01-01", "7")
    approvals.save_rule(shop["admin"], RuleForm("rep", "amount", "1000000", "USD", "manager"))
    assert standing(shop, quote(shop, "900000")).level == ""
    assert standing(shop, quote(shop, "1000001")).level == "manager"


def test_several_currencies_with_and_without_a_rate(shop):
    from crm_app.models.approvals import ApprovalRule

    def limit(code, figure, level):
        return ApprovalRule(
            role="rep", measure=Measure.AMOUNT, limit=D(figure), currency=code, level=Level(level)
        )

    limits = [limit("CNY", 700, "manager"), limit("EUR", 10, "director")]

    def turn(amount, code, into):
        return amount * 7 if (code, into) == ("USD", "CNY") else None

    found = breaches(limits, "rep", Judged(amount=D(101), currency="USD"), turn)
    assert [(b.level, b.value, b.currency, b.paid) for b in found] == [
        (Level.MANAGER, 707, "CNY", 101)
    ]
    assert breaches(limits, "rep", Judged(amount=D(99), currency="USD"), turn) == []
    (found,) = breaches(limits, "rep", Judged(amount=D(1), currency="JPY"), turn)
    assert (found.level, found.limit, found.currency) == (Level.DIRECTOR, 0, "JPY")


def test_flows_convert_and_never_let_an_unknown_currency_through(shop, db):
    over = ConditionForm("amount", ">", "70000", "CNY")
    upto = ConditionForm("amount", "<=", "70000", "CNY")
    for name, condition, who in (("大", over, "role:director"), ("小", upto, "role:finance")):
        step = StepForm((who,))
        approvals.save_flow(shop["admin"], FlowForm(name, name, "quote", (condition,), (step,)))
    assert standing(shop, quote(shop, "1")).who.en == "sales director"
    rate(shop, "2026-01-01", "7")
    assert standing(shop, quote(shop, "10000")).who.en == "finance"
    assert standing(shop, quote(shop, "10001")).who.en == "sales director"
    with Session(db) as session:
        asker = session.exec(select(User.public_id).where(User.name == "rep")).one()
    case = Case("quote", asker, "USD", {"amount": "10000"})
    assert approvals.simulate(shop["admin"], case).flow.zh == "小"
    case = Case("quote", asker, "EUR", {"amount": "1"})
    assert approvals.simulate(shop["admin"], case).flow.zh == "大"
