"""What screens and the API see of activities."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A record that an activity is about."""

    kind: str
    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity; `is_late` by the 24-hour rule, `may_change` for its author."""

    public_id: str
    version: int
    kind: str
    text: str
    outcome: str
    happened_at: datetime
    entered_at: datetime
    author: str
    may_change: bool
    links: list[LinkRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ActivityForm:
    """What somebody enters; None leaves a field as it is."""

    kind: str | None = None
    text: str | None = None
    outcome: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing in the life of a record: an activity, a stage entered, a quote, a task done.

    `kind` names the icon and the word; `title` and `text` are shown; `link` leads to more.
    """

    key: str
    kind: str
    at: datetime
    author: str
    title_zh: str
    title_en: str
    text: str
    outcome: str = ""
    link: str = ""
    activity_id: str = ""
    may_change: bool = False
    file_id: str = ""
    is_late: bool = False
