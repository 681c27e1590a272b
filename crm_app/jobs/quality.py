"""Reckoning how good the data is, in the background."""

from typing import Any

from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.services import quality


@job(quality.JOB, queue="heavy", apart=True)
def reckon(run: Run) -> dict[str, Any]:
    """All records; begun again after a kill it does the same."""
    run.progress(0.1)
    return dict(quality.reckon(SYSTEM))
