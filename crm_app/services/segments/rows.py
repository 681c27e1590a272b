"""What screens and the API see of segments."""

from dataclasses import dataclass, field
from datetime import datetime

from crm_app.services.references import Reference


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment with what it asks in words, and how many of its members the reader may see.

    `gone` is why it cannot be reckoned any more: a field that it asks of is no longer there.
    """

    public_id: str
    version: int
    name: str
    asks: str
    zh: str
    en: str
    owner: Reference
    is_shared: bool
    frozen_at: datetime | None
    size: int
    may_edit: bool
    updated_at: datetime
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """A condition that holds, in words; `value` is the figure that it looked at, where there is one."""

    zh: str
    en: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A customer of a segment and why he is one; of a frozen one `why` may be empty by now."""

    public_id: str
    name: str
    owner: str
    why: list[Why] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Preview:
    """What conditions come to: how many, the first of them and why, the conditions in words."""

    size: int = 0
    zh: str = ""
    en: str = ""
    names: list[Reference] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SegmentForm:
    """What somebody enters; None leaves it as it is."""

    name: str | None = None
    asks: str | None = None
    is_shared: bool | None = None
