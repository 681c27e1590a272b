"""A deal whole: facts, the path it has taken, what hangs on it."""

from datetime import datetime
from typing import Any

from sqlmodel import col, or_, select

from crm_app.core.permissions import Permission
from crm_app.core.sharing import rights_to
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity, ActivityLink, Task
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal, Pipeline, Stage, StageChange, StageKind
from crm_app.models.quotes import Quote
from crm_app.services import tasks, views
from crm_app.services.activities import CONTACT_KINDS
from crm_app.services.choices import Option, option, options_of
from crm_app.services.competitors import competitor_of
from crm_app.services.custom_fields import values_of
from crm_app.services.customers import main_people
from crm_app.services.deals import gates, rules
from crm_app.services.deals.collaborators import collaborator_rows
from crm_app.services.deals.rows import (
    DealPage,
    DealPerson,
    LastTouch,
    Move,
    QuoteBrief,
    Step,
    TaskBrief,
)
from crm_app.services.pipelines import all_stages, name_of, siblings, stage_rows
from crm_app.services.references import NOBODY, users_by_id
from crm_app.services.shares import Rights


@query(Permission.DEAL_READ)
def deal_page(work: Work, public_id: str) -> DealPage:
    """A deal whole."""
    deal = work.find(Deal, public_id)
    session = work.session
    stage = session.get_one(Stage, deal.stage_id)
    customer = session.get_one(Customer, deal.customer_id)
    contact = session.get(Contact, deal.contact_id) if deal.contact_id else None
    owner = users_by_id(session, [deal.owner_id])[deal.owner_id]
    changes = _changes(work, deal)
    return DealPage(
        public_id=deal.public_id,
        version=deal.version,
        name=deal.name,
        customer=customer.name,
        customer_public_id=customer.public_id,
        contact=contact.name if contact else "",
        contact_public_id=contact.public_id if contact else "",
        stage=name_of(stage),
        stage_kind=stage.kind.value,
        probability=stage.probability,
        amount=deal.amount,
        weighted=rules.weighted(deal.amount, stage),
        currency=deal.currency,
        expected_close=deal.expected_close,
        forecast=deal.forecast,
        competitor=competitor_of(session, deal),
        lost_reason=option(options_of(session, "lost_reason"), deal.lost_reason),
        won_reason=option(options_of(session, "won_reason"), deal.won_reason),
        owner=owner.name,
        owner_public_id=owner.public_id,
        days=rules.days_in_stage(deal, work.now),
        age_limit_days=stage.age_limit_days,
        is_stuck=rules.is_stuck(deal, stage, work.now),
        created_at=deal.created_at,
        updated_at=deal.updated_at,
        closed_at=deal.closed_at,
        steps=_path(siblings(session, stage), changes, stage, work.now),
        moves=_moves(work, changes),
        quotes=_quotes(work, deal),
        tasks=_tasks(work, deal),
        people=_people(work, deal, contact),
        custom=values_of(work, deal),
        **_hints(work, deal, stage),
        **_guide(work, deal, stage),
        **_together(work, deal),
    )


def _hints(work: Work, deal: Deal, stage: Stage) -> dict[str, Any]:
    """Why it does not move, or that it is near its close."""
    today = tasks.calendar(work).today
    has_step = bool(tasks.next_steps(work, "deal", [deal.key]))
    near = views.near_hints(work, [deal], {deal.stage_id: stage}).get(deal.key)
    return {
        "reasons": list(rules.why_stuck(deal, stage, work.now, today, has_step=has_step)),
        "near_views": near.views if near else 0,
        "near_window_days": near.window_days if near else 0,
    }


def _guide(work: Work, deal: Deal, stage: Stage) -> dict[str, Any]:
    """What the stage asks for and advises."""
    pipeline = work.session.get_one(Pipeline, stage.pipeline_id)
    (row,) = stage_rows(work.session, [stage])
    missing = gates.missing(work, deal, stage)
    return {
        "pipeline": Option(pipeline.key, pipeline.name_zh, pipeline.name_en),
        "guidance_zh": stage.guidance_zh,
        "guidance_en": stage.guidance_en,
        "saying_zh": row.saying_zh,
        "saying_en": row.saying_en,
        "missing": missing.names,
        "lacking": missing.words,
        "asks_viewings": pipeline.asks_viewings,
        "viewings": views.viewing_rows(work, deal) if pipeline.asks_viewings else [],
    }


def _together(work: Work, deal: Deal) -> dict[str, Any]:
    """Who works on it, and who spoke with the customer last."""
    owns = work.owns(deal)
    shared = rights_to(work.shares, deal)
    return {
        "collaborators": collaborator_rows(work, deal),
        "last_touch": _last_touch(work, deal),
        "may_share": owns,
        "may_edit": work.actor.can(Permission.DEAL_WRITE) and (owns or shared is Rights.EDIT),
    }


