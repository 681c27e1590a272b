"""Many pairs by the pattern of their steps: what is the same for all of one pattern is worked out once."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

_BITS, _FIELDS = 4, 15  # nine steps


def patterns(found: dict[str, Any], fields: list[str]) -> tuple[Any, Any]:
    """A pair of each pattern, and which pattern each pair has."""
    columns = [found[name] for name in fields]
    codes = _packed(columns[:_FIELDS])
    for start in range(_FIELDS, len(columns), _FIELDS - 6):
        known = np.unique(codes, return_inverse=True)[1]  # few, so there is room again
        more = columns[start : start + _FIELDS - 6]
        codes = known << _BITS * len(more) | _packed(more)
    _, first, which = np.unique(codes, return_index=True, return_inverse=True)
    return first, which


def _packed(columns: list[Any]) -> Any:
    codes = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        codes = codes << _BITS | column
    return codes


def told(
    found: dict[str, Any], names: Iterable[str], why: Callable[[dict[str, int]], tuple[str, ...]]
) -> Any:
    """What `why` says of the steps of each pair in these fields, as an array."""
    fields = [name for name in names if name in found]
    first, which = patterns(found, fields)
    said = np.empty(len(first), object)
    for place, at in enumerate(first.tolist()):
        said[place] = why({name: int(found[name][at]) for name in fields})
    return said[which]
