"""Passwords and tokens: argon2 for what people remember, SHA-256 for what machines do."""

import hashlib
import secrets
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from crm_app.core.errors import Invalid

MIN_LENGTH = 10
MAX_LENGTH = 200
# 19 MiB a hash (OWASP's parameters); two at once, or a burst of sign-ins would eat the memory.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_slots = Semaphore(2)
_DUMMY = _hasher.hash(secrets.token_hex(8))


def hash_password(password: str) -> str:
    """The argon2 hash of an acceptable password; refuses with `accounts.password_weak`."""
    check_password(password)
    with _slots:
        return _hasher.hash(password)


def check_password(password: str) -> None:
    """Refuse what is too short, too long, or one character over and over."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH or len(set(password)) < 5:
        raise Invalid("accounts.password_weak", field="password", least=MIN_LENGTH)


def verify_password(stored: str, password: str) -> bool:
    """Whether the password fits; takes as long when there is no stored hash."""
    with _slots:
        try:
            return _hasher.verify(stored or _DUMMY, password[:MAX_LENGTH]) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False


def random_password() -> str:
    """A password for a machine-made account, easy to type."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def new_token() -> str:
    """256 random bits for a cookie, link or key."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
