"""Reckoning scores anew, and putting one fault of a record right with a way back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import WRITES, Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.lib.names import read_person
from crm_app.locales.catalog import say
from crm_app.models.ledger import Job
from crm_app.models.quality import PARTS, QualitySkip
from crm_app.models.users import User
from crm_app.services import contacts, customers, duplicates, tasks
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm
from crm_app.services.locks import one_at_a_time
from crm_app.services.points import Point, points_of, read_point
from crm_app.services.quality import keeping
from crm_app.services.quality.finding import MODELS, faults_of
from crm_app.services.quality.proposals import proposal_for
from crm_app.services.quality.rows import Fixed, Proposal
from crm_app.services.tasks import TaskForm

JOB = "quality.reckon"
_NIGHT = 3


@command(Permission.SETTINGS)
def ask_reckoning(work: Work) -> str:
    """Reckon all scores anew in the background; returns the job, a waiting one where there is one."""
    one_at_a_time(work, JOB)
    waiting = select(Job.public_id).where(
        col(Job.name) == JOB, col(Job.status).in_(("queued", "running"))
    )
    return work.session.exec(waiting).first() or work.enqueue(JOB).public_id


@command(Permission.SETTINGS)
def reckon_if_due(work: Work) -> bool:
    """Once a day, from three in the morning on."""
    at = work.now.astimezone(zone(DEFAULT_ZONE)) - timedelta(hours=_NIGHT)
    if keeping.reckoned_on(work) >= at.date().isoformat():
        return False
    ask_reckoning.within(work)
    return True


@command(Permission.SETTINGS)
def save_weights(work: Work, weights: dict[str, str]) -> None:
    """What each part weighs, 0 to 100; all scores are reckoned anew in the background."""
    found: dict[str, int] = {}
    for name in PARTS:
        text = str(weights.get(name, "")).strip()
        if not (text.isascii() and text.isdigit() and int(text[:9]) <= 100):
            raise Invalid("quality.weight_invalid", field=name)
        found[name] = int(text)
    if not any(found.values()):
        raise Invalid("quality.weight_invalid", field=PARTS[0])
    keeping.keep(work, weights=found)
    work.record("quality", **found)
    ask_reckoning.within(work)


@command(Permission.SELF)
def fix(work: Work, kind: str, public_id: str, fault: str) -> Fixed:
    """Do what is proposed against a fault; refuses where there is nothing to propose (any more)."""
    record = _record(work, kind, public_id)
    if fault not in _faults(work, kind, record.key):
        raise Conflict("quality.fixed_already")
    offered = proposal_for(work, record, fault)
    done = _do(work, kind, record, offered)
    return replace(done, score=keeping.rescore(work, kind, [record.key]).get(record.key, 100))


@command(Permission.SELF)
def take_back(work: Work, fixed: Fixed) -> None:
    """Undo it; refuses where somebody changed the same since."""
    if fixed.does == "merge":
        duplicates.unmerge_bulk.within(work, fixed.kind, [fixed.after])
    record = _record(work, fixed.kind, fixed.public_id)
    if fixed.does == "task":
        tasks.delete_task.within(work, str(fixed.after))
    elif fixed.does == "set":
        if getattr(record, fixed.field) != fixed.after:
            raise Conflict("quality.touched")
        _change(work, fixed.kind, fixed.public_id, {fixed.field: fixed.before})
    elif fixed.does == "name":
        again = ContactForm(name=fixed.before, honorific="", name_as_typed=True)
        contacts.change_contact.within(work, fixed.public_id, again)
    elif fixed.does == "point":
        _change(work, fixed.kind, fixed.public_id, {"points": fixed.before})
    keeping.rescore(work, fixed.kind, [record.key])


@command(Permission.SELF)
def leave(work: Work, kind: str, public_id: str, fault: str) -> None:
    """The fault is none, or is to stay: it costs nothing any more."""
    record = _record(work, kind, public_id)
    if fault not in _faults(work, kind, record.key):
        raise Conflict("quality.fixed_already")
    work.add(
        QualitySkip(
            kind=kind, record_id=record.key, fault=fault, by_id=work.actor.user_id, at=work.now
        )
    )
    keeping.rescore(work, kind, [record.key])


@command(Permission.SELF)
def leave_no_more(work: Work, kind: str, public_id: str, fault: str) -> None:
    """The fault counts again."""
    record = _record(work, kind, public_id)
    found = select(QualitySkip).where(
        col(QualitySkip.kind) == kind,
        col(QualitySkip.record_id) == record.key,
        col(QualitySkip.fault) == fault,
    )
    row = work.session.exec(found).one_or_none()
    if row is None:
        raise Conflict("quality.fixed_already")
    work.session.delete(row)
    keeping.rescore(work, kind, [record.key])


def _record(work: Work, kind: str, public_id: str) -> Any:
    if kind not in MODELS:
        raise Invalid("quality.kind_unknown", field="kind")
    work.actor.require(WRITES[kind])
    return work.find(MODELS[kind], public_id)


def _faults(work: Work, kind: str, key: int) -> list[str]:
    found = faults_of(work, kind, [key])
    return found[0].faults if found else []


def _do(work: Work, kind: str, record: Any, offered: Proposal) -> Fixed:
    """Carry a proposal out, by the command that a person would use."""
    done = Fixed(kind, record.public_id, offered.fault, offered.does, offered.field)
    if offered.does == "task":
        return replace(done, after=_ask(work, kind, record, offered))
    if offered.does == "merge":
        pair, _, side = offered.target.partition(":")
        return replace(done, after=duplicates.merge_pair.within(work, pair, side))
    if offered.does == "point":
        return replace(done, before=_tidy_point(work, kind, record, offered))
    if offered.does != "set":
        raise Conflict("quality.no_proposal")
    if offered.field == "name":
        read = read_person(record.name)
        form = ContactForm(name=read.name, honorific=read.honorific)
        contacts.change_contact.within(work, record.public_id, form)
        return replace(done, does="name", before=offered.before)
    before = str(getattr(record, offered.field))
    _change(work, kind, record.public_id, {offered.field: offered.after})
    return replace(done, before=before, after=str(getattr(record, offered.field)))


def _change(work: Work, kind: str, public_id: str, values: dict[str, Any]) -> None:
    if kind == "customer":
        customers.change_customer.within(work, public_id, CustomerForm(**values))
    else:
        contacts.change_contact.within(work, public_id, ContactForm(**values))


def _tidy_point(work: Work, kind: str, record: Any, offered: Proposal) -> list[Point]:
    """The number in its normal form, or gone; what stood there before."""
    before = points_of(work.session, record)
    after = []
    for one in before:
        if (one.kind, one.value) != (offered.field, offered.target):
            after.append(one)
        elif offered.after:
            after.append(read_point(one.kind, one.typed or one.shown, one.label))
    _change(work, kind, record.public_id, {"points": after})
    return before


def _ask(work: Work, kind: str, record: Any, offered: Proposal) -> str:
    owner = work.session.get(User, record.owner_id)
    language = owner.language if owner else work.actor.language
    title = say(language, f"quality.task.{offered.fault}", name=record.name)[:300]
    whose = owner.public_id if owner and owner.is_active else None
    form = TaskForm(title=title, due=offered.after, owner=whose, **{kind: record.public_id})
    return tasks.create_task.within(work, form)
