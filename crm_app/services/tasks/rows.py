"""What screens, the API and exports see of tasks."""

from dataclasses import dataclass, field
from datetime import datetime

from crm_app.services.references import NOBODY, Reference


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task. `due` is an ISO day or moment, or empty; `group` is where it stands in the list.

    What it is about is named only where the reader may see it; `about` is the most telling one.
    `remember` is what is remembered about the people before one calls them.
    """

    public_id: str
    version: int
    title: str
    due: str
    group: str
    owner: Reference
    asked_by: Reference
    customer: Reference = NOBODY
    contact: Reference = NOBODY
    deal: Reference = NOBODY
    lead: Reference = NOBODY
    about: Reference = NOBODY
    source: str = ""
    is_mine: bool = False
    remember: list[str] = field(default_factory=list)
    done_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """A part of the list: how many tasks are in it, and the first of them."""

    key: str
    count: int
    rows: list[TaskRow]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The open task that is due first; `due` as in `TaskRow`."""

    public_id: str
    title: str
    due: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class TaskForm:
    """What somebody enters; None leaves a field as it is, "" empties it where that may be.

    `due`: YYYY-MM-DD, or a moment (without offset: in the actor's zone). The rest are public ids.
    """

    title: str | None = None
    due: str | None = None
    owner: str | None = None
    customer: str | None = None
    contact: str | None = None
    deal: str | None = None
    lead: str | None = None
