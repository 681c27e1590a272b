"""Two records made one: whatever hangs on them, in every table, goes along and comes back exactly."""

import importlib
import pkgutil
import random
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from crm_app import models
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.permissions import system_actor
from crm_app.core.search import indexed_models, reindex
from crm_app.lib.clock import now
from crm_app.models.activities import Task
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.duplicates import RecordMerge
from crm_app.models.ledger import AuditEntry
from crm_app.models.lifecycle import TierOverride
from crm_app.models.ownership import Rights, Share
from crm_app.models.segments import Segment, SegmentMember
from crm_app.models.users import User
from crm_app.services import contacts, customers, details, lifecycle
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.merging import choose
from crm_app.services.merging.relations import DERIVED, relations
from crm_app.services.points import read_point

# What remembers that something happened, and what follows from the rest.
NOT_COMPARED = {"audit_entry", "change", "security_event", "record_merge", "search_doc", "job"}
NOT_COMPARED |= {"setting", "alembic_version"}


def picture(engine):
    """Every row of every table, but versions."""
    found = {}
    with engine.connect() as link:
        for table in SQLModel.metadata.sorted_tables:
            if table.name in NOT_COMPARED:
                continue
            kept = [column for column in table.c if column.name != "version"]
            rows = link.execute(table.select().with_only_columns(*kept)).all()
            found[table.name] = sorted(map(repr, rows))
        words = link.execute(
            text("SELECT kind, record_id, title, subtitle, text, shared FROM search_doc")
        ).all()
    # The words of a text have no order.
    texts = [repr([*row[:4], *sorted(row.text.split("\n")), row.shared]) for row in words]
    return found | {"search": sorted(texts)}


def difference(before, after):
    return {
        name: sorted({*before[name]} ^ {*after[name]})
        for name in before
        if before[name] != after[name]
    }


@pytest.mark.parametrize("seed", range(2))
def test_a_merge_in_the_demo_and_back_leaves_every_row_as_it_was(demo_year, seed):
    rng, door = random.Random(seed), system_actor("test")
    with Session(demo_year) as session:
        ids = {
            model: list(
                session.exec(
                    select(model.public_id).where(model.deleted_at.is_(None)).order_by(model.id)
                )
            )
            for model in (Contact, Customer)
        }
        for model in indexed_models():  # the demo's texts were written all at once
            for row in session.exec(select(model)).all():
                reindex(session, row)
        session.commit()
    _know_them(demo_year, rng)
    before = picture(demo_year)
    done = []
    for _ in range(2):
        model = rng.choice((Contact, Customer))
        merge, unmerge = (
            (contacts.merge_contacts, contacts.unmerge_contacts)
            if model is Contact
            else (customers.merge_customers, customers.unmerge_customers)
        )
        keep, other = rng.sample(ids[model], 2)
        ids[model].remove(other)
        rule = rng.choice(("kept", "newest", "fullest", "verified"))
        done.append((unmerge, merge(door, keep, other, {}, rule)))
    assert difference(before, picture(demo_year))
    for unmerge, made in reversed(done):
        assert unmerge(door, made) == []
    assert difference(before, picture(demo_year)) == {}


