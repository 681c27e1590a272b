"""Classes of leads: predicted beside the lead, settled by people in bulk, learnt from."""

from random import Random

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Forbidden, Invalid
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.leads import Lead
from crm_app.models.scores import LearntModel, Prediction
from crm_app.services import classification, leads
from crm_app.services.arrivals import Facts
from crm_app.services.classification import rules
from crm_app.services.classification.learning import Labelled, guess, learn
from crm_app.services.leads import LeadForm
from crm_app.services.points import read_point
from crm_app.services.scoring.training import train

WORKER = system_actor("worker")


def firm(company, **more):
    return Facts(company=company, company_key=company, **more)


@pytest.mark.parametrize(
    ("company", "value", "word"),
    [
        ("苏州远望精密机械有限公司", "manufacturing", "精密机械"),
        ("上海晨光信息技术有限公司", "technology", "信息技术"),
        ("成都云岭茶业有限公司", "food", "茶业"),
        ("青岛海川国际货代有限公司", "logistics", "国际货代"),
        ("恒信新能源科技有限公司", "energy", "新能源"),  # 科技 says little
        ("厦门大药房", "health", "大药房"),
        ("Brookstone Freight Pte Ltd", "logistics", "freight"),
        ("Harwick Medical Ltd", "health", "medical"),
        ("Fernhill Precision GmbH", "manufacturing", "precision"),
    ],
)
def test_an_industry_is_read_from_the_name(company, value, word):
    found = rules.industry(firm(company))
    assert (found.value, found.because) == (value, word)


def test_a_name_that_says_nothing_is_left_to_domain_and_text():
    assert rules.industry(firm("海风")) is None
    found = rules.industry(firm("海风", mails=("haifeng-logistics.example",)))
    assert (found.value, found.confidence) == ("logistics", 55)
    found = rules.industry(firm("海风", note="我们医院要一百台"))
    assert (found.value, found.confidence) == ("health", 50)
    assert rules.industry(firm("海风", mails=("bank.qq.com", "163.com"))).value == "finance"


@pytest.mark.parametrize(
    ("facts", "value", "confidence"),
    [
        (firm("海风", note="公司有 300 名员工"), "101-500", 90),
        (firm("海风", note="We have 1200 employees"), "501-2000", 90),
        (firm("Harwick", note="a team of 15, growing"), "1-20", 90),
        (firm("海风", note="员工约 20 人"), "1-20", 90),
        (firm("海风集团"), "501-2000", 55),
        (firm("青禾设计工作室"), "1-20", 70),
    ],
)
def test_a_size_is_read_from_text_and_name(facts, value, confidence):
    found = rules.size(facts)
    assert (found.value, found.confidence) == (value, confidence)


def test_a_size_nobody_speaks_of_is_not_made_up():
    assert rules.size(firm("海风贸易有限公司", note="要 200 台，30 人开会")) is None


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        (firm("海风", address="浙江省杭州市西湖区文三路 1 号"), "杭州"),
        (firm("海风", address="广东省 中山路 5 号"), "广东"),
        (firm("普洱茶业", address="上海市南京路 8 号"), "上海"),
        (firm("苏州远望机械有限公司"), "苏州"),
        (firm("海风", phones=("+8675588880000",)), "深圳"),
        (firm("海风", phones=("+8613800138001",)), None),
        (firm("Harwick", address="5 Collins St, Melbourne"), "Melbourne"),
        (firm("Harwick", mails=("harwick.de",)), "Germany"),
        (firm("Harwick", phones=("+6561234567",)), "Singapore"),
        (firm("Yunling Trading", address="Wensan Road, Hangzhou"), "杭州"),
    ],
)
def test_a_region_is_read_from_address_name_number_and_domain(facts, value):
    found = rules.region(facts)
    assert (found.value if found else None) == value


def made_up(count, odd=False):
    """Names whose last part says the industry, as this house calls them; or says nothing."""
    kinds = (("海岚", "energy"), ("木禾", "education"), ("星泽", "finance"))
    rows, chance = [], Random(3)
    for number in range(count):
        part, value = kinds[number % 3]
        value = chance.choice(kinds)[1] if odd else value
        rows.append(Labelled(firm(f"甲{chr(0x4E00 + number)}{part}"), value))
    return rows


def test_what_people_settled_is_learnt_once_there_is_enough_and_it_is_better():
    few = learn("industry", made_up(119))
    assert (few.outcome, few.quality) == ("too_few", {"n": 119, "needed": 120})
    enough = learn("industry", made_up(150))
    assert (enough.outcome, enough.quality["accuracy"]) == ("used", 1.0)
    assert enough.quality["rules_accuracy"] == 0.0
    found = guess(enough.weights, firm("乙丙木禾"))
    assert (found.value, found.basis, found.because) == ("education", "learnt", "木禾")
    assert guess(enough.weights, firm("丁戊")) is None
    assert learn("industry", made_up(150)).weights == enough.weights


def test_what_teaches_nothing_is_not_used():
    assert learn("industry", made_up(150, odd=True)).outcome == "no_better"


def make(actor, company="苏州远望精密机械集团", **more):
    return leads.create_lead(actor, LeadForm(name="李梅", company=company, **more))


