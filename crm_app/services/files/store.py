"""Bytes outside the database, under their content's hash: written once, never changed."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from crm_app.config import settings

_SHA = re.compile(r"[0-9a-f]{64}")


def path_of(sha256: str) -> Path:
    """Where the bytes with that hash lie."""
    if not _SHA.fullmatch(sha256):
        raise ValueError("not a content hash")
    return settings().files / sha256[:2] / sha256


def keep(data: bytes) -> str:
    """Store bytes durably before a row points at them; returns their hash. Safe to repeat."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return sha256


def read(sha256: str) -> bytes:
    """The bytes with that hash."""
    return path_of(sha256).read_bytes()
