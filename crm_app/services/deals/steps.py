"""No deal is forgotten: who is stuck is reminded, and a deal without a next step raises a task."""

from datetime import timedelta
from typing import Any

from sqlalchemy import exists
from sqlmodel import col, func, select

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.locales.catalog import say
from crm_app.models.activities import Task
from crm_app.models.deals import Deal
from crm_app.models.messages import Notice
from crm_app.models.users import User
from crm_app.services.notices import notify

RAISED = "no_next_step"
# Who has just entered a deal or finished a step is given time to plan the next one himself.
PATIENCE = timedelta(hours=1)
# More open reminders at once than this help nobody; the next ones come as these are done.
MOST_RAISED = 5
NUDGE_AGAIN = timedelta(hours=20)
_AT_ONCE = 200


@command(Permission.DEAL_READ)
def nudge(work: Work, public_id: str) -> None:
    """Ask a deal's owner how it goes on; at most once a day, and nobody asks himself."""
    deal = work.find(Deal, public_id, refer=True)
    if deal.owner_id == work.actor.user_id:
        raise Conflict("deals.nudge_own")
    if deal.closed_at is not None:
        raise Conflict("deals.nudge_closed")
    link = f"/deals/{deal.public_id}"
    earlier = select(Notice.id).where(
        col(Notice.user_id) == deal.owner_id,
        col(Notice.code) == "deals.nudge",
        col(Notice.link) == link,
        col(Notice.at) > work.now - NUDGE_AGAIN,
    )
    if work.session.exec(earlier).first() is not None:
        raise Conflict("deals.nudged_already")
    days = (work.now - deal.stage_entered_at).days
    notify(
        work, [deal.owner_id], "deals.nudge", link, who=work.actor.name, name=deal.name, days=days
    )
    work.record(f"deal:{deal.public_id}", nudged=deal.owner_id)


def raise_steps_if_due(actor: Actor) -> int:
    """Look first: among very many deals that takes a while, in which nobody else could save."""
    return raise_steps(actor) if _is_any_due(actor) else 0


@query(Permission.SETTINGS)
def _is_any_due(work: Work) -> bool:
    due, _ = _due(work)
    return work.session.exec(due.limit(1)).first() is not None


@command(Permission.SETTINGS)
def raise_steps(work: Work) -> int:
    """Give the owners of open deals without an open task one: to plan what comes next."""
    due, room = _due(work)
    made = 0
    for deal, owner in work.session.exec(due.limit(_AT_ONCE)).all():
        if room.get(owner.id or 0, MOST_RAISED) <= 0:
            continue
        room[owner.id or 0] = room.get(owner.id or 0, MOST_RAISED) - 1
        made += 1
        task = Task(
            title=say(owner.language, "deals.raised_step", name=deal.name)[:300],
            due_at=work.now.replace(hour=12, minute=0, second=0, microsecond=0),
            customer_id=deal.customer_id,
            deal_id=deal.id,
            source=RAISED,
        )
        work.add(task, owner=deal)
    return made


def _due(work: Work) -> tuple[Any, dict[int, int]]:
    """The statement of such deals with their owners, longest in their stage first, and the room of
    the owners: who has none is not asked for, or others would wait behind him."""
    quiet = work.now - PATIENCE
    planned = exists().where(
        col(Task.deal_id) == Deal.id,
        col(Task.deleted_at).is_(None),
        col(Task.done_at).is_(None) | (col(Task.done_at) > quiet),
    )
    room = _room(work)
    found = (
        select(Deal, User)
        .join(User, col(User.id) == Deal.owner_id)
        .where(
            col(Deal.closed_at).is_(None),
            col(Deal.deleted_at).is_(None),
            col(Deal.updated_at) < quiet,
            col(User.is_active),
            col(User.id).not_in([owner for owner, more in room.items() if more <= 0]),
            ~planned,
        )
        .order_by(col(Deal.stage_entered_at))
    )
    return found, room


def _room(work: Work) -> dict[int, int]:
    """Owner → how many more he may be given."""
    counted = (
        select(Task.owner_id, func.count())
        .where(
            col(Task.source) == RAISED, col(Task.done_at).is_(None), col(Task.deleted_at).is_(None)
        )
        .group_by(col(Task.owner_id))
    )
    return {owner: MOST_RAISED - count for owner, count in work.session.exec(counted) if owner}
