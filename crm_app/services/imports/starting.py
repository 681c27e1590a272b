"""A file comes: its bytes are kept outside any transaction, then it has a batch."""

from crm_app.core.errors import Invalid, TooLarge
from crm_app.core.permissions import Actor
from crm_app.services import files
from crm_app.services.imports.commands import begin_import, check_allowed

MOST_BYTES = 100 * 1024 * 1024


def start_import(
    actor: Actor, kind: str, data: bytes, name: str, media_type: str = "", *, job: bool = True
) -> str:
    """Keep a file and begin to read it; returns the batch's public id."""
    if not data:
        raise Invalid("files.empty", field="file")
    if len(data) > MOST_BYTES:
        raise TooLarge("files.too_large", most=MOST_BYTES // 1024 // 1024)
    check_allowed(actor, kind)
    kept = files.keep(data, name, media_type or "application/octet-stream")
    return begin_import(actor, kind, kept, job=job)
