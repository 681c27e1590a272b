"""The words of files under records: read in the background, found with the record they lie under."""

from collections.abc import Sequence
from pathlib import Path

from sqlmodel import Session, col, select

from crm_app.core.permissions import Permission
from crm_app.core.search import adds_words, reindex
from crm_app.core.work import Work, command
from crm_app.lib.file_texts import MOST
from crm_app.models.captures import File, FileText
from crm_app.models.ledger import Job
from crm_app.services.files import store
from crm_app.services.files.filing import RECORDS

JOB, PAGES_JOB = "files.read", "files.read_pages"
_MUTE = ("image/", "audio/", "video/")
# A piece is shown as why something was found; what lies across its end stands in the next one too.
_PIECE, _OVER = 300, 60
_AT_ONCE = 20


def ask_reading(work: Work, row: File) -> None:
    """Inside a command: have the words of a file read, if it may have any."""
    if not row.media_type.startswith(_MUTE):
        work.enqueue(JOB, file=row.public_id)


@command(Permission.SETTINGS)
def begin_reading(work: Work, public_id: str) -> Path | None:
    """Where the bytes of a file lie; None when it is gone meanwhile. It counts as read from here on:
    what breaks its reader is not given to it again and again."""
    row = _row(work, public_id)
    if row is None or row.deleted_at is not None:
        return None
    if work.session.get(FileText, row.id) is None:
        work.session.add(FileText(file_id=row.id or 0))
    return store.path_of(row.sha256)


@command(Permission.SETTINGS)
def note_text(work: Work, public_id: str, text: str, scans: Sequence[int] = ()) -> None:
    """Keep what a file says, and have its scanned pages read; a second time changes nothing."""
    row = _row(work, public_id)
    if row is None:
        return
    if text.strip():
        work.session.merge(FileText(file_id=row.id or 0, text=text))
        follow(work, row)
    if scans:
        work.enqueue(PAGES_JOB, file=public_id, pages=list(scans))


@command(Permission.SETTINGS)
def note_scan(work: Work, public_id: str, text: str) -> None:
    """Keep what the scanned pages of a file say beside its other words; a second time changes nothing."""
    row, text = _row(work, public_id), text.replace("\0", "").strip()
    kept = work.session.get(FileText, row.id) if row is not None else None
    if row is None or kept is None or not text or text in kept.text:
        return
    kept.text = f"{kept.text}\n{text}".strip()[:MOST]
    work.session.add(kept)
    follow(work, row)


@command(Permission.SETTINGS)
def read_unread(work: Work) -> int:
    """Some files that nobody has read yet, from before there was this; none while some still wait."""
    waiting = select(Job.id).where(
        col(Job.name).in_((JOB, PAGES_JOB)), col(Job.status).in_(("queued", "running"))
    )
    if work.session.exec(waiting.limit(1)).first() is not None:
        return 0
    unread = select(File).where(
        col(File.record_kind).in_(RECORDS),
        col(File.field) == "",
        col(File.deleted_at).is_(None),
        *(~col(File.media_type).startswith(mute) for mute in _MUTE),
        ~select(FileText.file_id).where(col(FileText.file_id) == File.id).exists(),
    )
    rows = work.session.exec(unread.order_by(col(File.id)).limit(_AT_ONCE)).all()
    for row in rows:
        work.enqueue(JOB, file=row.public_id)
    return len(rows)


def _row(work: Work, public_id: str) -> File | None:
    return work.session.exec(select(File).where(col(File.public_id) == public_id)).one_or_none()


def follow(work: Work, row: File) -> None:
    """Inside a command: the record that a file lies under is found by what it says now."""
    work.session.flush()
    model = RECORDS.get(row.record_kind)
    record = work.session.get(model, row.record_id) if model and row.record_id else None
    if record is not None:
        reindex(work.session, record)


@adds_words
def words_of_files(session: Session, kind: str, ids: Sequence[int]) -> dict[int, list[str]]:
    """The files of records, each piece under the name of its file."""
    if kind not in RECORDS:
        return {}
    there = (
        select(File.record_id, File.name, FileText.text)
        .join(FileText, col(FileText.file_id) == File.id)
        .where(
            col(File.record_kind) == kind,
            col(File.record_id).in_(ids),
            col(File.field) == "",
            col(File.deleted_at).is_(None),
        )
    )
    found: dict[int, list[str]] = {}
    for key, name, text in session.exec(there.order_by(col(File.id))):
        whole = " ".join(text.split())
        found.setdefault(key or 0, []).extend(
            f"〔{name}〕 {whole[max(0, start - _OVER) : start + _PIECE]}"
            for start in range(0, len(whole), _PIECE)
        )
    return found
