"""Identifiers that the outside sees."""

import os
import re
import time
import uuid

from uuid6 import uuid7

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def new_id() -> str:
    """A time-ordered public id (UUIDv7, 36 characters)."""
    return str(uuid7())


def new_ids(count: int) -> list[str]:
    """Many at once, of one millisecond, in ascending order: twelve bits of each are a counter."""
    made: list[str] = []
    while len(made) < count:
        moment = f"{time.time_ns() // 1_000_000 + len(made) // 4096:012x}"
        some = min(count - len(made), 4096)
        chance = os.urandom(8 * some).hex()
        head = f"{moment[:8]}-{moment[8:]}-7"
        made += [
            f"{head}{n:03x}-{'89ab'[int(chance[n * 16], 16) & 3]}{chance[n * 16 + 1 : n * 16 + 4]}"
            f"-{chance[n * 16 + 4 : n * 16 + 16]}"
            for n in range(some)
        ]
    return made


def is_id(value: object) -> bool:
    """Whether `value` has the form of a public id; clients may bring their own."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None and bool(uuid.UUID(value))
