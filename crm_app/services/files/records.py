"""Rows of files: who owns the bytes, which record they belong to, who may have them."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound, TooLarge
from crm_app.core.permissions import READS, Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.unusable import Unusable
from crm_app.models.base import Owned
from crm_app.models.captures import File
from crm_app.services.files import store, texts
from crm_app.services.files.filing import RECORDS

MAX_BYTES = 30 * 1024 * 1024
# Shown inside the product; everything else is only ever downloaded.
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf"})
SOUNDS = frozenset(
    {"audio/webm", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav", "audio/flac"}
)


class Fields(Protocol):
    """Whoever has fields that hold files says which, and who sees what stands in them."""

    def takes(self, work: Work, record_kind: str, field: str) -> bool:
        """Whether the actor may put files into a field."""
        ...

    def shows(self, work: Work, row: Any, field: str, file_id: str) -> bool:
        """Whether a file stands in a record's field and the actor may see that."""
        ...


# Filled by them; files know nothing of fields.
FIELDS: list[Fields] = []
# Bytes that wait to be stored with a record.
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a record."""

    public_id: str
    name: str
    media_type: str
    size: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are stored and wait for their row."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where the bytes lie and how they may be sent."""

    path: Path
    name: str
    media_type: str
    inline: bool


def keep(data: bytes, name: str, media_type: str) -> Kept:
    """Store bytes, outside any transaction; a row makes them somebody's."""
    return Kept(store.keep(data), clean_name(name), media_type[:100], len(data))


def file_row(work: Work, kept: Kept, owner: Owned | None = None) -> File:
    """Inside a command: the row for kept bytes; it belongs to `owner` or the actor."""
    row = File(sha256=kept.sha256, name=kept.name, media_type=kept.media_type, size=kept.size)
    return work.add(row, owner=owner)


def clean_name(name: str) -> str:
    """A file name without path or control characters."""
    last = re.split(r"[/\\\\]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f\"<>|:*?]", "", last).strip(" .")[:120] or "file"


def attach(
    actor: Actor, record_kind: str, record_id: str, data: bytes, name: str, media_type: str
) -> str:
    """File bytes under a record that one may see; returns the file's public id."""
    if record_kind not in RECORDS:
        raise Invalid("files.record_unknown", field="record_kind")
    check_bytes(data)
    check_writable(actor, record_kind, record_id)
    return _attach(actor, record_kind, record_id, keep(data, name, sniffed(data, media_type)))


def check_bytes(data: bytes) -> None:
    """Refuse what is no file, or too large a one."""
    if not data:
        raise Invalid("files.empty", field="file")
    if len(data) > MAX_BYTES:
        raise TooLarge("files.too_large", most=MAX_BYTES // 1024 // 1024)


@query(Permission.FILE_WRITE)
def check_writable(work: Work, record_kind: str, record_id: str) -> None:
    """Refuse before any byte is stored."""
    _record(work, record_kind, record_id)


@command(Permission.FILE_WRITE)
def _attach(work: Work, record_kind: str, record_id: str, kept: Kept) -> str:
    record = _record(work, record_kind, record_id)
    row = file_row(work, kept, owner=record)
    row.record_kind, row.record_id = record_kind, record.key
    texts.ask_reading(work, row)
    work.touch(f"{record_kind}:{record_id}")
    return row.public_id


@query(Permission.FILE_READ)
def files_of(work: Work, record_kind: str, record_id: str) -> list[FileRow]:
    """The files of a record, newest first."""
    if record_kind not in RECORDS:
        raise Invalid("files.record_unknown", field="record_kind")
    record = _record(work, record_kind, record_id)
    found = work.visible(File).where(
        col(File.record_kind) == record_kind,
        col(File.record_id) == record.key,
        col(File.field) == "",
    )
    rows = work.session.exec(found.order_by(col(File.id).desc())).all()
    return [FileRow(f.public_id, f.name, f.media_type, f.size, f.created_at) for f in rows]


@query(Permission.FILE_READ)
def stored(work: Work, public_id: str) -> StoredFile:
    """A file that one may see."""
    row = _seen(work, public_id)
    inline = row.media_type in SHOWN or row.media_type in SOUNDS
    return StoredFile(store.path_of(row.sha256), row.name, row.media_type, inline)


@query(Permission.FILE_READ)
def small_picture(work: Work, public_id: str) -> bytes:
    """A thumbnail (JPEG) of a picture that one may see; refuses what is none."""
    from crm_app.lib.pictures import thumbnail  # noqa: PLC0415 - decoders are heavy

    row = _seen(work, public_id)
    try:
        return thumbnail(store.read(row.sha256))
    except Unusable as error:
        raise Invalid(error.code) from error


@command(Permission.FILE_WRITE)
def delete_file(work: Work, public_id: str) -> None:
    """Into the recycle bin; the bytes stay until it is emptied."""
    row = work.find(File, public_id)
    if row.field:
        raise Conflict("files.in_field")
    work.remove(row)
    texts.follow(work, row)


@command(Permission.FILE_WRITE)
def restore_file(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    row = work.find(File, public_id, deleted=True)
    work.restore(row)
    texts.follow(work, row)


def _record(work: Work, kind: str, public_id: str) -> Owned:
    """A record that one may see: its kind by the role, it itself by whose it is."""
    work.actor.require(READS[kind])
    return work.find(RECORDS[kind], public_id)


def _seen(work: Work, public_id: str) -> File:
    """A file that one may see, and so the record it is filed under."""
    row = work.find(File, public_id)
    if row.record_kind in RECORDS:
        work.actor.require(READS[row.record_kind])
        model = RECORDS[row.record_kind]
        found = work.visible(model).where(col(model.id) == row.record_id)
        record = work.session.exec(found).first()
        if record is None or (row.field and not _stands(work, record, row)):
            raise NotFound("file.not_found")
    elif row.record_kind == DRAFT and row.created_by != work.actor.user_id:
        raise NotFound("file.not_found")
    return row


def _stands(work: Work, record: Owned, row: File) -> bool:
    return any(one.shows(work, record, row.field, row.public_id) for one in FIELDS)


def public_id_of(work: Work, file_id: int) -> str:
    """Inside a use case: the public id of a file."""
    return work.session.exec(select(File.public_id).where(col(File.id) == file_id)).one()


def id_filed(work: Work, public_id: str, record_kind: str, record_id: int | None) -> int:
    """Inside a use case: the inner id of a file that is filed under just this record."""
    found = select(File.id).where(
        col(File.public_id) == public_id,
        col(File.record_kind) == record_kind,
        col(File.record_id) == record_id,
    )
    file_id = work.session.exec(found).first()
    if file_id is None:
        raise NotFound("file.not_found")
    return file_id


def paths(work: Work, ids: list[int | None]) -> list[str]:
    """Inside a use case: where the bytes of files lie, in the order of `ids`."""
    rows: dict[int | None, Any] = {
        row.id: row for row in work.session.exec(select(File).where(col(File.id).in_(ids)))
    }
    return [str(store.path_of(rows[file_id].sha256)) for file_id in ids if file_id is not None]


_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)


def sniffed(data: bytes, claimed: str) -> str:
    """What the bytes say they are; a claim to be something shown inside the page is not believed."""
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    claimed = claimed.split(";", maxsplit=1)[0].strip().lower()
    return "application/octet-stream" if claimed in SHOWN or "/" not in claimed else claimed
