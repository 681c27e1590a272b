"""Out of the pool and back: one takes a lead for himself, or gives it up with a reason."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.activities import Task
from crm_app.models.leads import OPEN, Lead
from crm_app.models.users import User
from crm_app.services.choices import options_of
from crm_app.services.ownership import hand_over, let_go
from crm_app.services.pools import rules
from crm_app.services.pools.finding import given_up_by, in_pool, last_event
from crm_app.services.pools.holding import load_and_most, one_giver_at_a_time, setting_of
from crm_app.services.pools.undoing import undo_handing

_MOST = 200


@command(Permission.LEAD_WRITE)
def claim(work: Work, public_id: str) -> str:
    """A lead of the pool is the actor's from now on; returns its public id.

    Whoever comes second is told who was faster. Refuses one lead too many, with the figures, and
    what the actor gave up not long ago.
    """
    me = _myself(work)
    one_giver_at_a_time(work)
    lead = in_pool(work, public_id)
    rules.check_room(*load_and_most(work, me.id or 0))
    given_up = given_up_by(work, me.id, [lead.key]).get(lead.key)
    until = rules.barred_until(given_up, setting_of(work.session).bar_days, work.now)
    if until is not None:
        day = f"{until.astimezone(zone(work.actor.zone)):%Y-%m-%d}"
        raise Conflict("pools.barred", day=day)
    hand_over(work, lead, me, kind="claimed")
    return lead.public_id


@command(Permission.LEAD_WRITE)
def unclaim(work: Work, public_id: str) -> None:
    """A claim that was a slip is as if it had not been, while nothing was done with the lead."""
    if not undo_handing(work, work.find(Lead, public_id), "claimed"):
        raise Conflict("pools.too_late")


@command(Permission.LEAD_WRITE)
def return_lead(work: Work, public_id: str, reason: str, note: str = "") -> None:
    """Give a lead up: it lies in the pool for others. `reason` is of the list.

    The reason is told to whoever claims it; open tasks of the one who had it go.
    """
    lead = work.find(Lead, public_id)
    if lead.status not in OPEN:
        raise Conflict("pools.not_open")
    if lead.owner_id is None:
        raise Conflict("pools.there_already")
    if not work.owns(lead):  # shared with him only
        raise Forbidden("pools.not_yours")
    options = options_of(work.session, "return_reason")
    if reason not in options:
        raise Invalid("pools.reason_missing", field="reason")
    words = " ".join(note.split())
    if len(words) > _MOST:
        raise Invalid("record.too_long", field="note", most=_MOST)
    said = f"{options[reason].zh} · {options[reason].en}"
    let_go(work, lead, kind="returned", text=f"{said} · {words}" if words else said)


@command(Permission.LEAD_WRITE)
def take_back(work: Work, public_id: str) -> None:
    """A return that was a slip is as if it had not been, while nobody has claimed the lead."""
    me = _myself(work)
    lead = in_pool(work, public_id)
    event = last_event(work, lead.key, ("returned", "recycled"))
    if event is None or event.kind != "returned" or event.by_id != me.id:
        raise Conflict("pools.too_late")
    if event.at < work.now - rules.SECOND_THOUGHTS:
        raise Conflict("pools.too_late")
    owner = work.session.get_one(User, event.to_id)
    lead.owner_id, lead.team_id = owner.id, owner.team_id
    gone = select(Task).where(col(Task.lead_id) == lead.id, col(Task.deleted_at) == event.at)
    for task in work.session.exec(gone):
        work.restore(task)
    work.session.delete(event)


def _myself(work: Work) -> User:
    if work.actor.user_id is None:
        raise Invalid("record.owner_missing", field="owner")
    return work.session.get_one(User, work.actor.user_id)
