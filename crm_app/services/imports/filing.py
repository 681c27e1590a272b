"""What came is filed under its keys: whoever enters one of them is asked from now on.

In steps of their own, after the import is there: what a kill leaves is filed in the night.
"""

from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command
from crm_app.models.imports import ImportRow, Verdict
from crm_app.services.imports.batches import find_batch, side_of
from crm_app.services.likeness import MODELS
from crm_app.services.match_keys import put_fresh_keys

AT_ONCE = 25_000


def file_all(actor: Actor, public_id: str, kind: str, came: dict[str, tuple[int, int]]) -> None:
    """File the rows of an import, and the records of other kinds that came along: kind → after
    which inner id, to which."""
    if kind in MODELS:
        reached = 0
        while (after := file_rows(actor, public_id, reached)) > reached:
            reached = after
    for other, (before, last) in came.items():
        reached = before if other != kind else last
        while reached < last:
            reached = file_others(actor, other, reached, last)


@command(Permission.IMPORT)
def file_rows(work: Work, public_id: str, after: int) -> int:
    """File the records of some rows; returns the number of the last one, `after` at the end."""
    batch = find_batch(work, public_id)
    model: Any = side_of(batch).model
    found = (
        select(ImportRow.number, model.id, ImportRow.filed)
        .join(model, col(model.public_id) == ImportRow.record)
        .where(
            col(ImportRow.batch_id) == batch.id,
            col(ImportRow.number) > after,
            col(ImportRow.outcome) == Verdict.NEW.value,
        )
        .order_by(col(ImportRow.number))
    )
    rows = work.session.exec(found.limit(AT_ONCE)).all()
    put_fresh_keys(work.session, str(model.__tablename__), {key: filed for _, key, filed in rows})
    return rows[-1][0] if rows else after


@command(Permission.IMPORT)
def file_others(work: Work, kind: str, after: int, last: int) -> int:
    """File some of the records that came along; returns how far it got."""
    model = MODELS[kind]
    chosen = select(model.id).where(col(model.id) > after, col(model.id) <= last)
    ids = list(work.session.exec(chosen.order_by(col(model.id)).limit(AT_ONCE)))
    put_fresh_keys(work.session, kind, dict.fromkeys(ids))
    return ids[-1] if ids else last
