"""Every way an import is begun and led, until its rows are written."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, delete, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.imports import ImportBatch, ImportRow, ImportState, ImportTemplate
from crm_app.services import files
from crm_app.services.custom_fields import RECORDS, FieldValue, form_fields, writable_fields
from crm_app.services.files import Kept
from crm_app.services.imports import tidying
from crm_app.services.imports.batches import ask, check_kind, default_owner, find_batch, go
from crm_app.services.imports.guessing import check_mapping, guess, signature
from crm_app.services.lines import one_line

SAMPLES = 20
_OPEN = (ImportState.MAPPING, ImportState.READY, ImportState.FAILED)
_OPTIONS = ("on_match", "way", "ways", "rules", "campaign")


@command(Permission.IMPORT)
def check_allowed(work: Work, kind: str) -> None:
    """Refuse before any byte is stored."""
    check_kind(work, kind)


@command(Permission.IMPORT)
def begin_import(work: Work, kind: str, kept: Kept, *, job: bool = True) -> str:
    """The batch of kept bytes."""
    check_kind(work, kind)
    batch = ImportBatch(kind=kind, name=kept.name)
    batch.owner_id, batch.team_id = default_owner(work)
    batch.options = {"rules": tidying.usual(kind)}
    work.add(batch)
    file = files.file_row(work, kept, owner=batch)
    batch.file_id = file.id
    work.record(f"import_batch:{batch.public_id}", file=kept.name, kind=kind)
    if job:
        ask(work, batch, ImportState.READING, "imports.read")
    return batch.public_id


@command(Permission.IMPORT)
def note_columns(
    work: Work,
    public_id: str,
    columns: list[str],
    samples: list[list[str]],
    notes: list[Any],
    sheets: Mapping[str, Any],
) -> None:
    """The head of the file was read: guess what its columns are."""
    batch = find_batch(work, public_id, ImportState.READING)
    batch.columns, batch.samples, batch.notes = columns, samples[:SAMPLES], notes
    batch.options = {**batch.options, **sheets}
    kept = _template_for(work, batch.kind, columns)
    if kept is not None:
        batch.mapping = dict(kept.mapping)
        batch.options = {**batch.options, **kept.options, "template": kept.name}
    else:
        batch.mapping = guess(batch.kind, columns, samples, own_fields(work, batch.kind))
    go(work, batch, ImportState.MAPPING)


@command(Permission.IMPORT)
def choose(
    work: Work,
    public_id: str,
    mapping: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
    *,
    job: bool = True,
) -> str:
    """Say what the columns are and what is done with the cells, and have every row checked again;
    returns the job. None leaves as it is."""
    batch = find_batch(work, public_id, *_OPEN)
    if not batch.columns:
        raise Conflict("imports.wrong_state")
    if mapping is not None:
        batch.mapping = {name: column for name, column in mapping.items() if column}
    check_mapping(batch.kind, batch.columns, batch.mapping, own_names(work, batch.kind))
    if options is not None:
        batch.options = {**batch.options, **_checked(batch.kind, options)}
    batch.counts, batch.report = {}, {}
    if not job:
        go(work, batch, ImportState.CHECKING)
        return ""
    return ask(work, batch, ImportState.CHECKING, "imports.check")


@command(Permission.IMPORT)
def choose_sheet(work: Work, public_id: str, sheet: str) -> str:
    """Have another sheet of the workbook read; returns the job."""
    batch = find_batch(work, public_id, *_OPEN)
    if sheet not in batch.options.get("sheets", ()):
        raise Invalid("tables.sheet_unknown", field="sheet", sheet=sheet[:60])
    batch.options = {**batch.options, "sheet": sheet, "template": ""}
    batch.mapping, batch.counts, batch.report = {}, {}, {}
    return ask(work, batch, ImportState.READING, "imports.read")


@command(Permission.IMPORT)
def save_template(work: Work, public_id: str, name: str) -> None:
    """Keep the mapping under a name: files with this head get it by themselves."""
    batch = find_batch(work, public_id)
    title = one_line(name, "name", 80)
    if not title:
        raise Invalid("imports.name_missing", field="name")
    same = signature(batch.columns)
    known = _template_for(work, batch.kind, batch.columns)
    row = known or ImportTemplate(kind=batch.kind, name=title, signature=same)
    row.name, row.columns, row.mapping = title, batch.columns, batch.mapping
    row.options = {key: value for key, value in batch.options.items() if key in _OPTIONS}
    row.created_by = work.actor.user_id
    work.session.add(row)
    batch.options = {**batch.options, "template": title}
    work.record(f"import_batch:{public_id}", template=title)
    work.touch(f"import_batch:{public_id}")


@command(Permission.IMPORT)
def forget_template(work: Work, public_id: str) -> None:
    """Its mapping is guessed again from now on."""
    batch = find_batch(work, public_id)
    known = _template_for(work, batch.kind, batch.columns)
    if known is not None:
        work.session.delete(known)
        batch.options = {**batch.options, "template": ""}
        work.record(f"import_batch:{public_id}", template_forgotten=known.name)
        work.touch(f"import_batch:{public_id}")


@command(Permission.IMPORT)
def ask_commit(work: Work, public_id: str, *, job: bool = True) -> str:
    """Have the rows written that are to come in; returns the job."""
    batch = find_batch(work, public_id, ImportState.READY)
    if not any(batch.counts.get(name) for name in ("new", "update")):
        raise Conflict("imports.nothing_to_do")
    if not job:
        go(work, batch, ImportState.COMMITTING)
        return ""
    return ask(work, batch, ImportState.COMMITTING, "imports.commit")


@command(Permission.IMPORT)
def ask_undo(work: Work, public_id: str, *, job: bool = True) -> str:
    """Have it taken back; returns the job. Refused when its time is over."""
    batch = find_batch(work, public_id, ImportState.DONE)
    if batch.undo_until is None or work.now > batch.undo_until:
        raise Conflict("imports.too_late")
    if not job:
        go(work, batch, ImportState.UNDOING)
        return ""
    return ask(work, batch, ImportState.UNDOING, "imports.undo")


@command(Permission.IMPORT)
def drop_import(work: Work, public_id: str) -> None:
    """Give an import up that has written nothing: its rows go, its line in the history too."""
    batch = find_batch(work, public_id, ImportState.MAPPING, ImportState.READY, ImportState.FAILED)
    if batch.committed_at is not None:
        raise Conflict("imports.wrong_state")
    work.session.exec(delete(ImportRow).where(col(ImportRow.batch_id) == batch.id))
    work.remove(batch)
    work.record(f"import_batch:{public_id}", dropped=batch.name)
    go(work, batch, ImportState.FAILED)


@command(Permission.IMPORT)
def note_failure(work: Work, public_id: str, code: str, params: dict[str, Any]) -> None:
    """A job could not be done: the import waits where it was."""
    batch = find_batch(work, public_id)
    back = {
        ImportState.COMMITTING.value: ImportState.READY,
        ImportState.UNDOING.value: ImportState.DONE,
        ImportState.CHECKING.value: ImportState.MAPPING,
    }
    if batch.state in (*(one for one in back), ImportState.READING.value):
        go(work, batch, back.get(batch.state, ImportState.FAILED))
        batch.error = {"code": code, "params": params}


def own_fields(work: Work, kind: str) -> list[FieldValue]:
    """Inside a use case: the fields of the company's own that may be filled, as forms have them."""
    record = check_kind(work, kind).record
    known = form_fields.within(work, record) if record in RECORDS else []
    return [one for one in known if one.kind != "file"]


