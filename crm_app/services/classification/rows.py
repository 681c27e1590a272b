"""What screens and the API see of a lead's classes."""

from dataclasses import dataclass
from datetime import datetime

from crm_app.services.choices import NO_OPTION, Option

FIELDS = ("industry", "size", "region")


@dataclass(frozen=True, slots=True)
class Guess:
    """What an empty field probably is; `confidence` in percent, `because` a word or a name."""

    value: str
    confidence: int
    basis: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Predicted:
    """A prediction that waits for somebody: never a fact until it is confirmed."""

    field: str
    value: Option = NO_OPTION
    confidence: int = 0
    basis: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A lead on the screen where classes are settled: what is known, and what is only thought.

    `version` is the lead's. An empty `guess` is a field nobody could tell.
    """

    public_id: str
    version: int
    name: str
    company: str
    owner: str
    source: Option
    created_at: datetime
    fact: Option
    guess: Option
    confidence: int
    basis: str
    because: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What was set at once, with what undoing it needs: lead → the value that stood there."""

    field: str
    value: str
    before: dict[str, str]
    refused: int = 0
