"""The stage that stands on the customer himself follows the rules, unless a person set it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.models.customers import Customer
from crm_app.models.lifecycle import STAGES, Standing

Stage = tuple[str, date | None]
# Places of stage and its day in a standing's row.
_STAGE = [*Standing.model_fields].index("stage")
_SINCE = [*Standing.model_fields].index("stage_since")
_PROSPECT: Stage = (STAGES[0], None)


def moved(
    stored: Mapping[int, tuple[Any, ...]], right: Mapping[int, tuple[Any, ...]]
) -> dict[int, Stage]:
    """Customer → the stage that he is in now, of those for whom the rules say another than before."""
    found = {
        key: (row[_STAGE], row[_SINCE])
        for key, row in right.items()
        if (old := stored.get(key)) is None
        or old[_STAGE] != row[_STAGE]
        or old[_SINCE] != row[_SINCE]
    }
    return found | {key: _PROSPECT for key in stored if key not in right}


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
