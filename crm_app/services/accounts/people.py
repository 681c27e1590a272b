"""Users and teams: invited, changed, disabled, reset; everybody's own profile."""

import re
from datetime import timedelta

from sqlmodel import col, func, select

from crm_app.config import settings
from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import ROLES, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import is_zone
from crm_app.models.users import AccountLink, Team, User
from crm_app.services import mail
from crm_app.services.accounts.passwords import (
    hash_password,
    new_token,
    token_hash,
    verify_password,
)
from crm_app.services.accounts.rows import IssuedLink, TeamRow, UserRow
from crm_app.services.accounts.sessions import cut_sessions

LINK_LIFE = timedelta(days=7)
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
def teams(work: Work) -> list[TeamRow]:
    """The tree of teams, each after its parent."""
    rows = work.session.exec(select(Team).order_by(col(Team.name))).all()
    counts = dict(
        work.session.exec(select(User.team_id, func.count()).group_by(col(User.team_id))).all()
    )
    ids = {team.id: team.public_id for team in rows}
    found: list[TeamRow] = []

    def walk(parent: int | None, depth: int) -> None:
        for team in (team for team in rows if team.parent_id == parent):
            above = ids.get(team.parent_id, "")
            found.append(
                TeamRow(team.public_id, team.name, above, depth, counts.get(team.id or 0, 0))
            )
            walk(team.id, depth + 1)

    walk(None, 0)
    return found


@command(Permission.USER_ADMIN)
def add_team(work: Work, name: str, parent_public_id: str = "") -> str:
    """A new team below another one (the top one when none is named); returns its public id."""
    if not name.strip():
        raise Invalid("accounts.name_missing", field="name")
    parent = _team(work, parent_public_id) if parent_public_id else None
    team = work.add(Team(name=name.strip()[:120], parent_id=parent.id if parent else None))
    return team.public_id


@command(Permission.USER_ADMIN)
def invite(work: Work, email: str, name: str, role: str, team_public_id: str) -> IssuedLink:
    """A new account without a password, and the link by which its owner sets one."""
    email = clean_email(email)
    if role not in ROLES:
        raise Invalid("accounts.role_unknown", field="role")
    if not name.strip():
        raise Invalid("accounts.name_missing", field="name")
    if work.session.exec(select(User.id).where(col(User.email) == email)).first():
        raise Conflict("accounts.email_taken", email=email)
    team = _team(work, team_public_id)
    user = User(
        email=email,
        name=name.strip()[:120],
        role=role,
        team_id=team.id or 0,
        language=work.actor.language,
        zone=work.actor.zone,
    )
    return _issue_link(work, work.add(user), "accounts.mail_invitation")


@command(Permission.USER_ADMIN)
def reset(work: Work, user_public_id: str) -> IssuedLink:
    """A new link to set a password; the old password and all sessions end now."""
    user = _user(work, user_public_id)
    user.password_hash = ""
    cut_sessions(work, user)
    return _issue_link(work, user, "accounts.mail_reset")


@command(Permission.USER_ADMIN)
def change_user(
    work: Work, user_public_id: str, version: int, role: str, team_public_id: str
) -> None:
    """Another role or team; refuses to leave the product without an administrator."""
    user = _user(work, user_public_id)
    if user.version != version:
        raise Stale("record.stale")
    if role not in ROLES:
        raise Invalid("accounts.role_unknown", field="role")
    if user.role == "admin" and role != "admin":
        _keep_an_admin(work, user)
    user.role, user.team_id = role, _team(work, team_public_id).id or 0
    user.version += 1


@command(Permission.USER_ADMIN)
def set_active(work: Work, user_public_id: str, active: bool) -> None:
    """Disable an account (all its sessions end at once) or enable it again."""
    user = _user(work, user_public_id)
    if not active:
        if user.id == work.actor.user_id:
            raise Conflict("accounts.not_yourself")
        if user.role == "admin":
            _keep_an_admin(work, user)
        cut_sessions(work, user)
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
        if not name.strip():
            raise Invalid("accounts.name_missing", field="name")
        user.name = name.strip()[:120]
    if language is not None:
        if language not in ("zh", "en"):
            raise Invalid("accounts.language_unknown", field="language")
        user.language = language
    if zone is not None:
        if not is_zone(zone):
            raise Invalid("accounts.zone_unknown", field="zone")
        user.zone = zone
    user.version += 1


@command(Permission.SELF)
def change_password(work: Work, old: str, new: str) -> None:
    """A new password for oneself; all sessions end, this one too."""
    user = work.session.exec(select(User).where(col(User.id) == work.actor.user_id)).one()
    if not verify_password(user.password_hash, old):
        raise Invalid("accounts.wrong_password", field="old")
    user.password_hash = hash_password(new)
    cut_sessions(work, user)


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
    others = select(User.id).where(
        col(User.role) == "admin", col(User.is_active), col(User.id) != leaving.id
    )
    if work.session.exec(others).first() is None:
        raise Conflict("accounts.last_admin")


def _user(work: Work, public_id: str) -> User:
    found = select(User).where(col(User.public_id) == public_id).with_for_update()
    user = work.session.exec(found).one_or_none()
    if user is None:
        raise NotFound("user.not_found")
    return user


def _team(work: Work, public_id: str) -> Team:
    team = work.session.exec(select(Team).where(col(Team.public_id) == public_id)).one_or_none()
    if team is None:
        raise Invalid("accounts.team_unknown", field="team")
    return team
