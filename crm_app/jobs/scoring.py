"""Learning from leads and deals in the background."""

from typing import Any

from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.services import scoring


@job(scoring.JOB, apart=True)
def learn(run: Run) -> dict[str, Any]:
    """Train, measure, and score what is open; a second run after a kill trains nothing twice."""
    return {"outcomes": scoring.train(SYSTEM, run.public_id, run.cancelled)}
