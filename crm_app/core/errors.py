"""Errors a user can cause. Each carries a code; the sentences belong to `locales/`."""

from typing import ClassVar


class AppError(Exception):
    """A refusal the user should read. `code` is the translation key, `params` fill its sentence."""

    status: ClassVar[int] = 400

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Invalid(AppError):
    """What was sent cannot be: a field is missing or wrong. `field` names it where there is one."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **params: object) -> None:
        super().__init__(code, **params)
        self.field = field


class Unauthenticated(AppError):
    """Nobody is signed in, or the session was cut."""

    status = 401


class Forbidden(AppError):
    """Seen, but not allowed. Goes to the security log."""

    status = 403


class NotFound(AppError):
    """Absent, or not to be seen: the two are never told apart."""

    status = 404


class Conflict(AppError):
    """The state of things forbids it: decided already, stale version, duplicate."""

    status = 409


class Stale(Conflict):
    """Somebody saved a newer version in between."""

    status = 412


class TooLarge(AppError):
    """More bytes, pixels or seconds than is accepted."""

    status = 413


class Unsupported(AppError):
    """Not a kind of file that can be used here."""

    status = 415


class Limited(AppError):
    """Too many tries in a short time; `again_after` seconds it is worth trying once more."""

    status = 429
    again_after = 300
