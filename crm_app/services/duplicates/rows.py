"""What screens and the API see of pairs and merges."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Side:
    """One record of a pair, enough to tell it from the other."""

    public_id: str = ""
    name: str = ""
    note: str = ""
    phone: str = ""
    email: str = ""
    owner: str = ""
    updated_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two records that may be one; `percent` of certainty, `certainty` in a word."""

    public_id: str = ""
    kind: str = ""
    percent: int = 0
    certainty: str = ""
    reasons: tuple[str, ...] = ()
    a: Side = field(default_factory=Side)
    b: Side = field(default_factory=Side)
    status: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A field side by side; `label` is a text's code, or the words of a field of one's own."""

    field: str
    label_zh: str
    label_en: str
    a: str
    b: str
    chosen: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Moving:
    """How many rows of a kind would go to the kept record."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class PairWhole:
    """A pair to be decided: the fields, and what a merge would move."""

    row: PairRow = field(default_factory=PairRow)
    fields: list[ValueRow] = field(default_factory=list)
    moving: list[Moving] = field(default_factory=list)
    keep: str = "a"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pairs of each kind wait, of what one may see."""

    contact: int = 0
    customer: int = 0


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge that was made and can be undone."""

    public_id: str
    kind: str
    keep: str
    keep_name: str
    other_name: str
    by: str
    at: datetime
