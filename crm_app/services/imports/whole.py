"""An import from end to end, for the command line: the same steps without the worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.models.imports import ImportRow, Verdict
from crm_app.models.users import Team, User
from crm_app.services.imports import commands
from crm_app.services.imports.batches import find_batch
from crm_app.services.imports.checking import check_rows, read_head
from crm_app.services.imports.committing import commit_rows
from crm_app.services.imports.starting import start_import

_MOST_ERRORS = 10_000
_MADE_FOR = "import@localhost"


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row did not come in: its line of the file, the column, and the refusal."""

    row: int
    column: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Imported:
    """What became of a table; of a dry run, what would."""

    batch: str = ""
    rows: int = 0
    new: int = 0
    updated: int = 0
    duplicates: int = 0
    invalid: int = 0
    skipped: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)


def import_file(
    actor: Actor,
    kind: str,
    file: Path,
    given: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
    *,
    dry_run: bool = False,
) -> Imported:
    """Take a file in, or say what would come of it; `given` is field → column."""
    if actor.user_id is None:
        ensure_owner(actor)
    batch = start_import(actor, kind, file.read_bytes(), file.name, job=False)
    try:
        read_head(actor, batch)
        mapping = merged(actor, batch, given or {})
        commands.choose(actor, batch, mapping, options, job=False)
        check_rows(actor, batch)
        done = told(actor, batch)
        if (done.new or done.updated) and not dry_run:
            commands.ask_commit(actor, batch, job=False)
            commit_rows(actor, batch)
    except Invalid:
        commands.note_failure(actor, batch, "imports.failed", {})
        raise
    if dry_run:
        commands.drop_import(actor, batch)
    return done


@query(Permission.IMPORT)
def merged(work: Work, public_id: str, given: Mapping[str, str]) -> dict[str, str]:
    """What was guessed, with what was said; a column that was said for one field is no other's."""
    batch = find_batch(work, public_id)
    said = set(given.values())
    kept = {name: column for name, column in batch.mapping.items() if column not in said}
    return kept | dict(given)


@query(Permission.IMPORT)
def told(work: Work, public_id: str) -> Imported:
    """Counts, mapping and errors of a checked batch."""
    batch = find_batch(work, public_id)
    counts = {verdict.value: batch.counts.get(verdict.value, 0) for verdict in Verdict}
    wrong = select(ImportRow.number, ImportRow.reasons).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.verdict) == Verdict.INVALID.value
    )
    errors = [
        RowError(number, batch.mapping.get(name, name), code, params)
        for number, reasons in work.session.exec(
            wrong.order_by(col(ImportRow.number)).limit(_MOST_ERRORS)
        )
        for name, code, params in reasons
    ]
    return Imported(
        batch=public_id,
        rows=batch.report.get("rows", 0),
        new=counts["new"],
        updated=counts["update"],
        duplicates=counts["duplicate"] + counts["same"],
        invalid=counts["invalid"],
        skipped=counts["junk"] + batch.counts.get("skip", 0),
        mapping=dict(batch.mapping),
        errors=errors,
    )


@command(Permission.USER_ADMIN)
def ensure_owner(work: Work) -> None:
    """Where nobody is there yet whose records could be, an account that cannot sign in is made."""
    if work.session.exec(select(User.id).limit(1)).first() is not None:
        return
    team = work.session.exec(select(Team).order_by(col(Team.id))).first() or work.add(
        Team(name="Puer")
    )
    work.add(User(email=_MADE_FOR, name="Puer", role="desk", team_id=team.id or 0))
