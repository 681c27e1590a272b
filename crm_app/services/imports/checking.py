"""Reading a file whole and judging every row: in steps, each of its own transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import col, delete, func, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.collector import collected_seldom
from crm_app.lib.tables import Table, Unreadable, open_table
from crm_app.models.customers import ContactPoint
from crm_app.models.imports import ImportRow, ImportState
from crm_app.services.imports import judging
from crm_app.services.imports.batches import find_batch, go, path_of, side_of
from crm_app.services.imports.cells import Bad, number
from crm_app.services.imports.commands import note_columns
from crm_app.services.imports.comparing import likes_in_file, note_likes
from crm_app.services.imports.demanding import Rules
from crm_app.services.imports.desk import Desk, Judged
from crm_app.services.imports.judging import Seen
from crm_app.services.imports.kinds import Side
from crm_app.services.imports.reading import read_rows
from crm_app.services.imports.staging import put_rows

MOST_ROWS = 1_000_000
Progress = Callable[[float], object]


@dataclass(slots=True)
class Sums:
    """What the columns of amounts come to in the file, read past everything else."""

    rows: int = 0
    columns: dict[str, Decimal] = field(default_factory=dict)

    def add(self, cells: list[str], places: dict[str, int]) -> None:
        """One row more."""
        self.rows += 1
        for name, place in places.items():
            try:
                value = Decimal(number(cells[place])) if cells[place].strip() else Decimal(0)
            except (Bad, IndexError):
                continue
            self.columns[name] = self.columns.get(name, Decimal(0)) + value


def read_head(actor: Actor, public_id: str) -> None:
    """The columns of a file and its first rows."""
    table = opened(*where(actor, public_id))
    notes = [[note.code, note.params, note.column, note.row] for note in table.notes]
    note_columns(actor, public_id, table.columns, table.sample(), notes, _sheets(table))


def _sheets(table: Table) -> dict[str, Any]:
    """What a workbook could be read as, where it has more sheets than one."""
    return {"sheet": table.sheet, "sheets": table.sheets} if len(table.sheets) > 1 else {}


def check_rows(actor: Actor, public_id: str, progress: Progress = lambda _: None) -> None:
    """Judge every row of the file anew."""
    if not begin_check(actor, public_id):
        return
    table, seen, sums = opened(*where(actor, public_id)), Seen(), Sums()
    if table.count > MOST_ROWS:
        raise Invalid("imports.too_many_rows", most=f"{MOST_ROWS:,}")
    desk, side, places = open_desk(actor, public_id)
    with collected_seldom():
        for rows in read_rows(desk, table.rows(), table.count):
            for row in rows:
                sums.add(row.cells, places)
            judge_some(actor, desk, side, rows, seen)
            store_rows(actor, public_id, rows)
            progress(min(0.95, sums.rows / max(1, table.count) * 0.95))
        if alike := likes_in_file(actor, public_id):
            note_likes(actor, public_id, alike)
    end_check(actor, public_id, sums)


def opened(path: Path, name: str, sheet: str = "") -> Table:
    """The table in a file; what cannot be read is a refusal like others."""
    try:
        return open_table(path, name, sheet=sheet)
    except Unreadable as error:
        raise Invalid(error.code, field="file", **error.params) from error


@query(Permission.IMPORT)
def where(work: Work, public_id: str) -> tuple[Path, str, str]:
    """Where the bytes lie, what the file is called, and which sheet is to be read."""
    batch = find_batch(work, public_id)
    return path_of(work, batch), batch.name, batch.options.get("sheet", "")


@query(Permission.IMPORT)
def open_desk(work: Work, public_id: str) -> tuple[Desk, Side, dict[str, int]]:
    """What its cells are read with, and where its amounts stand."""
    batch = find_batch(work, public_id)
    side = side_of(batch)
    desk = Desk(work, batch.kind, batch.columns, batch.mapping, batch.options)
    places = {
        name: batch.columns.index(batch.mapping[name])
        for name in side.money
        if name in batch.mapping
    }
    return desk, side, places


@query(Permission.IMPORT)
def judge_some(work: Work, desk: Desk, side: Side, rows: list[Judged], seen: Seen) -> None:
    """The verdicts of some rows, against the file before them and what the actor sees."""
    judging.judge(work, desk, side, rows, seen)


@command(Permission.IMPORT)
def store_rows(work: Work, public_id: str, rows: list[Judged]) -> None:
    """Keep rows with their verdicts."""
    batch = find_batch(work, public_id)
    put_rows(work, batch.id or 0, rows)


@command(Permission.IMPORT)
def begin_check(work: Work, public_id: str) -> bool:
    """What was judged before goes; False where nobody waits for a check."""
    batch = find_batch(work, public_id)
    if batch.state != ImportState.CHECKING.value:
        return False
    work.session.exec(delete(ImportRow).where(col(ImportRow.batch_id) == batch.id))
    return True


@command(Permission.IMPORT)
def end_check(work: Work, public_id: str, sums: Sums) -> None:
    """Every row has its verdict."""
    batch = find_batch(work, public_id, ImportState.CHECKING)
    batch.report = {
        "rows": sums.rows,
        "sums": {name: f"{value.normalize():f}" for name, value in sums.columns.items()},
        # Whoever enters a number after this is compared with once more.
        "points": work.session.exec(select(func.max(ContactPoint.id))).one() or 0,
        # Whoever changes a rule after this has every row checked again.
        "rules": Rules(work, side_of(batch)).stamp,
    }
    count(work, batch)
    go(work, batch, ImportState.READY)


def count(work: Work, batch: Any) -> None:
    """Inside a command: how many rows there are of each verdict, as decided."""
    work.session.flush()
    verdict = text("CASE WHEN decision = 'skip' THEN 'skip' ELSE verdict END")
    found = select(verdict, func.count()).select_from(ImportRow)  # pyright: ignore[reportCallIssue, reportArgumentType]
    grouped = found.where(col(ImportRow.batch_id) == batch.id).group_by(verdict)
    batch.counts = dict(work.session.execute(grouped).all())
    work.session.add(batch)
