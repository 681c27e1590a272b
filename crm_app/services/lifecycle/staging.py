"""The stage that stands on the customer himself follows the rules, unless a person set it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.models.customers import Customer
from crm_app.models.lifecycle import STAGES, Standing
from crm_app.services.lifecycle.judging import WORDS

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Stage = tuple[str, date | None]
# Places of stage and its day in a standing's row.
_STAGE = [[*Standing.model_fields].index(name) for name in ("stage", "stage_since")]
_PROSPECT: Stage = (STAGES[0], None)


def differing(stored: "Array", right: "Array") -> tuple["Array", "Array"]:
    """Which rows of `right` are another than those that are stored, and which of these are over."""
    import numpy as np  # noqa: PLC0415 - heavy

    at, same = _places(stored, right)
    same[same] = (stored[at[same]] == right[same]).all(axis=1)
    return ~same, ~np.isin(stored[:, 0], right[:, 0])


def moved(stored: "Array", right: "Array") -> dict[int, Stage]:
    """Customer → the stage that he is in now, of those for whom the rules say another than before."""
    at, same = _places(stored, right)
    same[same] = (stored[at[same]][:, _STAGE] == right[same][:, _STAGE]).all(axis=1)
    found: dict[int, Stage] = {
        key: (WORDS["stage"][stage], date.fromordinal(since))
        for key, stage, since in right[~same][:, [0, *_STAGE]].tolist()
    }
    _, gone = differing(stored, right)
    return found | dict.fromkeys(stored[gone, 0].tolist(), _PROSPECT)


def _places(stored: "Array", right: "Array") -> tuple["Array", "Array"]:
    """Where each row's customer would be among those stored, and whether he is there."""
    import numpy as np  # noqa: PLC0415 - heavy

    at = np.searchsorted(stored[:, 0], right[:, 0])
    known = at < len(stored)
    known[known] = stored[at[known], 0] == right[known, 0]
    return at, known


def put_stages(work: Work, stages: Mapping[int, Stage]) -> int:
    """Inside a command: onto the customers, but for those whose stage a person set.

    Past the record's version: nobody changed it, and nobody's save is stale for it.
    """
    if not stages:
        return 0
    known = _begun(work, [key for key, (_, day) in stages.items() if day is None])
    rows = [
        {"one": key, "to": stage, "day": day or known.get(key)}
        for key, (stage, day) in stages.items()
    ]
    done: Any = work.session.connection().execute(_PUT, rows)
    for row in work.session.identity_map.values():
        if isinstance(row, Customer) and row.id in stages:
            work.session.refresh(row, ["stage", "stage_since", "stage_set_at", "stage_reason"])
    return max(0, done.rowcount)


def _begun(work: Work, ids: list[int]) -> dict[int, date]:
    """Since when prospects are known."""
    found = select(Customer.id, Customer.created_at).where(col(Customer.id).in_(ids))
    here = zone(DEFAULT_ZONE)
    return {key: at.astimezone(here).date() for key, at in work.session.exec(found) if key}


_TABLE: Any = Customer.__table__  # type: ignore[attr-defined]
_PUT = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("one"), _TABLE.c.stage_set_by.is_(None))
    .values(stage=bindparam("to"), stage_since=bindparam("day"), stage_set_at=None, stage_reason="")
)


def wrong_stages(work: Work) -> Iterator[tuple[str, str, str, str]]:
    """Inside `crm verify`: public id and name, the stage that stands there, the one by the rules."""
    columns = select(Customer.public_id, Customer.name, Customer.stage, Standing.stage)
    of_rules = columns.join(Standing, col(Standing.customer_id) == Customer.id).where(
        col(Customer.stage_set_by).is_(None),
        col(Customer.deleted_at).is_(None),
        col(Customer.stage) != Standing.stage,
    )
    yield from (tuple(row) for row in work.session.execute(of_rules))  # type: ignore[misc]
