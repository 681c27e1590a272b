"""What is asked of records before a transaction may commit, whoever wrote them and how."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

# A change of a part (a phone, a position) is a change of the record that it belongs to.
PARTS = "points"


@dataclass(frozen=True, slots=True)
class Written:
    """A record that a transaction made or changed, with the names of the fields that changed."""

    row: Any
    changed: Collection[str]
    is_new: bool


Demand = Callable[[Any, list[Written]], None]
_DEMANDS: dict[type, list[Demand]] = {}


def demanded(*models: type) -> Callable[[Demand], Demand]:
    """Register what is asked: fn(work, the records of a model) refuses by raising."""

    def register(demand: Demand) -> Demand:
        for model in models:
            _DEMANDS.setdefault(model, []).append(demand)
        return demand

    return register


def check(work: Any, written: list[Written]) -> None:
    """Ask everything of what changed."""
    for model, demands in _DEMANDS.items():
        rows = [one for one in written if type(one.row) is model]
        for demand in demands:
            if rows:
                demand(work, rows)
