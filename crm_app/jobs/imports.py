"""Imports in the background: a file is read, its rows are checked, written, taken back."""

from collections.abc import Callable

from crm_app.core.errors import AppError
from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.lib.unusable import Unusable
from crm_app.services import imports

STEP = 0.02  # each is a look of every screen that shows it


def _done(run: Run, step: Callable[[str], None]) -> None:
    """One step of an import; a refusal leaves it where it was, and says why."""
    batch = str(run.payload.get("batch", ""))
    try:
        step(batch)
    except (AppError, Unusable) as refusal:
        params = {name: str(value) for name, value in refusal.params.items()}
        imports.note_failure(SYSTEM, batch, refusal.code, params)
        raise
    except Exception:
        imports.note_failure(SYSTEM, batch, "imports.failed", {})
        raise


def _steps(run: Run) -> Callable[[float], None]:
    last = 0.0

    def show(fraction: float) -> None:
        nonlocal last
        if fraction - last >= STEP:
            last = fraction
            run.progress(fraction)

    return show


@job("imports.read")
def read(run: Run) -> None:
    """The columns of a file."""
    _done(run, lambda batch: imports.read_head(run.actor, batch))


@job("imports.check")
def check(run: Run) -> None:
    """The verdict of every row."""
    _done(run, lambda batch: imports.check_rows(run.actor, batch, _steps(run)))


@job("imports.commit")
def commit(run: Run) -> None:
    """All rows that come in, or none."""
    _done(run, lambda batch: imports.commit_rows(run.actor, batch, _steps(run)))


@job("imports.undo")
def undo(run: Run) -> None:
    """What nobody has touched goes again."""
    _done(run, lambda batch: imports.undo_rows(run.actor, batch, _steps(run)))
