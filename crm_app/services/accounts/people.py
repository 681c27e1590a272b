"""Users: invited, changed, disabled, reset; what administrators do."""

import re
from datetime import timedelta

from sqlmodel import col, select

from crm_app.config import settings
from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import ROLES, Permission
from crm_app.core.work import Work, command, query
from crm_app.models.users import AccountLink, Team, User
from crm_app.services import mail
from crm_app.services.accounts.passwords import hash_password, new_token, token_hash
from crm_app.services.accounts.rows import IssuedLink, UserRow
from crm_app.services.accounts.sessions import cut_sessions
from crm_app.services.accounts.teams import clean_name, find_team
from crm_app.services.locks import one_at_a_time

LINK_LIFE = timedelta(days=7)
LANGUAGES = ("zh", "en")
_EMAIL = re.compile(r"[^@\s,;<>\"']{1,64}@[^@\s,;<>\"']+\.[^@\s,;<>\"'.]{2,}")


def clean_email(email: str) -> str:
    """The address in lower case; refuses with `accounts.email_invalid` what is none."""
    email = email.strip().lower()
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise Invalid("accounts.email_invalid", field="email")
    return email


@query(Permission.USER_READ)
def users(work: Work) -> list[UserRow]:
    """Everybody, by name."""
    found = select(User, Team).join(Team, col(Team.id) == User.team_id).order_by(col(User.name))
    return [UserRow.of(user, team) for user, team in work.session.exec(found)]


@query(Permission.USER_READ)
def user(work: Work, public_id: str) -> UserRow:
    """One of them."""
    found = find_user(work, public_id)
    return UserRow.of(found, work.session.exec(select(Team).where(Team.id == found.team_id)).one())


@query(Permission.USER_READ)
def user_of_email(work: Work, email: str) -> UserRow:
    """Whoever signs in with that address; refuses with `user.not_found`."""
    found = select(User.public_id).where(col(User.email) == email.strip().lower())
    public_id = work.session.exec(found).one_or_none()
    if public_id is None:
        raise NotFound("user.not_found")
    return user.within(work, public_id)


@command(Permission.USER_ADMIN)
def invite(
    work: Work, email: str, name: str, role: str, team_public_id: str, language: str = ""
) -> IssuedLink:
    """A new account without a password, and the link by which its owner sets one."""
    email = clean_email(email)
    if role not in ROLES:
        raise Invalid("accounts.role_unknown", field="role")
    name = clean_name(name)
    if work.session.exec(select(User.id).where(col(User.email) == email)).first():
        raise Conflict("accounts.email_taken", email=email)
    if language not in ("", *LANGUAGES):
        raise Invalid("accounts.language_unknown", field="language")
    team = find_team(work, team_public_id)
    user = User(
        email=email,
        name=name,
        role=role,
        team_id=team.id or 0,
        language=language or work.actor.language,
        zone=work.actor.zone,
    )
    return _issue_link(work, work.add(user), "accounts.mail_invitation")


@command(Permission.USER_ADMIN)
def reset(work: Work, user_public_id: str) -> IssuedLink:
    """A new link to set a password; the old password, older links and all sessions end now."""
    user = find_user(work, user_public_id)
    if not user.is_active:
        raise Conflict("accounts.disabled", name=user.name)
    user.password_hash = ""
    cut_sessions(work, user)
    _void_links(work, user)
    return _issue_link(work, user, "accounts.mail_reset")


@command(Permission.USER_ADMIN)
def set_password(work: Work, user_public_id: str, password: str) -> None:
    """Give an account a password by hand; its links and all its sessions end now."""
    user = find_user(work, user_public_id)
    user.password_hash = hash_password(password)
    cut_sessions(work, user)
    _void_links(work, user)


@command(Permission.USER_ADMIN)
def change_user(  # noqa: PLR0913 - each may be left out
    work: Work,
    user_public_id: str,
    version: int | None,
    *,
    name: str | None = None,
    role: str | None = None,
    team_public_id: str | None = None,
    is_senior: bool | None = None,
) -> None:
    """Another name, role or team, senior or not (assignment rules ask for it).

    Refuses to leave the product without an administrator.
    """
    user = find_user(work, user_public_id)
    if version is not None and user.version != version:
        raise Stale("record.stale")
    if name is not None:
        user.name = clean_name(name)
    if role is not None:
        if role not in ROLES:
            raise Invalid("accounts.role_unknown", field="role")
        if user.role == "admin" and role != "admin":
            _keep_an_admin(work, user)
        user.role = role
    if team_public_id is not None:
        user.team_id = find_team(work, team_public_id).id or 0
    if is_senior is not None:
        user.is_senior = is_senior
    user.version += 1
    work.touch(f"session:{user.id}")  # open tabs show another menu, and other rows


@command(Permission.USER_ADMIN)
def set_active(work: Work, user_public_id: str, active: bool) -> None:
    """Disable an account (all its sessions end at once) or enable it again."""
    user = find_user(work, user_public_id)
    if user.is_active == active:
        return
    if not active:
        if user.id == work.actor.user_id:
            raise Conflict("accounts.not_yourself")
        if user.role == "admin":
            _keep_an_admin(work, user)
        cut_sessions(work, user)
        _void_links(work, user)
    user.is_active = active
    user.version += 1


@command(Permission.SELF)
def take_up_link(work: Work, token: str, password: str) -> str:
    """Set the password by an invitation or reset link, once; returns the account's address."""
    link = work.session.exec(
        select(AccountLink)
        .where(col(AccountLink.token_hash) == token_hash(token))
        .with_for_update()
    ).one_or_none()
    if link is None or link.used_at is not None or link.expires_at <= work.now:
        raise NotFound("accounts.link_dead")
    user = work.session.exec(select(User).where(col(User.id) == link.user_id)).one()
    if not user.is_active:
        raise NotFound("accounts.link_dead")
    user.password_hash = hash_password(password)
    link.used_at = work.now
    cut_sessions(work, user)
    return user.email


def _issue_link(work: Work, user: User, text: str) -> IssuedLink:
    token = new_token()
    work.session.add(
        AccountLink(
            user_id=user.id or 0, token_hash=token_hash(token), expires_at=work.now + LINK_LIFE
        )
    )
    url = f"{settings().url}/welcome?token={token}"
    mail.send(work, user.email, text, user.language, name=user.name, url=url)
    return IssuedLink(user.public_id, url, mailed=mail.is_configured())


def _keep_an_admin(work: Work, leaving: User) -> None:
    one_at_a_time(work, "administrators")  # two who disable each other at once
    others = select(User.id).where(
        col(User.role) == "admin", col(User.is_active), col(User.id) != leaving.id
    )
    if work.session.exec(others).first() is None:
        raise Conflict("accounts.last_admin")


def _void_links(work: Work, user: User) -> None:
    open_links = select(AccountLink).where(
        col(AccountLink.user_id) == user.id, col(AccountLink.used_at).is_(None)
    )
    for link in work.session.exec(open_links):
        link.used_at = work.now


def find_user(work: Work, public_id: str) -> User:
    """The user with that public id, locked in a command; refuses with `user.not_found`."""
    found = select(User).where(col(User.public_id) == public_id).with_for_update()
    user = work.session.exec(found).one_or_none()
    if user is None:
        raise NotFound("user.not_found")
    return user
