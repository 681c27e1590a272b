"""Accounts: who signs in, in which team, with which role."""

from crm_app.core.permissions import ROLES
from crm_app.services.accounts.finding import user_page, user_slice
from crm_app.services.accounts.keys import add_key, keys, revoke_key
from crm_app.services.accounts.people import (
    change_user,
    invite,
    reset,
    set_active,
    set_password,
    take_up_link,
    user,
    user_of_email,
    users,
)
from crm_app.services.accounts.profile import change_password, change_profile, own_profile
from crm_app.services.accounts.roles import roles
from crm_app.services.accounts.rows import (
    FactorState,
    IssuedLink,
    NewFactor,
    RoleRow,
    SessionRow,
    TeamRow,
    UserRow,
)
from crm_app.services.accounts.second_factor import (
    begin_factor,
    confirm_factor,
    end_factor,
    factor_roles,
    own_factor,
    remove_factor,
    renew_codes,
    require_factor,
)
from crm_app.services.accounts.sessions import (
    SESSION_LIFE,
    actor_of_key,
    actor_of_session,
    actor_of_user,
    cut_other_sessions,
    cut_session,
    own_sessions,
    sign_out,
)
from crm_app.services.accounts.setup import create_first_admin, needs_setup
from crm_app.services.accounts.signing_in import sign_in
from crm_app.services.accounts.teams import add_team, change_team, remove_team, team, teams

__all__ = [
    "ROLES",
    "SESSION_LIFE",
    "FactorState",
    "IssuedLink",
    "NewFactor",
    "RoleRow",
    "SessionRow",
    "TeamRow",
    "UserRow",
    "actor_of_key",
    "actor_of_session",
    "actor_of_user",
    "add_key",
    "add_team",
    "begin_factor",
    "change_password",
    "change_profile",
    "change_team",
    "change_user",
    "confirm_factor",
    "create_first_admin",
    "cut_other_sessions",
    "cut_session",
    "end_factor",
    "factor_roles",
    "invite",
    "keys",
    "needs_setup",
    "own_factor",
    "own_profile",
    "own_sessions",
    "remove_factor",
    "remove_team",
    "renew_codes",
    "require_factor",
    "reset",
    "revoke_key",
    "roles",
    "set_active",
    "set_password",
    "sign_in",
    "sign_out",
    "take_up_link",
    "team",
    "teams",
    "user",
    "user_of_email",
    "user_page",
    "user_slice",
    "users",
]
