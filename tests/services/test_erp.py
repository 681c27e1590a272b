"""An order reaches the ERP once and only once: lost answers, refusals, repeats, kills."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from crm_app.config import ROOT
from crm_app.core import database
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.permissions import system_actor
from crm_app.jobs import erp as job
from crm_app.jobs.registry import Run
from crm_app.lib.clock import now
from crm_app.models.ledger import AuditEntry, Job, Setting
from crm_app.models.orders import Handover
from crm_app.services import deals, erp, notices, orders, quotes
from crm_app.services.erp import ErpForm, rules
from crm_app.services.orders import OrderForm
from crm_app.services.quotes import QuoteForm
from tests.services.receiver import SECRET, Receiver
from tests.services.selling import LINES, ordered, won_deal

WORKER = system_actor("worker")


@pytest.fixture
def receiver():
    made = Receiver()
    yield made
    made.close()


@pytest.fixture
def rep(workspace, receiver):
    erp.save_erp_settings(workspace["admin"], ErpForm(url=receiver.url, secret=SECRET))
    return workspace["rep"]


def work_off() -> int:
    """Do what is queued, as the worker would; how many jobs that were."""
    with Session(database.engine()) as session:
        waiting = session.exec(
            select(Job).where(Job.status == "queued", Job.name == "erp.hand_over")
        )
        jobs = [(one.public_id, dict(one.payload)) for one in waiting.all()]
        for one in session.exec(select(Job).where(Job.name == "erp.hand_over")).all():
            one.status = "done"
            session.add(one)
        session.commit()
    for public_id, payload in jobs:
        job.hand_over(Run(public_id, payload, WORKER))
    return len(jobs)


def let_pass() -> None:
    """The pause is over."""
    with Session(database.engine()) as session:
        for row in session.exec(select(Handover)).all():
            if row.next_at is not None:
                row.next_at = now() - timedelta(seconds=1)
                session.add(row)
        session.commit()


def state(actor, order):
    return erp.handover_of(actor, order)


def test_accepted_with_the_receivers_number(rep, receiver):
    order = ordered(rep)
    assert (state(rep, order).state, state(rep, order).hindrance) == ("", "")
    key = erp.hand_over(rep, order)
    assert state(rep, order).state == "waiting"
    assert work_off() == 1
    row = state(rep, order)
    assert (row.state, row.receiver_number, row.attempts) == ("accepted", "ERP-00001", 1)
    assert receiver.orders == {key: "ERP-00001"}
    assert receiver.faults == []
    body = json.loads(receiver.bodies[0])
    page = orders.order_page(rep, order)
    assert (body["number"], body["total"], body["currency"]) == (page.number, "2045.29", "CNY")
    assert [line["quantity"] for line in body["lines"]] == ["10.00", "3.00"]


def test_a_second_time_is_refused(rep, receiver, footprint):
    order = ordered(rep)
    erp.hand_over(rep, order)
    before = footprint()
    with pytest.raises(Conflict, match="handed_already"):
        erp.hand_over(rep, order)
    assert footprint() == before
    work_off()
    with pytest.raises(Conflict, match="handed_already"):
        erp.hand_over(rep, order)
    with pytest.raises(Conflict, match="not_failed"):
        erp.try_again(rep, order)
    assert len(receiver.orders) == 1


def test_the_answer_is_lost_and_the_order_is_there_once(rep, receiver):
    order = ordered(rep)
    erp.hand_over(rep, order)
    receiver.mood = "drop"
    work_off()
    row = state(rep, order)
    assert (row.state, row.reason) == ("sent", "no_answer")
    assert (erp.raise_due(WORKER), work_off()) == (0, 0)  # not before its pause is over
    receiver.mood = "ok"
    let_pass()
    assert (erp.raise_due(WORKER), erp.raise_due(WORKER)) == (1, 0)
    assert work_off() == 1
    assert state(rep, order).receiver_number == "ERP-00001"
    assert len(receiver.orders) == 1
    assert receiver.bodies[0] == receiver.bodies[1]


def test_the_same_job_twice_sends_nothing_new(rep, receiver):
    order = ordered(rep)
    key = erp.hand_over(rep, order)
    run = Run("x", {"handover_id": key}, WORKER)
    job.hand_over(run)
    job.hand_over(run)
    assert len(receiver.bodies) == 1
    assert erp.begin_attempt(WORKER, "nobody") is None


def test_busy_is_tried_again_later_and_later(rep, receiver):
    order = ordered(rep)
    erp.hand_over(rep, order)
    receiver.mood = "busy"
    pauses = []
    for _ in range(rules.MOST_ATTEMPTS - 1):
        work_off()
        row = state(rep, order)
        assert (row.state, row.detail) == ("waiting", "HTTP 503")
        pauses.append(rules.pause(row.attempts))
        let_pass()
        assert erp.raise_due(WORKER) == 1
    assert pauses == sorted(pauses)
    work_off()
    row = state(rep, order)
    assert (row.state, row.reason, row.detail) == ("failed", "given_up", "HTTP 503")
    assert notices.unread_notices(rep).newest[0].link == f"/orders/{order}"
    receiver.mood = "ok"
    erp.try_again(rep, order)
    work_off()
    assert (state(rep, order).state, len(receiver.orders)) == ("accepted", 1)


@pytest.mark.parametrize(
    ("mood", "reason", "detail"),
    [
        ("refuse", "refused", "HTTP 422 unknown article"),
        ("nameless", "no_number", ""),
        ("elsewhere", "refused", "HTTP 307"),  # a redirect is not followed
    ],
)
def test_what_cannot_get_better_fails_at_once(rep, receiver, mood, reason, detail):
    order = ordered(rep)
    erp.hand_over(rep, order)
    receiver.mood = mood
    work_off()
    row = state(rep, order)
    assert (row.state, row.reason, row.detail) == ("failed", reason, detail)
    assert len(receiver.bodies) == 1


def test_in_work_there_is_asked_for_again(rep, receiver):
    order = ordered(rep)
    erp.hand_over(rep, order)
    receiver.mood = "later"
    work_off()
    assert (state(rep, order).state, state(rep, order).reason) == ("sent", "in_work")


def test_nobody_there_is_tried_again(workspace, rep, receiver):
    order = ordered(rep)
    erp.hand_over(rep, order)
    receiver.close()
    work_off()
    assert (state(rep, order).state, state(rep, order).reason) == ("waiting", "unreachable")


def test_only_what_is_business_is_handed_over(rep, footprint):
    deal = won_deal(rep)
    quote = quotes.create_quote(rep, QuoteForm(deal=deal, lines=LINES))
    quotes.send_quote(rep, quote)
    quotes.accept_quote(rep, quote)
    order = orders.create_order(rep, OrderForm(quote=quote))
    deals.move_deal(rep, deal, "negotiation", reason="重谈")
    before = footprint()
    with pytest.raises(Conflict, match="deal_not_won"):
        erp.hand_over(rep, order)
    assert footprint() == before
    assert state(rep, order).hindrance == "erp.deal_not_won"
    cancelled = ordered(rep)
    orders.cancel_order(rep, cancelled, "x")
    with pytest.raises(Conflict, match="is_cancelled"):
        erp.hand_over(rep, cancelled)


def test_what_was_handed_over_is_not_cancelled_here(rep):
    order = ordered(rep)
    erp.hand_over(rep, order)
    with pytest.raises(Conflict, match="handed_over"):
        orders.cancel_order(rep, order, "x")


def test_orders_of_won_deals_go_by_themselves_where_it_is_set_so(workspace, rep, receiver):
    erp.save_erp_settings(workspace["admin"], ErpForm(is_automatic=True))
    deal = won_deal(rep)
    quote = quotes.create_quote(rep, QuoteForm(deal=deal, lines=LINES))
    quotes.send_quote(rep, quote)
    quotes.accept_quote(rep, quote)
    order = orders.create_order(rep, OrderForm(quote=quote))
    assert (state(rep, order).state, work_off()) == ("waiting", 1)
    assert state(rep, ordered(rep)).state == ""  # of no deal


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://erp.example.com/", "erp.url_invalid"),
        ("https://", "erp.url_invalid"),
        ("https://user:pw@erp.example.com/", "erp.url_invalid"),
        ("https://169.254.169.254/latest", "erp.url_invalid"),
        ("https://erp.example.com:99999/", "erp.url_invalid"),
        ("http://erp.example.com/", "erp.url_open"),
        ("http://10.0.0.8/", "erp.url_open"),
        ("file:///etc/passwd", "erp.url_invalid"),
    ],
)
def test_addresses_that_orders_never_go_to(workspace, footprint, url, code):
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        erp.save_erp_settings(workspace["admin"], ErpForm(url=url))
    assert refusal.value.code == code
    assert footprint() == before


def test_settings_are_for_administrators_and_the_secret_stays(workspace, rep, db, footprint):
    before = footprint()
    for who in ("rep", "director", "finance"):
        with pytest.raises(Forbidden):
            erp.save_erp_settings(workspace[who], ErpForm(url="https://erp.example.com/"))
        with pytest.raises(Forbidden):
            erp.erp_settings(workspace[who])
    with pytest.raises(Invalid, match="secret_short"):
        erp.save_erp_settings(workspace["admin"], ErpForm(secret="short"))
    assert footprint() == before
    assert SECRET not in str(erp.erp_settings(workspace["admin"]))
    with Session(db) as session:
        entries = session.exec(select(AuditEntry)).all()
        stored = session.get_one(Setting, "erp").value
    assert SECRET not in str(stored)
    assert SECRET not in str([entry.changes for entry in entries])
    assert any(entry.action == "erp.save_erp_settings" for entry in entries)


def test_rights(workspace, rep, footprint):
    order = ordered(rep)
    before = footprint()
    with pytest.raises(NotFound):
        erp.hand_over(workspace["rep_west"], order)
    for who in ("finance", "service"):
        with pytest.raises(Forbidden):
            erp.hand_over(workspace[who], order)
    assert footprint() == before


def test_without_settings_nothing_leaves(workspace, footprint):
    order = ordered(workspace["rep"])
    before = footprint()
    with pytest.raises(Conflict, match="not_ready"):
        erp.hand_over(workspace["rep"], order)
    assert footprint() == before


def test_a_killed_worker_books_nothing_twice(workspace, rep, receiver, tmp_path):
    """`kill -9` while the receiver is busy booking; the next worker asks with the same key."""
    if not database.is_sqlite():
        pytest.skip("one worker process is enough to prove it; its database is a file here")
    order = ordered(rep)
    key = erp.hand_over(rep, order)
    receiver.mood = "slow"
    first = _worker(tmp_path)
    try:
        assert receiver.asked.wait(60), "the worker did not send"
    finally:
        first.kill()
        first.wait()
    assert state(rep, order).state == "sent"
    receiver.mood = "ok"
    second = _worker(tmp_path)
    try:
        deadline = time.monotonic() + 60
        while state(rep, order).state != "accepted" and time.monotonic() < deadline:
            time.sleep(0.2)
    finally:
        second.terminate()
        second.wait(30)
    assert state(rep, order).receiver_number == "ERP-00001"
    assert receiver.orders == {key: "ERP-00001"}
    assert receiver.faults == []


def _worker(data):
    environment = {**os.environ, "CRM_DATA": str(data), "CRM_DATABASE_URL": ""}
    return subprocess.Popen(
        [sys.executable, "-m", "crm_app", "worker"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
