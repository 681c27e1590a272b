"""Signing in: the password, and the second step where there is one."""

from sqlmodel import col, select

from crm_app.core.errors import Limited, Unauthenticated
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.models.users import SignIn, User
from crm_app.services.accounts.passwords import new_token, token_hash, verify_password
from crm_app.services.accounts.second_factor import asks_for_code, take_code
from crm_app.services.accounts.sessions import SESSION_LIFE
from crm_app.services.accounts.throttle import allow_attempt, forget_attempts


def sign_in(
    actor: Actor, email: str, password: str, agent: str, address: str, code: str = ""
) -> str:
    """Check the credentials and open a session; returns the cookie's token.

    Refuses with `accounts.wrong_credentials`, the same for an unknown address, a wrong password
    and a disabled account, and with `accounts.throttled` after too many tries. Where the password
    fits and a `code` of the second step is missing or wrong, with `accounts.code_needed` and
    `accounts.wrong_code`.
    """
    email = email.strip().lower()
    if not allow_attempt(email, address):
        raise Limited("accounts.throttled")
    user = _user_by_email(actor, email)
    # The hash is checked outside any transaction: it is slow on purpose.
    if not verify_password(user.password_hash if user else "", password) or user is None:
        _note_failure(actor, email, address)
        raise Unauthenticated("accounts.wrong_credentials")
    if asks_for_code(actor, user.public_id):
        if not code.strip():
            raise Unauthenticated("accounts.code_needed")
        if not take_code(actor, user.public_id, code):
            _note_failure(actor, email, address)
            raise Unauthenticated("accounts.wrong_code")
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
