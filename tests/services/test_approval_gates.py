"""Nothing beyond the limits is sent or won without the word of the level, given to just this."""

import threading
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound
from crm_app.models.approvals import ApprovalRule, Level, Measure
from crm_app.services import approvals, customers, deals, quotes
from crm_app.services.approvals import RuleForm
from crm_app.services.approvals.rules import RANK, Judged, required_levels
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.quotes import LineForm, QuoteForm


@pytest.fixture
def shop(workspace):
    """The people, with a customer of the rep."""
    made = customers.create_customer(workspace["rep"], CustomerForm(name="华东科技"))
    return workspace | {"customer": made}


def make(shop, discount="15", price="1000", **more):
    lines = [LineForm(text="咨询", quantity="2", price=price)]
    form = QuoteForm(**{"customer": shop["customer"]} | more, discount=discount, lines=lines)
    return quotes.create_quote(shop["rep"], form)


def approved(shop, quote, who="manager"):
    request = approvals.ask_for_quote(shop["rep"], quote, "x")
    approvals.approve(shop[who], request)
    return request


def state(shop, request):
    return approvals.approval_case(shop["director"], request).row.status


def quote_state(shop, quote):
    return quotes.quote_page(shop["rep"], quote).status


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ({"discount": "10.01"}, "manager"),
        ({"discount": "20.01"}, "director"),
        ({"discount": "0", "price": "250001"}, "manager"),
        ({"discount": "0", "price": "1000001"}, "director"),
        ({"discount": "0", "currency": "USD"}, "director"),  # no limit, no rate
    ],
)
def test_beyond_the_limits_nothing_is_sent(shop, footprint, security_log, more, level):
    quote = make(shop, **more)
    before = footprint()
    with pytest.raises(Conflict) as refusal:
        quotes.send_quote(shop["rep"], quote)
    assert (refusal.value.code, refusal.value.params) == ("approval_required", {"level": level})
    assert footprint() == before
    assert security_log() == ["approval_required"]
    assert quote_state(shop, quote) == "draft"


def test_within_the_limits_nobody_is_asked(shop):
    quote = make(shop, "10")
    quotes.send_quote(shop["rep"], quote)
    assert quote_state(shop, quote) == "sent"


def test_approved_quote_is_sent(shop):
    quote = make(shop)
    assert approvals.quote_standing(shop["rep"], quote).can_ask
    approved(shop, quote)
    assert approvals.quote_standing(shop["rep"], quote).is_cleared
    quotes.send_quote(shop["rep"], quote)
    assert quote_state(shop, quote) == "sent"


@pytest.mark.parametrize(
    "change",
    [
        QuoteForm(discount="16"),
        QuoteForm(lines=[LineForm(text="咨询", quantity="2", price="900")]),
        QuoteForm(lines=[LineForm(text="别的", quantity="2", price="1000")]),
    ],
)
def test_later_change_voids_what_was_granted(shop, change):
    quote = make(shop)
    request = approved(shop, quote)
    quotes.change_quote(shop["rep"], quote, change)
    assert state(shop, request) == "outdated"
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(shop["rep"], quote)


def test_changed_quote_cannot_be_approved(shop, footprint):
    quote = make(shop)
    request = approvals.ask_for_quote(shop["rep"], quote, "x")
    quotes.change_quote(shop["rep"], quote, QuoteForm(discount="19"))
    before = footprint()
    with pytest.raises(Conflict, match="outdated"):
        approvals.approve(shop["manager"], request)
    assert footprint() == before


def test_remark_voids_nothing(shop):
    quote = make(shop)
    approved(shop, quote)
    quotes.change_quote(shop["rep"], quote, QuoteForm(note="交期两周"))
    quotes.send_quote(shop["rep"], quote)
    assert quote_state(shop, quote) == "sent"


def test_next_revision_asks_again(shop):
    quote = make(shop)
    approved(shop, quote)
    quotes.send_quote(shop["rep"], quote)
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(shop["rep"], quotes.revise_quote(shop["rep"], quote))


def test_counter_is_taken_and_sent(shop, footprint):
    quote = make(shop)
    request = approvals.ask_for_quote(shop["rep"], quote, "x")
    with pytest.raises(Invalid, match="counter_not_lower"):
        approvals.counter(shop["manager"], request, "15")
    approvals.counter(shop["manager"], request, price="1760", reason="最多这样")
    assert approvals.approval_case(shop["rep"], request).row.counter_discount == 12
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(shop["rep"], quote)
    before = footprint()
    with pytest.raises(Conflict, match="not_yours"):
        approvals.accept_counter(shop["director"], request)
    assert footprint() == before
    approvals.accept_counter(shop["rep"], request)
    quotes.send_quote(shop["rep"], quote)
    assert quotes.quote_page(shop["rep"], quote).figures.net == Decimal("1760.00")


def test_withdrawn_by_its_asker_only(shop, footprint):
    request = approvals.ask_for_quote(shop["rep"], make(shop), "x")
    before = footprint()
    with pytest.raises(Conflict, match="not_yours"):
        approvals.withdraw(shop["manager"], request)
    with pytest.raises(NotFound):
        approvals.withdraw(shop["rep_west"], request)
    assert footprint() == before
    approvals.withdraw(shop["rep"], request)
    assert state(shop, request) == "withdrawn"
    with pytest.raises(Conflict, match="decided_already"):
        approvals.approve(shop["manager"], request)


