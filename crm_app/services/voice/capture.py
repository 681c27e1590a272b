"""A spoken note on its way to an activity: kept at once, transcribed, thrown away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_app.core.errors import Conflict, Invalid, TooLarge, Unsupported
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.unusable import Unusable
from crm_app.models.base import Owned
from crm_app.models.captures import CaptureStatus, VoiceNote
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
    _check_about(actor, dict(about or {}))
    if len(data) > MAX_BYTES:
        raise TooLarge("sound.too_large", most=MAX_BYTES // 1024 // 1024)
    media_type, seconds = _checked(data)
    spoken = _Spoken(language if language in ("zh", "en") else "", spoken_at, seconds)
    kept = files.keep(data, name or "note", media_type)
    return _add_note(actor, kept, dict(about or {}), spoken)


@dataclass(frozen=True, slots=True)
class _Spoken:
    language: str
    at: datetime | None
    seconds: float


def _checked(data: bytes) -> tuple[str, float]:
    """Media type and length of a usable recording; decoded once to be sure that it is one."""
    from crm_app.lib.sound import read_sound  # noqa: PLC0415 - decoders are heavy

    try:
        sound = read_sound(data)
        return _MEDIA_TYPES.get(sound.container, "application/octet-stream"), sound.seconds
    except Unusable as error:
        kind = {"sound.too_long": TooLarge, "sound.not_audio": Unsupported}.get(error.code)
        if kind is None:
            raise Invalid(error.code, field="audio", **error.params) from error
        raise kind(error.code, **error.params) from error


@query(Permission.CAPTURE)
def _check_about(work: Work, about: dict[str, str]) -> None:
    """Refuse before any byte is stored."""
    for kind, public_id in about.items():
        if kind in _KINDS and public_id:
            work.find(_KINDS[kind], public_id)


@command(Permission.CAPTURE)
def _add_note(work: Work, kept: Kept, about: dict[str, str], spoken: _Spoken) -> str:
    job = work.enqueue("voice.transcribe")
    note = VoiceNote(
        file_id=files.file_row(work, kept).key,
        job_id=job.id,
        spoken_at=min(spoken.at or work.now, work.now),
        language=spoken.language,
        seconds=spoken.seconds,
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
    if note.status is CaptureStatus.CONFIRMED:
        raise Conflict("voice.confirmed_already")
    last = work.session.get(Job, note.job_id) if note.job_id else None
    if last is not None and last.status in ("queued", "running"):
        raise Conflict("voice.not_now")
    job = work.enqueue("voice.transcribe", note_id=public_id)
    note.status, note.job_id = CaptureStatus.WAITING, job.id


@command(Permission.CAPTURE)
def discard_note(work: Work, public_id: str) -> None:
    """Throw a note away; it can be restored. What was confirmed is history."""
    note = work.find(VoiceNote, public_id)
    if note.status is CaptureStatus.CONFIRMED:
        raise Conflict("voice.confirmed_already")
    work.remove(note)


@command(Permission.CAPTURE)
def restore_note(work: Work, public_id: str) -> None:
    """Undo `discard_note`."""
    work.restore(work.find(VoiceNote, public_id, deleted=True))
