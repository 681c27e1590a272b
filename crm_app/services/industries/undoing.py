"""A template taken back: what it brought goes, what people have used since stays and is counted."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.custom_fields import CustomField
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.deals import Deal, Pipeline, Stage, StageKind
from crm_app.models.ledger import Setting
from crm_app.services import contacts, custom_fields, customers, deals, pipelines
from crm_app.services.industries.catalogue import Template
from crm_app.services.industries.queries import find, kept_of, key_of, pipeline_of
from crm_app.services.industries.rows import Change, TakenBack


def remember(work: Work, template: Template, brought: Iterable[Change]) -> None:
    """Inside a command: what came with a template, whatever came with it before too."""
    new = [[one.kind, one.of, one.key, one.zh] for one in brought]
    row = work.session.get(Setting, key_of(template.key)) or Setting(key=key_of(template.key))
    row.value = {"brought": [*kept_of(work, template.key), *new]}
    work.session.add(row)


@command(Permission.SETTINGS)
def undo_template(work: Work, key: str) -> TakenBack:
    """All that it brought goes: fields and its pipeline out of use, unused tags, its demo records into
    the recycle bin. What holds work of people stays.
    """
    template = find(key)
    brought = kept_of(work, key)
    if not brought:
        raise Conflict("industries.nothing_to_undo")
    gone = _records(work, [zh for kind, _, _, zh in brought if kind == "record"])
    stayed = 0
    for kind, of, name, zh in reversed(brought):
        if kind in ("field", "formula"):
            done = _field(work, of, name)
        elif kind == "tag":
            done = custom_fields.drop_tag(work, of, zh)
        elif kind == "pipeline":
            done = _pipeline(work, template)
            stages = sum(one[0] == "stage" for one in brought)  # they go and stay with it
            gone, stayed = gone + stages * done, stayed + stages * (not done)
        else:
            continue
        gone, stayed = gone + done, stayed + (not done)
    row = work.session.get(Setting, key_of(key))
    if row is not None:
        work.session.delete(row)
    work.record(f"template:{key}", undone=gone, kept=stayed)
    work.touch("template")
    return TakenBack(gone, stayed)


def _field(work: Work, record: str, key: str) -> bool:
    found = select(CustomField).where(
        col(CustomField.record) == record, col(CustomField.key) == key, col(CustomField.is_active)
    )
    field = work.session.exec(found).one_or_none()
    if field is None:
        return True
    if not field.formula and custom_fields.is_used(work, field.public_id):
        return False
    retire = custom_fields.retire_field
    return work.attempt(lambda: retire.within(work, field.public_id))[1] is None


def _pipeline(work: Work, template: Template) -> bool:
    """Out of use, unless deals of people are in it."""
    pipeline = pipeline_of(work, template)
    if pipeline is None or not pipeline.is_active:
        return True
    stages = select(Stage.id).where(col(Stage.pipeline_id) == pipeline.id)
    living = (
        select(func.count())
        .select_from(Deal)
        .where(col(Deal.stage_id).in_(stages), col(Deal.deleted_at).is_(None))
    )
    elsewhere = (
        select(Stage.public_id)
        .join(Pipeline, col(Stage.pipeline_id) == Pipeline.id)
        .where(
            col(Pipeline.is_active),
            col(Pipeline.id) != pipeline.id,
            col(Stage.is_active),
            col(Stage.kind) == StageKind.OPEN,
        )
    )
    to = work.session.exec(elsewhere.order_by(col(Pipeline.rank), col(Stage.rank))).first()
    if work.session.exec(living).one() or to is None:
        return False
    pipelines.retire_pipeline.within(work, pipeline.public_id, to)
    return True


def _records(work: Work, names: list[str]) -> int:
    """The demo's customers, people and deals into the recycle bin; returns how many customers."""
    found = select(Customer).where(
        col(Customer.name).in_(names), col(Customer.is_demo), col(Customer.deleted_at).is_(None)
    )
    gone = 0
    for customer in work.session.exec(found).all():
        owned: Any = select(Deal).where(col(Deal.customer_id) == customer.id, col(Deal.is_demo))
        for deal in work.session.exec(owned.where(col(Deal.deleted_at).is_(None))).all():
            deals.delete_deal.within(work, deal.public_id)
        people = select(Position.contact_id).where(col(Position.customer_id) == customer.id)
        for contact in work.session.exec(
            select(Contact).where(
                col(Contact.id).in_(people), col(Contact.is_demo), col(Contact.deleted_at).is_(None)
            )
        ).all():
            contacts.delete_contact.within(work, contact.public_id)
        customers.delete_customer.within(work, customer.public_id)
        gone += 1
    return gone
