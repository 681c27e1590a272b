"""The check report: counts and sums of what was written, held against the file."""

from collections.abc import Mapping
from decimal import Decimal

from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.models.imports import ImportBatch, ImportRow
from crm_app.services.imports.kinds import Side


def prove(
    work: Work, batch: ImportBatch, side: Side, taken_sums: Mapping[str, Decimal], changed: int
) -> None:
    """Inside the command that wrote it: what the file holds, what was taken of it, and what the database holds of that."""
    of_new = select(ImportRow.record).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.outcome) == "new"
    )
    model = side.model
    there = col(model.public_id).in_(of_new)
    written = work.session.exec(select(func.count()).select_from(model).where(there)).one()
    wanted = work.session.exec(
        select(func.count(func.distinct(col(ImportRow.record)))).where(
            col(ImportRow.batch_id) == batch.id, col(ImportRow.outcome) == "new"
        )
    ).one()
    sums = []
    for name in side.money:
        summed = select(func.sum(col(getattr(model, name)))).where(there)
        found = work.session.exec(summed).one() or Decimal(0)
        taken = taken_sums.get(name, Decimal(0))
        whole = batch.report.get("sums", {}).get(name)
        said = {"field": name, "file": whole, "taken": _plain(taken), "stored": _plain(found)}
        sums.append(
            said
            | {"left": _plain(Decimal(whole) - taken) if whole else None, "good": taken == found}
        )
    batch.report = {
        **{name: batch.report.get(name) for name in ("rows", "points")},
        "written": written,
        "changed": changed,
        "checks": sums,
        "good": written == wanted and all(one["good"] for one in sums),
    }


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
