"""Background work over REST: how it is going, and stopping it."""

from typing import Any, Literal

from fastapi import Request, Response
from pydantic import BaseModel

from crm_app.api.base import CurrentActor, api, language_of
from crm_app.locales.catalog import say
from crm_app.services import jobs


class ErrorOut(BaseModel):
    """Why work ended in vain: `code` for machines, `message` for people."""

    code: str
    message: str


class JobOut(BaseModel):
    """Background work; `progress` from 0 to 1."""

    id: str
    status: Literal["queued", "running", "done", "failed", "cancelled"]
    progress: float
    result: dict[str, Any] | None
    error: ErrorOut | None


def error_out(request: Request, error: dict[str, Any] | None) -> ErrorOut | None:
    """A job's error as it goes out, in the caller's language."""
    if not error:
        return None
    code = str(error.get("code", ""))
    sentence = say(language_of(request), code, **error.get("params", {}))
    return ErrorOut(code=code, message=sentence)


@api.get("/api/v1/jobs/{public_id}")
def read_job(request: Request, actor: CurrentActor, public_id: str) -> JobOut:
    """How a job of one's own is going."""
    row = jobs.job(actor, public_id)
    same = {name: getattr(row, name) for name in ("id", "status", "progress", "result")}
    return JobOut(**same, error=error_out(request, row.error))


@api.delete("/api/v1/jobs/{public_id}", status_code=204)
def cancel_job(actor: CurrentActor, public_id: str) -> Response:
    """Stop a job."""
    jobs.cancel(actor, public_id)
    return Response(status_code=204)
