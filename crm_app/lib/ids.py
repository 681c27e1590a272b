"""Identifiers that the outside sees."""

import re
import uuid

from uuid6 import uuid7

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def new_id() -> str:
    """A time-ordered public id (UUIDv7, 36 characters)."""
    return str(uuid7())


def is_id(value: object) -> bool:
    """Whether `value` has the form of a public id; clients may bring their own."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None and bool(uuid.UUID(value))
