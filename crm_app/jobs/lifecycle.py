"""Reckoning where customers stand, in the background."""

from typing import Any

from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.services import lifecycle, patterns


@job(lifecycle.JOB, apart=True)
def recompute(run: Run) -> dict[str, Any]:
    """Standing, then what is usual, each in one transaction: begun again after a kill it does the same."""
    run.progress(0.1)
    found = dict(lifecycle.recompute(SYSTEM))
    run.progress(0.8)
    return found | {"usual": patterns.learn_usual(SYSTEM)}
