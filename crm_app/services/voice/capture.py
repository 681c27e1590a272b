"""A spoken note on its way to an activity: kept at once, transcribed, shown, confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, TooLarge, Unsupported
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.models.base import Owned
from crm_app.models.captures import CaptureStatus, File, VoiceNote
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.ledger import Job
from crm_app.services import files
from crm_app.services.files import Kept

MAX_BYTES = 25 * 1024 * 1024
_MEDIA_TYPES = {
    "matroska": "audio/webm",
    "mov": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "aac": "audio/aac",
}
_KINDS: Mapping[str, type[Owned]] = {"customer": Customer, "contact": Contact, "deal": Deal}


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A note in a list of captures."""

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


@dataclass(frozen=True, slots=True)
class VoiceWork:
    """What the worker needs to hear a note."""

    path: str
    language: str
    spoken_at: datetime
    is_waiting: bool


def accept_voice_note(
    actor: Actor,
    data: bytes,
    name: str,
    *,
    about: Mapping[str, str] | None = None,
    language: str = "",
    spoken_at: datetime | None = None,
) -> str:
    """Keep a recording and have it transcribed in the background; returns the note's id.

    `about`: customer, contact or deal (public ids) it was spoken for. The id is also its job's.
    Refuses at once what holds no sound.
    """
    actor.require(Permission.CAPTURE)
    if len(data) > MAX_BYTES:
        raise TooLarge("sound.too_large", most=MAX_BYTES // 1024 // 1024)
    media_type = _checked(data)
    kept = files.keep(data, name or "note", media_type)
    return _add_note(actor, kept, dict(about or {}), language, spoken_at)


def _checked(data: bytes) -> str:
    """The media type of a usable recording; decoded once to be sure that it is one."""
    from crm_app.lib.sound import SoundError, read_sound  # noqa: PLC0415 - decoders are heavy

    try:
        return _MEDIA_TYPES.get(read_sound(data).container, "application/octet-stream")
    except SoundError as error:
        kind = {"sound.too_long": TooLarge, "sound.not_audio": Unsupported}.get(error.code)
        if kind is None:
            raise Invalid(error.code, field="audio", **error.params) from error
        raise kind(error.code, **error.params) from error


@command(Permission.CAPTURE)
def _add_note(
    work: Work, kept: Kept, about: dict[str, str], language: str, spoken_at: datetime | None
) -> str:
    job = work.enqueue("voice.transcribe")
    note = VoiceNote(
        file_id=files.file_row(work, kept).key,
        job_id=job.id,
        spoken_at=min(spoken_at or work.now, work.now),
        language=language if language in ("zh", "en") else "",
    )
    note.public_id = job.public_id
    for kind, public_id in about.items():
        if kind in _KINDS and public_id:
            setattr(note, f"{kind}_id", work.find(_KINDS[kind], public_id).key)
    return work.add(note).public_id


@query(Permission.CAPTURE)
def voice_work(work: Work, public_id: str) -> VoiceWork:
    """Where the recording lies, and what is known before listening."""
    note = work.find(VoiceNote, public_id)
    path = files.paths(work, [note.file_id])[0]
    return VoiceWork(path, note.language, note.spoken_at, note.status is CaptureStatus.WAITING)


@command(Permission.CAPTURE)
def note_heard(work: Work, public_id: str, heard: dict[str, Any]) -> None:
    """Text and suggestions of a recording; a second time changes nothing."""
    note = work.find(VoiceNote, public_id)
    if note.status is not CaptureStatus.WAITING:
        return
    note.status = CaptureStatus.READY
    note.language, note.text = heard["language"] or "", heard["text"]
    note.seconds, note.is_incomplete = heard["audio_seconds"], heard["incomplete"]
    note.segments = heard["segments"]
    note.facts = {"found": heard["facts"], "evidence": heard["evidence"], "model": heard["model"]}


@command(Permission.CAPTURE)
def note_unheard(work: Work, public_id: str) -> None:
    """The recording could not be transcribed; it is kept and can be played."""
    note = work.find(VoiceNote, public_id)
    if note.status is CaptureStatus.WAITING:
        note.status = CaptureStatus.FAILED


@command(Permission.CAPTURE)
def listen_again(work: Work, public_id: str) -> None:
    """Transcribe a note anew (another model, or after a failure)."""
    note = work.find(VoiceNote, public_id)
    if note.status not in (CaptureStatus.FAILED, CaptureStatus.READY):
        raise Conflict("voice.not_now")
    job = work.enqueue("voice.transcribe", note_id=public_id)
    note.status, note.job_id = CaptureStatus.WAITING, job.id


@query(Permission.CAPTURE)
def voice_notes(work: Work, limit: int = 30) -> list[VoiceRow]:
    """One's own notes that wait for confirmation, newest first."""
    found = work.visible(VoiceNote).where(
        col(VoiceNote.owner_id) == work.actor.user_id,
        col(VoiceNote.status) != CaptureStatus.CONFIRMED,
    )
    rows = work.session.exec(found.order_by(col(VoiceNote.id).desc()).limit(limit)).all()
    return [_row(work, note) for note in rows]


@query(Permission.CAPTURE)
def voice_page(work: Work, public_id: str) -> VoicePage:
    """A note with everything found in it."""
    note = work.find(VoiceNote, public_id)
    file = work.session.exec(select(File).where(col(File.id) == note.file_id)).one()
    job = work.session.get(Job, note.job_id) if note.job_id else None
    customer = work.session.get(Customer, note.customer_id) if note.customer_id else None
    contact = work.session.get(Contact, note.contact_id) if note.contact_id else None
    deal = work.session.get(Deal, note.deal_id) if note.deal_id else None
    return VoicePage(
        public_id=note.public_id,
        status=note.status.value,
        version=note.version,
        file_id=file.public_id,
        language=note.language,
        seconds=note.seconds,
        spoken_at=note.spoken_at,
        text=note.text,
        segments=note.segments,
        facts=note.facts,
        is_incomplete=note.is_incomplete,
        progress=job.progress if job else 0.0,
        error=(job.error or {}) if job else {},
        customer_id=customer.public_id if customer else "",
        customer=customer.name if customer else "",
        contact_id=contact.public_id if contact else "",
        contact=contact.name if contact else "",
        deal_id=deal.public_id if deal else "",
        deal=deal.name if deal else "",
        activity_id="",
    )


@command(Permission.CAPTURE)
def discard_note(work: Work, public_id: str) -> None:
    """Throw a note away; it can be restored."""
    work.remove(work.find(VoiceNote, public_id))


@command(Permission.CAPTURE)
def restore_note(work: Work, public_id: str) -> None:
    """Undo `discard_note`."""
    work.restore(work.find(VoiceNote, public_id, deleted=True))


def _row(work: Work, note: VoiceNote) -> VoiceRow:
    job = work.session.get(Job, note.job_id) if note.job_id else None
    customer = work.session.get(Customer, note.customer_id) if note.customer_id else None
    return VoiceRow(
        note.public_id,
        note.status.value,
        note.text[:200],
        note.seconds,
        note.spoken_at,
        job.progress if job else 0.0,
        str((job.error or {}).get("code", "")) if job else "",
        customer.name if customer else "",
    )
