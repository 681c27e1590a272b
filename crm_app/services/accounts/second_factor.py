"""The second step of signing in: one-time codes after RFC 6238, and codes for when the phone is lost.

Who turns it on or off, or asks for new recovery codes, shows the password or a code once more: an open
screen alone is not enough.
"""

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest

import pyotp
import segno
from pyotp.totp import TOTP
from sqlmodel import col, delete, func, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, Limited, NotFound
from crm_app.core.permissions import ROLES, Actor, Permission
from crm_app.core.sealed import Unreadable, seal, unseal
from crm_app.core.work import Work, command, query
from crm_app.models.ledger import Setting
from crm_app.models.second_factor import SETTING, RecoveryCode, SecondFactor
from crm_app.models.users import User
from crm_app.services.accounts.passwords import token_hash, verify_password
from crm_app.services.accounts.people import find_user
from crm_app.services.accounts.profile import own_profile
from crm_app.services.accounts.rows import FactorState, NewFactor
from crm_app.services.accounts.sessions import cut_sessions
from crm_app.services.accounts.throttle import allow_attempt, forget_attempts
from crm_app.services.notices import notify

ISSUER = "Puer"
_STEP_SECONDS = 30
# A phone's clock may be half a minute off, and a code be typed in its last second.
_AROUND = (-1, 0, 1)
_CODES = 10
# No letters that look like others.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@query(Permission.SELF)
def own_factor(work: Work) -> FactorState:
    """How it is with one's own second step."""
    user = _own(work)
    row = work.session.get(SecondFactor, user.id)
    unused = select(func.count()).where(
        col(RecoveryCode.user_id) == user.id, col(RecoveryCode.used_at).is_(None)
    )
    since = row.confirmed_at if row else None
    return FactorState(
        is_on=since is not None,
        since=since,
        codes_left=work.session.exec(unused).one(),
        is_required=user.role in required_roles(work),
    )


def begin_factor(actor: Actor, password: str) -> NewFactor:
    """A secret for one's authenticator app, shown now and never again; codes are not asked for before
    `confirm_factor`. Refuses a wrong password."""
    _allow(actor)
    made = _begin(actor, password)
    _forget(actor)
    address = made.provisioning_uri(name=own_profile(actor).email, issuer_name=ISSUER)
    picture = segno.make(address, error="m").svg_data_uri(scale=4, border=2, light="white")
    return NewFactor(made.secret, address, picture)


@command(Permission.SELF)
def _begin(work: Work, password: str) -> TOTP:
    user = _own(work)
    if not verify_password(user.password_hash, password):
        raise Invalid("accounts.wrong_password", field="password")
    row = work.session.get(SecondFactor, user.id)
    if row is not None and row.confirmed_at is not None:
        raise Conflict("accounts.factor_on_already")
    made = TOTP(pyotp.random_base32())
    row = row or SecondFactor(user_id=user.id or 0, secret="")
    row.secret, row.last_step = seal(made.secret, _place(user.id or 0)), 0
    work.session.add(row)
    return made


@command(Permission.SELF)
def _confirm(work: Work, code: str) -> list[str]:
    user = _own(work)
    row = work.session.get(SecondFactor, user.id, with_for_update=True)
    if row is None:
        raise NotFound("accounts.factor_not_begun")
    if row.confirmed_at is not None:
        raise Conflict("accounts.factor_on_already")
    if not _is_now(row, code, work.now):
        raise Invalid("accounts.wrong_code", field="code")
    row.confirmed_at = work.now
    work.session.add(row)
    work.record(f"user:{user.public_id}", second_factor="on")
    work.touch(f"session:{user.id}")
    return _new_codes(work, user)


def confirm_factor(actor: Actor, code: str) -> list[str]:
    """Show that one has the codes; from now on they are asked for. Returns the recovery codes, once."""
    _allow(actor)
    codes = _confirm(actor, code)
    _forget(actor)
    return codes


def renew_codes(actor: Actor, code: str) -> list[str]:
    """Other recovery codes; the old ones are void. Asks for a code of the phone."""
    _allow(actor)
    codes = _renew(actor, code)
    _forget(actor)
    return codes


@command(Permission.SELF)
def _renew(work: Work, code: str) -> list[str]:
    user = _own(work)
    row = _confirmed(work, user.id or 0)
    if not _is_now(row, code, work.now):
        raise Invalid("accounts.wrong_code", field="code")
    work.session.add(row)
    work.record(f"user:{user.public_id}", recovery_codes="renewed")
    return _new_codes(work, user)


def end_factor(actor: Actor, password: str, code: str) -> None:
    """Sign in by password alone again; not where one's role has to have it."""
    _allow(actor)
    _end(actor, password, code)
    _forget(actor)


@command(Permission.SELF)
def _end(work: Work, password: str, code: str) -> None:
    user = _own(work)
    row = _confirmed(work, user.id or 0)
    if user.role in required_roles(work):
        raise Forbidden("accounts.factor_required")
    if not verify_password(user.password_hash, password):
        raise Invalid("accounts.wrong_password", field="password")
    if not (_is_now(row, code, work.now) or _use_recovery(work, user.id or 0, code)):
        raise Invalid("accounts.wrong_code", field="code")
    _take_away(work, user)
    work.record(f"user:{user.public_id}", second_factor="off")


