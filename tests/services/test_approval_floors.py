"""The lowest price that nobody above has to agree to: exactly that, also where an amount is off."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_app.core.permissions import Actor
from crm_app.models.approvals import ApprovalRule, Level, Measure
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import approvals, customers, pricing, quotes
from crm_app.services.approvals import floors as searched
from crm_app.services.approvals.policy import Policy, needed_by_limits
from crm_app.services.approvals.rules import Judged, breaches
from crm_app.services.approvals.steps import is_enough_for
from crm_app.services.customers import CustomerForm
from crm_app.services.quotes import LineForm, QuoteForm

D = Decimal
_NOTHING = D(0)


def limit(measure, value, level):
    figures = {"role": "rep", "measure": measure, "limit": D(value), "level": level}
    return ApprovalRule(**figures, currency="CNY", is_active=True)


def judged_by(limits):
    """What the service's `quote_subject` says by limits alone, without a database."""

    def subject(_work, quote, lines, discount=None, _policy=None, *, amount=_NOTHING, blind=False):
        asked = quote.discount if discount is None else discount
        totals = pricing.at_discount(quote, lines, asked, amount)
        found = breaches(limits, "rep", Judged.of(totals))
        return SimpleNamespace(
            totals=totals, breaches=found, needed=needed_by_limits(found), discount=asked
        )

    return subject


lines = st.lists(
    st.builds(
        lambda quantity, price, off, cost, rate: QuoteLine(
            quote_id=1,
            rank=1,
            text="x",
            quantity=D(quantity),
            price=price,
            list_price=price * (100 + off) / 100,
            cost=price * cost / 100,
            tax_rate=D(rate),
        ),
        st.integers(1, 4),
        st.decimals(D("0.05"), D("0.60"), places=2),
        st.integers(0, 12),
        st.integers(0, 95),
        st.sampled_from([0, 6, 13]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=20, deadline=None)
@given(
    lines=lines,
    most=st.integers(0, 60),
    margin=st.integers(0, 60),
    included=st.booleans(),
    by_amount=st.booleans(),
)
def test_no_lower_price_needs_as_little(lines, most, margin, included, by_amount):
    """Against trying every cent, or every hundredth of a percent, one by one."""
    limits = [
        limit(Measure.DISCOUNT, most, Level.MANAGER),
        limit(Measure.MARGIN, margin, Level.DIRECTOR),
    ]
    quote = Quote(number="x", customer_id=1, currency="CNY", tax_included=included)
    quote.discount_amount = D("0.01") if by_amount else D(0)
    subject = judged_by(limits)
    start = SimpleNamespace(lines=lines, totals=pricing.at_discount(quote, lines, D(0)))
    work = SimpleNamespace(actor=Actor(1, "director"), now=datetime.now(UTC))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(searched, "quote_subject", subject)
        found = searched._Search(work, start, quote, Policy(limits, [])).floor(None)
    unit = D("0.01")
    last = int(start.totals.subtotal / unit) if by_amount else 10_000
    here = int(found.discount / unit) if found is not None and not by_amount else 0
    steps = range(last + 1) if by_amount else {*range(0, last + 1, 100), *range(here, here + 40)}
    tried = [
        subject(
            None,
            quote,
            lines,
            D(0) if by_amount else min(step, last) * unit,
            amount=step * unit * by_amount,
        )
        for step in sorted(steps)
    ]
    assert (found is None) == (not is_enough_for(None, tried[0].needed))
    if found is not None:
        assert found.net == min(one.totals.net for one in tried if is_enough_for(None, one.needed))


def test_the_floor_of_an_offer_with_an_amount_off_is_to_the_cent(workspace):
    customer = customers.create_customer(workspace["rep"], CustomerForm(name="华东科技"))
    rows = [LineForm(text="咨询", quantity="3", price="333.33")]
    form = QuoteForm(customer=customer, discount_amount="150", lines=rows)
    quote = quotes.create_quote(workspace["rep"], form)
    case = approvals.approval_case(
        workspace["director"], approvals.ask_for_quote(workspace["rep"], quote, "大单")
    )
    # 10 % of 999.99 are 99.999: 99.99 off is within the seller's limit, 100.00 is not.
    assert [(f.level, f.net) for f in case.floors][:2] == [
        ("", D("900.00")),
        ("manager", D("800.00")),
    ]