def test_a_prediction_stands_beside_the_lead_and_is_no_fact(workspace):
    page = leads.lead_page(workspace["rep"], make(workspace["rep"]))
    assert (page.industry.key, page.size.key, page.region) == ("", "", "")
    told = {one.field: (one.value.key, one.confidence, one.because) for one in page.predicted}
    assert told == {
        "industry": ("manufacturing", 85, "精密机械"),
        "size": ("501-2000", 55, "集团"),
        "region": ("苏州", 80, "苏州"),
    }
    assert page.predicted[0].value.zh == "制造业"
    given = leads.lead_page(workspace["rep"], make(workspace["rep"], "北岸", industry="retail"))
    assert [one.field for one in given.predicted] == []


def test_many_are_settled_at_once_and_taken_back(workspace, db):
    rep = workspace["rep"]
    ids = [make(rep, f"苏州{letter}精密机械有限公司") for letter in "甲乙丙"]
    before = classification.classes(rep, "industry", ListQuery(filters={"state": "waiting"}))
    assert [row.guess.key for row in before.rows] == ["manufacturing"] * 3
    done = classification.set_class(rep, "industry", ids[:2], "technology")
    assert (done.before, done.refused) == ({ids[0]: "", ids[1]: ""}, 0)
    confirmed = classification.confirm_class(rep, "industry", ids[2:])
    with Session(db) as session:
        rows = session.exec(
            select(Prediction).where(Prediction.field == "industry").order_by(Prediction.id)
        ).all()
        assert [row.settled for row in rows] == ["corrected", "corrected", "confirmed"]
        assert [row.industry for row in session.exec(select(Lead).order_by(Lead.id))] == [
            *("technology", "technology", "manufacturing")
        ]
    assert (
        classification.classes(rep, "industry", ListQuery(filters={"state": "waiting"})).total == 0
    )
    classification.put_class_back(rep, "industry", done.before)
    classification.put_class_back(rep, "industry", confirmed.before)
    after = classification.classes(rep, "industry", ListQuery(filters={"state": "waiting"}))
    assert [(row.public_id, row.guess) for row in after.rows] == [
        (row.public_id, row.guess) for row in before.rows
    ]


def test_a_correction_is_learnt_at_once_for_the_same_company(workspace):
    rep = workspace["rep"]
    mail = read_point("email", "li@yuanwang.example")
    first = make(rep, "远望精密机械", points=[mail])
    classification.set_class(rep, "industry", [first], "energy")
    other = leads.create_lead(
        rep,
        LeadForm(
            name="张伟", company="远望研究", points=[read_point("email", "z@yuanwang.example")]
        ),
    )
    told = {one.field: one for one in leads.lead_page(rep, other).predicted}
    assert (told["industry"].value.key, told["industry"].basis) == ("energy", "same_company")
    assert told["industry"].confidence == 95


def test_corrections_become_a_model_that_predicts_what_waits_anew(workspace, db):
    rep = workspace["rep"]
    with Session(db) as session:
        for row in made_up(150):
            lead = Lead(
                name=row.facts.company,
                company=row.facts.company,
                company_key=row.facts.company,
                industry=row.value,
                owner_id=rep.user_id,
                team_id=rep.team_id,
            )
            session.add(lead)
        session.commit()
    waiting = make(rep, "苏州木禾")
    assert "industry" not in {one.field for one in leads.lead_page(rep, waiting).predicted}
    assert train(WORKER, "job", lambda: False)["industry"] == "used"
    told = leads.lead_page(rep, make(rep, "杭州木禾")).predicted[0]
    assert (told.field, told.value.key, told.basis) == ("industry", "education", "learnt")
    with Session(db) as session:
        assert (
            session.exec(select(LearntModel).where(LearntModel.kind == "industry")).one().number
            == 1
        )


def test_a_field_filled_by_hand_settles_what_was_predicted(workspace, db):
    public_id = make(workspace["rep"])
    leads.change_lead(workspace["rep"], public_id, LeadForm(industry="energy"))
    page = leads.lead_page(workspace["rep"], public_id)
    assert "industry" not in {one.field for one in page.predicted}
    with Session(db) as session:
        row = session.exec(select(Prediction).where(Prediction.field == "industry")).one()
    assert (row.value, row.settled) == ("manufacturing", "corrected")


def test_what_is_not_ones_own_is_left_and_counted(workspace):
    mine, theirs = make(workspace["rep"]), make(workspace["rep_west"], "北岸精密机械")
    done = classification.set_class(workspace["rep"], "industry", [mine, theirs, "none"], "energy")
    assert (list(done.before), done.refused) == ([mine], 2)
    assert leads.lead_page(workspace["rep_west"], theirs).industry.key == ""


@pytest.mark.parametrize(
    ("field", "ids", "value", "code"),
    [
        ("colour", ["x"], "red", "classification.field_unknown"),
        ("industry", [], "energy", "classification.none_chosen"),
        ("industry", ["x"], "no such", "classification.value_unknown"),
        ("region", ["x"], "  ", "classification.region_missing"),
        ("region", ["x"], "长" * 61, "classification.region_missing"),
        ("industry", [str(n) for n in range(201)], "energy", "classification.too_many"),
    ],
)
def test_what_cannot_be_set_is_refused_and_leaves_nothing(
    workspace, footprint, field, ids, value, code
):
    before = footprint()
    with pytest.raises(Invalid, match=code):
        classification.set_class(workspace["rep"], field, ids, value)
    assert footprint() == before


def test_nothing_to_set_is_said(workspace, footprint):
    public_id = make(workspace["rep_west"])
    before = footprint()
    with pytest.raises(Conflict, match="nothing_set"):
        classification.confirm_class(workspace["rep"], "industry", [public_id])
    with pytest.raises(Forbidden):
        classification.set_class(workspace["service"], "industry", [public_id], "energy")
    assert footprint() == before
