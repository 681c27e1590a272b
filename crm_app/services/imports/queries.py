"""Every way imports are read."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.listing import ListQuery, Page, Slice, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.locales.catalog import TEXT
from crm_app.models.imports import ImportBatch, ImportRow, ImportState
from crm_app.models.users import User
from crm_app.services.imports import tidying
from crm_app.services.imports.batches import find_batch, job_of
from crm_app.services.imports.commands import file_keys_of, own_names
from crm_app.services.imports.kinds import SIDES, lines_of_orders, typed
from crm_app.services.imports.rows import (
    BatchPage,
    BatchRow,
    FieldShown,
    GroupShown,
    KeptShown,
    NoteShown,
    Reason,
    RowShown,
)
from crm_app.services.imports.shapes import KINDS, PARTS
from crm_app.services.references import NOBODY, users_by_id

_AT_ONCE = 450


@query(Permission.IMPORT)
def imports(work: Work, asked: ListQuery) -> Page[BatchRow]:
    """The history, newest first: one's own, and those within one's reach."""
    seen = work.visible(ImportBatch)
    if asked.filters.get("kind"):
        seen = seen.where(col(ImportBatch.kind) == asked.filters["kind"])
    total = work.session.exec(select(func.count()).select_from(seen.subquery())).one()
    page, pages, size = place_in(asked, total)
    newest = seen.order_by(col(ImportBatch.id).desc()).offset((page - 1) * size).limit(size)
    return Page(_rows(work, list(work.session.exec(newest))), total, page, pages)


@query(Permission.IMPORT)
def import_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[BatchRow]:
    """The next of the history, for the API."""
    seen = work.visible(ImportBatch).order_by(col(ImportBatch.id).desc())
    if after:
        at = select(ImportBatch.id).where(col(ImportBatch.public_id) == after)
        seen = seen.where(col(ImportBatch.id) < at.scalar_subquery())
    found = list(work.session.exec(seen.limit(asked.size + 1)))
    shown = _rows(work, found[: asked.size])
    return Slice(shown, shown[-1].public_id if len(found) > asked.size else "")


@query(Permission.IMPORT)
def import_page(work: Work, public_id: str) -> BatchPage:
    """An import whole, without its rows."""
    batch = find_batch(work, public_id)
    return BatchPage(
        row=_rows(work, [batch])[0],
        columns=batch.columns,
        samples=batch.samples,
        fields=_fields(work, batch),
        mapping=batch.mapping,
        options=batch.options,
        rules=tidying.rules_for(batch.kind),
        groups=_groups(work, batch),
        report=batch.report,
        kept=[KeptShown(**{**one, "fields": tuple(one["fields"])}) for one in batch.kept],
        template=batch.options.get("template", ""),
        notes=_notes(batch),
        sheets=list(batch.options.get("sheets", ())),
        sheet=batch.options.get("sheet", ""),
    )


def _notes(batch: ImportBatch) -> list[NoteShown]:
    """What was noted of the file, once for all rows of which the same is said."""
    rows: dict[str, list[int]] = {}
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for code, params, _, row in batch.notes:
        key = f"{code}{sorted(params.items())}"
        found[key] = code, params
        rows.setdefault(key, []).extend([row] if row else [])
    return [NoteShown(code, params, tuple(rows[key])) for key, (code, params) in found.items()]


@query(Permission.IMPORT)
def import_rows(
    work: Work, public_id: str, verdict: str = "", code: str = "", page: int = 1, size: int = 50
) -> Page[RowShown]:
    """Rows in the order of the file, of one verdict or reason if one is named."""
    batch = find_batch(work, public_id)
    chosen = _chosen(batch, verdict, code)
    total = work.session.exec(select(func.count()).select_from(ImportRow).where(*chosen)).one()
    page, pages, size = place_in(ListQuery(page=page, size=size), total)
    found = select(ImportRow).where(*chosen).order_by(col(ImportRow.number))
    rows = work.session.exec(found.offset((page - 1) * size).limit(size))
    return Page(shown_rows(work, list(rows)), total, page, pages)


@query(Permission.IMPORT)
def rows_after(work: Work, public_id: str, after: int = 0, size: int = 1000) -> list[RowShown]:
    """The next rows after one of that number: for the result file."""
    batch = find_batch(work, public_id)
    found = select(ImportRow).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.number) > after
    )
    rows = work.session.exec(found.order_by(col(ImportRow.number)).limit(size))
    return shown_rows(work, list(rows))


@query(Permission.IMPORT)
def export_rows(work: Work, kind: str, after: int = 0) -> tuple[list[str], list[list[str]], int]:
    """Head, the next rows of all one sees, and where to go on: what an import takes unchanged."""
    work.actor.require(KINDS[kind].permission)
    side, head = SIDES[kind], _export_head(work, kind)
    model = side.model
    seen = work.visible(model) if hasattr(model, "deleted_at") else select(model)
    keys = seen.with_only_columns(model.id).where(col(model.id) > after)  # pyright: ignore[reportAttributeAccessIssue]
    ids = [key for (key,) in work.session.execute(keys.order_by(col(model.id)).limit(_AT_ONCE))]
    if kind == "orders":
        values = [read for _, read in lines_of_orders(work, ids)]
    else:
        stored = side.current(work, ids)
        values = [stored[key] for key in ids]
    people = _mails(work)
    shown = [side.shown(read, people) for read in values]
    return head, [[one.get(name, "") for name in head] for one in shown], ids[-1] if ids else 0


def shown_rows(work: Work, rows: Sequence[ImportRow]) -> list[RowShown]:
    """Inside a use case: rows as they are read."""
    people = _mails(work)
    return [
        RowShown(
            number=row.number,
            cells=row.cells,
            verdict=row.verdict,
            decision=row.decision,
            reasons=[Reason(*one) for one in row.reasons],
            target=row.target,
            record=row.record if row.outcome else "",
            outcome=row.outcome,
            before={
                name: (typed(name, old, people), typed(name, new, people))
                for name, (old, new) in row.before.items()
            },
        )
        for row in rows
    ]


def _chosen(batch: ImportBatch, verdict: str, code: str) -> list[Any]:
    chosen: list[Any] = [col(ImportRow.batch_id) == batch.id]
    if verdict == "skip":
        chosen.append(col(ImportRow.decision) == "skip")
    elif verdict == "kept":
        chosen.append(col(ImportRow.outcome) == "kept")
    elif verdict:
        chosen += [col(ImportRow.verdict) == verdict, col(ImportRow.decision) != "skip"]
    if code:
        chosen.append(col(ImportRow.reason) == code)
    return chosen


def _rows(work: Work, batches: Sequence[ImportBatch]) -> list[BatchRow]:
    owners = users_by_id(work.session, (batch.owner_id for batch in batches))
    return [_row(work, batch, owners.get(batch.owner_id, NOBODY).name) for batch in batches]


def _row(work: Work, batch: ImportBatch, owner: str) -> BatchRow:
    until, (job, progress) = batch.undo_until, job_of(work, batch)
    code, params = batch.error.get("code", ""), batch.error.get("params", {})
    return BatchRow(
        public_id=batch.public_id,
        kind=batch.kind,
        name=batch.name,
        state=batch.state,
        owner=owner,
        counts=batch.counts,
        created_at=batch.created_at,
        committed_at=batch.committed_at,
        undo_until=until,
        may_undo=batch.state == ImportState.DONE.value and until is not None and work.now <= until,
        progress=progress,
        error=Reason("", code, params) if code else None,
        job=job,
    )


def _fields(work: Work, batch: ImportBatch) -> list[FieldShown]:
    """What a column can be; of what several may hold those that do, and one more."""
    keys: list[str] = []
    for one in KINDS[batch.kind].fields:
        keys.append(one.key)
        number = 2
        while one.is_many and (keys[-1] in batch.mapping or number == 2):
            keys.append(f"{one.key}_{number}")
            number += 1
    own = own_names(work, batch.kind)
    return [_field(batch, key, own) for key in (*keys, *(f"custom.{key}" for key in own))]


def _field(batch: ImportBatch, key: str, own: Mapping[str, tuple[str, str]]) -> FieldShown:
    column = batch.mapping.get(key, "")
    place = batch.columns.index(column) if column in batch.columns else -1
    cells = [row[place] for row in batch.samples if 0 <= place < len(row) and row[place].strip()]
    base, _, number = key.rpartition("_")
    if key.startswith("custom."):
        zh, en = own[key.removeprefix("custom.")]
    elif number.isdigit():
        zh, en = (f"{name} {number}" for name in TEXT[f"imports.field.{base}"])
    else:
        own_name = f"imports.field.{batch.kind}.{key}"
        zh, en = TEXT.get(own_name) or TEXT[f"imports.field.{key}"]
    return FieldShown(key, zh, en, column, tuple(dict.fromkeys(cells))[:3])


def _groups(work: Work, batch: ImportBatch) -> list[GroupShown]:
    """Rows that wait for a word, by their reason, most first."""
    counted = (
        select(ImportRow.verdict, ImportRow.reason, func.count())
        .where(
            col(ImportRow.batch_id) == batch.id,
            col(ImportRow.verdict).in_(("duplicate", "invalid", "junk")),
            col(ImportRow.decision) == "",
        )
        .group_by(col(ImportRow.verdict), col(ImportRow.reason))
    )
    rows = [GroupShown(*row) for row in work.session.exec(counted)]
    return sorted(rows, key=lambda one: -one.count)


def _mails(work: Work) -> dict[int, str]:
    return {key: mail for key, mail in work.session.exec(select(User.id, User.email)) if key}


def _export_head(work: Work, kind: str) -> list[str]:
    fields = [one.key for one in KINDS[kind].fields]
    left_out = {*PARTS, "total"}
    return [
        *(name for name in fields if name not in left_out),
        *(f"custom.{key}" for key in [*own_names(work, kind), *file_keys_of(work, kind)]),
    ]
