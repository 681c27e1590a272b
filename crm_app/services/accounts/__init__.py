"""Accounts: who signs in, in which team, with which role."""

from crm_app.core.permissions import ROLES
from crm_app.services.accounts.keys import add_key, keys, revoke_key
from crm_app.services.accounts.people import (
    add_team,
    change_password,
    change_profile,
    change_user,
    invite,
    own_profile,
    reset,
    set_active,
    take_up_link,
    teams,
    users,
)
from crm_app.services.accounts.rows import IssuedLink, TeamRow, UserRow
from crm_app.services.accounts.sessions import (
    SESSION_LIFE,
    actor_of_key,
    actor_of_session,
    actor_of_user,
    sign_in,
    sign_out,
)
from crm_app.services.accounts.setup import create_first_admin, needs_setup

__all__ = [
    "ROLES",
    "SESSION_LIFE",
    "IssuedLink",
    "TeamRow",
    "UserRow",
    "actor_of_key",
    "actor_of_session",
    "actor_of_user",
    "add_key",
    "add_team",
    "change_password",
    "change_profile",
    "change_user",
    "create_first_admin",
    "invite",
    "keys",
    "needs_setup",
    "own_profile",
    "reset",
    "revoke_key",
    "set_active",
    "sign_in",
    "sign_out",
    "take_up_link",
    "teams",
    "users",
]
