"""Formulas of many records, in the background."""

from typing import Any

from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.services import custom_fields


@job(custom_fields.JOB)
def reckon(run: Run) -> dict[str, Any]:
    """Some at a time, each in a transaction of its own; begun again it does the same."""
    record, after = str(run.payload["record"]), int(run.payload["after"])
    while after >= 0:
        after = custom_fields.go_on_reckoning(SYSTEM, record, after) or -1
    return {}