def test_what_if_changes_nothing(shop, footprint):
    request = approvals.ask_for_quote(shop["rep"], make(shop), "x")
    before = footprint()
    seen = approvals.what_if(shop["manager"], request, "22")
    assert (seen.net, seen.level, seen.margin) == (1560, "director", 100)
    assert approvals.what_if(shop["manager"], request, "9").level == ""
    with pytest.raises(Invalid):
        approvals.what_if(shop["manager"], request, "101")
    assert footprint() == before


def won_deal(shop, amount, **more):
    form = DealForm(
        name="D", customer=shop["customer"], amount=amount, expected_close="2030-01-01", **more
    )
    return deals.create_deal(shop["rep"], form)


def test_large_deal_is_won_after_approval_only(shop, footprint):
    deal = won_deal(shop, "600000")
    before = footprint()
    with pytest.raises(Conflict, match="approval_required"):
        deals.move_deal(shop["rep"], deal, "won")
    assert footprint() == before
    request = approvals.ask_for_deal(shop["rep"], deal, "年度大单")
    approvals.approve(shop["manager"], request)
    deals.move_deal(shop["rep"], deal, "won")
    before = footprint()
    with pytest.raises(Conflict, match="approval_required"):
        deals.change_deal(shop["rep"], deal, DealForm(amount="3000000"))
    assert footprint() == before


def test_changed_deal_has_to_be_asked_again(shop):
    deal = won_deal(shop, "600000")
    request = approvals.ask_for_deal(shop["rep"], deal, "x")
    deals.change_deal(shop["rep"], deal, DealForm(amount="700000"))
    assert state(shop, request) == "outdated"


def test_approved_quote_covers_its_deal_and_an_unapproved_draft_holds_it(shop):
    deal = won_deal(shop, "1700")
    quote = make(shop, customer=None, deal=deal)
    with pytest.raises(Conflict, match="approval_required"):
        deals.move_deal(shop["rep"], deal, "won")
    approved(shop, quote)
    deals.move_deal(shop["rep"], deal, "won")
    assert deals.deal_page(shop["rep"], deal).stage.key == "won"


def together(*calls):
    """Run calls at the same moment; returns what each came to."""
    outcomes: list[str] = []
    barrier = threading.Barrier(len(calls))

    def run(call):
        barrier.wait()
        try:
            call()
            outcomes.append("done")
        except AppError as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_deciders_at_once_one_wins(shop):
    request = approvals.ask_for_quote(shop["rep"], make(shop), "x")
    assert together(
        lambda: approvals.approve(shop["manager"], request),
        lambda: approvals.refuse(shop["director"], request, "不行"),
    ) == ["approvals.decided_already", "done"]


def test_decision_and_change_at_once_never_leave_a_granted_change(shop):
    quote = make(shop)
    request = approvals.ask_for_quote(shop["rep"], quote, "x")
    together(
        lambda: approvals.approve(shop["manager"], request),
        lambda: quotes.change_quote(shop["rep"], quote, QuoteForm(discount="30")),
    )
    assert state(shop, request) == "outdated"
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(shop["rep"], quote)


def test_two_asks_at_once_make_one_request(shop):
    quote = make(shop)
    ask = lambda: approvals.ask_for_quote(shop["rep"], quote, "x")  # noqa: E731
    assert together(ask, ask) == ["approvals.asked_already", "done"]


def test_limits_are_edited_by_the_administrator_only(shop, footprint, security_log):
    before = footprint()
    with pytest.raises(Forbidden):
        approvals.save_rule(shop["director"], RuleForm(limit="5"))
    assert footprint() == before
    assert security_log() == ["permission.denied"]
    with pytest.raises(Conflict, match="rule_exists"):
        approvals.save_rule(shop["admin"], RuleForm(limit="5"))
    rule = next(r for r in approvals.approval_rules(shop["rep"]) if r.measure == "discount")
    form = RuleForm(rule.role, "discount", "30", "CNY", rule.level)
    approvals.save_rule(shop["admin"], form, rule.public_id, rule.version)
    with pytest.raises(AppError, match="stale"):
        approvals.save_rule(shop["admin"], form, rule.public_id, rule.version)
    gone = approvals.delete_rule(shop["admin"], rule.public_id)
    approvals.save_rule(shop["admin"], gone)
    with pytest.raises(NotFound):
        approvals.delete_rule(shop["admin"], rule.public_id)


LIMITS = st.lists(
    st.builds(
        ApprovalRule,
        role=st.just("rep"),
        measure=st.sampled_from(Measure),
        limit=st.decimals(0, 100, places=2),
        level=st.sampled_from(Level),
    ),
    max_size=6,
)
PERCENT = st.decimals(0, 100, places=2)


@given(LIMITS, PERCENT, PERCENT, PERCENT, PERCENT)
def test_worse_never_needs_less(limits, discount, more, margin, amount):
    better = Judged(discount, margin, amount)
    worse = Judged(discount + more, margin - more, amount + more)
    needed, needed_worse = (required_levels(limits, "rep", judged) for judged in (better, worse))
    assert set(needed) <= set(needed_worse)
    assert needed == sorted(needed, key=lambda level: -RANK[level])
    assert required_levels(limits, "manager", worse) == []
    assert required_levels([], "rep", worse) == []
