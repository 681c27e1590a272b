"""Background work as people see it: asked for, under way, done, failed, cancelled."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from crm_app.core import meters
from crm_app.core.database import is_sqlite
from crm_app.core.errors import Conflict, NotFound
from crm_app.core.permissions import Actor, Permission, system_actor
from crm_app.core.work import Work, command, query
from crm_app.models.ledger import Job
from crm_app.models.users import User
from crm_app.services.accounts import actor_of_user

MOST_ATTEMPTS = 3
OPEN = ("queued", "running")


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job as the API shows it; `progress` from 0 to 1."""

    id: str
    status: str
    progress: float
    result: dict[str, Any] | None
    error: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class StartedJob:
    """A job to be done now, on behalf of whoever asked for it."""

    public_id: str
    name: str
    payload: dict[str, Any]
    actor: Actor


@query(Permission.SELF)
def job(work: Work, public_id: str) -> JobRow:
    """One's own job."""
    row = _own(work, public_id)
    return JobRow(row.public_id, row.status, progress_of(row), row.result, row.error)


@command(Permission.SELF)
def cancel(work: Work, public_id: str) -> None:
    """Stop one's own job; what it has stored is kept. Refuses one that is over."""
    row = _own(work, public_id)
    if row.status not in OPEN:
        raise Conflict("job.over")
    row.status, row.finished_at = "cancelled", work.now
    meters.clear(public_id)
    work.touch(f"job:{public_id}")


@query(Permission.SETTINGS)
def waiting(work: Work) -> list[tuple[str, str]]:
    """Id and name of every job that nobody has begun, oldest first (for the worker)."""
    found = select(Job.public_id, Job.name).where(col(Job.status) == "queued")
    return [(public_id, name) for public_id, name in work.session.exec(found.order_by(col(Job.id)))]


@command(Permission.SETTINGS)
def begin(work: Work, public_id: str) -> StartedJob | None:
    """Take a job up, also again after a crash; None when it is over or was given up."""
    row = _any(work, public_id)
    if row.status not in OPEN:
        return None
    row.attempts += 1
    meters.clear(public_id)
    if row.attempts > MOST_ATTEMPTS:
        row.status, row.finished_at, row.error = "failed", work.now, {"code": "job.given_up"}
        work.touch(f"job:{public_id}")
        return None
    row.status = "running"
    work.touch(f"job:{public_id}")
    return _started(work, row)


@query(Permission.SETTINGS)
def under_way(work: Work, public_id: str) -> StartedJob | None:
    """A job that was taken up and is not over, for the process that does it."""
    row = _any(work, public_id)
    return _started(work, row) if row.status == "running" else None


def _started(work: Work, row: Job) -> StartedJob:
    user = work.session.exec(select(User).where(col(User.id) == row.user_id)).one_or_none()
    actor = actor_of_user(work.session, user) if user else system_actor(row.name)
    return StartedJob(row.public_id, row.name, dict(row.payload), actor)


def progress_of(row: Job) -> float:
    """How far a job is: what its row says, or what it says itself while it holds the writer."""
    return (
        max(row.progress, meters.read(row.public_id)) if row.status == "running" else row.progress
    )


def show_progress(actor: Actor, public_id: str, progress: float) -> None:
    """How far a job is (0..1), said so that the saying never waits for the work (`core/meters`)."""
    if is_sqlite():
        meters.note(public_id, progress)
    else:
        note_progress(actor, public_id, progress)


@command(Permission.SETTINGS)
def note_progress(work: Work, public_id: str, progress: float) -> bool:
    """How far a job is (0..1); False when it was cancelled meanwhile."""
    row = _any(work, public_id)
    if row.status != "running":
        return False
    row.progress = round(min(max(progress, 0.0), 1.0), 3)
    work.touch(f"job:{public_id}")
    return True


@command(Permission.SETTINGS)
def finish(work: Work, public_id: str, result: dict[str, Any] | None) -> None:
    """A job is done; a second time changes nothing."""
    row = _any(work, public_id)
    meters.clear(public_id)
    if row.status == "running":
        row.status, row.progress, row.result = "done", 1.0, result
        row.finished_at = work.now
        work.touch(f"job:{public_id}")


@command(Permission.SETTINGS)
def fail(work: Work, public_id: str, code: str, params: dict[str, Any]) -> None:
    """A job could not be done; `code` and `params` become a sentence."""
    row = _any(work, public_id)
    meters.clear(public_id)
    if row.status == "running":
        row.status, row.finished_at = "failed", work.now
        row.error = {"code": code, "params": params}
        work.touch(f"job:{public_id}")


def _own(work: Work, public_id: str) -> Job:
    row = _any(work, public_id)
    if row.user_id != work.actor.user_id and work.actor.role != "system":
        raise NotFound("job.not_found")
    return row


def _any(work: Work, public_id: str) -> Job:
    row = work.session.exec(select(Job).where(col(Job.public_id) == public_id)).one_or_none()
    if row is None:
        raise NotFound("job.not_found")
    return row
