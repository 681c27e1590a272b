"""Bytes for a field of a record that is stored with them next; until then they are nobody else's."""

from crm_app.core.errors import Invalid
from crm_app.core.permissions import READS, Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.services.files.records import (
    DRAFT,
    FIELDS,
    RECORDS,
    Kept,
    check_bytes,
    file_row,
    keep,
    sniffed,
)


def bring(
    actor: Actor, record_kind: str, field: str, data: bytes, name: str, media_type: str
) -> str:
    """Store them; returns the file's public id."""
    if record_kind not in RECORDS:
        raise Invalid("files.record_unknown", field="record_kind")
    check_bytes(data)
    check_field(actor, record_kind, field)
    return _bring(actor, record_kind, keep(data, name, sniffed(data, media_type)))


@query(Permission.FILE_WRITE)
def check_field(work: Work, record_kind: str, field: str) -> None:
    """Refuse before any byte is stored."""
    work.actor.require(READS[record_kind])
    if not any(one.takes(work, record_kind, field) for one in FIELDS):
        raise Invalid("files.field_unknown", field="field")


@command(Permission.FILE_WRITE)
def _bring(work: Work, record_kind: str, kept: Kept) -> str:
    work.actor.require(READS[record_kind])
    row = file_row(work, kept)
    row.record_kind = DRAFT
    return row.public_id
