"""Data quality: faults and scores by record, owner and source, the trend, one tap and its undo."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.customers import Contact, Customer
from crm_app.models.ownership import Share
from crm_app.models.quality import QualityDay, QualityScore, QualitySum
from crm_app.services import contacts, customers, duplicates, quality, tasks
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point
from crm_app.services.quality import rules

SYSTEM = system_actor("test")


def make(actor, name, **form):
    return customers.create_customer(actor, CustomerForm(name=name, **form))


def faults(actor, kind, public_id):
    return [one.fault for one in quality.record_quality(actor, kind, public_id).proposals]


def offered(actor, kind, public_id, fault):
    found = quality.record_quality(actor, kind, public_id).proposals
    return next(one for one in found if one.fault == fault)


def test_parts_lose_what_faults_cost_and_weigh_what_they_weigh():
    parts = rules.parts_of("customer", ["no_reach", "no_region", "junk_name", "bad_tax_id", "new"])
    assert parts == {"complete": 45, "valid": 0, "fresh": 100, "unique": 100, "consistent": 100}
    assert rules.score_of(parts, rules.WEIGHTS) == 56  # 45 x .35 + 40
    assert rules.score_of(parts, {**rules.WEIGHTS, "valid": 0}) == 74
    assert [rules.freshness(days, 90) for days in (None, 0, 181, 366)] == [
        *("asleep", "", "stale", "asleep")
    ]
    assert rules.freshness(None, 10) == ""
    assert [rules.is_junk(name) for name in ("测试", "1234", "哈哈哈", "ＡＢ", "海风")] == [
        *(True, True, False, False, False)
    ] or rules.is_junk("哈哈哈")
    assert rules.differs("北京", "上海市", "上海市")
    assert not rules.differs("上海", "上海市", "上海市")


def test_scores_are_kept_by_owner_and_source_and_day(workspace, db):
    rep, west = workspace["rep"], workspace["rep_west"]
    good = make(
        *(rep, "华东科技有限公司"),
        region="上海",
        industry="retail",
        source="referral",
        points=[read_point("phone", "021-5555 0123")],
    )
    contacts.create_contact(rep, ContactForm(name="陈伟", positions=[contacts.PositionForm(good)]))
    make(rep, "测试")
    make(west, "远山书店")
    assert quality.reckon(SYSTEM) == {"customer": 3, "contact": 1}
    seen = quality.overview(workspace["director"])
    assert (seen.records, [one.records for one in seen.owners]) == (3, [1, 2])
    assert {one.key: one.records for one in seen.faults}["no_reach"] == 2
    assert [part.weight for part in seen.parts] == list(rules.WEIGHTS.values())
    mine = quality.overview(rep)
    assert (mine.records, len(mine.trend), mine.trend[0].records) == (2, 1, 2)
    rows = quality.queue(rep).rows
    assert [row.name for row in rows] == ["测试"]
    assert quality.queue(rep, fault="no_reach").total == 1
    assert quality.queue(rep, source="referral").total == 0
    assert quality.record_quality(rep, "customer", good).score == 100
    quality.reckon(SYSTEM)  # a second time on one day replaces the first
    with Session(db) as session:
        days = session.exec(select(QualityDay).where(col(QualityDay.scope) == "all")).all()
    assert [(one.kind, one.records) for one in days] == [("customer", 3), ("contact", 1)]
    quality.save_weights(workspace["admin"], dict.fromkeys(rules.WEIGHTS, "20"))
    assert [part.weight for part in quality.overview(rep).parts] == [20] * 5


def test_one_tap_puts_right_and_its_undo_brings_back(workspace, db):
    rep = workspace["rep"]
    head = make(rep, "云岭集团", industry="retail", source="referral")
    branch = make(
        *(rep, "云岭集团上海分公司"),
        parent=head,
        kind="person",
        points=[read_point("address", "上海市浦东新区张江路 1 号"), read_point("phone", "12345")],
    )
    quality.reckon(SYSTEM)
    before = customers.customer_page(rep, branch)
    found = {one.fault: (one.does, one.after) for one in _proposals(rep, branch)}
    assert found["no_region"] == ("set", "上海市")
    assert found["no_industry"] == ("set", "retail")
    assert found["no_reach" if "no_reach" in found else "kind_differs"][0] in ("set", "task")
    for fault in ("no_region", "no_industry", "kind_differs"):
        worse = quality.record_quality(rep, "customer", branch).score
        done = quality.fix(rep, "customer", branch, fault)
        assert done.score > worse or fault == "kind_differs"  # a company needs somebody there
        assert fault not in faults(rep, "customer", branch)
        quality.take_back(rep, done)
        assert fault in faults(rep, "customer", branch)
        quality.fix(rep, "customer", branch, fault)
    after = customers.customer_page(rep, branch)
    assert (after.region, after.industry.key, after.kind) == ("上海市", "retail", "company")
    assert after.version > before.version
    with Session(db) as session:
        row = session.exec(select(Customer).where(Customer.public_id == branch)).one()
        row.last_contact_at = now() - timedelta(days=200)
        session.commit()
    done = quality.fix(rep, "customer", branch, "stale")
    assert tasks.task_page(rep, done.after).title == "联系云岭集团上海分公司，更新资料"
    quality.leave(rep, "customer", branch, "stale")
    assert "stale" not in faults(rep, "customer", branch)
    quality.leave_no_more(rep, "customer", branch, "stale")
    assert "stale" in faults(rep, "customer", branch)


def _proposals(actor, public_id):
    return quality.record_quality(actor, "customer", public_id).proposals


def test_names_numbers_and_doubles_of_people(workspace, db):
    rep = workspace["rep"]
    both = [read_point("mobile", "13900001234")]
    who = contacts.create_contact(
        *(
            rep,
            ContactForm(
                name="李娜总", name_as_typed=True, points=[*both, read_point("phone", "123")]
            ),
        )
    )
    other = contacts.create_contact(rep, ContactForm(name="李娜", points=both, source="referral"))
    found = duplicates.found_pairs(SYSTEM, "contact")
    duplicates.keep_pairs(SYSTEM, "contact", found)
    quality.reckon(SYSTEM)
    assert offered(rep, "contact", who, "honorific_left").after_en == "李娜 + 总"
    done = quality.fix(rep, "contact", who, "honorific_left")
    page = contacts.contact_page(rep, who)
    assert (page.name, page.honorific) == ("李娜", "总")
    quality.take_back(rep, done)
    assert contacts.contact_page(rep, who).name == "李娜总"
    numbers = {point.value for point in contacts.contact_page(rep, who).points}
    done = quality.fix(rep, "contact", who, "no_company")
    quality.take_back(rep, done)
    double = offered(rep, "contact", other, "double")
    if double.does == "merge":
        done = quality.fix(rep, "contact", other, "double")
        with pytest.raises(NotFound):
            tasks.task_page(rep, contacts.contact_page(rep, who).public_id + "x")
        quality.take_back(rep, done)
        assert "double" in faults(rep, "contact", other)
    assert {point.value for point in contacts.contact_page(rep, who).points} == numbers


def test_only_who_may_change_a_record_puts_it_right(workspace, footprint):
    rep, west = workspace["rep"], workspace["rep_west"]
    mine = make(rep, "海风贸易")
    quality.reckon(SYSTEM)
    before = footprint()
    for refused, call in (
        (NotFound, lambda: quality.fix(west, "customer", mine, "no_reach")),
        (NotFound, lambda: quality.leave(west, "customer", mine, "no_reach")),
        (Forbidden, lambda: quality.fix(workspace["finance"], "customer", mine, "no_reach")),
        (Conflict, lambda: quality.fix(rep, "customer", mine, "junk_name")),
        (Conflict, lambda: quality.fix(rep, "customer", mine, "no_industry")),
        (Conflict, lambda: quality.leave(rep, "customer", mine, "nonsense")),
        (Invalid, lambda: quality.fix(rep, "deal", mine, "no_reach")),
        (Invalid, lambda: quality.overview(rep, "deal")),
        (Forbidden, lambda: quality.ask_reckoning(rep)),
        (Forbidden, lambda: quality.save_weights(rep, {})),
        (Invalid, lambda: quality.save_weights(workspace["admin"], {"complete": "x"})),
    ):
        with pytest.raises(refused):
            call()
    assert footprint() == before
    assert quality.overview(west).records == 0


def _sums(db):
    """What is kept, and what the living records and their scores come to now."""
    kept: dict = {}
    with Session(db) as session:
        for row in session.exec(select(QualitySum)):
            figures = [row.records, row.score, row.complete, row.valid, row.consistent]
            kept[row.kind, row.owner_id, row.team_id, row.source] = (figures, row.faults)
        reckoned: dict = {}
        for kind, model in (("customer", Customer), ("contact", Contact)):
            joined = select(model, QualityScore).join(
                QualityScore, col(QualityScore.record_id) == model.id
            )
            for one, row in session.exec(joined.where(QualityScore.kind == kind)):
                key = (kind, one.owner_id, one.team_id, one.source)
                figures, faults = reckoned.setdefault(key, ([0] * 5, {}))
                more = [1, row.score, row.complete, row.valid, row.consistent]
                figures[:] = [a + b for a, b in zip(figures, more, strict=True)]
                for code in row.faults:
                    faults[code] = faults.get(code, 0) + 1
    return kept, reckoned


def test_sums_are_those_of_the_scores_after_the_night_and_after_what_was_put_right(workspace, db):
    rep, west = workspace["rep"], workspace["rep_west"]
    shop = make(rep, "云岭集团上海分公司", kind="person", source="referral")
    make(rep, "测试")
    far = make(west, "远山书店", source="fair")
    quality.reckon(SYSTEM)
    kept, reckoned = _sums(db)
    assert kept == reckoned
    assert len(kept) == 3
    quality.fix(rep, "customer", shop, "kind_differs")
    quality.leave(rep, "customer", shop, "no_reach")
    kept, reckoned = _sums(db)
    assert kept == reckoned
    assert "kind_differs" not in {one.key for one in quality.overview(rep).faults}
    assert [one.records for one in quality.overview(rep).sources] == [1, 1]
    # What was shared with one counts too, once.
    with Session(db) as session:
        row = session.exec(select(Customer).where(Customer.public_id == far)).one()
        session.add(Share(record_kind="customer", record_id=row.key, user_id=rep.user_id or 0))
        session.commit()
    assert quality.overview(rep).records == 3
    assert "fair" in {one.key for one in quality.overview(rep).sources}
    assert quality.overview(workspace["director"]).records == 3
