"""Everybody's own profile and password."""

from sqlmodel import col, select

from crm_app.core.errors import Invalid, Limited
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import is_zone
from crm_app.models.users import Team, User
from crm_app.services.accounts.passwords import hash_password, verify_password
from crm_app.services.accounts.people import LANGUAGES
from crm_app.services.accounts.rows import UserRow
from crm_app.services.accounts.sessions import cut_sessions
from crm_app.services.accounts.teams import clean_name
from crm_app.services.accounts.throttle import allow_attempt, forget_attempts


@query(Permission.SELF)
def own_profile(work: Work) -> UserRow:
    """The signed-in person."""
    user = work.session.exec(select(User).where(col(User.id) == work.actor.user_id)).one()
    return UserRow.of(user, work.session.exec(select(Team).where(Team.id == user.team_id)).one())


@command(Permission.SELF)
def change_profile(
    work: Work, *, name: str | None = None, language: str | None = None, zone: str | None = None
) -> None:
    """One's own name, language (zh, en) and time zone; nothing else can be changed here."""
    user = work.session.exec(select(User).where(col(User.id) == work.actor.user_id)).one()
    if name is not None:
        user.name = clean_name(name)
    if language is not None:
        if language not in LANGUAGES:
            raise Invalid("accounts.language_unknown", field="language")
        user.language = language
    if zone is not None:
        if not is_zone(zone):
            raise Invalid("accounts.zone_unknown", field="zone")
        user.zone = zone
    user.version += 1


def change_password(actor: Actor, old: str, new: str) -> None:
    """A new password for oneself; all sessions end, this one too.

    Who sits at somebody else's open screen has no more tries than at the sign-in page.
    """
    user = own_profile(actor)
    if not allow_attempt(user.email, ""):
        raise Limited("accounts.throttled")
    _put_password(actor, old, new)
    forget_attempts(user.email, "")


@command(Permission.SELF)
def _put_password(work: Work, old: str, new: str) -> None:
    user = work.session.exec(select(User).where(col(User.id) == work.actor.user_id)).one()
    if not verify_password(user.password_hash, old):
        raise Invalid("accounts.wrong_password", field="old")
    user.password_hash = hash_password(new)
    cut_sessions(work, user)
