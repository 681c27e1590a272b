"""Voice notes as screens and the API see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity
from crm_app.models.base import Owned
from crm_app.models.captures import CaptureStatus, File, VoiceNote
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.ledger import Job
from crm_app.services.jobs import progress_of


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A note in a list of captures; `status` is waiting, ready, failed or confirmed."""

    public_id: str
    status: str
    text: str
    seconds: float
    spoken_at: datetime
    progress: float
    error: str
    customer: str


@dataclass(frozen=True, slots=True)
class VoicePage:
    """A note whole: audio (file id), text, and the facts found with their sentences."""

    public_id: str
    status: str
    version: int
    file_id: str
    language: str
    seconds: float
    spoken_at: datetime
    text: str
    segments: list[dict[str, Any]]
    facts: dict[str, Any]
    is_incomplete: bool
    progress: float
    error: dict[str, Any]
    customer_id: str
    customer: str
    contact_id: str
    contact: str
    deal_id: str
    deal: str
    activity_id: str
    job_id: str


@query(Permission.CAPTURE)
def voice_notes(work: Work, limit: int = 50) -> list[VoiceRow]:
    """One's own notes that wait for confirmation, newest first."""
    found = work.visible(VoiceNote).where(
        col(VoiceNote.owner_id) == work.actor.user_id,
        col(VoiceNote.status) != CaptureStatus.CONFIRMED,
    )
    rows = work.session.exec(found.order_by(col(VoiceNote.id).desc()).limit(limit)).all()
    return [_row(work, note) for note in rows]


@query(Permission.CAPTURE)
def voice_page(work: Work, public_id: str) -> VoicePage:
    """A note with everything found in it; what it is about only where one may see that."""
    note = work.find(VoiceNote, public_id)
    file_id = work.session.exec(select(File.public_id).where(col(File.id) == note.file_id)).one()
    job = _job(work, note)
    customer = _seen(work, Customer, note.customer_id)
    contact = _seen(work, Contact, note.contact_id)
    deal = _seen(work, Deal, note.deal_id)
    activity = _seen(work, Activity, note.activity_id)
    return VoicePage(
        public_id=note.public_id,
        status=_status(note, job),
        version=note.version,
        file_id=file_id,
        language=note.language,
        seconds=note.seconds,
        spoken_at=note.spoken_at,
        text=note.text,
        segments=note.segments,
        facts=note.facts,
        is_incomplete=note.is_incomplete,
        progress=progress_of(job) if job else 0.0,
        error=_error(job),
        customer_id=customer.public_id if customer else "",
        customer=customer.name if customer else "",
        contact_id=contact.public_id if contact else "",
        contact=contact.name if contact else "",
        deal_id=deal.public_id if deal else "",
        deal=deal.name if deal else "",
        activity_id=activity.public_id if activity else "",
        job_id=job.public_id if job else "",
    )


def _row(work: Work, note: VoiceNote) -> VoiceRow:
    job = _job(work, note)
    customer = _seen(work, Customer, note.customer_id)
    return VoiceRow(
        note.public_id,
        _status(note, job),
        note.text[:200],
        note.seconds,
        note.spoken_at,
        progress_of(job) if job else 0.0,
        str(_error(job).get("code", "")),
        customer.name if customer else "",
    )


def _status(note: VoiceNote, job: Job | None) -> str:
    """A note whose job ended without a word (cancelled, given up) waits for nobody."""
    if note.status is CaptureStatus.WAITING and job and job.status in ("failed", "cancelled"):
        return CaptureStatus.FAILED.value
    return note.status.value


def _error(job: Job | None) -> dict[str, Any]:
    if job is None:
        return {}
    return {"code": "engine.cancelled"} if job.status == "cancelled" else job.error or {}


def _job(work: Work, note: VoiceNote) -> Job | None:
    return work.session.get(Job, note.job_id) if note.job_id else None


def _seen(work: Work, model: type[Owned], record_id: int | None) -> Any:
    """A record of another kind, if it is there and the actor may see it."""
    if record_id is None:
        return None
    return work.session.exec(work.visible(model).where(col(model.id) == record_id)).first()
