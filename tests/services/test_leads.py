"""Leads: entered, found, changed, given up and brought back, each within one's rights."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from crm_app.core import audit
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.leads import Lead
from crm_app.models.ledger import AuditEntry, SearchDoc
from crm_app.models.ownership import RecordEvent
from crm_app.services import activities, leads, search, tasks
from crm_app.services.activities import ActivityForm
from crm_app.services.leads import Consent, LeadForm
from crm_app.services.points import read_point
from crm_app.services.tasks import TaskForm

MOBILE = read_point("mobile", "138 0013 8001")
MAIL = read_point("email", "Li@Haifeng.example")


def make(actor, name="李梅", company="海风贸易有限公司", **more):
    return leads.create_lead(actor, LeadForm(name=name, company=company, **more))


def names(actor, words="", **filters):
    return [row.name for row in leads.leads(actor, ListQuery(words, filters)).rows]


def test_a_lead_is_found_by_what_one_types(workspace):
    make(workspace["rep"], points=[MOBILE, MAIL], region="厦门", note="想要两百台")
    for words in ("李梅", "海风", "13800138001", "haifeng", "limei", "厦门", "两百台"):
        assert names(workspace["rep"], words) == ["李梅"], words
    assert names(workspace["rep"], "华东") == []
    assert [hit.kind for hit in search.find(workspace["rep"], "海风贸易")] == ["lead"]


def test_the_page_shows_what_was_entered(workspace):
    consent = Consent("同意被联系", "2026-01", None, "https://example.com")
    form = {"industry": "retail", "source": "website", "campaign": "秋季展会", "consent": consent}
    public_id = make(workspace["rep"], "王总", points=[MOBILE], size="21-100", **form)
    page = leads.lead_page(workspace["rep"], public_id)
    assert (page.name, page.honorific, page.status, page.owner) == ("王", "总", "new", "rep")
    assert (page.industry.zh, page.source.en, page.size.key) == ("零售", "Website", "21-100")
    assert (page.consent, page.campaign) == (consent, "秋季展会")
    assert [point.value for point in page.points] == ["+8613800138001"]
    assert (page.missing, len(page.questions)) == (4, 5)


def test_without_a_person_a_lead_is_called_by_its_company(workspace):
    public_id = make(workspace["rep"], None)
    assert leads.lead_page(workspace["rep"], public_id).name == "海风贸易有限公司"
    leads.change_lead(workspace["rep"], public_id, LeadForm(company="海风国际"))
    assert leads.lead_page(workspace["rep"], public_id).name == "海风国际"
    leads.change_lead(workspace["rep"], public_id, LeadForm(name="李梅"))
    page = leads.lead_page(workspace["rep"], public_id)
    assert (page.name, page.company) == ("李梅", "海风国际")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (LeadForm(), "name"),
        (LeadForm(name=" ", company=" "), "name"),
        (LeadForm(name="x" * 121), "name"),
        (LeadForm(name="李", region="x" * 61), "region"),
        (LeadForm(name="李", status="converted"), "status"),
        (LeadForm(name="李", product="none"), "product"),
        (LeadForm(name="李", owner="nobody-knows"), "owner"),
    ],
)
def test_what_cannot_be_leaves_nothing(workspace, footprint, form, field):
    before = footprint()
    with pytest.raises(Invalid) as refused:
        leads.create_lead(workspace["rep"], form)
    assert (refused.value.field, footprint()) == (field, before)


@pytest.mark.parametrize("who", ["service", "finance"])
def test_who_may_not_write(workspace, footprint, security_log, who):
    before = footprint()
    with pytest.raises(Forbidden):
        make(workspace[who])
    assert (footprint(), security_log()) == (before, ["permission.denied"])


def test_finance_sees_no_lead_and_service_reads(workspace):
    public_id = make(workspace["rep"])
    assert leads.lead_page(workspace["service"], public_id).name == "李梅"
    with pytest.raises(Forbidden):
        leads.lead_page(workspace["finance"], public_id)


@pytest.mark.parametrize("who", ["rep_west", "manager_west"])
def test_another_team_neither_sees_nor_touches(workspace, footprint, security_log, who):
    public_id = make(workspace["rep"])
    before, actor = footprint(), workspace[who]
    for attempt in (
        lambda: leads.lead_page(actor, public_id),
        lambda: leads.change_lead(actor, public_id, LeadForm(region="X")),
        lambda: leads.delete_lead(actor, public_id),
        lambda: leads.discard_lead(actor, public_id, "other"),
        lambda: leads.answer_questions(actor, public_id, {}),
        lambda: leads.undo_conversion(actor, public_id),
        lambda: leads.conversion_plan(actor, public_id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert names(actor) == []
    assert (footprint(), security_log()) == (before, ["lead.not_found"] * 7)


def test_the_same_creation_twice_makes_one(workspace):
    own = "01a208cd-5965-7497-9c45-952bfa12c66f"
    form = LeadForm(name="李梅", points=[MOBILE])
    assert leads.create_lead(workspace["rep"], form, own) == own
    assert leads.create_lead(workspace["rep"], form, own) == own
    assert names(workspace["rep"]) == ["李梅"]


def test_a_stale_change_is_refused(workspace, footprint):
    public_id = make(workspace["rep"])
    leads.change_lead(workspace["rep"], public_id, LeadForm(region="厦门"), 1)
    before = footprint()
    with pytest.raises(Stale):
        leads.change_lead(workspace["rep"], public_id, LeadForm(region="福州"), 1)
    assert footprint() == before
    assert leads.lead_page(workspace["rep"], public_id).region == "厦门"


def test_deleted_and_restored(workspace):
    public_id = make(workspace["rep"])
    leads.delete_lead(workspace["rep"], public_id)
    assert names(workspace["rep"], "海风") == []
    leads.restore_lead(workspace["rep"], public_id)
    assert names(workspace["rep"], "海风") == ["李梅"]


def test_a_restored_lead_is_not_taken_from_who_holds_it_by_now(workspace, footprint):
    public_id = make(workspace["rep"])
    leads.delete_lead(workspace["rep"], public_id)
    taken = make(workspace["rep_west"])
    before = footprint()
    for who in ("rep", "manager"):
        with pytest.raises(Conflict, match="held"):
            leads.restore_lead(workspace[who], public_id)
    assert footprint() == before
    leads.discard_lead(workspace["rep_west"], taken, "no_need")
    make(workspace["rep"])  # his own other one is no colleague's, whoever brings it back
    leads.restore_lead(workspace["manager"], public_id)
    assert names(workspace["rep"], "海风") == ["李梅", "李梅"]


def test_given_up_with_a_reason_and_reopened(workspace, footprint):
    rep, public_id = workspace["rep"], make(workspace["rep"])
    leads.change_lead(rep, public_id, LeadForm(status="contacted"))
    before = footprint()
    with pytest.raises(Invalid, match="reason_missing"):
        leads.discard_lead(rep, public_id, "no such reason")
    with pytest.raises(Conflict, match="not_discarded"):
        leads.reopen_lead(rep, public_id)
    assert footprint() == before
    assert leads.discard_lead(rep, public_id, "no_budget") == "contacted"
    page = leads.lead_page(rep, public_id)
    assert (page.status, page.discard_reason.zh, page.is_open) == ("discarded", "没有预算", False)
    before = footprint()
    for attempt in (
        lambda: leads.change_lead(rep, public_id, LeadForm(region="X")),
        lambda: leads.discard_lead(rep, public_id, "other"),
        lambda: leads.answer_questions(rep, public_id, {}),
        lambda: leads.convert_lead(rep, public_id, leads.ConvertForm()),
    ):
        with pytest.raises(Conflict, match="discarded_already"):
            attempt()
    assert footprint() == before
    leads.reopen_lead(rep, public_id, "contacted")
    assert leads.lead_page(rep, public_id).status == "contacted"


def test_filters_and_orders(workspace):
    rep = workspace["rep"]
    make(rep, "李梅", source="website", region="厦门", industry="retail")
    make(rep, "安娜", "北风", source="call", status="contacted")
    leads.discard_lead(rep, make(rep, "周周", "南风"), "other")
    assert names(rep, status="new") == ["李梅"]
    assert sorted(names(rep, status="open")) == ["安娜", "李梅"]
    assert names(rep, source="call") == ["安娜"]
    assert names(rep, region="厦门", industry="retail") == ["李梅"]
    assert sorted(names(rep, owner="me")) == ["周周", "安娜", "李梅"]
    assert names(rep, owner="nobody") == []
    ordered = leads.leads(rep, ListQuery(sort="name")).rows
    assert [row.name for row in ordered] == ["安娜", "李梅", "周周"]
    for asked in (ListQuery(filters={"status": "x"}), ListQuery(filters={"colour": "red"})):
        with pytest.raises(Invalid):
            leads.leads(rep, asked)


def test_a_lead_of_the_pool_is_nobodys(workspace, db):
    public_id = leads.create_lead(system_actor("web form"), LeadForm(name="无主", points=[MOBILE]))
    with Session(db) as session:
        lead = session.exec(select(Lead)).one()
        doc = session.exec(select(SearchDoc)).one()
        assert (lead.owner_id, lead.team_id, doc.owner_id, doc.team_id) == (None, None, 0, 0)
        assert list(audit.broken_entries(session)) == []
    for who in ("rep", "manager"):
        assert names(workspace[who]) == names(workspace[who], "无主") == []
        with pytest.raises(NotFound):
            leads.lead_page(workspace[who], public_id)
    director = workspace["director"]
    assert names(director, "无主", owner="nobody") == ["无主"]
    assert leads.lead_page(director, public_id).owner == ""
    taken = leads.export_leads(director, ListQuery())
    assert [row[taken.fields().index("owner")] for row in taken.rows] == [""]
    # What is written about it is its author's, until somebody owns the lead.
    call = ActivityForm(kind="call", text="打过一次")
    activities.record_activity(director, call, [("lead", public_id)])
    assert leads.lead_page(director, public_id).last_touch_at is not None
    with pytest.raises(Conflict, match="unowned"):
        leads.convert_lead(director, public_id, leads.ConvertForm())


def test_a_manager_gives_a_lead_to_his_rep_and_what_belongs_to_it_goes_along(workspace, db):
    manager, rep = workspace["manager"], workspace["rep"]
    public_id = make(manager)
    activities.record_activity(manager, ActivityForm(text="电话里谈过"), [("lead", public_id)])
    step = tasks.create_task(manager, TaskForm(title="送样品", lead=public_id))
    leads.change_lead(manager, public_id, LeadForm(owner=_public(db, rep)))
    assert names(rep) == ["李梅"]
    entries = activities.timeline(rep, "lead", public_id).entries
    assert [entry.kind for entry in entries] == ["transferred", "note"]
    assert entries[0].zh == "rep"
    assert [row.public_id for row in tasks.tasks_of(rep, "lead", public_id)] == [step]
    assert leads.lead_page(rep, public_id).next_step.title == "送样品"


@pytest.mark.parametrize(
    ("by", "to", "code"),
    [("manager", "rep_west", "owner_unknown"), ("director", "finance", "owner_cannot")],
)
def test_nobody_is_given_what_he_cannot_have(workspace, footprint, db, by, to, code):
    public_id = make(workspace[by])
    before = footprint()
    with pytest.raises(Invalid, match=code):
        leads.change_lead(workspace[by], public_id, LeadForm(owner=_public(db, workspace[to])))
    assert footprint() == before


def _public(db, actor):
    from crm_app.models.users import User

    with Session(db) as session:
        return session.get_one(User, actor.user_id).public_id


def test_the_home_page_counts_new_ones_of_mine(workspace):
    for number in range(4):
        make(workspace["rep"], f"新{number}", f"公司{number}")
    make(workspace["rep"], "旧", "老公司", status="contacted")
    mine = leads.new_leads(workspace["rep"])
    assert (mine.count, [row.name for row in mine.rows]) == (4, ["新3", "新2", "新1"])
    assert leads.new_leads(workspace["manager"]).count == 0


def test_a_change_is_audited_and_an_export_is_remembered(workspace, db):
    public_id = make(workspace["rep"])
    leads.change_lead(workspace["rep"], public_id, LeadForm(region="厦门"))
    leads.export_leads(workspace["rep"], ListQuery("海风"))
    with Session(db) as session:
        changed, exported = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()[-2:]
        assert changed.changes[f"lead:{public_id}"]["region"] == ["", "厦门"]
        assert exported.changes["export:leads"]["rows"] == 1
        assert session.exec(select(RecordEvent)).all() == []


YES, BUDGET, WHO, WHEN = range(4)


def ids_of(actor, public_id):
    return [question.public_id for question in leads.lead_page(actor, public_id).questions]


def test_answers_are_stored_shown_and_taken_back(workspace):
    rep, public_id = workspace["rep"], make(workspace["rep"])
    keys = ids_of(rep, public_id)
    given = {keys[YES]: "yes", keys[BUDGET]: "120,000", keys[WHO]: "集体决定"}
    before = leads.answer_questions(rep, public_id, given)
    page = leads.lead_page(rep, public_id)
    assert [question.value for question in page.questions] == ["yes", "120000", "集体决定", "", ""]
    assert [question.shown_en for question in page.questions[:3]] == ["Yes", "120000", "A group"]
    assert (page.status, page.missing) == ("screening", 1)
    leads.answer_questions(rep, public_id, before)
    assert leads.lead_page(rep, public_id).missing == 4


@pytest.mark.parametrize(("place", "value"), [(0, "maybe"), (1, "viel"), (2, "Niemand"), (1, "-3")])
def test_answers_that_do_not_fit_leave_nothing(workspace, footprint, place, value):
    rep, public_id = workspace["rep"], make(workspace["rep"])
    keys = ids_of(rep, public_id)
    before = footprint()
    with pytest.raises(Invalid) as refused:
        leads.answer_questions(rep, public_id, {keys[YES]: "yes", keys[place]: value})
    assert (refused.value.field, footprint()) == (keys[place], before)
    with pytest.raises(NotFound):
        leads.answer_questions(rep, public_id, {"x": "yes"})


QUESTION = leads.QuestionForm("有竞品吗？", "A competitor?", "choice", "有 | Yes\n没有 | No")


def test_an_administrator_edits_the_questions(workspace):
    admin = workspace["admin"]
    made = leads.save_question(admin, QUESTION)
    leads.move_question(admin, made, -1)
    listed = leads.screening_questions(workspace["rep"])
    assert [row.text_zh for row in listed][-2:] == ["有竞品吗？", "目前用什么方案？"]
    row = next(row for row in listed if row.public_id == made)
    assert (row.options, row.is_required) == ("有 | Yes\n没有 | No", True)
    leads.save_question(admin, replace(QUESTION, is_required=False), made, row.version)
    with pytest.raises(Stale):
        leads.save_question(admin, QUESTION, made, row.version)
    leads.remove_question(admin, made)
    assert len(leads.screening_questions(admin)) == 5
    leads.restore_question(admin, made)
    assert len(leads.screening_questions(admin)) == 6


@pytest.mark.parametrize(
    "form",
    [
        replace(QUESTION, text_en=" "),
        replace(QUESTION, kind="colour"),
        replace(QUESTION, options="只有一个"),
        replace(QUESTION, text_zh="x" * 201),
    ],
)
def test_a_question_that_cannot_be_leaves_nothing(workspace, footprint, form):
    before = footprint()
    with pytest.raises(Invalid):
        leads.save_question(workspace["admin"], form)
    assert footprint() == before


def test_only_an_administrator_edits_questions(workspace, footprint):
    key = leads.screening_questions(workspace["director"])[0].public_id
    before = footprint()
    for attempt in (
        lambda: leads.save_question(workspace["director"], QUESTION),
        lambda: leads.remove_question(workspace["director"], key),
        lambda: leads.restore_question(workspace["director"], key),
        lambda: leads.move_question(workspace["director"], key, 1),
    ):
        with pytest.raises(Forbidden):
            attempt()
    with pytest.raises(Conflict, match="question_active"):
        leads.restore_question(workspace["admin"], key)
    with pytest.raises(NotFound):
        leads.remove_question(workspace["admin"], "none")
    assert footprint() == before