def _last_touch(work: Work, deal: Deal) -> LastTouch:
    """Whoever it was: before one calls one should know. The words only where one may read them."""
    about = or_(
        (col(ActivityLink.record_kind) == "deal") & (col(ActivityLink.record_id) == deal.key),
        (col(ActivityLink.record_kind) == "customer")
        & (col(ActivityLink.record_id) == deal.customer_id),
    )
    found = select(Activity).where(
        col(Activity.id).in_(select(ActivityLink.activity_id).where(about)),
        col(Activity.kind).in_(CONTACT_KINDS),
        col(Activity.deleted_at).is_(None),
    )
    last = work.session.exec(found.order_by(col(Activity.happened_at).desc()).limit(1)).first()
    if last is None or not work.actor.can(Permission.ACTIVITY_READ):
        return LastTouch()
    by = users_by_id(work.session, [last.author_id]).get(last.author_id, NOBODY).name
    seen = work.session.exec(work.visible(Activity).where(col(Activity.id) == last.id)).first()
    words = (last.outcome or last.text)[:200] if seen else ""
    return LastTouch(last.happened_at, by, last.kind.value, words)


def _changes(work: Work, deal: Deal) -> list[StageChange]:
    found = select(StageChange).where(col(StageChange.deal_id) == deal.id)
    return list(work.session.exec(found.order_by(col(StageChange.at), col(StageChange.id))))


def _path(
    stages: list[Stage], changes: list[StageChange], here: Stage, moment: datetime
) -> list[Step]:
    """The stages in order; that of the other ending is left out of a closed deal's path."""
    entered: dict[int, datetime] = {}
    stayed: dict[int, int] = {}
    for change, following in zip(changes, [*changes[1:], None], strict=True):
        entered[change.to_stage_id] = change.at
        until = following.at if following else moment
        days = (until - change.at).days
        stayed[change.to_stage_id] = stayed.get(change.to_stage_id, 0) + days
    shown = [s for s in stages if s.kind is StageKind.OPEN or s is here or _is_goal(s, here)]
    return [
        Step(
            stage=name_of(stage),
            kind=stage.kind.value,
            state=_state(stage, here, entered),
            entered_at=entered.get(stage.id or 0) if stage.rank <= here.rank else None,
            days=stayed.get(stage.id or 0, 0) if stage.kind is StageKind.OPEN else 0,
        )
        for stage in shown
    ]


def _is_goal(stage: Stage, here: Stage) -> bool:
    return stage.kind is StageKind.WON and here.kind is StageKind.OPEN


def _state(stage: Stage, here: Stage, entered: dict[int, datetime]) -> str:
    if stage.id == here.id:
        return "here"
    if stage.rank > here.rank:
        return "ahead"
    return "done" if stage.id in entered else "skipped"


def _moves(work: Work, changes: list[StageChange]) -> list[Move]:
    stages = all_stages(work.session)
    people = users_by_id(work.session, (change.by_id for change in changes))
    return [
        Move(
            origin=option({}, "")
            if change.from_stage_id is None
            else name_of(stages[change.from_stage_id]),
            target=name_of(stages[change.to_stage_id]),
            at=change.at,
            by=people.get(change.by_id or 0, NOBODY).name,
            reason=change.reason,
        )
        for change in reversed(changes)
    ]


def _quotes(work: Work, deal: Deal) -> list[QuoteBrief]:
    if not work.actor.can(Permission.QUOTE_READ):
        return []
    found = work.visible(Quote).where(col(Quote.deal_id) == deal.id)
    return [
        QuoteBrief(q.public_id, q.number, q.revision, q.status.value, q.total, q.currency)
        for q in work.session.exec(found.order_by(col(Quote.id).desc()))
    ]


def _tasks(work: Work, deal: Deal) -> list[TaskBrief]:
    if not work.actor.can(Permission.TASK_READ):
        return []
    found = work.visible(Task).where(col(Task.deal_id) == deal.id)
    ordered = found.order_by(
        col(Task.done_at).is_not(None), col(Task.due_at).is_(None), col(Task.due_at)
    )
    return [
        TaskBrief(t.public_id, t.title, t.due_at, t.done_at is not None, _is_late(t, work.now))
        for t in work.session.exec(ordered.limit(30))
    ]


def _is_late(task: Task, moment: datetime) -> bool:
    return task.done_at is None and task.due_at is not None and task.due_at < moment


def _people(work: Work, deal: Deal, contact: Contact | None) -> list[DealPerson]:
    """Who can be talked to at the customer: the deal's own contact first, 12 at most."""
    main = contact.public_id if contact else ""
    found = main_people(work, [deal.customer_id]).get(deal.customer_id, [])
    people = [
        DealPerson(
            one.public_id, one.name, one.title, one.phone, one.public_id == main, one.details
        )
        for one in found
    ]
    return sorted(people, key=lambda one: not one.is_main)[:12]
