"""What screens and the API see of the recycle bin."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DeletedRow:
    """A record in the recycle bin: what, since when, by whom, whose it is. `may_restore` says
    whether the reader's role restores such records; `chosen` is how a screen names it.
    """

    kind: str
    public_id: str
    name: str
    deleted_at: datetime
    by: str
    owner: str
    may_restore: bool
    chosen: str
