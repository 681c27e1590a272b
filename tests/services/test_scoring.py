"""Scores: from rules at first, learnt from what was known on arrival, honest where that is no better."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from crm_app.core.errors import Forbidden
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead, LeadStatus
from crm_app.models.ledger import AuditEntry, Job
from crm_app.models.scores import LearntModel, Score
from crm_app.services import customers, deals, leads, scoring
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.leads import LeadForm
from crm_app.services.points import read_point
from crm_app.services.scoring.training import train

WORKER = system_actor("worker")
MOBILE = read_point("mobile", "138 0013 8001")
MAIL = read_point("email", "li@haifeng.example")


def never():
    return False


def make(actor, name="李梅", company="海风贸易有限公司", **more):
    return leads.create_lead(actor, LeadForm(name=name, company=company, **more))


def history(db, actor, count=320, honest=True, ended=True, best="call"):
    """Leads over a year; of calls four fifths are converted, of referrals one (or all alike): the
    rules think otherwise, unless the `best` are the referrals."""
    chance = Random(7)
    since = datetime(2026, 1, 1, tzinfo=UTC)
    with Session(db) as session:
        for number in range(count):
            source = "referral" if number % 2 else "call"
            rate = (0.8 if source == best else 0.2) if honest else 0.5
            won = chance.random() < rate
            came = since + timedelta(days=number)
            state = (
                (LeadStatus.CONVERTED if won else LeadStatus.DISCARDED) if ended else LeadStatus.NEW
            )
            lead = Lead(
                name=f"L{number}",
                company=f"C{number}",
                company_key=f"c{number}",
                source=source,
                status=state,
                converted_at=came + timedelta(days=2) if won and ended else None,
                owner_id=actor.user_id,
                team_id=actor.team_id,
                created_at=came,
                updated_at=came + timedelta(days=2),
            )
            session.add(lead)
            session.flush()
            features = ["person", f"source:{source}"]
            session.add(
                Score(record_kind="lead", record_id=lead.id, arrived_at=came, arrival=features)
            )
        session.commit()


def cards(actor):
    return {card.kind: card for card in scoring.model_cards(actor)}


def test_a_lead_is_scored_as_it_arrives_with_its_reasons(workspace):
    form = {"title": "总经理", "source": "referral", "note": "尽快报价，要 200 台"}
    public_id = make(workspace["rep"], points=[MOBILE, MAIL], **form)
    page = leads.lead_page(workspace["rep"], public_id)
    assert (page.score.score, page.score.band, page.score.learnt_version) == (100, "top", 0)
    assert (page.score.reasons[0].zh, page.score.reasons[0].points) == ("来源：客户介绍", 15)
    assert {one.en for one in page.score.reasons} >= {"The person can decide", "Names a quantity"}
    assert page.version == 1  # a score is no change of the lead
    bare = make(workspace["rep"], "王五", "无名", source="call")
    page = leads.lead_page(workspace["rep"], bare)
    assert (page.score.score, page.score.band) == (0, "low")
    assert next(one.feature for one in page.score.reasons if one.points < 0) == "unreachable"


def test_the_list_is_filtered_and_sorted_by_it(workspace):
    make(workspace["rep"], points=[MOBILE], source="referral", note="要 200 台")
    make(workspace["rep"], "王五", "无名", source="call")
    rep = workspace["rep"]
    assert [r.name for r in leads.leads(rep, ListQuery(filters={"band": "top"})).rows] == ["李梅"]
    assert [r.band for r in leads.leads(rep, ListQuery(sort="-score")).rows] == ["top", "low"]


def test_it_grows_while_the_lead_arrives_and_not_with_later_work(workspace, db):
    rep = workspace["rep"]
    public_id = make(rep, source="website")
    before = leads.lead_page(rep, public_id).score.score
    leads.change_lead(rep, public_id, LeadForm(points=[MOBILE]))
    arrived = leads.lead_page(rep, public_id).score.score
    assert arrived > before
    leads.change_lead(
        rep, public_id, LeadForm(status="contacted", note="要 200 台，尽快报价", title="CEO")
    )
    assert leads.lead_page(rep, public_id).score.score == arrived


def test_what_it_learns_from_never_knows_how_it_ended(workspace, db):
    """The features of a lead are the same before and after everything that work adds to it."""
    rep = workspace["rep"]
    public_id = make(rep, source="website", points=[MOBILE])

    def arrival():
        with Session(db) as session:
            row = session.exec(select(Score).where(Score.record_kind == "lead")).one()
            return row.arrival, row.arrived_at

    before = arrival()
    leads.change_lead(rep, public_id, LeadForm(status="screening"))
    full = LeadForm(
        industry="energy", size="2001+", title="CEO", note="报价" * 40, source="referral"
    )
    leads.change_lead(rep, public_id, full)
    leads.discard_lead(rep, public_id, "no_need")
    assert arrival() == before
    example = scoring.lead_examples(WORKER)[0]
    assert (sorted(example.features), example.won) == (sorted(before[0]), False)


def test_too_few_leaves_the_rules_and_says_how_many_are_missing(workspace, db):
    history(db, workspace["rep"], 60)
    assert (cards(workspace["admin"])["lead"].outcome, cards(workspace["admin"])["lead"].n) == (
        "",
        60,
    )
    assert train(WORKER, "job-1", never)["lead"] == "too_few"
    card = cards(workspace["admin"])["lead"]
    assert (card.outcome, card.n, card.needed, card.needed_rarer) == ("too_few", 60, 200, 40)
    assert leads.lead_page(workspace["rep"], make(workspace["rep"])).score.learnt_version == 0


def test_what_is_learnt_is_measured_on_later_leads_and_used(workspace, db):
    history(db, workspace["rep"])
    waiting = make(workspace["rep"], source="call")
    assert train(WORKER, "job-1", never)["lead"] == "used"
    card = cards(workspace["admin"])["lead"]
    assert (card.outcome, card.number, card.n, card.tested_on) == ("used", 1, 320, 80)
    assert card.trained_on < 240  # what was not over when the test began is not learnt from
    assert float(card.auc) > 0.7
    assert float(card.brier) < min(float(card.brier_base), float(card.brier_rules))
    assert (float(card.auc_rules) < 0.5, card.calibrated_on) == (True, 48)
    assert sum(one.n for one in card.bins) == 80
    page = leads.lead_page(workspace["rep"], waiting)
    assert (page.score.learnt_version, page.score.band) == (1, "top")
    assert 70 <= page.score.score <= 90  # four fifths of calls are converted
    assert (page.score.reasons[0].feature, page.score.reasons[0].points > 0) == (
        "source:call",
        True,
    )
    called = leads.lead_page(
        workspace["rep"], make(workspace["rep"], "王", "北岸", source="referral")
    )
    assert (called.score.learnt_version, called.score.band) == (1, "low")
    assert called.score.reasons[0].points < 0


def test_no_better_than_the_average_leaves_the_rules(workspace, db):
    history(db, workspace["rep"], honest=False)
    assert train(WORKER, "job-1", never)["lead"] == "no_better"
    card = cards(workspace["admin"])["lead"]
    assert (card.outcome, float(card.auc_low) <= 0.5 or card.brier >= card.brier_base) == (
        "no_better",
        True,
    )
    assert leads.lead_page(workspace["rep"], make(workspace["rep"])).score.learnt_version == 0


def test_no_better_than_the_rules_leaves_the_rules(workspace, db):
    history(db, workspace["rep"], best="referral")  # which is what the rules say already
    assert train(WORKER, "job-1", never)["lead"] == "no_better"
    card = cards(workspace["admin"])["lead"]
    assert float(card.auc_low) > 0.5
    assert float(card.brier) < float(card.brier_base)
    assert card.auc <= card.auc_rules or card.brier >= card.brier_rules


def test_the_same_history_teaches_the_same(workspace, db):
    history(db, workspace["rep"])
    train(WORKER, "job-1", never)
    train(WORKER, "job-2", never)
    with Session(db) as session:
        rows = session.exec(select(LearntModel).where(LearntModel.kind == "lead")).all()
    assert [row.number for row in rows] == [1, 2]
    assert (rows[0].weights, rows[0].quality) == (rows[1].weights, rows[1].quality)


def test_a_job_that_was_killed_half_way_is_done_again_without_training_twice(workspace, db):
    history(db, workspace["rep"])
    stops = iter([False, False, True])
    assert list(train(WORKER, "job-1", lambda: next(stops))) == ["lead", "deal"]
    assert list(train(WORKER, "job-1", never)) == ["lead", "deal", "industry", "size"]
    with Session(db) as session:
        rows = session.exec(select(LearntModel.kind, LearntModel.number)).all()
    assert sorted(rows) == [("deal", 1), ("industry", 1), ("lead", 1), ("size", 1)]


def test_leads_that_come_while_it_learns_have_a_score_and_get_the_new_one(workspace, db):
    history(db, workspace["rep"])
    made = []

    def come():
        made.append(make(workspace["rep"], f"人{len(made)}", f"公司{len(made)}", source="referral"))
        return False

    train(WORKER, "job-1", come)
    versions = [leads.lead_page(workspace["rep"], one).score.learnt_version for one in made]
    assert len(versions) > 4
    assert set(versions) == {1}


def test_leads_that_came_past_the_door_are_scored_by_the_next_training(workspace, db):
    history(db, workspace["rep"], 3, ended=False)
    with Session(db) as session:
        session.execute(update(Score).values(record_id=col(Score.record_id) + 1000))
        session.commit()
    train(WORKER, "job-1", never)
    rows = leads.leads(workspace["rep"], ListQuery()).rows
    assert [row.band for row in rows] == ["low"] * 3


def test_training_is_asked_for_once_by_who_may(workspace, db, footprint):
    before = footprint()
    for who in ("rep", "manager", "director"):
        with pytest.raises(Forbidden):
            scoring.ask_training(workspace[who])
        with pytest.raises(Forbidden):
            scoring.model_cards(workspace[who])
    assert footprint() == before
    assert scoring.ask_training(workspace["admin"]) == scoring.ask_training(workspace["admin"])
    with Session(db) as session:
        assert [job.name for job in session.exec(select(Job))] == ["scoring.learn"]


def test_it_is_learnt_daily_where_something_ended(workspace, db):
    assert not scoring.train_if_due(WORKER)
    history(db, workspace["rep"], 4)
    assert scoring.train_if_due(WORKER)
    train(WORKER, "job-1", never)
    assert not scoring.train_if_due(WORKER)


def test_a_score_shows_in_no_audit_entry_but_a_training_does(workspace, db):
    make(workspace["rep"])
    train(WORKER, "job-1", never)
    with Session(db) as session:
        entries = session.exec(select(AuditEntry)).all()
    assert not [e for e in entries if any(key.startswith("score:") for key in e.changes)]
    kept = [e.record for e in entries if e.action == "scoring.keep_training"]
    assert kept == [f"learnt_model:{kind}" for kind in ("lead", "deal", "industry", "size")]


def test_a_deal_has_a_hint_from_how_its_customer_bought_before(workspace, db):
    rep = workspace["rep"]
    firm = customers.create_customer(rep, CustomerForm(name="海风贸易"))
    form = DealForm(name="首单", customer=firm, amount="5000")
    first = deals.create_deal(rep, form)
    score = scoring.deal_score(rep, first)
    assert (score.score, score.band) == (36, "low")
    assert {one.feature for one in score.reasons} == {"new_customer"}
    with Session(db) as session:
        session.execute(update(Deal).values(version=5))
        session.commit()
    assert scoring.deal_score(rep, first) == score


def test_who_may_not_see_a_deal_sees_no_score_of_it(workspace):
    firm = customers.create_customer(workspace["rep"], CustomerForm(name="海风贸易"))
    deal = deals.create_deal(workspace["rep"], DealForm(name="首单", customer=firm))
    with pytest.raises(Exception, match=r"deal\.not_found"):
        scoring.deal_score(workspace["rep_west"], deal)
