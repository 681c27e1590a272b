"""Files: bytes kept outside the database, filed under records, served by rights."""

from crm_app.services.files.drafts import bring
from crm_app.services.files.records import (
    DRAFT,
    FIELDS,
    FileRow,
    Kept,
    StoredFile,
    attach,
    delete_file,
    file_row,
    files_of,
    id_filed,
    keep,
    paths,
    public_id_of,
    restore_file,
    small_picture,
    stored,
)
from crm_app.services.files.texts import JOB, begin_reading, note_text, read_unread

__all__ = [
    "DRAFT",
    "FIELDS",
    "JOB",
    "FileRow",
    "Kept",
    "StoredFile",
    "attach",
    "begin_reading",
    "bring",
    "delete_file",
    "file_row",
    "files_of",
    "id_filed",
    "keep",
    "note_text",
    "paths",
    "public_id_of",
    "read_unread",
    "restore_file",
    "small_picture",
    "stored",
]
