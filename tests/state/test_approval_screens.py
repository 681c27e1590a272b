"""Handlers about approvals, limits and notices: of others, with nonsense, by a role that may not."""

import pytest
from sqlmodel import Session

from crm_app.core import database
from crm_app.core.listing import ListQuery
from crm_app.lib.clock import now
from crm_app.models.messages import Notice
from crm_app.services import approvals, customers, notices, quotes
from crm_app.services.customers import CustomerForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.state.approval import ApprovalScreen
from crm_app.state.approval_rules import RuleScreen
from crm_app.state.base import Shell
from crm_app.state.frame import Frame
from crm_app.state.inbox import Inbox
from crm_app.state.standing import StandingScreen

NOBODYS = "01a208cd-5965-7497-9c45-952bfa12c66f"


@pytest.fixture
def quote(workspace) -> str:
    """A draft of the rep that needs the manager."""
    rep = workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技"))
    lines = [LineForm(text="咨询", quantity="2", price="1000")]
    return quotes.create_quote(rep, QuoteForm(customer=customer, discount="15", lines=lines))


@pytest.fixture
def request_id(workspace, quote) -> str:
    return approvals.ask_for_quote(workspace["rep"], quote, "对手更低")


def noticed(actor, *, link: str = "") -> str:
    notice = Notice(user_id=actor.user_id, code="inbox.title", params={}, link=link, at=now())
    with Session(database.engine()) as session:
        session.add(notice)
        session.commit()
        return notice.public_id


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("rep", "permission.denied"),
        ("finance", "approvals.level_too_low"),
        ("manager_west", "approval.not_found"),
    ],
)
@pytest.mark.parametrize(
    ("handler", "args"),
    [("approve", ()), ("refuse", ({"reason": "不行"},)), ("counter", ({"reason": "不行"},))],
)
def test_who_may_not_decide(  # noqa: PLR0917
    tab, request_id, footprint, security_log, who, code, handler, args
):
    before = footprint()
    stranger = tab(who, approval_id=request_id)
    assert stranger.send(ApprovalScreen, handler, *args) is None
    assert stranger.state(ApprovalScreen).problem.code == code
    assert stranger.notes() == []
    assert footprint() == before
    assert security_log()[-1] == code


def test_a_stranger_loads_nothing_of_a_request(tab, request_id):
    west = tab("manager_west", approval_id=request_id)
    west.send(ApprovalScreen, "load")
    screen = west.state(ApprovalScreen)
    assert (screen.missing, screen.page.row.public_id, screen.page.lines) == (True, "", [])


@pytest.mark.parametrize("figure", [float("nan"), float("inf"), -1.0, 101.0, 1e300])
def test_a_slider_out_of_range_is_refused(tab, request_id, footprint, figure):
    before = footprint()
    manager = tab("manager", approval_id=request_id)
    manager.send(ApprovalScreen, "load")
    shown = manager.state(ApprovalScreen).trial
    manager.send(ApprovalScreen, "attempt", figure)
    assert manager.state(ApprovalScreen).problem.field == "discount"
    assert manager.state(ApprovalScreen).trial == shown
    assert footprint() == before


def test_decided_from_the_screen_and_only_once(tab, request_id, workspace):
    manager, director = (tab(who, approval_id=request_id) for who in ("manager", "director"))
    manager.send(ApprovalScreen, "refuse", {"reason": ["不", "行"], "status": "approved"})
    case = approvals.approval_case(workspace["rep"], request_id)
    assert case.row.status == "refused"
    director.send(ApprovalScreen, "approve")
    assert director.state(ApprovalScreen).problem.code == "approvals.decided_already"


def test_a_counter_offer_is_there_before_the_slider_moves(tab, request_id, workspace):
    """15 % is asked for, 10 % need nobody's word: that is offered until another figure is."""
    manager = tab("manager", approval_id=request_id)
    manager.send(ApprovalScreen, "load")
    offers = [manager.state(ApprovalScreen).offer]
    for figure in (8.0, 20.0):
        manager.send(ApprovalScreen, "attempt", figure)
        offers.append(manager.state(ApprovalScreen).offer)
    assert offers == ["10", "8", "10"]
    manager.send(ApprovalScreen, "counter", {})
    row = approvals.approval_case(workspace["rep"], request_id).row
    assert (row.status, row.counter_discount) == ("countered", 10)


