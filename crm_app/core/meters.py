"""How far background work is, where saying so must not wait for the database.

SQLite has one writer. An import holds it until its last row, so that no other transaction, and not
even one that only says "60 %", comes in between. On SQLite the figure therefore lies in a file of
five letters for each job, beside the database, which every process on the machine can read.
"""

import os
from pathlib import Path

from crm_app.config import settings


def note(public_id: str, fraction: float) -> None:
    """A job is so far (0..1); what cannot be written is no reason to end the work."""
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        (_folder() / public_id).write_text(f"{min(max(fraction, 0.0), 1.0):.3f}")
    except OSError:
        return


def read(public_id: str) -> float:
    """How far a job is; 0 of one that has not said."""
    try:
        return float((_folder() / public_id).read_text() or 0)
    except (OSError, ValueError):
        return 0.0


def clear(public_id: str) -> None:
    """A job begins, or is over."""
    (_folder() / public_id).unlink(missing_ok=True)


class Watch:
    """Which jobs have got on since the last look; a look costs as much as an empty folder."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def moved(self) -> set[str]:
        """Topics of the jobs that have."""
        now = _moments()
        moved = {f"job:{name}" for name, moment in now.items() if self._seen.get(name) != moment}
        self._seen = now
        return moved


def _moments() -> dict[str, int]:
    try:
        with os.scandir(_folder()) as found:
            return {one.name: one.stat().st_mtime_ns for one in found}
    except OSError:  # nothing was ever noted, or a job ended just now: the next look is soon
        return {}


def _folder() -> Path:
    return settings().data / "meters"
