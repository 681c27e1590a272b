"""Messages between the app and an engine's process: a length, then JSON."""

import json
import struct
from typing import IO, Any

MOST = 64 * 1024 * 1024
_HEAD = struct.Struct(">I")


def write_frame(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Send one message."""
    body = json.dumps(message, ensure_ascii=False).encode()
    stream.write(_HEAD.pack(len(body)) + body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None when the other side is gone."""
    head = _exactly(stream, _HEAD.size)
    if head is None:
        return None
    (length,) = _HEAD.unpack(head)
    body = _exactly(stream, length) if length <= MOST else None
    return None if body is None else json.loads(body)


def _exactly(stream: IO[bytes], count: int) -> bytes | None:
    parts = b""
    while len(parts) < count:
        part = stream.read(count - len(parts))
        if not part:
            return None
        parts += part
    return parts
