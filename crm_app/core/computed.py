"""Values of a row that follow from its others: reckoned before each flush, so that they are stored,
noted and found with what they follow from.
"""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

Bring = Callable[[Session, Any], None]
_BRINGERS: dict[type, list[Bring]] = {}


def computes(*models: type) -> Callable[[Bring], Bring]:
    """Register what brings a row of these models up to date: fn(session, row)."""

    def register(bring_row: Bring) -> Bring:
        for model in models:
            _BRINGERS.setdefault(model, []).append(bring_row)
        return bring_row

    return register


Follow = Callable[[Any, str, int], None]
_FOLLOWERS: dict[str, Follow] = {}


def follows_load(*tables: str) -> Callable[[Follow], Follow]:
    """Register what follows when rows of a table were written past the session: fn(work, table, the
    inner id behind which they stand)."""

    def register(follow: Follow) -> Follow:
        _FOLLOWERS.update(dict.fromkeys(tables, follow))
        return follow

    return register


def follow_load(work: Any, table: str, after: int) -> None:
    """Rows of a table were written past the session."""
    if table in _FOLLOWERS:
        _FOLLOWERS[table](work, table, after)


def bring(session: Session, row: Any) -> None:
    """A row that is about to be written."""
    for bring_row in _BRINGERS.get(type(row), ()):
        bring_row(session, row)
