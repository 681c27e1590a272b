"""What the seller sees of a link, and what its customer sees of the quote."""

from dataclasses import dataclass
from datetime import datetime

from crm_app.services.quotes import Paper


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A link of a quote; `state` is open, expired or revoked. Of its secret nothing is known."""

    public_id: str
    state: str
    created_by: str
    created_at: datetime
    expires_at: datetime
    views: int
    first_viewed_at: datetime | None
    last_viewed_at: datetime | None
    answer: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was just made: the only time that its secret, and so its address, is told."""

    public_id: str
    token: str
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Shared:
    """A quote as its customer sees it; `state` is open, accepted, declined, expired or replaced.

    `answered_at` is on the seller's clock.
    """

    quote_id: str
    paper: Paper
    state: str
    answered_by: str
    answered_at: datetime | None
