"""Web forms: made by an administrator; what visitors send becomes a lead, with what they agreed to."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.ids import new_id
from crm_app.models.leads import Lead
from crm_app.services import accounts, assignment, customers, leads, validation_rules, web_forms
from crm_app.services.assignment import RuleForm
from crm_app.services.customers import CustomerForm
from crm_app.services.leads import LeadForm
from crm_app.services.points import read_point
from crm_app.services.validation_rules import Condition, Group
from crm_app.services.web_forms import Sent, WebFormEntry
from crm_app.services.web_forms.rules import read_origin

VISITOR = system_actor("web form")
SITE = "https://www.example.com"
FIELDS = {"name": "required", "mobile": "required", "company": "optional", "industry": "optional"}
ENTRY = WebFormEntry(
    name="官网",
    title_zh="联系我们",
    title_en="Contact us",
    consent_zh="同意就本次咨询与我联系",
    consent_en="You may contact me",
    consent_version="2026-01",
    fields=FIELDS,
    campaign="秋季",
    origins=f"{SITE}\nhttp://localhost:8000",
)
TEXTS = {"name": "李梅", "mobile": "13800138001", "company": "海风", "industry": "retail"}


@pytest.fixture
def form(workspace):
    return web_forms.save_web_form(workspace["admin"], ENTRY)


def send(form, *, is_own=True, **more):
    sent = Sent(new_id(), TEXTS, consents=True, origin=SITE)
    web_forms.send_form(VISITOR, form, replace(sent, **more), is_own=is_own)


def stored(db):
    with Session(db) as session:
        return list(session.exec(select(Lead).order_by(Lead.id)))


def test_what_is_sent_is_a_lead_with_its_consent(workspace, form, db):
    send(form, language="en")
    (lead,) = stored(db)
    page = leads.lead_page(workspace["director"], lead.public_id)
    assert (page.name, page.company, page.industry.key) == ("李梅", "海风", "retail")
    assert (page.source.key, page.campaign, page.web_form) == ("website", "秋季", "官网")
    assert page.points[0].value == "+8613800138001"
    consent = page.consent
    assert (consent.text, consent.version, consent.origin) == (
        "You may contact me",
        "2026-01",
        SITE,
    )
    assert consent.at is not None
    assert page.owner == ""
    (row,) = web_forms.web_forms(workspace["admin"])
    assert (row.count, row.last_at) == (1, lead.created_at)


def test_it_goes_by_the_rules_within_the_same_step(workspace, form, db):
    rule = RuleForm(name="官网", sources=("website",))
    assignment.save_rule(workspace["admin"], rule)
    send(form)
    assert stored(db)[0].owner_id == workspace["rep"].user_id


def test_whom_we_know_goes_to_who_holds_him(workspace, form, db):
    assignment.save_rule(workspace["admin"], RuleForm(name="轮流"))
    mobile = read_point("mobile", TEXTS["mobile"])
    west = workspace["rep_west"]
    customers.create_customer(west, CustomerForm(name="海风贸易", points=[mobile]))
    send(form)
    (lead,) = stored(db)
    assert lead.owner_id == west.user_id
    page = leads.lead_page(west, lead.public_id)
    assert page.assigned.zh == "对方已是客户“海风贸易”（电话相同），分给其负责人"
    rep_west = accounts.user_of_email(workspace["admin"], "rep_west@example.com")
    accounts.set_active(workspace["admin"], rep_west.public_id, active=False)
    send(form, texts=TEXTS | {"name": "B"})
    assert stored(db)[1].owner_id == workspace["rep"].user_id  # he has left: by the rules


def test_the_same_page_sent_twice_is_one_lead(form, db):
    entry = new_id()
    send(form, public_id=entry)
    send(form, public_id=entry)
    assert [lead.public_id for lead in stored(db)] == [entry]
    send(form, public_id="no id", texts=TEXTS | {"name": "B"})
    assert len(stored(db)) == 2


def test_an_id_of_somebody_elses_lead_changes_nothing(workspace, form, db):
    theirs = leads.create_lead(workspace["rep"], LeadForm(name="Theirs"))
    send(form, public_id=theirs)
    assert [(lead.public_id, lead.name) for lead in stored(db)] == [(theirs, "Theirs")]


def test_a_filled_trap_keeps_nothing_and_says_nothing(form, footprint, security_log, db):
    before = footprint()
    send(form, trap="https://spam.example")
    assert (stored(db), footprint(), security_log()) == ([], before, ["web_forms.trapped"])


@pytest.mark.parametrize(
    "origin", ["", "null", "https://evil.example", "https://www.example.com.evil.example"]
)
def test_a_foreign_site_is_refused(form, footprint, db, origin):
    before = footprint()
    with pytest.raises(Forbidden) as refused:
        send(form, is_own=False, origin=origin)
    assert (refused.value.code, stored(db), footprint()) == ("web_forms.foreign_origin", [], before)
    send(form, is_own=False, origin=SITE)
    assert len(stored(db)) == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"texts": {}}, "name"),
        ({"texts": {"name": "李梅"}}, "mobile"),
        ({"texts": TEXTS | {"mobile": "x"}}, "mobile"),
        ({"texts": TEXTS | {"name": "x" * 121}}, "name"),
        ({"texts": TEXTS | {"company": "x" * 201}}, "company"),
        ({"consents": False}, "consents"),
    ],
)
def test_what_is_missing_is_named_and_nothing_kept(form, footprint, db, more, field):
    before = footprint()
    with pytest.raises(Invalid) as refused:
        send(form, **more)
    assert (refused.value.field, stored(db), footprint()) == (field, [], before)


def test_what_was_not_asked_is_not_taken(form, db):
    send(form, texts=TEXTS | {"note": "x", "region": "y", "industry": "no-such"})
    (lead,) = stored(db)
    assert (lead.note, lead.region, lead.industry) == ("", "", "")


def test_a_form_that_is_off_leads_nowhere(workspace, form, db):
    web_forms.switch_web_form(workspace["admin"], form, is_active=False)
    for attempt in (lambda: send(form), lambda: web_forms.open_form(VISITOR, form)):
        with pytest.raises(NotFound):
            attempt()
    web_forms.switch_web_form(workspace["admin"], form, is_active=True)
    send(form)
    assert len(stored(db)) == 1


def test_another_consent_needs_another_version(workspace, form, footprint):
    before = footprint()
    with pytest.raises(Invalid) as refused:
        web_forms.save_web_form(workspace["admin"], replace(ENTRY, consent_zh="别的"), form, 1)
    assert (refused.value.code, footprint()) == ("web_forms.version_same", before)
    changed = replace(ENTRY, consent_zh="别的", consent_version="2026-02")
    web_forms.save_web_form(workspace["admin"], changed, form, 1)
    with pytest.raises(Stale):
        web_forms.save_web_form(workspace["admin"], changed, form, 1)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"),
        ({"language": "fr"}, "language"),
        ({"title_zh": "", "title_en": ""}, "title_zh"),
        ({"intro_en": "x" * 501}, "intro_en"),
        ({"consent_version": ""}, "consent_version"),
        ({"source": "no-such"}, "source"),
        ({"product": "no-such"}, "product"),
        ({"fields": {"name": "required"}}, "fields"),
        ({"fields": {"mobile": "required"}}, "fields"),
        ({"fields": {"name": "required", "mobile": "maybe"}}, "fields"),
        ({"fields": FIELDS | {"password": "required"}}, "fields"),
        ({"origins": "\n".join(f"https://s{n}.example" for n in range(31))}, "origins"),
    ],
)
def test_a_form_that_cannot_be(workspace, footprint, more, field):
    before = footprint()
    with pytest.raises(Invalid) as refused:
        web_forms.save_web_form(workspace["admin"], replace(ENTRY, **more))
    assert (refused.value.field, footprint()) == (field, before)


@pytest.mark.parametrize("who", ["rep", "manager", "director", "marketing"])
def test_forms_are_an_administrators(workspace, form, footprint, who):
    before = footprint()
    for attempt in (
        lambda: web_forms.save_web_form(workspace[who], ENTRY),
        lambda: web_forms.switch_web_form(workspace[who], form, is_active=False),
        lambda: web_forms.web_forms(workspace[who]),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before


def test_one_language_stands_for_both(workspace, form):
    only = replace(ENTRY, name="B", title_zh="", intro_zh="说明")
    made = web_forms.open_form(VISITOR, web_forms.save_web_form(workspace["admin"], only))
    assert made.title == {"zh": "Contact us", "en": "Contact us"}
    assert made.intro == {"zh": "说明", "en": "说明"}
    assert [asked.name for asked in made.fields] == ["name", "company", "mobile", "industry"]
    assert made.fields[3].options[0].zh == "制造业"


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.Example.com", SITE),
        ("https://www.example.com/", SITE),
        ("https://www.example.com:443", SITE),
        ("https://www.example.com:8443", "https://www.example.com:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_origins_as_browsers_say_them(typed, origin):
    assert read_origin(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        *("*", "https://*", "https://*.example.com", "www.example.com", "http://www.example.com"),
        *("https://www.example.com/page", "https://a@b", "https://a;b", "https://", "null"),
        *("javascript:alert(1)", "https://www.example.com:99999", "https://a'b", "'self'"),
    ],
)
def test_what_is_no_origin(typed):
    with pytest.raises(Invalid):
        read_origin(typed)


def test_visitors_leads_are_found_like_others(workspace, form):
    send(form)
    assert [row.name for row in leads.leads(workspace["director"], ListQuery("海风")).rows] == [
        "李梅"
    ]


def test_a_visitor_is_taken_in_whatever_rules_ask_and_is_asked_for_later(workspace, form, db):
    admin = workspace["admin"]
    asked = Group([Condition("region", "is", "nowhere")])
    texts = {"name_zh": "地区", "message_zh": "请核对地区", "message_en": "Check the region."}
    made = validation_rules.RuleForm(record="lead", asked=asked, **texts)
    validation_rules.create_rule(admin, made)
    send(form)
    (lead,) = stored(db)
    (told,) = validation_rules.unmet(admin, "lead", lead.public_id)
    assert (told.field, told.zh) == ("region", "请核对地区")