def test_nobody_brings_himself_in(tab, request_id):
    manager = tab("manager", approval_id=request_id)
    manager.send(ApprovalScreen, "load")
    names = [one.name for one in manager.state(ApprovalScreen).people]
    assert ("manager" in names, "director" in names) == (False, True)


def test_a_discount_that_is_tried_tells_who_would_have_to_agree(tab, quote, footprint):
    before = footprint()
    seat = tab("rep", quote_id=quote)
    seat.send(StandingScreen, "load_quote")
    levels = []
    for figure in ("25", "15", "0", "viel", "", None, "-3", "1" * 5000):
        seat.send(StandingScreen, "attempt", figure)
        levels.append(seat.state(StandingScreen).trial.level)
    assert levels == ["director", "manager", "", "", "", "", "", ""]
    assert seat.state(StandingScreen).problem.code == ""
    west = tab("rep_west", quote_id=quote)
    west.send(StandingScreen, "load_quote")
    west.send(StandingScreen, "attempt", "25")
    assert west.state(StandingScreen).trial.level == ""
    assert footprint() == before


@pytest.mark.parametrize(
    ("who", "code"),
    [("rep_west", "quote.not_found"), ("finance", "permission.denied")],
)
def test_who_may_not_ask(tab, quote, footprint, security_log, who, code):
    before = footprint()
    stranger = tab(who, quote_id=quote)
    stranger.send(StandingScreen, "load_quote")
    stranger.send(StandingScreen, "ask", {"reason": "x"})
    screen = stranger.state(StandingScreen)
    assert (screen.problem.code, screen.asked, stranger.notes()) == (code, 0, [])
    assert footprint() == before
    assert security_log()[-1] == code


def test_answers_before_there_is_a_request_and_to_that_of_another_change_nothing(
    tab, quote, request_id, footprint
):
    before = footprint()
    for who in ("rep", "rep_west", "manager"):
        seat = tab(who, quote_id=quote)
        for handler in ("withdraw", "accept"):
            seat.send(StandingScreen, handler)
            assert seat.state(StandingScreen).problem.code == "approval.not_found"
    manager = tab("manager", quote_id=quote)
    manager.send(StandingScreen, "load_quote")
    for handler, code in (("withdraw", "approvals.not_yours"), ("accept", "approvals.no_counter")):
        manager.send(StandingScreen, handler)
        assert manager.state(StandingScreen).problem.code == code
    assert footprint() == before


def test_asked_and_withdrawn_beside_the_quote(tab, quote, workspace):
    rep = tab("rep", quote_id=quote)
    rep.send(StandingScreen, "load_quote")
    rep.send(StandingScreen, "ask", {"reason": "对手更低"})
    made = rep.state(StandingScreen).request
    assert (made.status, rep.state(StandingScreen).standing.can_ask) == ("pending", False)
    rep.send(StandingScreen, "withdraw")
    assert rep.state(StandingScreen).request.status == "withdrawn"
    assert approvals.pending_count(workspace["manager"]) == 0


LIMIT = {"role": "rep", "measure": "discount", "limit": "99", "currency": "CNY"}


@pytest.mark.parametrize("who", ["rep", "manager", "director", "finance"])
def test_limits_are_the_administrators(tab, workspace, footprint, security_log, who):
    rule = approvals.approval_rules(workspace["admin"])[0]
    before, logged = footprint(), len(security_log())
    seat = tab(who)
    seat.send(RuleScreen, "save", rule.public_id, rule.version, {**LIMIT, "level": "manager"})
    seat.send(RuleScreen, "save", "", 0, {**LIMIT, "level": "manager"})
    seat.send(RuleScreen, "delete", rule.public_id)
    assert (seat.state(RuleScreen).saved, seat.notes()) == (0, [])
    assert footprint() == before
    assert security_log()[logged:] == ["permission.denied"] * 3