def file_keys_of(work: Work, kind: str) -> list[str]:
    """Inside a use case: the fields of files, which go out by name and do not come in."""
    record = check_kind(work, kind).record
    known = form_fields.within(work, record) if record in RECORDS else []
    return [one.key for one in known if one.kind == "file"]


def own_names(work: Work, kind: str) -> dict[str, tuple[str, str]]:
    """Inside a use case: the fields of the company's own that may be filled, and their names."""
    record = check_kind(work, kind).record
    return {one.key: (one.label_zh, one.label_en) for one in writable_fields(work, record)}


def _template_for(work: Work, kind: str, columns: list[str]) -> ImportTemplate | None:
    found = select(ImportTemplate).where(
        col(ImportTemplate.kind) == kind, col(ImportTemplate.signature) == signature(columns)
    )
    return work.session.exec(found.order_by(col(ImportTemplate.id).desc())).first()


def _checked(kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Options as they are stored; refuses what there is not."""
    ways = options.get("ways") or {}
    known = {
        "on_match": options.get("on_match") in (None, "update", "skip"),
        "way": options.get("way") in (None, "", "fill", "replace", "append"),
        "ways": isinstance(ways, dict)
        and all(one in ("fill", "replace", "append") for one in ways.values()),
        "rules": set(options.get("rules") or ()) <= set(tidying.rules_for(kind)),
        "campaign": isinstance(options.get("campaign", ""), str),
    }
    wrong = [name for name in options if not known.get(name, False)]
    if wrong:
        raise Invalid("imports.option_unknown", field=wrong[0], name=wrong[0][:40])
    return {name: value for name, value in options.items() if value is not None}
