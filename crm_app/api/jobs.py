"""Background work over REST: how it is going, and stopping it."""

from fastapi import Response

from crm_app.api.base import CurrentActor, api
from crm_app.services import jobs


@api.get("/api/v1/jobs/{public_id}")
def read_job(actor: CurrentActor, public_id: str) -> jobs.JobRow:
    """How a job of one's own is going."""
    return jobs.job(actor, public_id)


@api.delete("/api/v1/jobs/{public_id}", status_code=204)
def cancel_job(actor: CurrentActor, public_id: str) -> Response:
    """Stop a job."""
    jobs.cancel(actor, public_id)
    return Response(status_code=204)
