"""An engine in a process of its own: it can be cancelled, timed out, measured, and sent away."""

import atexit
import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from weakref import WeakSet

from crm_app.config import settings
from crm_app.engines import wiring
from crm_app.engines.errors import EngineError
from crm_app.engines.host_process import EngineProcess
from crm_app.lib.memory import available_bytes, resident_bytes

Kind = Literal["speech", "ocr"]
Status = Literal["ready", "idle", "missing"]
MEGABYTE = 1024 * 1024
TICK = 0.1

_hosts: "WeakSet[EngineHost]" = WeakSet()
_short_of_memory = threading.Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes an engine may take. `spare`: below it only one engine is kept loaded."""

    idle: float = 300
    timeout: float = 60
    load: float = 60
    memory: int = 4096 * MEGABYTE
    spare: int = 1536 * MEGABYTE


class EngineHost:
    """One engine, started with the first call and released when nobody calls."""

    def __init__(
        self, kind: Kind, limits: Limits | None = None, command: Sequence[str] | None = None
    ) -> None:
        self.kind: Kind = kind
        self.limits = limits or Limits()
        self._command = command
        self._process: EngineProcess | None = None
        self._lock = threading.Lock()
        self._rest: threading.Timer | None = None
        _hosts.add(self)

    def call(
        self,
        request: Mapping[str, Any],
        *,
        progress: Callable[[float], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        """The engine's answer. Raises `EngineError` with the engine's code or one of its own.

        `cancelled` is asked ten times a second; cancel, timeout and too much memory end the process,
        and the next call starts a new one.
        """
        with self._room(), self._lock:
            process = self._running()
            try:
                process.send(request)
                patience = self.limits.timeout if timeout is None else timeout
                return self._await(process, progress, cancelled, patience)
            except BaseException as error:
                if not (isinstance(error, EngineError) and process.is_alive()):
                    self._stop()
                raise
            finally:
                self._rest_later()

    def transcribe(
        self,
        path: str,
        language: str | None,
        hotwords: Sequence[str],
        *,
        progress: Callable[[float], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        """A recording as `Transcript.as_dict()` plus seconds, incomplete and engine."""
        asked = {"path": path, "language": language, "hotwords": list(hotwords)}
        request = {"call": "transcribe", **asked}
        return self.call(request, progress=progress, cancelled=cancelled, timeout=timeout)

    def read_pictures(
        self, paths: Sequence[str], *, cancelled: Callable[[], bool] = lambda: False
    ) -> list[dict[str, Any]]:
        """Each picture's lines (text, score, quad in pixels of the upload), angle, width, height."""
        answer = self.call({"call": "read", "paths": list(paths)}, cancelled=cancelled)
        return answer["pictures"]

    def read_page(
        self, path: str, page: int, *, cancelled: Callable[[], bool], timeout: float
    ) -> list[str]:
        """The lines of a page of a PDF as it is printed, from the top."""
        request = {"call": "read_page", "path": path, "page": page}
        answer = self.call(request, cancelled=cancelled, timeout=timeout)
        return [line["text"] for line in answer["lines"]]

    def warm(self) -> None:
        """Load the engine before it is needed."""
        self.call({"call": "warm"}, timeout=self.limits.load)

    def status(self) -> Status:
        """Loaded, not loaded, or impossible to load: package or weights are not here."""
        if self._is_running():
            return "ready"
        return "idle" if wiring.is_installed(self.kind, settings()) else "missing"

    def release(self, *, wait: float = -1) -> bool:
        """Send the process away once it is free; False when it stayed busy for `wait` seconds."""
        if not self._lock.acquire(timeout=wait):
            return False
        try:
            self._stop()
        finally:
            self._lock.release()
        return True

    def _is_running(self) -> bool:
        process = self._process
        return process is not None and process.is_alive()

    def _running(self) -> EngineProcess:
        if self._rest is not None:
            self._rest.cancel()
        if self._process is None or not self._process.is_alive():
            self._stop()
            self._process = EngineProcess(self.kind, self._command)
        return self._process

    def _await(
        self,
        process: EngineProcess,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        timeout: float,
    ) -> dict[str, Any]:
        deadline = time.monotonic() + timeout
        while True:
            message = process.receive(TICK)
            if message is None:
                self._check(process, cancelled, deadline)
            elif "progress" in message:
                progress(message["progress"])
            elif "error" in message:
                raise EngineError(message["error"], **message["params"])
            else:
                return message["result"]

    def _check(
        self, process: EngineProcess, cancelled: Callable[[], bool], deadline: float
    ) -> None:
        reason = None
        if cancelled():
            reason = "engine.cancelled"
        elif time.monotonic() > deadline:
            reason = "engine.timeout"
        elif resident_bytes(process.pid) > self.limits.memory:
            reason = "engine.memory"
        if reason:
            self._stop()
            raise EngineError(reason)

    @contextlib.contextmanager
    def _room(self) -> Iterator[None]:
        """When memory is short, engines take turns and the resting ones leave first."""
        if self._is_running() or available_bytes() >= self.limits.spare:
            yield
            return
        with _short_of_memory:
            for other in list(_hosts):
                if other is not self:
                    other.release(wait=self.limits.timeout)
            yield

    def _rest_later(self) -> None:
        self._rest = threading.Timer(self.limits.idle, self._rest_now)
        self._rest.daemon = True
        self._rest.start()

    def _rest_now(self) -> None:
        self.release(wait=0)

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()


@atexit.register
def _release_all() -> None:
    for host in list(_hosts):
        if not host.release(wait=0.5):
            host._stop()
