"""A template put to work: what is there already stays as it is."""

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal, Stage
from crm_app.services import contacts, custom_fields, customers, deals, pipelines
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.industries.catalogue import Template
from crm_app.services.industries.lines import Demo
from crm_app.services.industries.queries import changes, demo_names, find, pipeline_of
from crm_app.services.industries.rows import Change
from crm_app.services.industries.undoing import remember
from crm_app.services.pipelines import PipelineForm, StageForm


@command(Permission.SETTINGS)
def apply_template(work: Work, key: str, demo: bool) -> list[Change]:
    """All that is new of a template, in one step; returns what it brought. Its demo records belong to
    whoever applies it, and go with the demo.
    """
    template = find(key)
    if demo and work.actor.user_id is None:
        raise Invalid("industries.demo_owner")
    brought = [one for one in changes(work, template, demo=demo) if one.does == "new"]
    _fields(work, template, {(one.of, one.key) for one in brought if one.key})
    names = {one.zh: one.en for one in brought if one.kind == "tag"}
    custom_fields.grow(work, "customer", list(names), english=names)
    _pipeline(work, template)
    if demo:
        _records(work, template)
    if brought:
        remember(work, template, brought)
        work.record(f"template:{key}", brought=len(brought), demo=demo)
        work.touch("template")
    return brought


def _fields(work: Work, template: Template, new: set[tuple[str, str]]) -> None:
    for line in template.fields:
        if (line.record, line.key) not in new:
            continue
        there = work.session.exec(
            select(CustomField.public_id).where(
                col(CustomField.record) == line.record, col(CustomField.key) == line.key
            )
        ).first()
        if there is None:
            custom_fields.create_field.within(work, line.form())
        else:
            custom_fields.restore_field.within(work, there)


def _pipeline(work: Work, template: Template) -> None:
    there = pipeline_of(work, template)
    if there is not None:
        if not there.is_active:
            pipelines.revive_pipeline.within(work, there.public_id)
        return
    zh, en = template.pipeline
    form = PipelineForm(zh=zh, en=en, asks_viewings=template.asks_viewings)
    public_id = pipelines.create_pipeline.within(work, form)
    first = _first_stage(work, template)
    for place, one in enumerate(template.stages, 1):
        tasks = [(one.task_zh, one.task_en, one.days)] if one.task_zh else []
        stage = StageForm(one.zh, one.en, one.probability, tasks=tasks)
        if place == 1:
            pipelines.change_stage.within(work, first.public_id, stage)
        else:
            pipelines.create_stage.within(work, public_id, stage, place)


def _first_stage(work: Work, template: Template) -> Stage:
    pipeline = pipeline_of(work, template)
    assert pipeline is not None
    found = select(Stage).where(col(Stage.pipeline_id) == pipeline.id).order_by(col(Stage.rank))
    return work.session.exec(found).first()  # pyright: ignore[reportReturnType]


def _records(work: Work, template: Template) -> None:
    known = demo_names(work, template)
    stage = _first_stage(work, template)
    for one in template.demo:
        if one.company not in known:
            _record(work, one, stage)


def _record(work: Work, one: Demo, stage: Stage) -> None:
    mine = {record: _values(work, record, one) for record in ("customer", "contact", "deal")}
    customer = customers.create_customer.within(
        work, CustomerForm(name=one.company, custom=mine["customer"])
    )
    person = ContactForm(
        name=one.person,
        positions=[PositionForm(customer_id=customer)],
        custom=mine["contact"],
    )
    contact = contacts.create_contact.within(work, person)
    deal = deals.create_deal.within(
        work,
        DealForm(
            name=one.deal,
            customer=customer,
            contact=contact,
            amount=one.amount,
            stage=stage.public_id,
            custom=mine["deal"],
        ),
    )
    for model, public_id in ((Customer, customer), (Contact, contact), (Deal, deal)):
        work.find(model, public_id).is_demo = True


def _values(work: Work, record: str, one: Demo) -> dict[str, str]:
    """What of a demo record's values there are fields for, of the kinds that take them."""
    fields = select(CustomField.key).where(
        col(CustomField.record) == record,
        col(CustomField.is_active),
        col(CustomField.kind).notin_((FieldKind.FORMULA, FieldKind.FILE)),
    )
    known = set(work.session.exec(fields))
    return {key: value for key, value in one.values.items() if key in known}
