"""The screens of custom fields: defined in the settings, sent by forms, edited where they stand."""

from crm_app.services import custom_fields, customers, deals, leads, pipelines
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.leads import LeadForm
from crm_app.services.pipelines import StageForm
from crm_app.state.captures import QuickCapture
from crm_app.state.contacts import NewContact
from crm_app.state.custom_fields import FieldScreen
from crm_app.state.custom_values import NewFields, custom_of
from crm_app.state.customer import CustomerRecord
from crm_app.state.deal import DealRecord
from crm_app.state.lead import LeadRecord
from crm_app.state.pipelines import PipelineScreen

TEAS = "生普 | Raw\n熟普 | Ripe"


def test_what_forms_send():
    sent = {
        "name": "A",
        "custom.note": " x ",
        "custom.nda": "true",
        "custom.off": "",
        "custom.teas": "",
        "custom.teas:raw": "true",
        "custom.teas:ripe": "true",
        "customer.custom.tea": "ripe",
    }
    assert custom_of(sent) == {"note": " x ", "nda": "true", "off": "", "teas": "raw,ripe"}
    assert custom_of(sent, "customer.") == {"tea": "ripe"}


def test_a_field_is_defined_filled_in_place_and_taken_back(tab, workspace):
    admin = tab("admin")
    admin.send(FieldScreen, "load")
    admin.send(FieldScreen, "start", "")
    admin.send(FieldScreen, "choose_kind", "multi")
    form = {
        "label_zh": "茶",
        "label_en": "Teas",
        "options": " ",
        "is_listed": "on",
        "sees:rep": "on",
    }
    admin.send(FieldScreen, "save", form)
    screen = admin.state(FieldScreen)
    assert (screen.problem.code, screen.asking) == ("custom_fields.options_missing", True)
    admin.send(FieldScreen, "save", form | {"options": TEAS})
    assert (screen.asking, [(r.key, r.kind, r.sees) for r in screen.rows]) == (
        (False, [("teas", "multi", ["rep"])])
    )
    rep = workspace["rep"]
    public_id = customers.create_customer(rep, CustomerForm(name="A"))
    page = tab("rep", customer_id=public_id)
    page.send(CustomerRecord, "load")
    page.send(CustomerRecord, "tick_option", "teas", "ripe", "true")
    page.send(CustomerRecord, "tick_option", "teas", "raw", "true")
    page.send(CustomerRecord, "save_field", "custom.nothing", "x")
    shown = page.state(CustomerRecord).page.custom[0]
    assert (shown.chosen, shown.shown_en) == (["raw", "ripe"], "Raw, Ripe")
    page.undo()
    page.send(CustomerRecord, "save", {"name": "B", "custom.teas": ""})
    assert customers.customer_page(rep, public_id).custom[0].value == ""
    new = tab("rep")
    new.send(NewFields, "load", "customer")
    new.send(NewFields, "load", "nothing")
    assert [one.key for one in new.state(NewFields).more["customer"]] == ["teas"]
    others = tab("service", customer_id=public_id)
    others.send(NewFields, "load", "customer")
    assert others.state(NewFields).more["customer"] == []
    admin.send(FieldScreen, "retire", screen.rows[0].public_id, "茶")
    admin.undo()
    admin.send(FieldScreen, "show", "customer")
    assert [row.is_active for row in screen.rows] == [True]


def test_a_stage_keeps_all_its_ticks_and_the_sheet_of_a_move_fills_them(tab, workspace):
    admin, rep = workspace["admin"], workspace["rep"]
    for record in ("deal", "customer"):
        named = FieldForm(record, "bid", "text", "标书", "Bid")
        custom_fields.create_field(admin, named)
    row = next(s for s in pipelines.pipeline_settings(admin)[0].stages if s.key == "proposal")
    pipelines.change_stage(admin, row.public_id, StageForm(required=[]))
    settings = tab("admin")
    settings.send(PipelineScreen, "load")
    settings.send(PipelineScreen, "start_stage", "sales", row.public_id)
    ticks = ("amount", "custom.bid", "customer.custom.bid")
    form = {"zh": row.zh, "en": row.en, "probability": str(row.probability)}
    settings.send(PipelineScreen, "save_stage", form | {f"required:{one}": "on" for one in ticks})
    assert pipelines.stage_of(admin, "sales", row.public_id).required == list(ticks)
    customer = customers.create_customer(rep, CustomerForm(name="A"))
    deal = deals.create_deal(rep, DealForm(name="D", customer=customer))
    page = tab("rep", deal_id=deal)
    page.send(DealRecord, "load")
    page.send(DealRecord, "move", deal, "proposal", "new")
    screen = page.state(DealRecord)
    if not screen.asking:  # the first stage has another key
        page.send(DealRecord, "move", deal, "proposal", screen.page.stage.key)
    assert [one.name for one in screen.needs.custom] == ["custom.bid", "customer.custom.bid"]
    page.send(DealRecord, "fill", {"amount": "5", "custom.bid": "1", "customer.custom.bid": "2"})
    assert (screen.asking, screen.page.stage.key) == (False, "proposal")
    assert customers.customer_page(rep, customer).custom[0].value == "2"


def test_what_new_records_need_is_asked_where_they_are_made(tab, workspace):
    admin, rep = workspace["admin"], workspace["rep"]
    for record in ("customer", "deal"):
        needed = FieldForm(record, "bid", "text", "标书", "Bid", is_required=True)
        custom_fields.create_field(admin, needed)
    quick = tab("rep", capture_kind="customer")
    quick.state(QuickCapture).kind = "customer"
    quick.send(QuickCapture, "save", {"name": "A", "customer.custom.bid": " "})
    assert quick.state(QuickCapture).problem.zh == "请填写「标书」"
    quick.send(QuickCapture, "save", {"name": "A", "customer.custom.bid": "1"})
    assert quick.state(QuickCapture).problem.code == ""
    for question in leads.screening_questions(admin):
        leads.remove_question(admin, question.public_id)
    lead = leads.create_lead(rep, LeadForm(name="张伟", company="茶行"))
    page = tab("rep", lead_id=lead)
    page.send(LeadRecord, "load")
    page.send(LeadRecord, "open_conversion")
    plan = page.state(LeadRecord).plan
    assert [[one.name for one in asked] for asked in (plan.customer_asks, plan.deal_asks)] == [
        ["custom.bid"],
        ["custom.bid"],
    ]
    page.send(LeadRecord, "convert", {"with_deal": True, "customer.custom.bid": "2"})
    assert page.state(LeadRecord).convert_problem.en == "Please fill in: Deal · Bid."
    page.send(LeadRecord, "choose_into", "deal", "none")
    page.send(LeadRecord, "choose_into", "weather", "none")
    assert page.state(LeadRecord).into == {"deal": "none"}
    sent = {"with_deal": True, "customer.custom.bid": "2", "deal.custom.bid": "3"}
    page.send(LeadRecord, "convert", sent)
    assert page.state(LeadRecord).page.status == "converted"
    new = tab("rep")
    new.send(NewContact, "create", {"name": "王芳", "customer_words": "新茶庄"})
    assert new.state(NewContact).lacks_company is True
    new.send(
        NewContact,
        "create",
        {"name": "王芳", "customer_words": "新茶庄", "customer.custom.bid": "4"},
    )
    assert new.state(NewContact).problem.code == ""
