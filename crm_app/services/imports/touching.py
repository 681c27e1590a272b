"""Whether somebody has worked on what an import made: then it is no longer the import's to take."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table, select
from sqlmodel import SQLModel, col
from sqlmodel import select as choose

from crm_app.core.bulk import model_of
from crm_app.core.work import Work
from crm_app.models.customers import Contact
from crm_app.models.imports import ImportBatch, ImportRow

# Table → what belongs to its records alone: child table, its column, and the table between.
CHILDREN: dict[str, tuple[tuple[str, str, tuple[str, str] | None], ...]] = {
    "customer": (("contact_point", "customer_id", None), ("personal_detail", "customer_id", None)),
    "contact": (
        ("contact_point", "contact_id", None),
        ("personal_detail", "contact_id", None),
        ("position", "contact_id", None),
    ),
    "lead": (("contact_point", "lead_id", None),),
    "deal": (("stage_change", "deal_id", None),),
    "product": (),
    "activity": (("activity_link", "activity_id", None),),
    "order": (
        ("delivery_line", "line_id", ("order_line", "order_id")),
        ("delivery", "order_id", None),
        ("order_line", "order_id", None),
    ),
}
# What names a record by kind and id, and came with it: scores, and what its coming set off.
BY_KIND = ("score", "record_event")
_OTHERS = ("activity_link", "file", "mention", "share", "ownership_request")
_ASIDE = {"search_doc", "import_row", "import_made", "import_batch", "sale"}


def touched(
    work: Work, batch: ImportBatch, found: Sequence[Any], versions: Mapping[str, int]
) -> set[int]:
    """The inner ids of records that changed since, or that something refers to by now."""
    if not found:
        return set()
    kind = str(type(found[0]).__tablename__)
    ids = {one.id for one in found}
    since = _floor(batch)
    met = {one.id for one in found if one.version != versions.get(one.public_id, 1)}
    met |= {one.id for one in found if getattr(one, "deleted_at", None) is not None}
    own = {(table, column) for table, column, _ in CHILDREN[kind]}
    for table, column in _referring(kind):
        if table.name in _ASIDE:
            continue
        chosen = select(column).where(column.in_(ids))
        if (table.name, column.name) in own:
            chosen = chosen.where(table.c.public_id > since)
        elif (table.name, column.name) == ("position", "customer_id"):
            chosen = chosen.where(_of_others(table, batch))
        met |= {key for (key,) in work.session.connection().execute(chosen.distinct())}
    return (met | _by_kind(work, batch, kind, ids)) & ids


def _by_kind(work: Work, batch: ImportBatch, kind: str, ids: set[int]) -> set[int]:
    found: set[int] = set()
    for name in (*_OTHERS, "record_event"):
        model: Any = model_of(name)
        chosen = choose(model.record_id).where(
            col(model.record_kind) == kind, col(model.record_id).in_(ids)
        )
        if name == "record_event":
            chosen = chosen.where(col(model.at) > batch.committed_at)
        found |= {key for key in work.session.exec(chosen) if key is not None}
    return found


def _of_others(table: Table, batch: ImportBatch) -> Any:
    """Positions of people whom the import did not bring, or whom it leaves."""
    gone = choose(ImportRow.record).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.outcome) == "new"
    )
    theirs = choose(Contact.id).where(col(Contact.public_id).in_(gone))
    return table.c.contact_id.not_in(theirs)


def _referring(kind: str) -> list[tuple[Table, "Column[Any]"]]:
    """Every column that points to the table of a kind."""
    return [
        (table, column)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == kind
    ]


def _floor(batch: ImportBatch) -> str:
    """The public id before those that were given after the import: they begin with their time."""
    moment = int(batch.committed_at.timestamp() * 1000) + 1 if batch.committed_at else 0
    text = f"{moment:012x}"
    return f"{text[:8]}-{text[8:]}"


__all__ = ["BY_KIND", "CHILDREN", "model_of", "touched"]
