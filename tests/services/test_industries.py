"""Industry templates: what one brings, what it leaves alone, and what the demo of it is."""

import pytest
from sqlmodel import Session, col, select

from crm_app.core.database import engine
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.permissions import system_actor
from crm_app.models.custom_fields import CustomField
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal, Pipeline, Stage, StageTask
from crm_app.services import custom_fields, customers, deals, industries
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.industries.catalogue import TEMPLATES

WANTED = {"retail", "catering", "hotel", "bank", "ecommerce", "education", "real_estate"}
WANTED |= {"mother_baby", "logistics", "cars", "b2b"}


def all_of(model):
    with Session(engine()) as session:
        return session.exec(select(model)).all()


def test_every_template_can_be_applied_beside_all_others(workspace):
    admin = workspace["admin"]
    assert {one.key for one in industries.templates(admin)} == WANTED
    for one in TEMPLATES:
        told = industries.preview(admin, one.key, True)
        brought = industries.apply_template(admin, one.key, True)
        assert [change for change in told.changes if change.does == "new"] == brought
        assert len(brought) == told.new > 0
        assert industries.apply_template(admin, one.key, True) == []
    assert all(one.is_applied for one in industries.templates(admin))
    fields = all_of(CustomField)
    made = {(line.record, line.key) for one in TEMPLATES for line in one.fields}
    assert {(one.record, one.key) for one in fields} == made | {("customer", "tags")}
    assert all(one.label_zh and one.label_en for one in fields)


def test_real_estate_has_needs_and_a_viewing_log(workspace):
    admin = workspace["admin"]
    industries.apply_template(admin, "real_estate", True)
    with Session(engine()) as session:
        pipeline = session.exec(
            select(Pipeline).where(col(Pipeline.name_en) == "Home buying")
        ).one()
        stages = session.exec(
            select(Stage).where(col(Stage.pipeline_id) == pipeline.id).order_by(col(Stage.rank))
        ).all()
        tasks = session.exec(select(StageTask.title_zh)).all()
        deal = session.exec(select(Deal).where(col(Deal.name) == "三室改善房")).one()
    assert pipeline.asks_viewings
    assert [one.name_zh for one in stages][:4] == ["登记需求", "带看", "议价", "签约"]
    assert "带看当天记录反馈" in tasks
    assert deal.is_demo
    page = deals.deal_page(admin, deal.public_id)
    shown = {one.key: one.shown_en for one in page.custom}
    assert (shown["rooms_wanted"], shown["budget_to"]) == ("Three", "4,800,000 CNY")
    assert shown["price_m2"] == "36,923"
    assert page.asks_viewings


def test_what_is_there_stays_and_a_refusal_leaves_nothing(workspace, footprint):
    admin, rep = workspace["admin"], workspace["rep"]
    own = FieldForm("deal", "guests", "text", "我们的人数", "Our guests")
    custom_fields.create_field(admin, own)
    told = industries.preview(admin, "catering", False)
    # A formula that would read our text is left out with it.
    assert [(one.en, one.does) for one in told.changes if one.of == "deal"] == [
        ("Guests", "other"),
        ("Budget a guest", "new"),
        ("Whole budget", "other"),
        ("Served on", "new"),
    ]
    industries.apply_template(admin, "catering", False)
    assert not any(one.key == "budget" for one in all_of(CustomField))
    before, pipelines = footprint(), len(all_of(Pipeline))
    with pytest.raises(Forbidden):
        industries.apply_template(rep, "retail", False)
    with pytest.raises(NotFound):
        industries.apply_template(admin, "none", False)
    with pytest.raises(Invalid, match=r"demo_owner"):
        industries.apply_template(system_actor("set-up"), "retail", True)
    assert (footprint(), len(all_of(Pipeline))) == (before, pipelines)
    industries.apply_template(system_actor("set-up"), "retail", False)
    kept = next(one for one in all_of(CustomField) if one.key == "guests")
    assert (kept.label_zh, kept.kind.value) == ("我们的人数", "text")
    assert all_of(Customer) == []


def test_a_template_is_taken_back_but_not_what_people_have_used(workspace, footprint):
    admin, rep = workspace["admin"], workspace["rep"]
    before = {one.public_id for one in all_of(Pipeline)}
    brought = industries.apply_template(admin, "catering", True)
    tags = {one.name: one for one in custom_fields.tags(rep, "customer")}
    assert {"常客", "宴会"} < set(tags)
    told = industries.undo_template(admin, "catering")
    assert (told.gone, told.stayed) == (len(brought), 0)
    assert custom_fields.tags(rep, "customer") == []
    assert not [one for one in all_of(CustomField) if one.is_active]
    assert {one.public_id for one in all_of(Pipeline) if one.is_active} == before
    assert all(one.deleted_at for one in all_of(Customer) if one.is_demo)
    with pytest.raises(Conflict):
        industries.undo_template(admin, "catering")
    assert [one.zh for one in industries.apply_template(admin, "catering", True)] == [
        one.zh for one in brought
    ]
    given = {"tags": "常客", "avoids": "花生"}
    customers.create_customer(rep, CustomerForm(name="老街茶楼", custom=given))
    marks = footprint()
    with pytest.raises(Forbidden):
        industries.undo_template(rep, "catering")
    with pytest.raises(NotFound):
        industries.undo_template(admin, "none")
    assert footprint() == marks
    told = industries.undo_template(admin, "catering")
    assert (told.gone + told.stayed, told.stayed) == (len(brought), 2)
    assert [one.name for one in custom_fields.tags(rep, "customer")] == ["常客"]
    assert {one.key for one in all_of(CustomField) if one.is_active} == {"avoids", "tags"}
