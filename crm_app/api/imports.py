"""Imports over REST: a file comes in, is looked at row by row, written, taken back."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import File, Form, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api, language_of
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import PageAsked, created
from crm_app.api.uploads import read_limited
from crm_app.config import settings
from crm_app.core.permissions import Actor
from crm_app.lib.sheets import KINDS as SHEETS
from crm_app.lib.sheets import csv_text, sheet_file
from crm_app.locales.catalog import say
from crm_app.services import imports
from crm_app.services.imports import BatchPage, BatchRow, Reason, RowShown

_PATH = "/api/v1/imports"
_Kind = Literal["customers", "contacts", "leads", "deals", "products", "orders", "activities"]
_PLACES = {"orders": "orders", "deals": "deals", "leads": "leads", "contacts": "contacts"}
_PLACES |= {"customers": "customers", "products": "products", "activities": "open/activity"}


class ReasonOut(BaseModel):
    """Why a row has its verdict: `column` of the file where it is about one."""

    column: str
    code: str
    message: str


class ImportOut(BaseModel):
    """An import. `state`: reading, mapping, checking, ready, committing, done, undoing, undone,
    failed. `counts` are by verdict: new, update, same, duplicate, invalid, junk, skip."""

    id: str
    kind: str
    name: str
    state: str
    owner: str
    counts: dict[str, int]
    progress: float
    error: ReasonOut | None
    created_at: datetime
    committed_at: datetime | None
    undo_until: datetime | None


class ImportWhole(ImportOut):
    """An import with its columns; `mapping` is field → column, `report` proves what was written."""

    columns: list[str]
    samples: list[list[str]]
    fields: list[str]
    mapping: dict[str, str]
    options: dict[str, Any]
    report: dict[str, Any]
    kept: list[dict[str, Any]]
    notes: list[str]
    sheets: list[str]
    sheet: str


class ImportRowOut(BaseModel):
    """A row: its line of the file, its cells, and what is to become of it. `changes`: field → old
    and new value; `target` is the record that it changes or repeats, `record` what it became."""

    row: int
    cells: list[str]
    verdict: str
    decision: str
    reasons: list[ReasonOut]
    target: str | None
    record: str | None
    outcome: str
    changes: dict[str, tuple[str, str]]


class ImportChange(Body):
    """What the columns are (field → column) and what is done with the cells; every row is checked
    again. `options`: on_match, way, ways, rules, campaign. `sheet`: another one of the workbook, whose
    columns are read anew."""

    mapping: dict[str, str] | None = None
    options: dict[str, Any] | None = None
    template: str | None = Field(default=None, max_length=80)
    sheet: str | None = Field(default=None, max_length=200)


class RowsChange(Body):
    """Rows by number, or all of a verdict and reason: another cell, or a decision."""

    rows: list[int] = Field(default=[], max_length=5000)
    verdict: str = Field(default="", max_length=10)
    code: str = Field(default="", max_length=60)
    column: str = Field(default="", max_length=200)
    value: str | None = Field(default=None, max_length=4000)
    decision: Literal["skip", "new", "merge", ""] | None = None


def _reason(one: Reason, page: BatchPage | None, language: str) -> ReasonOut:
    column = page.mapping.get(one.field, one.field) if page else one.field
    return ReasonOut(column=column, code=one.code, message=imports.sentence(one, language))


def _shown(row: BatchRow, language: str) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ImportOut.model_fields if hasattr(row, name)}
    error = _reason(row.error, None, language) if row.error else None
    return plain | {"id": row.public_id, "error": error}


def _whole(page: BatchPage, language: str) -> ImportWhole:
    names = ("columns", "samples", "mapping", "options", "report", "sheets", "sheet")
    kept = [
        {"kind": one.kind, "id": one.record, "name": one.name, "fields": list(one.fields)}
        for one in page.kept
    ]
    return ImportWhole(
        **_shown(page.row, language),
        **{name: getattr(page, name) for name in names},
        fields=[one.key for one in page.fields],
        kept=kept,
        notes=[imports.note_sentence(one, language) for one in page.notes],
    )


def _row(row: RowShown, page: BatchPage, language: str) -> ImportRowOut:
    return ImportRowOut(
        row=row.number,
        cells=row.cells,
        verdict=row.verdict,
        decision=row.decision,
        reasons=[_reason(one, page, language) for one in row.reasons],
        target=row.target or None,
        record=row.record or None,
        outcome=row.outcome,
        changes=row.before,
    )


@api.get(_PATH, response_model=Listed[ImportOut])
def list_imports(actor: CurrentActor, page: PageAsked, request: Request) -> dict[str, Any]:
    """The history, newest first."""
    language = language_of(request)
    found = imports.import_slice(actor, page.query(), page.after)
    return page.answer(found, lambda row: _shown(row, language))


@api.post(_PATH, status_code=202)
async def start_import(
    actor: CurrentActor,
    request: Request,
    response: Response,
    file: Annotated[UploadFile, File()],
    kind: Annotated[_Kind, Form()],
) -> ImportWhole:
    """A file: its columns are read in the background (`state` mapping when that is done)."""
    data = await read_limited(file, imports.MOST_BYTES, "files.too_large")
    public_id = await asyncio.to_thread(
        imports.start_import, actor, kind, data, file.filename or "table", file.content_type or ""
    )
    created(response, f"{_PATH}/{public_id}")
    return await asyncio.to_thread(read_import, actor, public_id, request)


@api.get(f"{_PATH}/{{public_id}}")
def read_import(actor: CurrentActor, public_id: str, request: Request) -> ImportWhole:
    """One import without its rows."""
    return _whole(imports.import_page(actor, public_id), language_of(request))


@api.patch(f"{_PATH}/{{public_id}}", status_code=202)
def change_import(
    actor: CurrentActor, public_id: str, body: ImportChange, request: Request
) -> ImportWhole:
    """Other columns or options; all rows are checked again in the background."""
    if body.sheet:
        imports.choose_sheet(actor, public_id, body.sheet)
        return read_import(actor, public_id, request)
    if body.template:
        imports.save_template(actor, public_id, body.template)
    if body.mapping is not None or body.options is not None or not body.template:
        imports.choose(actor, public_id, body.mapping, body.options)
    return read_import(actor, public_id, request)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def drop_import(actor: CurrentActor, public_id: str) -> None:
    """Give up an import that has written nothing."""
    imports.drop_import(actor, public_id)


@api.get(f"{_PATH}/{{public_id}}/rows", response_model=Listed[ImportRowOut])
def list_rows(
    actor: CurrentActor,
    public_id: str,
    page: PageAsked,
    request: Request,
    verdict: Annotated[str, Query(max_length=10)] = "",
    code: Annotated[str, Query(max_length=60)] = "",
) -> dict[str, Any]:
    """Rows with their verdicts, in the order of the file."""
    begin = int(page.after) if page.after.isdigit() else 0
    whole = imports.import_page(actor, public_id)
    found = imports.import_rows(
        actor, public_id, verdict, code, begin // page.limit + 1, page.limit
    )
    language, end = language_of(request), begin + page.limit
    following = page.cursor(end) if end < found.total else None
    return {"items": [_row(one, whole, language) for one in found.rows], "next": following}


@api.patch(f"{_PATH}/{{public_id}}/rows")
def change_rows(
    actor: CurrentActor, public_id: str, body: RowsChange, request: Request
) -> ImportWhole:
    """Put cells right, or decide what becomes of rows."""
    if body.value is not None and body.rows:
        for number in body.rows:
            imports.fix_cell(actor, public_id, number, body.column, body.value)
    elif body.value is not None:
        imports.set_values(actor, public_id, body.column, body.value, body.verdict, body.code)
    if body.decision is not None:
        imports.decide(actor, public_id, body.decision, body.rows, body.verdict, body.code)
    return read_import(actor, public_id, request)


@api.post(f"{_PATH}/{{public_id}}/tags")
def make_tags(actor: CurrentActor, public_id: str, request: Request) -> ImportWhole:
    """What the rows with unknown tags name becomes tags; they are checked again."""
    imports.make_tags(actor, public_id)
    return read_import(actor, public_id, request)


@api.post(f"{_PATH}/{{public_id}}/commit", status_code=202)
def commit_import(actor: CurrentActor, public_id: str, request: Request) -> ImportWhole:
    """Write what comes in, all or nothing, in the background."""
    imports.ask_commit(actor, public_id)
    return read_import(actor, public_id, request)


@api.post(f"{_PATH}/{{public_id}}/undo", status_code=202)
def undo_import(actor: CurrentActor, public_id: str, request: Request) -> ImportWhole:
    """Take it back, in the background; `kept` lists what somebody has worked on since."""
    imports.ask_undo(actor, public_id)
    return read_import(actor, public_id, request)


@api.get(f"{_PATH}/{{public_id}}/result", response_class=Response)
def result_file(
    actor: CurrentActor,
    public_id: str,
    request: Request,
    as_: Annotated[Literal["csv", "xlsx"], Query(alias="format")] = "csv",
) -> Response:
    """Every row of the file in its order, with what became of it and where it is."""
    page, language = imports.import_page(actor, public_id), language_of(request)
    if as_ == "xlsx":
        head, rows = _result_head(page, language), _result_rows(actor, page, language)
        whole = sheet_file("xlsx", head, rows, say(language, "imports.title"))
        said = {"content-disposition": 'attachment; filename="import-result.xlsx"'}
        return Response(whole, media_type=SHEETS["xlsx"], headers=_PRIVATE | said)
    return StreamingResponse(
        _result(actor, page, language),
        media_type="text/csv; charset=utf-8",
        headers={
            "content-disposition": 'attachment; filename="import-result.csv"',
            **_PRIVATE,
        },
    )


_PRIVATE = {"cache-control": "private, no-store"}


def _result_head(page: BatchPage, language: str) -> list[str]:
    head = [say(language, f"imports.result.{name}") for name in ("row", "verdict", "why", "link")]
    return [*head[:1], *page.columns, *head[1:]]


def _result_rows(actor: Actor, page: BatchPage, language: str) -> Iterator[list[str]]:
    after = 0
    while rows := imports.rows_after(actor, page.row.public_id, after):
        yield from (_result_row(one, page, language) for one in rows)
        after = rows[-1].number


def _result(actor: Actor, page: BatchPage, language: str) -> Iterator[str]:
    yield csv_text(_result_head(page, language), [])
    rows = _result_rows(actor, page, language)
    while some := list(islice(rows, 1000)):
        yield csv_text([], some)


def _result_row(row: RowShown, page: BatchPage, language: str) -> list[str]:
    width = len(page.columns)
    cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
    state = "skip" if row.decision == "skip" else row.outcome or row.verdict
    why = "; ".join(imports.sentence(one, language) for one in row.reasons)
    record = row.record or row.target
    place = _PLACES[page.row.kind]
    link = f"{settings().url}/{place}/{record}" if record else ""
    return [str(row.number), *cells, say(language, f"imports.verdict.{state}"), why, link]
