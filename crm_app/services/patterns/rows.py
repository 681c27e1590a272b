"""What screens and the API see of patterns."""

from dataclasses import dataclass, field
from datetime import date

from crm_app.services.references import Reference


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A habit of a customer in words, and what speaks for it: `hits` of `of` visits, what `chance` in
    percent others would bring, `odds` as a sentence; `is_dismissed` by a person."""

    key: str
    kind: str
    zh: str
    en: str
    why_zh: str
    why_en: str
    hits: int
    of: int
    chance: int
    first: date
    last: date
    is_dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """What was found among so many `visits` (days with an order), of so many whose hour is known;
    `least` is how many it takes."""

    rows: list[PatternRow]
    visits: int = 0
    timed: int = 0
    least: int = 8


@dataclass(frozen=True, slots=True)
class CrowdRow:
    """Customers who come at the same time of the week; `first` are some of them, `size` is how many
    the reader sees."""

    key: str
    zh: str
    en: str
    why_zh: str
    why_en: str
    size: int
    first: list[Reference] = field(default_factory=list)
