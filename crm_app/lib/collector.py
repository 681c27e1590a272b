"""Python's collector of circles, asked to come seldom while millions of plain values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_SELDOM = (200_000, 20, 100)
_lock = Lock()
_usual: list[tuple[int, int, int]] = []


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Rows of a table hold no circles: looking for some takes a fifth of the time of an import."""
    with _lock:
        _usual.append(gc.get_threshold())
        gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        with _lock:  # of several at once the last puts back what the first found
            first = _usual.pop() if len(_usual) == 1 else None
            if first is None:
                _usual.pop()
            else:
                gc.set_threshold(*first)
