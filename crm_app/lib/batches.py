"""Many values, some at a time: databases take so many of them in one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")
SIZE = 500


def batches(values: Sequence[Value], size: int = SIZE) -> Iterator[Sequence[Value]]:
    """Stretches of at most `size`, in order; none of nothing."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
