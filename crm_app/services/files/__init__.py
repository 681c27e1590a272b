"""Files: bytes kept outside the database, filed under records, served by rights."""

from crm_app.services.files.records import (
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

__all__ = [
    "FileRow",
    "Kept",
    "StoredFile",
    "attach",
    "delete_file",
    "file_row",
    "files_of",
    "id_filed",
    "keep",
    "paths",
    "public_id_of",
    "restore_file",
    "small_picture",
    "stored",
]