@command(Permission.USER_ADMIN)
def remove_factor(work: Work, user_public_id: str) -> None:
    """For somebody who lost phone and recovery codes: all his sessions end, and he is told."""
    user = find_user(work, user_public_id)
    if work.session.get(SecondFactor, user.id) is None:
        raise NotFound("accounts.factor_none", name=user.name)
    _take_away(work, user)
    cut_sessions(work, user)
    notify(work, [user.id or 0], "accounts.factor_removed", link="/profile", who=work.actor.name)
    work.record(f"user:{user.public_id}", second_factor="removed")


@query(Permission.USER_READ)
def factor_roles(work: Work) -> tuple[str, ...]:
    """The roles that have to have it."""
    return required_roles(work)


@command(Permission.USER_ADMIN)
def require_factor(work: Work, roles: list[str]) -> None:
    """From now on these roles have to have it: who has not sees nothing but how to turn it on."""
    if unknown := set(roles) - set(ROLES):
        raise Invalid("accounts.role_unknown", field="roles", role=min(unknown))
    row = work.session.get(Setting, SETTING) or Setting(key=SETTING)
    before = tuple(row.value.get("roles", ())) if row.value else ()
    chosen = [role for role in ROLES if role in roles]
    row.value = {"roles": chosen}
    work.session.add(row)
    work.record("second_factor", before=", ".join(before), after=", ".join(chosen))
    for user in work.session.exec(select(User.id).where(col(User.role).in_(chosen))):
        work.touch(f"session:{user}")


def required_roles(work: Work) -> tuple[str, ...]:
    """Inside a use case: the roles that have to have it."""
    row = work.session.get(Setting, SETTING)
    return tuple(row.value.get("roles", ())) if row else ()


@query(Permission.SELF)
def asks_for_code(work: Work, user_public_id: str) -> bool:
    """Whether that user's password alone does not let him in."""
    found = (
        select(SecondFactor.user_id)
        .join(User, col(User.id) == SecondFactor.user_id)
        .where(col(User.public_id) == user_public_id, col(SecondFactor.confirmed_at).is_not(None))
    )
    return work.session.exec(found).first() is not None


@command(Permission.SELF)
def take_code(work: Work, user_public_id: str, code: str) -> bool:
    """Whether it is the code of the moment or a recovery code; either is taken once."""
    user = find_user(work, user_public_id)
    row = _confirmed(work, user.id or 0)
    if _is_now(row, code, work.now):
        work.session.add(row)
        return True
    if _use_recovery(work, user.id or 0, code):
        work.record(f"user:{user.public_id}", recovery_code="used")
        return True
    return False


def _own(work: Work) -> User:
    return work.session.exec(select(User).where(col(User.id) == work.actor.user_id)).one()


def _confirmed(work: Work, user_id: int) -> SecondFactor:
    row = work.session.get(SecondFactor, user_id, with_for_update=True)
    if row is None or row.confirmed_at is None:
        raise Conflict("accounts.factor_off_already")
    return row


def _is_now(row: SecondFactor, code: str, moment: datetime) -> bool:
    """Whether it is a code of about now that was not taken before; if so it is taken."""
    try:
        codes = TOTP(unseal(row.secret, _place(row.user_id)))
    except Unreadable:
        return False
    typed = "".join(code.split()).encode(errors="replace")
    for around in _AROUND:
        at = moment + timedelta(seconds=around * _STEP_SECONDS)
        step = int(at.timestamp()) // _STEP_SECONDS
        if step > row.last_step and compare_digest(codes.generate_otp(step).encode(), typed):
            row.last_step = step
            return True
    return False


def _use_recovery(work: Work, user_id: int, code: str) -> bool:
    typed = "".join(letter for letter in code.lower() if letter.isalnum())
    row = work.session.exec(
        select(RecoveryCode)
        .where(
            col(RecoveryCode.user_id) == user_id,
            col(RecoveryCode.code_hash) == token_hash(typed),
            col(RecoveryCode.used_at).is_(None),
        )
        .with_for_update()
    ).first()
    if row is None:
        return False
    row.used_at = work.now
    work.session.add(row)
    return True


def _new_codes(work: Work, user: User) -> list[str]:
    work.session.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user.id))
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(12)) for _ in range(_CODES)]
    work.session.add_all(
        RecoveryCode(user_id=user.id or 0, code_hash=token_hash(code)) for code in codes
    )
    return ["-".join((code[:4], code[4:8], code[8:])) for code in codes]


def _take_away(work: Work, user: User) -> None:
    for table in (RecoveryCode, SecondFactor):
        work.session.exec(delete(table).where(col(table.user_id) == user.id))
    work.touch(f"session:{user.id}")


def _place(user_id: int) -> str:
    return f"second_factor:{user_id}:secret"


def _allow(actor: Actor) -> None:
    """Who sits at an open screen has no more tries than at the sign-in page."""
    if not allow_attempt(own_profile(actor).email, ""):
        raise Limited("accounts.throttled")


def _forget(actor: Actor) -> None:
    forget_attempts(own_profile(actor).email, "")
