"""The batch itself: found by whoever may, and taken from state to state."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.captures import File
from crm_app.models.imports import ImportBatch, ImportState
from crm_app.models.ledger import Job
from crm_app.models.users import User
from crm_app.services.files import store
from crm_app.services.imports.kinds import SIDES, Side
from crm_app.services.imports.shapes import KINDS, Kind
from crm_app.services.jobs import progress_of

WORKING = (
    ImportState.READING.value,
    ImportState.CHECKING.value,
    ImportState.COMMITTING.value,
    ImportState.UNDOING.value,
)


def find_batch(work: Work, public_id: str, *states: ImportState) -> ImportBatch:
    """One's own import, or one within one's reach; refuses one that is not in these states."""
    batch = work.find(ImportBatch, public_id)
    check_kind(work, batch.kind)
    if states and batch.state not in {one.value for one in states}:
        raise Conflict("imports.wrong_state")
    return batch


def check_kind(work: Work, name: str) -> Kind:
    """A kind of table that the actor may bring in."""
    if name not in KINDS:
        raise Invalid("imports.kind_unknown", field="kind", name=name[:20])
    work.actor.require(KINDS[name].permission)
    return KINDS[name]


def side_of(batch: ImportBatch) -> Side:
    """How rows of its kind are handled."""
    return SIDES[batch.kind]


def go(work: Work, batch: ImportBatch, state: ImportState) -> None:
    """Into another state; live screens hear of it."""
    batch.state = state.value
    work.session.add(batch)
    work.touch("import_batch")
    work.touch(f"import_batch:{batch.public_id}")


def ask(work: Work, batch: ImportBatch, state: ImportState, job: str) -> str:
    """Into a state that the worker ends; returns the job."""
    go(work, batch, state)
    asked = work.enqueue(job, batch=batch.public_id)
    batch.job_id, batch.error = asked.id, {}
    return asked.public_id


def path_of(work: Work, batch: ImportBatch) -> Any:
    """Where its bytes lie."""
    found = select(File.sha256).where(col(File.id) == batch.file_id)
    return store.path_of(work.session.exec(found).one())


def job_of(work: Work, batch: ImportBatch) -> tuple[str, float]:
    """The job that is at work on it, and how far it is."""
    if batch.job_id is None or batch.state not in WORKING:
        return "", 0.0
    row = work.session.exec(select(Job).where(col(Job.id) == batch.job_id)).first()
    return (row.public_id, progress_of(row)) if row is not None else ("", 0.0)


def default_owner(work: Work) -> tuple[int, int]:
    """Whose new records are where nobody else is said: the actor's; of the command line those of
    the oldest administrator, or of whoever is there."""
    if work.actor.user_id is not None and work.actor.team_id is not None:
        return work.actor.user_id, work.actor.team_id
    people = select(User).where(col(User.is_active)).order_by(col(User.id))
    found = list(work.session.exec(people))
    chosen = next((one for one in found if one.role == "admin"), found[0] if found else None)
    if chosen is None:
        raise Forbidden("imports.nobody")
    return chosen.id or 0, chosen.team_id


PERMISSION = Permission.IMPORT
