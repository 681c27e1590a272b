"""Figures that are kept beside the records they follow from, written in the same transaction."""

from collections.abc import Callable, Sequence
from typing import Any

Refresh = Callable[[Any, Sequence[Any]], None]
_REFRESHERS: dict[type, list[Refresh]] = {}


def follows(*models: type) -> Callable[[Refresh], Refresh]:
    """Register what brings figures up to date: fn(work, the records of a model that changed)."""

    def register(refresh: Refresh) -> Refresh:
        for model in models:
            _REFRESHERS.setdefault(model, []).append(refresh)
        return refresh

    return register


Moved = Callable[[Any, Sequence[int]], None]
_MOVERS: dict[str, list[Moved]] = {}


def when_moved(table: str) -> Callable[[Moved], Moved]:
    """Register what follows when rows of a table were given to another record by their ids, past
    the session (a merge): fn(work, inner ids)."""

    def register(refresh: Moved) -> Moved:
        _MOVERS.setdefault(table, []).append(refresh)
        return refresh

    return register


def follow_moved(work: Any, table: str, ids: Sequence[int]) -> None:
    """Bring up to date what follows from these rows."""
    for refresh in _MOVERS.get(table, ()):
        refresh(work, ids)


def bring_up_to_date(work: Any, touched: Sequence[Any]) -> None:
    """Before a commit: everything that follows from what changed."""
    for model, refreshers in _REFRESHERS.items():
        rows = [row for row in touched if type(row) is model]
        for refresh in refreshers:
            if rows:
                refresh(work, rows)
