"""How the command line speaks."""

import os

from crm_app.config import SettingError
from crm_app.locales.catalog import say


def language() -> str:
    """The language of sentences on the terminal: that of its locale."""
    return "zh" if os.environ.get("LANG", "").startswith("zh") else "en"


def sentence_of(error: Exception) -> str:
    """One plain sentence for what no command expected."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - heavy, and seldom needed

    if isinstance(error, SettingError):
        named = {"name": error.name, "value": error.value, "choices": ", ".join(error.choices)}
        return say(language(), error.code, **named)
    if isinstance(error, SQLAlchemyError):
        return say(language(), "terminal.database", reason=_first_line(error))
    if isinstance(error, OSError) and error.filename:
        reason = error.strerror or type(error).__name__
        return say(language(), "terminal.file", name=error.filename, reason=reason)
    return say(language(), "terminal.fault", reason=f"{type(error).__name__}: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    """What a library says at most in one line, without the names of its classes."""
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().partition("\n")[0].rstrip(".")