def _know_them(engine, rng):
    """Standings by orders, tiers set by hand, and segments that were kept as they were."""
    with Session(engine) as session:
        of = list(session.exec(select(Customer).where(Customer.deleted_at.is_(None))))
        for number in range(6):
            session.add(Segment(name=f"{number}", asks="", frozen_at=now(), owner_id=1, team_id=1))
        for one in rng.sample(of, len(of) // 2):
            session.add(TierOverride(customer_id=one.id, tier=one.tier.value, before="C"))
        session.flush()
        for segment in session.exec(select(Segment)).all():
            for one in rng.sample(of, len(of) // 2):
                session.add(SegmentMember(segment_id=segment.id, customer_id=one.id))
        session.commit()
    lifecycle.recompute(system_actor("test"))


# The columns that name a record without a foreign key, and who looks after them.
LOOSE = {
    *(
        "approval.subject_id",
        "match_key.record_id",
        "match_filed.record_id",
        "search_doc.record_id",
        "score.record_id",
    ),
    *("duplicate_pair.a_id", "duplicate_pair.b_id", "record_merge.keep_id"),
    *("record_merge.other_id", "audit_entry.actor_id", "security_event.actor_id"),
    *("idempotent_answer.user_id", "job.user_id", "search_doc.owner_id", "search_doc.team_id"),
    *("offered.owner_id", "offered.team_id", "sale.owner_id", "sale.team_id"),
    *("stage_change.holder_id", "stage_change.holder_team_id", "audit_about.entry_id"),
    *("quality_score.record_id", "quality_skip.record_id"),
    *("quality_sum.owner_id", "quality_sum.team_id"),
}
# What follows from the records, and comes right by itself (`standing` by `lifecycle`).
FOLLOWS = {*DERIVED, "customer"}


@pytest.mark.parametrize("kind", ["contact", "customer"])
def test_whatever_names_a_record_goes_along_with_it(kind):
    """A table that is new, and names records in a way of its own, fails here until it is thought of."""
    for module in pkgutil.iter_modules(models.__path__, "crm_app.models."):
        importlib.import_module(module.name)
    taken = {relation.name for relation in relations(kind)}
    for table in SQLModel.metadata.sorted_tables:
        for column in table.c:
            place = f"{table.name}.{column.name}"
            named = any(key.column.table.name == kind for key in column.foreign_keys)
            paired = column.name == "record_id" and "record_kind" in table.c
            if named or paired:
                assert place in taken or table.name in FOLLOWS, place
            elif column.type.python_type is int and column.name.endswith("_id"):
                assert column.foreign_keys or paired or place in LOOSE, place


def test_frozen_segments_and_a_tier_set_by_hand_follow_the_kept_customer(people, db, door):
    rep = people["rep"]
    keep, other = firm(rep, "华东科技"), firm(rep, "华东科技公司")
    with Session(db) as session:
        ids = dict(session.exec(select(Customer.public_id, Customer.id)).all())
        session.add_all(
            Segment(id=key, name="", asks="", frozen_at=now(), owner_id=1, team_id=1)
            for key in (1, 2)
        )
        session.flush()
        rows = [(1, keep), (1, other), (2, other)]
        session.add_all(SegmentMember(segment_id=s, customer_id=ids[c]) for s, c in rows)
        session.add_all(TierOverride(customer_id=i, tier="C", before="B") for i in ids.values())
        session.commit()
    made = customers.merge_customers(rep, keep, other)
    assert made.moved["segment_member"] == 1
    with Session(db) as session:
        there = set(session.exec(select(SegmentMember.segment_id, SegmentMember.customer_id)).all())
    assert there == {(1, ids[keep]), (1, ids[other]), (2, ids[keep])}
    customers.unmerge_customers(rep, made)
    with Session(db) as session:
        there = set(session.exec(select(SegmentMember.segment_id, SegmentMember.customer_id)).all())
    assert there == {(s, ids[c]) for s, c in rows}


def firm(actor, name, **more):
    return customers.create_customer(actor, CustomerForm(name=name, **more))


def test_deals_people_branches_and_what_is_shared_go_to_the_kept_customer(workspace, db):
    rep = workspace["rep"]
    keep = firm(rep, "华东科技", points=[read_point("phone", "021-55550123")])
    other = firm(
        rep,
        "华东科技有限公司",
        tax_id="91350211M000100Y46",
        points=[read_point("phone", "021-55550123"), read_point("email", "info@huadong.example")],
    )
    branch = firm(rep, "华东科技苏州", parent=other)
    person = contacts.create_contact(
        rep, ContactForm(name="张伟", positions=[PositionForm(customer_id=other, title="总经理")])
    )
    details.remember(rep, "customer", other, "月底付款")
    share(db, other, "desk")
    preview = customers.preview_customers(rep, keep, other)
    assert {preview.moving[name] for name in ("position", "contact_point")} == {1}
    made = customers.merge_customers(rep, keep, other)
    page = customers.customer_page(rep, keep)
    assert [p.kind for p in page.points] == ["phone", "email"]  # the same number is there once
    assert (page.tax_id, [d.text for d in page.details]) == ("91350211M000100Y46", ["月底付款"])
    assert [p.name for p in page.people] == ["张伟"]
    assert customers.customer_page(rep, branch).parent_public_id == keep
    assert customers.customer_page(rep, other).public_id == keep
    assert contacts.contact_page(rep, person).positions[0].customer_id == keep
    with Session(db) as session:
        shared = session.exec(select(Share)).one()
        kept = session.exec(select(Customer).where(Customer.public_id == keep)).one()
        assert shared.record_id == kept.id
        last = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last.action == "customers.merge_customers"
    assert last.changes[f"customer:{keep}"]["merged"] == other
    customers.unmerge_customer(rep, made.public_id)
    assert customers.customer_page(rep, branch).parent_public_id == other
    assert customers.customer_page(rep, keep).tax_id == ""


def share(db, public_id, role):
    with Session(db) as session:
        customer = session.exec(select(Customer).where(Customer.public_id == public_id)).one()
        user = session.exec(select(User).where(User.email == f"{role}@example.com")).one()
        at = {"record_kind": "customer", "record_id": customer.id}
        session.add(Share(**at, user_id=user.id, rights=Rights.VIEW, reason="person", at=now()))
        session.commit()


def test_what_was_changed_since_stays_and_is_named(people):
    rep = people["rep"]
    keep, other = (
        firm(rep, "华东科技"),
        firm(rep, "华东科技公司", region="上海", tax_id="91350211M000100Y46"),
    )
    made = customers.merge_customers(rep, keep, other)
    customers.change_customer(rep, keep, CustomerForm(region="苏州"))
    assert customers.unmerge_customers(rep, made) == ["region"]
    page = customers.customer_page(rep, keep)
    assert (page.region, page.tax_id) == ("苏州", "")
    with pytest.raises(Conflict):
        customers.unmerge_customers(rep, made)


def test_choices_by_hand_win_over_the_rule(people):
    rep = people["rep"]
    keep = contacts.create_contact(rep, ContactForm(name="张伟", birthday="1980-01-01"))
    other = contacts.create_contact(rep, ContactForm(name="张伟总", birthday="1985-03-12"))
    contacts.merge_contacts(rep, keep, other, {"birthday": "other", "colour": "other"}, "kept")
    assert contacts.contact_page(rep, keep).birthday == "1985-03-12"


@pytest.mark.parametrize(
    ("rule", "keep", "other", "newer", "side"),
    [
        ("kept", "上海", "苏州", True, "keep"),
        ("kept", "", "苏州", False, "other"),
        ("newest", "上海", "苏州", True, "other"),
        ("newest", "上海", "苏州", False, "keep"),
        ("newest", "上海", "", True, "keep"),
        ("fullest", "上海", "上海市浦东新区", False, "other"),
        ("verified", "123", "91350211M000100Y46", False, "other"),
        ("verified", "91350211M000100Y46", "123", True, "keep"),
    ],
)
def test_rules_of_what_survives(rule, keep, other, newer, side):
    field = "tax_id" if rule == "verified" else "region"
    assert choose(rule, field, keep, other, other_is_newer=newer) == side


def test_merging_again_and_again_leads_to_the_last_one(people):
    rep = people["rep"]
    first, second, third = (firm(rep, name) for name in ("甲公司", "乙公司", "丙公司"))
    customers.merge_customers(rep, second, first)
    customers.merge_customers(rep, third, second)
    assert customers.customer_page(rep, first).public_id == third
    with pytest.raises(NotFound):
        customers.customer_page(people["rep_west"], first)


def test_neither_foreign_nor_only_shared_ones_are_merged(workspace, db, footprint, security_log):
    rep, west = workspace["rep"], workspace["rep_west"]
    mine, theirs, shared = firm(rep, "华东科技"), firm(west, "西部能源"), firm(west, "西部科技")
    share(db, shared, "rep")
    made = customers.merge_customers(west, theirs, firm(west, "西部能源公司"))
    before = footprint()
    for attempt, error in (
        (lambda: customers.merge_customers(rep, mine, theirs), NotFound),
        (lambda: customers.merge_customers(rep, theirs, mine), NotFound),
        (lambda: customers.preview_customers(rep, mine, theirs), NotFound),
        (lambda: customers.merge_customers(rep, mine, shared), Forbidden),
        (lambda: customers.merge_customers(workspace["finance"], mine, theirs), Forbidden),
        (lambda: customers.unmerge_customers(rep, made), NotFound),
        (lambda: customers.merge_customers(rep, mine, mine), Invalid),
    ):
        with pytest.raises(error):
            attempt()
    assert footprint() == before
    with Session(db) as session:
        assert len(session.exec(select(RecordMerge)).all()) == 1
    assert len(security_log()) == 6


def test_a_deal_and_a_task_keep_their_history(workspace, db):
    rep = workspace["rep"]
    keep = firm(rep, "华东科技", region="苏州")
    other = firm(rep, "华东科技公司", region="上海")
    with Session(db) as session:
        of = session.exec(select(Customer).where(Customer.public_id == other)).one()
        owned = {"owner_id": rep.user_id, "team_id": rep.team_id, "customer_id": of.id}
        session.add(Deal(name="茶", stage_id=1, amount=Decimal(1), **owned))
        session.add(Task(title="回电", due_at=None, **owned))
        session.commit()
    made = customers.merge_customers(rep, keep, other)
    assert made.moved == {"deal": 1, "task": 1}
    with Session(db) as session:
        deal = session.exec(select(Deal)).one()
        assert (deal.version, deal.buyer_region) == (1, "苏州")  # nobody's open form is stale
    customers.unmerge_customers(rep, made)
    with Session(db) as session:
        assert session.exec(select(Deal.buyer_region)).one() == "上海"
