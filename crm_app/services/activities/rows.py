"""What screens, the API and exports see of activities."""

from dataclasses import dataclass, field
from datetime import datetime

from crm_app.models.activities import ActivityKind
from crm_app.services.references import Reference

# What people write themselves; voice notes are made of recordings.
WRITTEN = tuple(kind.value for kind in ActivityKind if kind is not ActivityKind.VOICE)

# Talking with somebody is contact; writing a note to oneself is not.
CONTACT_KINDS = frozenset(ActivityKind) - {ActivityKind.NOTE}


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One thing that happened. `is_late`: it was entered more than a day after it happened."""

    public_id: str
    version: int
    kind: str
    text: str
    outcome: str
    happened_at: datetime
    entered_at: datetime
    author: Reference
    about: list[Reference]
    is_mine: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class ActivityForm:
    """What somebody enters; None leaves a field as it is.

    `happened_at`: a moment, or text of one (without offset: in the actor's zone), empty: now.
    """

    kind: str | None = None
    text: str | None = None
    outcome: str | None = None
    happened_at: datetime | str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """Public ids of an activity and of the next step that was entered with it, or empty."""

    activity: str
    task: str = ""


@dataclass(frozen=True, slots=True)
class ContactFault:
    """A customer or lead whose stored last contact is not that of its activities."""

    kind: str
    public_id: str
    name: str
    stored: datetime | None
    right: datetime | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing in the life of a record; `kind` names its icon and its word.

    `zh` and `en` are its title where it has one, `href` leads to more, `file_id` is a sound or a
    picture. Only an activity has `activity_id`, `version` and `local` (when it happened, as a form
    field in the reader's zone).
    """

    key: str
    kind: str
    at: datetime
    author: str = ""
    zh: str = ""
    en: str = ""
    text: str = ""
    outcome: str = ""
    about: list[Reference] = field(default_factory=list)
    href: str = ""
    file_id: str = ""
    entered_at: datetime | None = None
    is_late: bool = False
    is_mine: bool = False
    activity_id: str = ""
    version: int = 0
    local: str = ""


# What a life can be narrowed to: what was said, tasks, deals and offers, money, files, the rest.
GROUPS = ("talk", "tasks", "deals", "money", "files", "changes")


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """Which stretch of a life: `size` entries after a place (`Timeline.next`), of one of `GROUPS`,
    of those that hold some words."""

    size: int = 30
    after: str = ""
    group: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A stretch of a record's life, newest first; `next` is where it goes on before, if it does."""

    entries: list[TimelineEntry]
    next: str = ""
