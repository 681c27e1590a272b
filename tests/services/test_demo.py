"""The demo workspace: complete, searchable, and gone without a trace of harm."""

import re
import stat

import pytest
from sqlmodel import Session, select

from crm_app.core import database
from crm_app.core.errors import Conflict
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.company import Company
from crm_app.models.customers import Customer
from crm_app.models.ledger import SearchDoc
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.models.users import User
from crm_app.services import accounts, approvals, checks, customers, deals, demo, quotes
from crm_app.services.customers import CustomerForm

DEMO = system_actor("demo")


def test_every_role_can_sign_in(small_demo):
    assert {account.role for account in small_demo.accounts} == {
        *("rep", "manager", "director", "desk", "service", "marketing", "finance", "admin")
    }
    for account in small_demo.accounts:
        assert accounts.sign_in(DEMO, account.email, account.password, "", account.role)


def test_customer_who_likes_puer_is_found_by_it(small_demo):
    found = customers.customers(DEMO, ListQuery(words="云岭春秋"))
    assert [row.name for row in found.rows] == ["云岭春秋茶业有限公司"]
    assert [(one.key, one.zh) for one in found.rows[0].custom] == [("tea", "熟普")]


def test_a_field_of_the_companys_own_narrows_the_board_and_asks_the_director(small_demo, db):
    alone = {"custom.way": "single_source"}
    columns = deals.board(DEMO, ListQuery(filters=alone))
    listed = deals.deals(DEMO, ListQuery(filters={**alone, "pipeline": "sales"}))
    assert sum(one.count for one in columns) == listed.total > 0
    with Session(db) as session:
        rep = session.exec(select(User).where(User.email == "rep@demo.example.com")).one()
    tried = {
        way: approvals.simulate(
            DEMO,
            approvals.Case(
                "quote", rep.public_id, values={"discount": "4", "custom.deal.way": way}
            ),
        )
        for way in ("single_source", "public_tender")
    }
    assert tried["single_source"].flow.en == "Discounts where nobody else bids"
    assert len(tried["single_source"].steps) == 2
    assert tried["public_tender"].flow.en == ""


def test_some_offers_were_haggled_over_and_stand_beside_what_was_before(small_demo, db):
    with Session(db) as session:
        seconds = session.exec(select(Quote).where(Quote.revision == 2)).all()
    assert {one.status for one in seconds} == {QuoteStatus.SENT, QuoteStatus.ACCEPTED}
    for second in seconds:
        page = quotes.quote_page(DEMO, second.public_id)
        first = page.revisions[-1]
        assert (first.revision, first.status) == (1, "replaced")
        assert first.sent_at <= second.sent_at
        beside = quotes.compare_quotes(DEMO, first.public_id, second.public_id)
        changes = {line.change for line in beside.lines}
        assert "removed" not in changes
        assert changes != {"same"} or beside.facts


def test_a_paper_names_one_time_to_pay(small_demo, db):
    """The house's terms and those of the quote are printed on the same paper."""
    with Session(db) as session:
        house = session.exec(select(Company)).one()
        said = [house.terms_zh, house.terms_en, *session.exec(select(Quote.payment_terms))]
        days = set(session.exec(select(Quote.payment_days)))
    assert len(days) > 3
    about_paying = [
        line
        for text in said
        for line in text.splitlines()
        if re.search("付款|付清|月结|payment|advance", line, re.IGNORECASE)
    ]
    assert about_paying
    assert [line for line in about_paying if re.search(r"\d+ *(天|日|days?)", line)] == []


def test_everything_that_must_hold_holds_before_and_after_removal(small_demo, people):
    assert checks.first_fault(DEMO) is None
    demo.remove_demo(DEMO)
    assert checks.first_fault(DEMO) is None


def test_second_load_is_refused(small_demo, footprint):
    before = footprint()
    with pytest.raises(Conflict):
        demo.load_demo(DEMO, 10, 5)
    assert footprint() == before


def test_removal_keeps_what_is_real_and_what_it_stands_on(small_demo, people, db):
    real = customers.create_customer(people["rep"], CustomerForm(name="真实客户"))
    with Session(db) as session:
        leaned_on = session.exec(select(Customer).where(Customer.is_demo)).first()
        session.add(
            Customer(
                name="分公司",
                owner_id=people["rep"].user_id,
                team_id=people["rep"].team_id,
                parent_id=leaned_on.id,
            )
        )
        session.commit()
        kept = leaned_on.public_id
    demo.remove_demo(DEMO)
    with Session(db) as session:
        names = {row.public_id for row in session.exec(select(Customer)).all()}
        assert {real, kept} <= names
        assert len(names) == 3
        assert session.exec(select(User).where(User.is_demo, User.is_active)).all() == []
        documents = session.exec(select(SearchDoc)).all()
        assert {doc.public_id for doc in documents} >= {real, kept}
        if database.is_sqlite():  # PostgreSQL never lets it come so far
            assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_in_again_after_something_of_it_had_to_stay(small_demo, people, db):
    with Session(db) as session:
        owner = session.exec(select(User).where(User.email == "rep@demo.example.com")).one()
        kept = customers.create_customer(
            accounts.actor_of_user(session, owner), CustomerForm(name="演示中新建的客户")
        )
    demo.remove_demo(DEMO)
    assert not demo.is_loaded(DEMO)
    again = demo.load_demo(DEMO, 60, 30)
    assert again.counts == small_demo.counts
    for account in again.accounts:
        assert accounts.sign_in(DEMO, account.email, account.password, "", account.role)
    assert customers.customer_page(DEMO, kept).name == "演示中新建的客户"
    assert checks.first_fault(DEMO) is None


def test_removed_sign_ins_do_not_lie_about(small_demo, tmp_path):
    demo.write_accounts(small_demo.accounts)
    demo.forget_accounts()
    assert demo.read_accounts() == []
    demo.forget_accounts()


def test_accounts_file_is_for_its_owner_only(small_demo, tmp_path):
    demo.write_accounts(small_demo.accounts)
    path = tmp_path / "demo-accounts.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert demo.read_accounts() == small_demo.accounts


def test_requests_wait_for_those_who_decide(small_demo, db):
    from crm_app.models.approvals import Approval, ApprovalStatus

    with Session(db) as session:
        found = session.exec(select(Approval)).all()
        waiting = [row for row in found if row.status is ApprovalStatus.PENDING]
        director = session.exec(select(User).where(User.role == "director")).one()
        actor = accounts.actor_of_user(session, director)
    assert len(found) == small_demo.counts["approvals"]
    assert {row.status for row in found} >= {
        *(ApprovalStatus.PENDING, ApprovalStatus.APPROVED, ApprovalStatus.REFUSED),
    }
    mine = approvals.approval_list(actor, ListQuery(filters={"box": "waiting"})).rows
    assert 1 <= len(mine) <= len(waiting) <= 6
    assert approvals.pending_count(actor) == len(mine)
    for row in mine:
        assert approvals.approval_case(actor, row.public_id).row.can_decide
    approvals.approve(actor, mine[0].public_id)
    undecided = {ApprovalStatus.PENDING, ApprovalStatus.WITHDRAWN}
    assert all(row.decided_by for row in found if row.status not in undecided)
