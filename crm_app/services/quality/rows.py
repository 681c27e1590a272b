"""What screens and the API see of data quality."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: how good, how much it weighs."""

    key: str
    percent: int
    weight: int


@dataclass(frozen=True, slots=True)
class Share:
    """An owner or a source: how many records, how good on average."""

    key: str
    name: str
    records: int
    score: int
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The average of a day."""

    day: date
    score: int
    records: int


@dataclass(frozen=True, slots=True)
class FaultCount:
    """A fault and how many records have it."""

    key: str
    records: int


@dataclass(frozen=True, slots=True)
class Overview:
    """How good the records are that one may see; `reckoned_on` is None before the first time."""

    kind: str = "customer"
    records: int = 0
    score: int = 0
    parts: list[Part] = field(default_factory=list)
    owners: list[Share] = field(default_factory=list)
    sources: list[Share] = field(default_factory=list)
    faults: list[FaultCount] = field(default_factory=list)
    trend: list[Day] = field(default_factory=list)
    reckoned_on: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one tap would do against a fault. `does`: set, point, task, merge, or nothing ("")."""

    fault: str
    does: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    after_zh: str = ""
    after_en: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A record of the queue, the worst first."""

    kind: str
    public_id: str
    name: str
    owner: str
    score: int
    proposals: list[Proposal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was done, so that it can be taken back."""

    kind: str
    public_id: str
    fault: str
    does: str
    field: str = ""
    before: Any = None
    after: Any = None
    score: int = 0
