"""What screens and the API see of imports."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row has its verdict: a code, what fills its sentence, the field it is about."""

    field: str
    code: str
    params: dict[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of the file with its verdict. `before`: field → old and new value as one reads them.

    `target` is the record that it changes or repeats, `record` what it became.
    """

    number: int
    cells: list[str]
    verdict: str
    decision: str
    reasons: list[Reason] = dataclasses.field(default_factory=list)
    target: str = ""
    record: str = ""
    outcome: str = ""
    before: dict[str, tuple[str, str]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field that a column can be."""

    key: str
    zh: str
    en: str
    column: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Rows with one verdict for one reason, to be decided together."""

    verdict: str
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class NoteShown:
    """What was decided or left out when the file was read, and of which rows it is said."""

    code: str
    params: dict[str, Any] = dataclasses.field(default_factory=dict)
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptShown:
    """A record that an undo left, because somebody had worked on it since."""

    kind: str
    record: str
    name: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import in the history."""

    public_id: str
    kind: str
    name: str
    state: str
    owner: str
    counts: dict[str, int]
    created_at: datetime
    committed_at: datetime | None = None
    undo_until: datetime | None = None
    may_undo: bool = False
    progress: float = 0.0
    error: Reason | None = None
    job: str = ""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """An import whole, without its rows."""

    row: BatchRow
    columns: list[str]
    samples: list[list[str]]
    fields: list[FieldShown]
    mapping: dict[str, str]
    options: dict[str, Any]
    rules: list[str]
    groups: list[GroupShown]
    report: dict[str, Any]
    kept: list[KeptShown]
    template: str = ""
    notes: list[NoteShown] = dataclasses.field(default_factory=list)
    sheets: list[str] = dataclasses.field(default_factory=list)
    sheet: str = ""
