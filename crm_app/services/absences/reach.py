"""Whose absences somebody manages, and who may stand in for whom."""

from crm_app.core.permissions import GRANTS, Actor, Permission, Scope
from crm_app.models.users import User


def may_change(actor: Actor, user: User) -> bool:
    """One's own; a manager's people; everybody's for who manages users."""
    if user.id == actor.user_id or actor.can(Permission.USER_ADMIN):
        return True
    leads = actor.can(Permission.HANDOVER)
    return leads and (actor.scope is Scope.ALL or user.team_id in actor.team_ids)


def may_name(actor: Actor, user: User) -> bool:
    """Who decides in somebody's place is his own choice, or that of who manages users: a manager
    could otherwise give himself another one's word."""
    own = user.id == actor.user_id or actor.can(Permission.USER_ADMIN)
    return own or not can(user, Permission.APPROVAL_DECIDE)


def may_stand_in(user: User, other: User) -> bool:
    """Whether somebody else can do what is asked of the absent one: decide, or work on leads."""
    needed = (Permission.APPROVAL_DECIDE, Permission.LEAD_WRITE)
    asked = next((one for one in needed if can(user, one)), None)
    return user.id != other.id and other.is_active and asked is not None and can(other, asked)


def can(user: User, permission: Permission) -> bool:
    """Whether somebody's role grants it."""
    return permission in GRANTS.get(user.role, frozenset())
