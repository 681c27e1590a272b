"""Work shared with a second process: Python computes on one core at a time in each process.

`Hands` give each item with what a function makes of it, in their order. The function is made in both
processes by a maker out of a value that can be pickled; it must not touch the database, and what it
gives is the same wherever it ran. Whoever asks goes on working: items are done here too while the
other process is busy or has not started yet, and all of them if it dies. It ends with its input, so
it does not outlive whoever started it.
"""

import os
import pickle
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any, Generic, Self, TypeVar

from crm_app.lib.collector import collected_seldom

Item = TypeVar("Item")
Result = TypeVar("Result")
Maker = Callable[[Any], Callable[[Item], Result]]
_ROOT = Path(__file__).parents[2]
_HEAD = struct.Struct(">Q")
# So many items are with the other process at once, and so many results wait for an earlier one.
_AHEAD, _WAITING = 2, 12


class Hands(Generic[Item, Result]):
    """What a maker makes of `given`, in this process and, with `beside` and on more than one core, in
    another one. `is_lean`: as long as the other works nothing is done here that can wait for it."""

    def __init__(self, maker: Maker[Item, Result], given: Any, *, beside: bool) -> None:
        self.is_lean = False
        self.other = Beside(maker, given) if beside and (os.cpu_count() or 1) > 1 else None
        self._mine = maker(given)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.other is not None:
            self.other.end()

    def each(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Each item and its result, in their order."""
        line: deque[_Place] = deque()
        for item in items:
            line.append(self._begun(item, line))
            while line and self._came(line[0], wait=self._is_full(line)):
                yield line[0].item, line.popleft().result
        while line and self._came(line[0], wait=True):
            yield line[0].item, line.popleft().result

    def _begun(self, item: Item, line: deque["_Place"]) -> "_Place":
        place = _Place(item)
        place.is_away = self._is_free(line)
        if place.is_away and self.other is not None:
            self.other.ask(item)
        else:
            place.result = self._mine(item)
        return place

    def _is_free(self, line: deque["_Place"]) -> bool:
        """Whether the other one takes an item more."""
        if self.other is None or not self.other.is_ready:
            return False
        return sum(one.is_away for one in line) < _AHEAD + self.is_lean

    def _is_full(self, line: deque["_Place"]) -> bool:
        if self.is_lean and line[0].is_away:
            return not self._is_free(line)
        return len(line) > _WAITING

    def _came(self, first: "_Place", *, wait: bool) -> bool:
        """Whether the first of the line has its result."""
        if not first.is_away or self.other is None:
            return True
        try:
            answer = self.other.answer(wait=wait)
        except EOFError:
            answer = (self._mine(first.item),)  # nobody is there any more
        if answer is None:
            return False
        first.result, first.is_away = answer[0], False
        return True


class _Place:
    """An item in the line; its result, where the other process has not got it."""

    __slots__ = ("is_away", "item", "result")

    def __init__(self, item: Any) -> None:
        self.item: Any = item
        self.result: Any = None
        self.is_away = False


class Beside:
    """The other process; what it was asked it answers in that order."""

    def __init__(self, maker: Maker[Any, Any], given: Any) -> None:
        self._child = subprocess.Popen(
            (sys.executable, "-m", "crm_app.lib.beside"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            start_new_session=True,
        )
        self._out: SimpleQueue[bytes | None] = SimpleQueue()
        self._back: SimpleQueue[bytes | None] = SimpleQueue()
        self._state: bool | None = None
        self._out.put(_packed((maker, given)))
        for work in (self._send, self._collect):
            threading.Thread(target=work, daemon=True).start()

    @property
    def is_ready(self) -> bool:
        """Whether it has started and lives."""
        if self._state is None:
            with suppress(Empty):
                self._state = self._back.get_nowait() is not None
        return bool(self._state)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._child.pid

    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._child.poll() is None

    def ask(self, item: Any) -> None:
        """One item more for it."""
        self._out.put(_packed(item))

    def answer(self, *, wait: bool) -> tuple[Any] | None:
        """Its next result; None where there is none yet. Raises EOFError where none will come, and
        what the function raised."""
        if self._state is False:
            raise EOFError
        try:
            body = self._back.get(block=wait)
        except Empty:
            return None
        if body is None:
            self._state = False
            raise EOFError
        is_good, result = pickle.loads(body)  # noqa: S301 - from a process of our own
        if not is_good:
            raise result
        return (result,)

    def end(self) -> None:
        """It is no longer needed."""
        self._out.put(None)
        self._child.kill()
        self._child.wait()

    def _send(self) -> None:
        stream = self._child.stdin
        assert stream is not None
        with suppress(OSError), stream:
            while (body := self._out.get()) is not None:
                _write(stream, body)

    def _collect(self) -> None:
        stream = self._child.stdout
        assert stream is not None
        with suppress(OSError, ValueError), stream:
            while (body := _read(stream)) is not None:
                self._back.put(body)
        self._back.put(None)


def _packed(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _write(stream: IO[bytes], body: bytes) -> None:
    stream.write(_HEAD.pack(len(body)))
    stream.write(body)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (size,) = _HEAD.unpack(head)
    body = stream.read(size)
    return body if len(body) == size else None


def serve() -> None:
    """What the other process does: answer what it reads until there is no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    start = _read(sys.stdin.buffer)
    if start is None:
        return
    maker, given = pickle.loads(start)  # noqa: S301 - from the process that started this one
    make = maker(given)
    with collected_seldom(), suppress(BrokenPipeError):
        _write(answers, b"")
        while (body := _read(sys.stdin.buffer)) is not None:
            _write(answers, _answered(make, body))


def _answered(make: Callable[[Any], Any], body: bytes) -> bytes:
    try:
        return _packed((True, make(pickle.loads(body))))  # noqa: S301 - as above
    except Exception as error:  # noqa: BLE001 - whoever asked is told
        return _packed((False, error))


if __name__ == "__main__":
    serve()
