"""A process that runs beside the server for as long as the server does."""

import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

from crm_app.config import ROOT

PAUSE_SECONDS = 1.0
STOP_SECONDS = 10.0
# What a process answers that was told to stop: heard by itself, or not yet loaded far enough to hear.
_ASKED = (
    *(0, -signal.SIGTERM, -signal.SIGINT),
    *(128 + signal.SIGTERM, 128 + signal.SIGINT),
)


class Companion:
    """Started at once, started again when it ends by itself, ended by `stop`."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._process = self._start()
        threading.Thread(target=self._keep, daemon=True).start()

    def stop(self) -> None:
        """End it, at the latest after some seconds by force."""
        with self._lock:  # none is started from here on
            self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, cwd=ROOT)

    def _keep(self) -> None:
        while True:
            status = self._process.wait()
            # Told to stop, as all of us may have been just now, it is not missed at once.
            pause = STOP_SECONDS if status in _ASKED else PAUSE_SECONDS
            if self._stopping.wait(pause):
                return
            with self._lock:
                if self._stopping.is_set():
                    return
                print(f"{self._command[-1]} ended ({status}), started again", file=sys.stderr)
                self._process = self._start()
