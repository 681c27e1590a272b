"""A customer at a secret address: looks, answers once; everything else is not found."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.ledger import AuditEntry, Change
from crm_app.models.quotes import Quote, ShareLink, ShareView
from crm_app.services import activities, customers, notices, quotes, share_links
from crm_app.services.customers import CustomerForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.services.share_links.rules import hash_of

GUEST = system_actor("share link")


@pytest.fixture
def shop(workspace):
    """A quote of the rep that was sent."""
    rep = workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技"))
    lines = [LineForm(text="咨询", quantity="2", price="1000")]
    made = quotes.create_quote(rep, QuoteForm(customer=customer, lines=lines, note="请尽快"))
    quotes.send_quote(rep, made)
    return workspace | {"customer": customer, "quote": made}


def link(shop, who="rep", **more):
    return share_links.share_quote(shop[who], shop["quote"], **more)


def accept(token, name="王芳", *, consents=True, language="zh"):
    share_links.answer_quote(GUEST, token, True, name, consents, language=language)


def told(shop, who="rep"):
    return [row.zh for row in notices.notices(shop[who], ListQuery()).rows]


def edit(db, model, **values):
    """Write past the door: time passes, or somebody else was there."""
    with Session(db) as session:
        row = session.exec(select(model)).one()
        for name, value in values.items():
            setattr(row, name, value)
        session.commit()


def test_only_the_hash_of_the_secret_is_kept(shop, db):
    made = link(shop)
    assert made.url.endswith(f"/q/{made.token}")
    assert len(made.token) >= 40
    with Session(db) as session:
        stored = session.exec(select(ShareLink)).one()
        entries = session.exec(select(AuditEntry)).all()
    assert stored.token_hash == hash_of(made.token)
    assert not any(made.token in str(row.changes) for row in entries)
    assert not any(stored.token_hash in str(row.changes) for row in entries)
    assert share_links.share_quote(shop["rep"], shop["quote"]).token != made.token


def test_customer_sees_the_offer_and_nothing_of_its_making(shop):
    shared = share_links.shared_quote(GUEST, link(shop).token, ("zh",))
    assert (shared.state, shared.paper.total, shared.paper.note) == ("open", "2,260.00", "请尽快")
    assert {"cost", "margin", "list_price"} & set(
        shared.paper.lines[0].__dataclass_fields__
    ) == set()


@pytest.mark.parametrize("gone", ["unknown", "expired", "revoked", ""])
def test_unknown_expired_and_revoked_are_the_same(shop, db, footprint, gone):
    token = link(shop).token
    if gone == "expired":
        edit(db, ShareLink, expires_at=now() - timedelta(seconds=1))
    if gone == "revoked":
        (row,) = share_links.links_of_quote(shop["rep"], shop["quote"])
        share_links.revoke_link(shop["rep"], shop["quote"], row.public_id)
    wanted = token if gone in ("expired", "revoked") else gone
    before = footprint()
    attempts = (
        lambda: share_links.shared_quote(GUEST, wanted, ("zh",)),
        lambda: share_links.note_view(GUEST, wanted),
        lambda: share_links.shared_logo(GUEST, wanted),
        lambda: accept(wanted),
        lambda: share_links.answer_quote(GUEST, wanted, False),
    )
    for attempt in attempts:
        with pytest.raises(NotFound) as refusal:
            attempt()
        assert refusal.value.code == "share_links.not_found"
    assert footprint() == before


def test_accepted_in_a_name_once_and_the_owner_knows_at_once(shop, db):
    token = link(shop).token
    with Session(db) as session:
        last = max(session.exec(select(Change.seq)).all())
    accept(token)
    page = quotes.quote_page(shop["rep"], shop["quote"])
    assert (page.status, page.answered_by) == ("accepted", "王芳")
    assert page.answered_at is not None
    assert told(shop)[0] == f"华东科技 的 王芳 接受了报价 {page.number}"
    with Session(db) as session:
        topics = set(session.exec(select(Change.topic).where(Change.seq > last)).all())
        stored = session.exec(select(ShareLink)).one()
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert {f"quote:{shop['quote']}", f"notice:{shop['rep'].user_id}"} <= topics
    assert stored.consent == (
        f"我有权代表客户接受报价 {page.number}，含税总额 CNY 2,260.00，并同意其中的条款。"
    )
    assert (entry.actor_name, entry.action) == ("system: share link", "share_links.answer_quote")
    line = activities.timeline(shop["rep"], "customer", shop["customer"]).entries[0]
    assert (line.kind, line.author) == ("quote_accepted", "王芳")


def test_the_same_answer_again_changes_nothing(shop, footprint):
    token = link(shop).token
    accept(token)
    before = footprint()
    accept(token, "别人")
    with pytest.raises(Conflict, match="answered_already"):
        share_links.answer_quote(GUEST, token, False)
    assert footprint() == before
    assert quotes.quote_page(shop["rep"], shop["quote"]).answered_by == "王芳"


def test_declined_with_a_reason(shop):
    token = link(shop).token
    share_links.answer_quote(GUEST, token, False, reason="  太贵 ")
    page = quotes.quote_page(shop["rep"], shop["quote"])
    assert (page.status, page.answer_reason, page.answered_by) == ("declined", "太贵", "")
    assert told(shop)[0] == f"华东科技 谢绝了报价 {page.number}：太贵"


@pytest.mark.parametrize(
    ("name", "consents", "code"),
    [
        ("", True, "share_links.name_missing"),
        ("  ", True, "share_links.name_missing"),
        ("x" * 121, True, "record.too_long"),
        ("王芳", False, "share_links.consent_missing"),
    ],
)
def test_acceptance_needs_a_name_and_consent(shop, footprint, name, consents, code):
    token = link(shop).token
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        accept(token, name, consents=consents)
    assert refusal.value.code == code
    assert footprint() == before


def test_no_answer_after_validity_a_new_revision_or_the_sellers_word(shop, db, footprint):
    token = link(shop).token
    edit(db, Quote, valid_until=(now() - timedelta(days=2)).date())
    before = footprint()
    with pytest.raises(Conflict, match="is_expired"):
        accept(token)
    assert share_links.shared_quote(GUEST, token, ("zh",)).state == "expired"
    assert footprint() == before
    edit(db, Quote, valid_until=None)
    second = quotes.revise_quote(shop["rep"], shop["quote"])
    quotes.send_quote(shop["rep"], second)
    before = footprint()
    with pytest.raises(Conflict, match="is_replaced"):
        accept(token)
    assert footprint() == before
    newer = share_links.share_quote(shop["rep"], second).token
    quotes.decline_quote(shop["rep"], second)
    with pytest.raises(Conflict, match="is_declined"):
        accept(newer)


def test_a_revision_cannot_go_out_once_the_customer_has_accepted(shop, footprint):
    token = link(shop).token
    second = quotes.revise_quote(shop["rep"], shop["quote"])
    accept(token)
    before = footprint()
    with pytest.raises(Conflict, match="accepted_already"):
        quotes.send_quote(shop["rep"], second)
    assert footprint() == before
    assert quotes.quote_page(shop["rep"], second).status == "draft"


def race(*attempts):
    """Run them at the same moment; the codes of refusals, or done."""
    outcomes: list[str] = []
    start = threading.Barrier(len(attempts))

    def run(attempt):
        start.wait()
        try:
            attempt()
            outcomes.append("done")
        except AppError as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=run, args=(one,)) for one in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_accepting_and_declining_at_the_same_moment_is_decided_once(shop):
    first, second = link(shop).token, link(shop).token
    outcomes = race(
        lambda: accept(first),
        lambda: share_links.answer_quote(GUEST, second, False),
        lambda: quotes.decline_quote(shop["rep"], shop["quote"]),
    )
    assert outcomes.count("done") == 1
    status = quotes.quote_page(shop["rep"], shop["quote"]).status
    assert status in ("accepted", "declined")


def test_accepting_while_a_revision_goes_out_leaves_one_offer(shop):
    token = link(shop).token
    second = quotes.revise_quote(shop["rep"], shop["quote"])
    outcomes = race(lambda: accept(token), lambda: quotes.send_quote(shop["rep"], second))
    old, new = (quotes.quote_page(shop["rep"], one).status for one in (shop["quote"], second))
    assert (old, new) in (("accepted", "draft"), ("replaced", "sent"))
    assert outcomes.count("done") == 1


def test_ten_clicks_accept_once(shop, db):
    token = link(shop).token
    assert race(*[lambda: accept(token)] * 10) == ["done"] * 10
    with Session(db) as session:
        done = select(AuditEntry).where(AuditEntry.action == "share_links.answer_quote")
        assert len(session.exec(done).all()) == 1
    assert len(told(shop)) == 1


def test_views_are_counted_by_time_and_the_first_is_told(shop, db):
    token = link(shop).token
    share_links.note_view(GUEST, token)
    share_links.note_view(GUEST, token)
    (row,) = share_links.links_of_quote(shop["rep"], shop["quote"])
    assert (row.views, row.first_viewed_at) == (1, row.last_viewed_at)
    edit(db, ShareView, at=now() - timedelta(minutes=2))
    share_links.note_view(GUEST, token)
    assert share_links.links_of_quote(shop["rep"], shop["quote"])[0].views == 2
    number = quotes.quote_page(shop["rep"], shop["quote"]).number
    assert told(shop) == [f"华东科技 打开了报价 {number}"]


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_link_lives_between_a_day_and_a_year(shop, footprint, days):
    before = footprint()
    with pytest.raises(Invalid, match="days_invalid"):
        link(shop, days=days)
    assert footprint() == before


def test_only_an_open_offer_is_shared(shop, footprint, db):
    rep = shop["rep"]
    draft = quotes.copy_quote(rep, shop["quote"])
    before = footprint()
    with pytest.raises(Conflict, match="not_sent"):
        share_links.share_quote(rep, draft)
    assert footprint() == before
    quotes.delete_quote(rep, draft)
    with Session(db) as session:
        row = session.exec(select(Quote).where(Quote.public_id == shop["quote"])).one()
        row.valid_until = (now() - timedelta(days=2)).date()
        session.commit()
    before = footprint()
    with pytest.raises(Conflict, match="quote_expired"):
        link(shop)
    assert footprint() == before


def test_what_needs_approval_cannot_be_shared_before_it(shop, footprint):
    rep = shop["rep"]
    form = QuoteForm(
        customer=shop["customer"],
        discount="30",
        lines=[LineForm(text="咨询", quantity="2", price="1000")],
    )
    dear = quotes.create_quote(rep, form)
    before = footprint()
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(rep, dear)
    with pytest.raises(Conflict, match="not_sent"):
        share_links.share_quote(rep, dear)
    assert footprint() == before


def test_links_are_the_sellers(shop, footprint, security_log):
    made = link(shop)
    (row,) = share_links.links_of_quote(shop["finance"], shop["quote"])
    assert (row.public_id, row.state, row.created_by) == (made.public_id, "open", "rep")
    before, logged = footprint(), len(security_log())
    for attempt in (
        lambda who: share_links.share_quote(who, shop["quote"]),
        lambda who: share_links.revoke_link(who, shop["quote"], made.public_id),
    ):
        with pytest.raises(NotFound):
            attempt(shop["rep_west"])
        with pytest.raises(Forbidden):
            attempt(shop["finance"])
    with pytest.raises(NotFound):
        share_links.links_of_quote(shop["rep_west"], shop["quote"])
    assert footprint() == before
    assert security_log()[logged:] == [
        *(["quote.not_found", "permission.denied"] * 2),
        "quote.not_found",
    ]


def test_a_link_of_another_quote_is_not_revoked(shop, footprint):
    made = link(shop)
    other = quotes.copy_quote(shop["rep"], shop["quote"])
    before = footprint()
    with pytest.raises(NotFound):
        share_links.revoke_link(shop["rep"], other, made.public_id)
    assert footprint() == before


def test_no_more_than_twenty_open_links(shop, footprint):
    for _ in range(20):
        link(shop)
    before = footprint()
    with pytest.raises(Conflict, match="too_many"):
        link(shop)
    assert footprint() == before
