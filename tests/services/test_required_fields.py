"""What custom fields are required for is asked wherever a record comes to be; no capture is lost."""

import pytest

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery
from crm_app.services import cards, contacts, customers, deals, leads, pipelines, voice
from crm_app.services.cards import CardForm
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.leads import ConvertForm, LeadForm
from crm_app.services.pipelines import StageForm
from crm_app.services.voice import NoteForm
from tests.services.cards.test_capture import READING, taken
from tests.services.test_custom_fields import TEAS, define
from tests.services.voice.conftest import accept, ready  # noqa: F401 - fixtures


@pytest.fixture
def rep(workspace):
    """Customers need a tea and cups, contacts a birthday, deals a bid; the class is the manager's."""
    admin = workspace["admin"]
    need = {"is_required": True}
    define(admin, key="tea", kind="choice", options=TEAS, label_zh="茶", label_en="Tea", **need)
    define(admin, key="cups", kind="number", label_zh="杯", label_en="Cups", **need)
    define(admin, key="class", edits=["manager"], **need)
    define(admin, "contact", "date", "met", label_zh="结识", label_en="Met", **need)
    define(admin, "deal", key="bid", label_zh="标书", label_en="Bid", **need)
    return workspace["rep"]


def refused(attempt, field, zh):
    with pytest.raises(Invalid) as refusal:
        attempt()
    said = (refusal.value.code, refusal.value.field, refusal.value.params["zh"])
    assert said == ("custom_fields.missing", field, zh)


OWN = {"tea": "熟普", "cups": "3"}
MET = {"met": "2026-01-05"}


def test_a_card_waits_until_what_is_needed_is_filled(rep, footprint):
    card = taken(rep)
    cards.note_reading(rep, card, card, READING)
    confirm = lambda **more: cards.confirm_card(  # noqa: E731
        rep, card, CardForm("李梅", company="华东科技", **more)
    )
    before = footprint()
    refused(confirm, "customer.custom.tea", "客户 · 茶、杯")
    refused(lambda: confirm(customer_custom=OWN), "contact.custom.met", "联系人 · 结识")
    refused(
        lambda: confirm(customer_custom=OWN | {"cups": ""}, contact_custom=MET),
        *("customer.custom.cups", "客户 · 杯"),
    )
    assert footprint() == before
    assert [one.public_id for one in cards.cards(rep)] == [card]
    filed = confirm(customer_custom=OWN, contact_custom=MET)
    assert [one.value for one in contacts.contact_page(rep, filed.contact_id).custom] == [
        "2026-01-05"
    ]
    # Who is known already is asked for nothing.
    again = taken(rep)
    cards.note_reading(rep, again, again, READING)
    known = CardForm("", contact_id=filed.contact_id, customer_id=filed.customer_id)
    assert cards.confirm_card(rep, again, known) == filed


def test_a_voice_note_waits_until_what_is_needed_is_filled(rep, ready, footprint):  # noqa: F811
    note = ready(rep)
    said = {"new_customer": "鼎远仪表", "new_contact": "陆闻笛"}
    before = footprint()
    refused(
        lambda: voice.confirm_note(rep, note, NoteForm("谈过", **said)),
        *("customer.custom.tea", "客户 · 茶、杯"),
    )
    refused(
        lambda: voice.confirm_note(rep, note, NoteForm("谈过", **said, customer_custom=OWN)),
        *("contact.custom.met", "联系人 · 结识"),
    )
    assert footprint() == before
    assert voice.voice_page(rep, note).status == "ready"
    whole = NoteForm("谈过", **said, customer_custom=OWN, contact_custom=MET)
    made = voice.confirm_note(rep, note, whole)
    values = {one.key: one.value for one in customers.customer_page(rep, made.customer_id).custom}
    assert values == {"tea": "ripe_pu_er", "cups": "3", "class": ""}


def test_a_conversion_says_what_is_missing_and_takes_it_along(rep, workspace, footprint):
    admin = workspace["admin"]
    define(admin, "lead", "choice", "tea", options=TEAS, label_zh="茶")
    for question in leads.screening_questions(admin):
        leads.remove_question(admin, question.public_id)
    first = pipelines.pipeline_settings(admin)[0].stages[0]
    define(admin, "deal", key="why", label_zh="为何")
    pipelines.change_stage(admin, first.public_id, StageForm(required=["custom.why"]))
    lead = leads.create_lead(rep, LeadForm(name="张伟", company="茶行", custom={"tea": "熟普"}))
    plan = leads.conversion_plan(rep, lead)
    asks = [[one.key for one in asked] for asked in
            (plan.customer_asks, plan.contact_asks, plan.deal_asks)]  # fmt: skip
    assert asks == [["cups"], ["met"], ["bid", "why"]]  # the tea comes with the lead
    given = {
        "customer_custom": {"cups": "3"},
        "contact_custom": MET,
        "deal_custom": {"bid": "ZB-1", "why": "新店"},
    }
    before = footprint()
    for gone, field, zh in (
        ("customer_custom", "customer.custom.cups", "客户 · 杯"),
        ("contact_custom", "contact.custom.met", "联系人 · 结识"),
        ("deal_custom", "deal.custom.bid", "商机 · 标书"),
    ):
        less = {name: value for name, value in given.items() if name != gone}
        refused(lambda less=less: leads.convert_lead(rep, lead, ConvertForm(**less)), field, zh)
    assert footprint() == before
    made = leads.convert_lead(rep, lead, ConvertForm(**given))
    values = {one.key: one.value for one in customers.customer_page(rep, made.customer).custom}
    assert (values["tea"], values["cups"]) == ("ripe_pu_er", "3")
    assert [one.value for one in deals.deal_page(rep, made.deal).custom] == ["ZB-1", "新店"]
    leads.undo_conversion(rep, lead)
    known = customers.create_customer(rep, CustomerForm(name="别家", custom=OWN))
    leads.convert_lead(rep, lead, ConvertForm(customer=known, contact_custom=MET, with_deal=False))


def test_a_company_that_is_typed_with_a_contact_is_asked_too(rep, footprint):
    def enter(**more):
        place = PositionForm(company="新茶庄", **more)
        return contacts.create_contact(rep, ContactForm(name="王芳", positions=[place], custom=MET))

    before = footprint()
    refused(enter, "customer.custom.tea", "客户 · 茶、杯")
    refused(
        lambda: contacts.enter_customer(
            rep, CustomerForm(name="甲", custom=OWN), ContactForm(name="乙")
        ),
        *("contact.custom.met", "联系人 · 结识"),
    )
    assert footprint() == before
    enter(custom=OWN)
    assert customers.customers(rep, ListQuery()).total == 1
