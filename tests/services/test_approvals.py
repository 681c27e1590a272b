"""Approvals: asked with a reason, decided once by somebody else of the level, void after a change."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.models.ledger import AuditEntry
from crm_app.models.messages import Notice
from crm_app.services import approvals, customers, quotes
from crm_app.services.customers import CustomerForm
from crm_app.services.quotes import LineForm, QuoteForm


@pytest.fixture
def shop(workspace):
    """The people, with a customer of the rep."""
    made = customers.create_customer(workspace["rep"], CustomerForm(name="华东科技"))
    return workspace | {"customer": made}


@pytest.fixture
def traces(footprint, security_log):
    """What a refusal must not move, and where it must stand."""
    return SimpleNamespace(footprint=footprint, security_log=security_log)


def make(shop, discount="15", who="rep", **more):
    lines = [LineForm(text="咨询", quantity="2", price="1000")]
    form = QuoteForm(customer=shop["customer"], discount=discount, lines=lines, **more)
    return quotes.create_quote(shop[who], form)


def ask(shop, discount="15", who="rep"):
    return approvals.ask_for_quote(shop[who], make(shop, discount), "竞争对手报价更低")


def status(shop, request, who="director"):
    return approvals.approval_case(shop[who], request).row.status


def told(db, actor):
    with Session(db) as session:
        found = select(Notice.code).where(Notice.user_id == actor.user_id).order_by(Notice.id)
        return list(session.exec(found))


def test_asked_seen_and_approved(shop, db):
    request = ask(shop)
    (row,) = approvals.approval_list(shop["manager"], ListQuery(filters={"box": "waiting"})).rows
    assert (row.public_id, row.level, row.can_decide) == (request, "manager", True)
    assert (row.given, row.net, row.margin_after) == (15, 1700, 100)
    assert approvals.pending_count(shop["manager"]) == 1
    assert told(db, shop["manager"]) == ["approvals.notice_asked"]
    approvals.approve(shop["manager"], request)
    assert status(shop, request) == "approved"
    assert approvals.pending_count(shop["manager"]) == 0
    assert told(db, shop["rep"]) == ["approvals.notice_approved"]
    with Session(db) as session:
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.record) == ("approvals.approve", f"approval:{request}")
    assert entry.changes[entry.record]["status"] == ["pending", "approved"]


def test_refusal_needs_a_reason(shop, footprint, db):
    request = ask(shop)
    before = footprint()
    with pytest.raises(Invalid, match="reason_missing"):
        approvals.refuse(shop["manager"], request, "  ")
    assert footprint() == before
    approvals.refuse(shop["manager"], request, "毛利太低")
    row = approvals.approval_case(shop["rep"], request).row
    assert (row.status, row.decision_reason, row.decided_by) == ("refused", "毛利太低", "manager")
    assert told(db, shop["rep"]) == ["approvals.notice_refused"]


@pytest.mark.parametrize(
    ("discount", "reason", "code"),
    [("10", "x", "not_needed"), ("15", " ", "reason_missing"), ("15", "x" * 501, "too_long")],
)
def test_what_cannot_be_asked_changes_nothing(shop, footprint, discount, reason, code):
    quote = make(shop, discount)
    before = footprint()
    with pytest.raises((Conflict, Invalid), match=code):
        approvals.ask_for_quote(shop["rep"], quote, reason)
    assert footprint() == before


def test_asked_twice_is_refused(shop, footprint):
    quote = make(shop)
    approvals.ask_for_quote(shop["rep"], quote, "x")
    before = footprint()
    with pytest.raises(Conflict, match="asked_already"):
        approvals.ask_for_quote(shop["rep"], quote, "x")
    assert footprint() == before


DECISIONS = (
    approvals.approve,
    lambda actor, request: approvals.refuse(actor, request, "不行"),
    lambda actor, request: approvals.counter(actor, request, "12"),
)


@pytest.mark.parametrize("decide", DECISIONS)
@pytest.mark.parametrize(
    ("asker", "discount", "who", "refusal"),
    [
        ("manager", "15", "manager", Forbidden("approvals.own")),
        ("rep", "25", "manager", Forbidden("approvals.level_too_low")),
        ("rep", "15", "rep", Forbidden("permission.denied")),
        ("rep", "15", "finance", Forbidden("approvals.level_too_low")),
        ("rep", "15", "manager_west", NotFound("approval.not_found")),
    ],
)
def test_who_may_not_decide(shop, traces, decide, asker, discount, who, refusal):  # noqa: PLR0917
    quote = make(shop, discount)
    request = approvals.ask_for_quote(shop[asker], quote, "x")
    before = traces.footprint()
    with pytest.raises(type(refusal)) as refused:
        decide(shop[who], request)
    assert refused.value.code == refusal.code
    assert traces.footprint() == before
    assert traces.security_log() == [refusal.code]
    assert status(shop, request) == "pending"


@pytest.mark.parametrize("decide", DECISIONS)
def test_decided_once(shop, footprint, security_log, decide):
    request = ask(shop)
    approvals.approve(shop["manager"], request)
    before = footprint()
    with pytest.raises(Conflict, match="decided_already"):
        decide(shop["director"], request)
    assert footprint() == before
    assert security_log() == ["approvals.decided_already"]


def test_margin_is_hidden_from_the_seller(shop):
    case = approvals.approval_case(shop["rep"], ask(shop))
    assert (case.row.margin_after, case.before.margin, case.asked.margin) == (None, None, None)


def test_case_names_floors_history_and_limits(shop):
    request = ask(shop, "15")
    case = approvals.approval_case(shop["director"], request)
    assert [(f.level, f.discount, f.net) for f in case.floors] == [
        ("", Decimal(10), Decimal("1800.00")),
        ("manager", Decimal(20), Decimal("1600.00")),
        ("director", Decimal(100), Decimal("0.00")),
    ]
    assert [(b.measure, b.limit, b.value) for b in case.breaches] == [("discount", 10, 15)]
    assert (case.past, case.wins.offers, case.before.net) == ([], 0, 2000)
