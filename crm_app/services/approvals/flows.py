"""Flows as data: an administrator orders them, reads them back, and tries a case."""

from dataclasses import dataclass, replace

from sqlmodel import col, func, select

from crm_app.core.errors import NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.locales.catalog import say
from crm_app.models.approvals import Approval, ApprovalFlow
from crm_app.services.approvals.custom import called, known_fields
from crm_app.services.approvals.deciders import decider_roles, people_who_decide
from crm_app.services.approvals.floors import may_see_cost
from crm_app.services.approvals.flow_forms import FlowForm, form_of, read_flow
from crm_app.services.approvals.options import options_of
from crm_app.services.approvals.rows import Words
from crm_app.services.approvals.sentences import Names, flow_words
from crm_app.services.choices import Option
from crm_app.services.locks import one_at_a_time


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A flow with its sentence; `used` is how many requests came by it."""

    public_id: str
    version: int
    rank: int
    name: Words
    sentence: Words
    is_active: bool
    used: int
    form: FlowForm


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field that conditions can look at."""

    key: str
    kind: str
    name: Words
    subjects: list[str]
    ops: list[str]
    options: list[Option]


@query(Permission.APPROVAL_READ)
def flows(work: Work) -> list[FlowRow]:
    """All flows in the order in which they are tried."""
    order = (col(ApprovalFlow.rank), col(ApprovalFlow.id))
    return [_row(work, flow) for flow in work.session.exec(select(ApprovalFlow).order_by(*order))]


@query(Permission.APPROVAL_READ)
def flow(work: Work, public_id: str) -> FlowRow:
    """One flow."""
    return _row(work, _find(work, public_id))


@query(Permission.APPROVAL_READ)
def flow_fields(work: Work) -> list[FieldRow]:
    """What conditions can look at."""
    return [
        FieldRow(
            field.key,
            field.kind,
            called(work, field.key),
            sorted(field.subjects),
            list(field.ops),
            options_of(work, field),
        )
        for field in known_fields(work)
    ]


@query(Permission.APPROVAL_READ)
def approver_options(work: Work) -> list[Option]:
    """Whom a step can ask, as keys: the manager of who asks, roles, people by name."""
    known = [Option("manager", *_said("approvals.own_manager"))]
    known += [Option(f"role:{role}", *_said(f"approvals.level.{role}")) for role in decider_roles()]
    people = people_who_decide.within(work)
    return known + [Option(f"user:{one.public_id}", one.name, one.name) for one in people]


def _said(key: str) -> tuple[str, str]:
    return say("zh", key), say("en", key)


@query(Permission.SETTINGS)
def read_back(work: Work, form: FlowForm) -> Words:
    """The sentence of a flow that is still being entered; refuses what cannot be."""
    return flow_words(Names(work), ApprovalFlow(**read_flow(work, form)), secrets=True)


@command(Permission.SETTINGS)
def save_flow(work: Work, form: FlowForm, public_id: str = "", version: int | None = None) -> str:
    """Store a new flow, after the others, or the one with `public_id`; returns its public id."""
    one_at_a_time(work, "approval_flows")
    values = read_flow(work, form)
    if not public_id:
        last = work.session.exec(select(func.max(ApprovalFlow.rank))).one() or 0
        return work.add(ApprovalFlow(rank=last + 1, **values)).public_id
    known = _find(work, public_id, version)
    for name, value in values.items():
        setattr(known, name, value)
    known.version += 1
    return known.public_id


@command(Permission.SETTINGS)
def place_flow(work: Work, public_id: str, rank: int) -> None:
    """Put a flow at a place from 1; the others move over."""
    one_at_a_time(work, "approval_flows")
    known = _find(work, public_id)
    order = (col(ApprovalFlow.rank), col(ApprovalFlow.id))
    others = list(work.session.exec(select(ApprovalFlow).order_by(*order)))
    others.remove(known)
    others.insert(max(0, min(rank - 1, len(others))), known)
    for place, one in enumerate(others, 1):
        if one.rank != place:
            one.rank = place
            one.version += 1


@command(Permission.SETTINGS)
def delete_flow(work: Work, public_id: str, version: int | None = None) -> FlowForm:
    """Take a flow away; returns what `save_flow` needs to bring it back.

    Requests that came by it go on as they were asked.
    """
    one_at_a_time(work, "approval_flows")
    known = _find(work, public_id, version)
    form = form_of(work, known)
    for approval in work.session.exec(select(Approval).where(col(Approval.flow_id) == known.id)):
        approval.flow_id = None
    work.session.flush()
    work.session.delete(known)
    return form


def _find(work: Work, public_id: str, version: int | None = None) -> ApprovalFlow:
    found = select(ApprovalFlow).where(col(ApprovalFlow.public_id) == public_id)
    known = work.session.exec(found.with_for_update()).one_or_none()
    if known is None:
        raise NotFound("approvals.flow_not_found")
    if version is not None and known.version != version:
        raise Stale("record.stale")
    return known


def _row(work: Work, known: ApprovalFlow) -> FlowRow:
    used = select(func.count()).select_from(Approval).where(col(Approval.flow_id) == known.id)
    return FlowRow(
        known.public_id,
        known.version,
        known.rank,
        Words(known.name_zh, known.name_en),
        flow_words(Names(work), known, secrets=may_see_cost(work.actor)),
        known.is_active,
        work.session.exec(used).one(),
        _without_secrets(work, form_of(work, known)),
    )


def _without_secrets(work: Work, form: FlowForm) -> FlowForm:
    """A form whose limits of margins are left out for who may not see costs."""
    if may_see_cost(work.actor):
        return form
    hidden = {field.key for field in known_fields(work) if field.is_secret}
    return FlowForm(
        form.name_zh,
        form.name_en,
        form.subject,
        tuple(one for one in form.conditions if one.field not in hidden),
        tuple(
            step if step.when is None or step.when.field not in hidden else replace(step, when=None)
            for step in form.steps
        ),
        form.copies,
        form.is_active,
    )