@pytest.mark.parametrize(
    ("public_id", "version", "form"),
    [
        (NOBODYS, 1, {**LIMIT, "level": "manager"}),
        ("", 0, {}),
        ("", 0, {**LIMIT, "level": "manager", "limit": {"a": 1}}),
        ("", 0, {**LIMIT, "level": "manager", "role": ["rep"]}),
        ("", 0, {**LIMIT, "level": "manager", "limit": "1e999"}),
        ("", 0, {**LIMIT, "level": "x" * 10_000}),
    ],
)
def test_limits_that_cannot_be(tab, workspace, footprint, public_id, version, form):
    before = footprint()
    admin = tab("admin")
    admin.send(RuleScreen, "save", public_id, version, form)
    assert admin.state(RuleScreen).problem.code
    assert footprint() == before


def test_a_stale_limit_is_not_overwritten_and_a_deleted_one_comes_back(tab, workspace, footprint):
    admin = tab("admin")
    rule = approvals.approval_rules(workspace["admin"])[0]
    before = footprint()
    admin.send(RuleScreen, "save", rule.public_id, rule.version + 1, {**LIMIT, "level": "manager"})
    assert admin.state(RuleScreen).problem.code == "record.stale"
    assert footprint() == before
    admin.send(RuleScreen, "delete", rule.public_id)
    admin.undo()
    again = approvals.approval_rules(workspace["admin"])
    assert (rule.role, rule.measure, rule.limit) in [(r.role, r.measure, r.limit) for r in again]


def test_notices_of_others_are_neither_opened_nor_read(tab, workspace, footprint, security_log):
    theirs = noticed(workspace["manager"], link="/approvals/a")
    before = footprint()
    rep = tab("rep")
    for wrong in (theirs, NOBODYS, "", "x" * 10_000, "' or 1=1 --"):
        assert rep.send(Inbox, "follow", wrong) is None
        assert rep.state(Inbox).problem.code == "notice.not_found"
    rep.send(Inbox, "read_all")
    assert footprint() == before
    assert security_log() == ["notice.not_found"] * 5
    assert notices.unread_notices(workspace["manager"]).count == 1


def test_a_notice_that_leads_nowhere_is_read_and_shown_so(tab, workspace):
    notice = noticed(workspace["rep"])
    rep = tab("rep")
    assert rep.send(Inbox, "follow", notice) is None
    assert [row.is_read for row in rep.state(Inbox).rows] == [True]


def test_everything_read_comes_back(tab, workspace):
    noticed(workspace["rep"])
    rep = tab("rep")
    rep.send(Inbox, "read_all")
    assert notices.unread_notices(workspace["rep"]).count == 0
    rep.undo()
    assert notices.unread_notices(workspace["rep"]).count == 1


def test_the_frame_shows_what_comes_once_and_nothing_old(tab, workspace):
    for _ in range(25):
        noticed(workspace["rep"], link="/x")
    rep = tab("rep")
    rep.send(Frame, "enter")
    assert rep.notes() == []
    fresh = noticed(workspace["rep"], link="/quotes/a")
    rep.send(Frame, "refresh")
    rep.send(Frame, "refresh")
    (note,) = rep.state(Shell).notes
    assert note.notice == fresh
    for old in notices.notices(workspace["rep"], ListQuery(size=5)).rows:
        notices.read_notice(workspace["rep"], old.public_id)
    rep.send(Frame, "refresh")  # older ones move up among the newest
    assert len(rep.notes()) == 1
    rep.send(Frame, "follow", note.number, fresh)
    assert rep.notes() == []


def test_the_frame_remembers_within_bounds(tab, workspace):
    rep = tab("rep")
    rep.send(Frame, "enter")
    for _ in range(12):
        for _ in range(20):
            noticed(workspace["rep"])
        rep.send(Frame, "refresh")
    assert len(rep.state(Frame)._shown) == 200


def test_anothers_notice_opens_ones_own_inbox(tab, workspace, footprint):
    theirs = noticed(workspace["manager"], link="/approvals/a")
    before = footprint()
    rep = tab("rep")
    answer = rep.send(Frame, "follow", 1, theirs)
    assert "/inbox" in str(answer)
    assert footprint() == before
