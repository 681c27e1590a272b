"""Who may be given a task, and for whom somebody works."""

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import GRANTS, Permission, Scope
from crm_app.core.work import Work, query
from crm_app.models.customers import Customer, Position
from crm_app.models.users import User
from crm_app.services.references import Reference


def assignee(work: Work, public_id: str) -> User:
    """The person who is to do it: active, allowed to have tasks, and within the actor's sight."""
    user = work.session.exec(select(User).where(col(User.public_id) == public_id)).one_or_none()
    if user is None or not user.is_active or not _reachable(work, user):
        raise Invalid("record.owner_unknown", field="owner")
    if Permission.TASK_WRITE not in GRANTS.get(user.role, frozenset()):
        raise Invalid("tasks.owner_cannot", field="owner")
    return user


@query(Permission.TASK_READ)
def possible_assignees(work: Work) -> list[Reference]:
    """Whom the actor may give tasks: himself first, then by name."""
    found = select(User).where(col(User.is_active)).order_by(col(User.name), col(User.id))
    users = [
        user
        for user in work.session.exec(found)
        if _reachable(work, user) and Permission.TASK_WRITE in GRANTS.get(user.role, frozenset())
    ]
    users.sort(key=lambda user: user.id != work.actor.user_id)
    return [Reference("user", user.public_id, user.name) for user in users]


def _reachable(work: Work, user: User) -> bool:
    """A task that is given away must stay in sight of who gave it."""
    if work.actor.scope is Scope.ALL or user.id == work.actor.user_id:
        return True
    return work.actor.scope is Scope.TEAM and user.team_id in work.actor.team_ids


def employer_id(work: Work, contact_id: int | None) -> int | None:
    """The customer at whom a contact has his main place now, of those the actor may see."""
    found = (
        select(Customer.id)
        .join(Position, col(Position.customer_id) == Customer.id)
        .where(
            col(Position.contact_id) == contact_id,
            col(Position.ended).is_(None),
            col(Customer.deleted_at).is_(None),
        )
        .order_by(col(Position.is_main).desc(), col(Position.id))
        .limit(1)
    )
    return work.session.exec(work.narrowed(found, Customer)).first()
