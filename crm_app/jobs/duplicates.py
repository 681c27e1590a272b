"""Searching all records for duplicates in the background."""

from typing import Any

from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.services import duplicates


@job(duplicates.JOB, queue="heavy", apart=True)
def find(run: Run) -> dict[str, Any]:
    """File what is under no key yet, then store the pairs of each kind; safe to run twice."""
    found: dict[str, Any] = {}
    for place, kind in enumerate(duplicates.KINDS, 1):
        while not run.cancelled() and duplicates.file_missing(SYSTEM, kind):
            pass
        if run.cancelled():
            return found
        found[kind] = duplicates.keep_pairs(SYSTEM, kind, duplicates.found_pairs(SYSTEM, kind))
        run.progress(place / len(duplicates.KINDS))
    return found
