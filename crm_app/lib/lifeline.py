"""A process that must not outlive the one that started it, however that one ends."""

import os
import signal
import threading
import time

LOOK_SECONDS = 0.5
GRACE_SECONDS = 5.0


def end_with(parent: int | None) -> None:
    """From now on: when `parent` is gone, ask this process to stop, and soon end it."""
    if parent is None:
        return
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
