"""Sessions and their ends, and who stands behind a cookie or a key."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core import modules
from crm_app.core.errors import NotFound
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import now
from crm_app.models.ledger import Setting
from crm_app.models.second_factor import SETTING, SecondFactor
from crm_app.models.users import ApiKey, SignIn, Team, User
from crm_app.services.accounts.passwords import token_hash
from crm_app.services.accounts.rows import SessionRow

SESSION_LIFE = timedelta(days=14)


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
        _with_proof(
            select(User, SignIn, *_PROOF).join(SignIn, col(SignIn.user_id) == User.id)
        ).where(col(SignIn.token_hash) == token_hash(token), col(User.is_active))
    ).one_or_none()
    if row is None or row[1].expires_at <= work.now:
        return None
    return actor_of_user(work.session, row[0], must_prove=_must_prove(row[0], *row[2:]))


@query(Permission.SELF)
def actor_of_key(work: Work, key: str) -> Actor | None:
    """Who stands behind a bearer key; None when it is unknown, revoked or over."""
    row = work.session.exec(
        _with_proof(
            select(User, ApiKey, *_PROOF).join(ApiKey, col(ApiKey.user_id) == User.id)
        ).where(col(ApiKey.token_hash) == token_hash(key), col(User.is_active))
    ).one_or_none()
    if row is None or row[1].revoked_at is not None or _is_over(row[1].expires_at):
        return None
    return actor_of_user(work.session, row[0], must_prove=_must_prove(row[0], *row[2:]))


# With each event is asked who acts: what his role has to have comes in the same statement.
_PROOF: tuple[Any, ...] = (col(SecondFactor.confirmed_at), col(Setting.value))


def _with_proof(found: Any) -> Any:
    return found.outerjoin(SecondFactor, col(SecondFactor.user_id) == User.id).outerjoin(
        Setting, col(Setting.key) == SETTING
    )


def _must_prove(user: User, since: datetime | None, setting: dict[str, Any] | None) -> bool:
    """Whether his role has to have the second step, and he has not."""
    return since is None and user.role in (setting or {}).get("roles", ())


def actor_of_user(session: Session, user: User, *, must_prove: bool = False) -> Actor:
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
        must_prove=must_prove,
    )


def _is_over(expires_at: datetime | None) -> bool:
    return expires_at is not None and expires_at <= now()
