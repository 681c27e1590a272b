"""Sign-in throttling by address and by account, so that neither can be tried without end."""

from limits import parse_many

from crm_app.core.limiter import allowed, limiter

_BY_EMAIL = parse_many("8/5 minutes; 40/day")
_BY_ADDRESS = parse_many("60/5 minutes")


def allow_attempt(email: str, address: str) -> bool:
    """Count one attempt; False when the account or the address has had too many."""
    by_email = all(allowed(limit, "email", email) for limit in _BY_EMAIL)
    by_address = all(allowed(limit, "address", address) for limit in _BY_ADDRESS)
    return by_email and by_address


def forget_attempts(email: str, address: str) -> None:
    """A success clears the windows: neither a shared office address is locked out by its failures,
    nor somebody by signing in often."""
    for limit in _BY_EMAIL:
        limiter().clear(limit, "email", email)
    limiter().clear(_BY_ADDRESS[0], "address", address)
