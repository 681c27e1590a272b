"""One child process and its pipes."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from queue import Empty, SimpleQueue
from typing import Any

from crm_app.config import ROOT
from crm_app.engines.errors import EngineError
from crm_app.engines.frames import read_frame, write_frame


class EngineProcess:
    """A started engine: requests go in, messages come out, and the whole group can be killed."""

    def __init__(self, kind: str, command: Sequence[str] | None = None) -> None:
        command = command or (sys.executable, "-m", "crm_app.engines.host_child", kind)
        self._child = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"},
            start_new_session=True,
        )
        self.pid = self._child.pid
        self._messages: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        threading.Thread(target=self._collect, daemon=True).start()

    def send(self, request: Mapping[str, Any]) -> None:
        """Ask for something. Raises engine.crashed when nobody is there."""
        assert self._child.stdin is not None
        try:
            write_frame(self._child.stdin, dict(request))
        except OSError as error:
            raise EngineError("engine.crashed") from error

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """The next message, or None after `seconds`. Raises engine.crashed at the end."""
        try:
            message = self._messages.get(timeout=seconds)
        except Empty:
            return None
        if message is None:
            raise EngineError("engine.crashed", status=self._child.wait(timeout=5))
        return message

    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._child.poll() is None

    def kill(self) -> None:
        """End the process and everything it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._child.wait()
        if self._child.stdin is not None:
            with contextlib.suppress(OSError):
                self._child.stdin.close()

    def _collect(self) -> None:
        """Messages as they come, then None: a thread, so that waiting can have an end."""
        assert self._child.stdout is not None
        with self._child.stdout as stream, contextlib.suppress(OSError, ValueError):
            while (message := read_frame(stream)) is not None:
                self._messages.put(message)
        self._messages.put(None)
