"""Signing in and out, and who stands behind a cookie or a key."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from crm_app.core import modules
from crm_app.core.errors import Limited, NotFound, Unauthenticated
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import now
from crm_app.models.users import ApiKey, SignIn, Team, User
from crm_app.services.accounts.passwords import new_token, token_hash, verify_password
from crm_app.services.accounts.rows import SessionRow
from crm_app.services.accounts.throttle import allow_attempt, forget_attempts

SESSION_LIFE = timedelta(days=14)


def sign_in(actor: Actor, email: str, password: str, agent: str, address: str) -> str:
    """Check the credentials and open a session; returns the cookie's token.

    Refuses with `accounts.wrong_credentials`, the same for an unknown address, a wrong password
    and a disabled account, and with `accounts.throttled` after too many tries.
    """
    email = email.strip().lower()
    if not allow_attempt(email, address):
        raise Limited("accounts.throttled")
    user = _user_by_email(actor, email)
    # The hash is checked outside any transaction: it is slow on purpose.
    if not verify_password(user.password_hash if user else "", password) or user is None:
        _note_failure(actor, email, address)
        raise Unauthenticated("accounts.wrong_credentials")
    forget_attempts(email, address)
    return _open_session(actor, user.public_id, agent)


@query(Permission.SELF)
def _user_by_email(work: Work, email: str) -> User | None:
    found = select(User).where(col(User.email) == email, col(User.is_active))
    return work.session.exec(found).one_or_none()


@command(Permission.SELF)
def _note_failure(work: Work, email: str, address: str) -> None:
    work.refused("accounts.sign_in_failed", email=email[:254], address=address)


@command(Permission.SELF)
def _open_session(work: Work, user_public_id: str, agent: str) -> str:
    user = work.session.exec(select(User).where(User.public_id == user_public_id)).one()
    token = new_token()
    work.session.add(
        SignIn(
            user_id=user.id or 0,
            token_hash=token_hash(token),
            created_at=work.now,
            expires_at=work.now + SESSION_LIFE,
            agent=agent[:200],
        )
    )
    work.record(f"user:{user.public_id}", signed_in=user.email)
    return token


@command(Permission.SELF)
def sign_out(work: Work, token: str) -> None:
    """End one session; every open tab of it loses its rights with the next event."""
    signin = work.session.exec(
        select(SignIn).where(col(SignIn.token_hash) == token_hash(token))
    ).one_or_none()
    if signin is not None:
        work.session.delete(signin)
        work.record(f"user:{work.actor.user_id}", signed_out=True)
        work.touch(f"session:{signin.user_id}")


def cut_sessions(work: Work, user: User) -> None:
    """End every session of a user, inside a command (disabled, password changed)."""
    for signin in work.session.exec(select(SignIn).where(col(SignIn.user_id) == user.id)).all():
        work.session.delete(signin)
    work.touch(f"session:{user.id}")


@query(Permission.SELF)
def own_sessions(work: Work, token: str) -> list[SessionRow]:
    """Where one is signed in, newest first; `token` is that of the session asking."""
    found = select(SignIn).where(
        col(SignIn.user_id) == work.actor.user_id, col(SignIn.expires_at) > work.now
    )
    here = token_hash(token)
    return [
        SessionRow(row.public_id, row.agent, row.created_at, row.expires_at, row.token_hash == here)
        for row in work.session.exec(found.order_by(col(SignIn.id).desc()))
    ]


@command(Permission.SELF)
def cut_session(work: Work, public_id: str) -> None:
    """End one of one's own sessions, wherever it is."""
    signin = work.session.exec(
        select(SignIn).where(
            col(SignIn.public_id) == public_id, col(SignIn.user_id) == work.actor.user_id
        )
    ).one_or_none()
    if signin is None:
        raise NotFound("session.not_found")
    work.session.delete(signin)
    work.record("session", ended=public_id)
    work.touch(f"session:{work.actor.user_id}")


@command(Permission.SELF)
def cut_other_sessions(work: Work, token: str) -> int:
    """End all of one's own sessions but the one asking; returns how many."""
    others = select(SignIn).where(
        col(SignIn.user_id) == work.actor.user_id, col(SignIn.token_hash) != token_hash(token)
    )
    found = work.session.exec(others).all()
    for signin in found:
        work.session.delete(signin)
    if found:
        work.record("session", ended=len(found))
        work.touch(f"session:{work.actor.user_id}")
    return len(found)


@query(Permission.SELF)
def actor_of_session(work: Work, token: str) -> Actor | None:
    """Who stands behind a cookie; None when the session is unknown, cut or over."""
    row = work.session.exec(
        select(User, SignIn)
        .join(SignIn, col(SignIn.user_id) == User.id)
        .where(col(SignIn.token_hash) == token_hash(token), col(User.is_active))
    ).one_or_none()
    if row is None or row[1].expires_at <= work.now:
        return None
    return actor_of_user(work.session, row[0])


@query(Permission.SELF)
def actor_of_key(work: Work, key: str) -> Actor | None:
    """Who stands behind a bearer key; None when it is unknown, revoked or over."""
    row = work.session.exec(
        select(User, ApiKey)
        .join(ApiKey, col(ApiKey.user_id) == User.id)
        .where(col(ApiKey.token_hash) == token_hash(key), col(User.is_active))
    ).one_or_none()
    if row is None or row[1].revoked_at is not None or _is_over(row[1].expires_at):
        return None
    return actor_of_user(work.session, row[0])


def actor_of_user(session: Session, user: User) -> Actor:
    """The actor a user is: his role, and his team with all teams below it."""
    parents = dict(session.exec(select(Team.id, Team.parent_id)).all())
    below = {user.team_id}
    grown = True
    while grown:
        more = {team for team, parent in parents.items() if parent in below} - below
        grown = bool(more)
        below |= {team for team in more if team is not None}
    off = modules.off(session)
    return Actor(
        user_id=user.id,
        role=user.role,
        name=user.name,
        team_id=user.team_id,
        team_ids=frozenset(below),
        language=user.language,
        zone=user.zone,
        off=off,
        lost=modules.lost(off),
    )


def _is_over(expires_at: datetime | None) -> bool:
    return expires_at is not None and expires_at <= now()
