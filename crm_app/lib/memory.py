"""How much memory is left to use, container limits included, and what stays in it."""

import contextlib
import ctypes
import gc
from pathlib import Path

import psutil

_GROUP = Path("/sys/fs/cgroup")
# M_ARENA_MAX of mallopt(3), and how many pools of free memory threads share.
_ARENAS, _FEW = -8, 2


def available_bytes(group: Path = _GROUP) -> int:
    """Bytes that can be taken without pushing anybody out."""
    free = psutil.virtual_memory().available
    try:
        limit = int((group / "memory.max").read_text())
        used = int((group / "memory.current").read_text())
        cache = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
    except (OSError, ValueError):
        return free  # no container, or one without a limit
    return min(free, limit - used + int(cache.get("inactive_file", 0)))


def resident_bytes(pid: int) -> int:
    """Memory a process holds; 0 when it is gone."""
    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.Error:
        return 0


def keep_loaded() -> None:
    """What is in memory by now stays: the collector need not look through it again and again, which
    is a fifth of the time that a list takes."""
    gc.collect()
    gc.freeze()


def share_freed_memory() -> None:
    """Threads take from few pools: with one pool each, a busy server holds twice what it needs.

    Here and in forks only: engines, which count in many threads, are the slower for it. Only glibc
    has such pools; elsewhere this does nothing.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENAS, _FEW)


def give_back() -> None:
    """Freed memory goes back to the system: an engine would keep what its largest picture took.

    Costs some milliseconds. Only glibc keeps it; elsewhere this does nothing.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
