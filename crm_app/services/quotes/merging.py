"""Two people changed one draft: what only one of them did is taken, what both did is asked.

Pure: lines and facts are cells as they are typed, by name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """A line on one of the sides; `public_id` is empty while it is not stored."""

    key: str
    public_id: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is not the same on both sides; None where a side has it not.

    `state` says who changed it: mine, theirs or both; `choice` is which side counts.
    """

    key: str
    state: str
    base: Cells | None
    mine: Cells | None
    theirs: Cells | None
    choice: str


def differences(
    base: Sequence[Side], theirs: Sequence[Side], mine: Sequence[Side]
) -> list[Difference]:
    """What differs between what is stored now and what is typed, given what both began with."""
    begun = {side.public_id: side.cells for side in base}
    stored = {side.public_id: side.cells for side in theirs}
    typed = {side.public_id or side.key: side.cells for side in mine}
    keys = [*typed, *(key for key in (*stored, *begun) if key not in typed)]
    found = [
        _difference(key, begun.get(key), typed.get(key), stored.get(key))
        for key in dict.fromkeys(keys)
    ]
    return [one for one in found if one is not None]


def _difference(
    key: str, base: Cells | None, mine: Cells | None, theirs: Cells | None
) -> Difference | None:
    if mine == theirs:
        return None
    if mine == base:
        return Difference(key, "theirs", base, mine, theirs, "theirs")
    if theirs == base:
        return Difference(key, "mine", base, mine, theirs, "mine")
    return Difference(key, "both", base, mine, theirs, "mine")


def merged(
    theirs: Sequence[Side], mine: Sequence[Side], found: Sequence[Difference]
) -> list[tuple[str, Cells]]:
    """The lines that result: key and cells, in my order; theirs alone come after their neighbour."""
    chosen = {one.key: (one.mine if one.choice == "mine" else one.theirs) for one in found}
    result: list[tuple[str, Cells]] = []
    for side in mine:
        key = side.public_id or side.key
        cells = chosen.get(key, side.cells)
        if cells is not None:
            result.append((key, cells))
    placed = {key for key, _ in result}
    previous = ""
    for side in theirs:
        key = side.public_id
        if key not in placed and chosen.get(key) is not None:
            at = next((i for i, (other, _) in enumerate(result) if other == previous), -1)
            result.insert(at + 1, (key, chosen[key] or {}))
        previous = key
    return result
