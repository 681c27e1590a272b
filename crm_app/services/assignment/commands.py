"""Leads of the pool given out: by the rules as they come, and many at once by who may."""

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission, Scope
from crm_app.core.work import Work, command
from crm_app.models.leads import OPEN, Lead
from crm_app.models.users import User
from crm_app.services import pools
from crm_app.services.assignment.desk import Desk, active_rules, desk_of, facts_of, may_get
from crm_app.services.assignment.rows import Assigned
from crm_app.services.ownership import hand_over

MOST = 500


def arrive(work: Work, lead: Lead) -> bool:
    """Inside a command: a lead has come that is nobody's; the rules give it to somebody, or not."""
    if not active_rules(work.session):
        return False
    return desk_of(work).place(lead, facts_of(work.session, [lead])[lead.key])


def desk_for(work: Work) -> Desk | None:
    """Inside a command: where many leads are placed one after the other; None without any rule."""
    return desk_of(work) if active_rules(work.session) else None


def place_all(work: Work, desk: Desk | None, found: Sequence[Lead], held: dict[str, int]) -> None:
    """Inside a command: leads of nobody go to who holds their company already (`held`: company's
    key → person, added to on the way), else to whom the rules give them, or stay."""
    facts = facts_of(work.session, found)
    for lead in found:
        holder = work.session.get(User, held.get(lead.company_key, 0))
        if holder is not None and holder.is_active and lead.company_key:
            hand_over(work, lead, holder, kind="assigned")
        elif desk is not None:
            desk.place(lead, facts[lead.key])
        if lead.owner_id is not None and lead.company_key:
            held[lead.company_key] = lead.owner_id


@command(Permission.LEAD_ASSIGN)
def assign(work: Work, public_ids: list[str], to: str = "") -> Assigned:
    """Give leads of the pool out, by the rules or to the person with public id `to`.

    Leads that somebody has claimed meanwhile are left alone and counted with those that stay.
    """
    wanted = list(dict.fromkeys(public_ids))
    if not wanted:
        raise Invalid("assignment.none_chosen", field="leads")
    if len(wanted) > MOST:
        raise Invalid("assignment.too_many", field="leads", most=MOST)
    given = _to_one(work, wanted, to) if to else _by_rules(work, wanted)[1]
    return Assigned(len(given), len(wanted) - len(given), tuple(given))


@command(Permission.LEAD_ASSIGN)
def assign_all(work: Work) -> Assigned:
    """All leads of the pool by the rules, the oldest first, at most 500 at once."""
    count, given = _by_rules(work)
    return Assigned(len(given), count - len(given), tuple(given))


@command(Permission.LEAD_ASSIGN)
def unassign(work: Work, public_ids: list[str]) -> int:
    """What the actor has just given out lies in the pool again; what was worked on stays."""
    found = work.visible(Lead).where(col(Lead.public_id).in_(public_ids[:MOST]))
    back = [
        lead
        for lead in work.session.exec(found.with_for_update())
        if pools.undo_handing(work, lead, "assigned")
    ]
    if not back:
        raise Conflict("pools.too_late")
    return len(back)


def _pooled(work: Work, public_ids: Iterable[str] | None = None) -> list[Lead]:
    found = work.pooled(Lead).where(col(Lead.status).in_(OPEN)).order_by(col(Lead.id)).limit(MOST)
    if public_ids is not None:
        found = found.where(col(Lead.public_id).in_(list(public_ids)))
    return list(work.session.exec(found.with_for_update()))


def _by_rules(work: Work, public_ids: list[str] | None = None) -> tuple[int, list[str]]:
    """How many there were, and those that went to somebody."""
    desk = desk_of(work)
    if not desk.rules():
        raise Conflict("assignment.no_rules")
    leads = _pooled(work, public_ids)
    facts = facts_of(work.session, leads)
    given = [lead.public_id for lead in leads if desk.place(lead, facts[lead.key])]
    return len(leads), given


def _to_one(work: Work, public_ids: list[str], to: str) -> list[str]:
    user = _person(work, to)
    desk = desk_of(work)
    leads = _pooled(work, public_ids)
    person = desk.people[user.id or 0]
    if person.most and person.load + len(leads) > person.most:
        sums = {"name": user.name, "open": person.load, "most": person.most}
        raise Conflict("assignment.too_full", wanted=len(leads), **sums)
    for lead in leads:
        desk.give(lead, user)
        lead.assignment = {}
    return [lead.public_id for lead in leads]


def _person(work: Work, public_id: str) -> User:
    """Somebody who works on leads, within the actor's reach."""
    user = work.session.exec(select(User).where(col(User.public_id) == public_id)).one_or_none()
    if user is None or not may_get(user):
        raise Invalid("record.owner_unknown", field="to")
    near = user.id == work.actor.user_id or user.team_id in work.actor.team_ids
    if work.actor.scope is not Scope.ALL and not near:
        raise Invalid("record.owner_unknown", field="to")
    return user
