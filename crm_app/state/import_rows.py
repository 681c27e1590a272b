"""What the page of an import shows: columns, rows, groups of rows, and the proof."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of the file: what it is taken for, and some of its cells."""

    name: str
    field: str
    samples: str
    way: str = ""
    field_zh: str = ""
    field_en: str = ""


@dataclass(frozen=True, slots=True)
class FieldOption:
    """A field that a column can be."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell; `bad` says that its column is why the row is not taken."""

    column: str
    text: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the file as the preview shows it; `changes` are lines of field, old and new value."""

    number: int
    verdict: str
    why_zh: str
    why_en: str
    cells: list[CellShown]
    changes: list[list[str]]
    href: str = ""
    may_merge: bool = False
    may_new: bool = False


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Rows with one verdict for one reason, to be decided together."""

    verdict: str
    code: str
    count: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Check:
    """A sum that was proved against the file."""

    field_zh: str
    field_en: str
    file: str
    taken: str
    left: str
    stored: str
    good: bool


@dataclass(frozen=True, slots=True)
class NoteLine:
    """Something that was decided or left out when the file was read."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Aim:
    """Rows whose cells are filled together: those of a verdict and a reason."""

    verdict: str = ""
    code: str = ""
    count: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class OneBatch:
    """An import whole, as its page shows it."""

    public_id: str = ""
    kind: str = ""
    name: str = ""
    state: str = ""
    owner: str = ""
    progress: int = 0
    template: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    may_undo: bool = False
    undo_until: str = ""
    committed_at: str = ""
    written: int = 0
    changed: int = 0
    good: bool = True
    checks: list[Check] = field(default_factory=list)
    groups: list[GroupRow] = field(default_factory=list)
    has_tags: bool = False
    kept: list[dict[str, str]] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    rules_on: list[str] = field(default_factory=list)
    on_match: str = "update"
    way: str = ""
    notes: list[NoteLine] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""
