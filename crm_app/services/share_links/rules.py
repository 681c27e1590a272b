"""Pure decisions about shared quotes."""

import hashlib
from datetime import date, datetime

from crm_app.core.errors import Conflict, Invalid
from crm_app.models.quotes import Quote, QuoteStatus, ShareLink
from crm_app.services.quotes.rules import is_expired

DAYS = 30
MOST_DAYS = 365
MOST_LINKS = 20
# Reloading a page is not another look at it.
VIEW_SECONDS = 60
_STATES = {
    QuoteStatus.SENT: "open",
    QuoteStatus.ACCEPTED: "accepted",
    QuoteStatus.DECLINED: "declined",
    QuoteStatus.REPLACED: "replaced",
}


def hash_of(token: str) -> str:
    """What of a secret is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_state(link: ShareLink, moment: datetime) -> str:
    """Whether it still leads anywhere."""
    if link.revoked_at is not None:
        return "revoked"
    return "open" if link.expires_at > moment else "expired"


def shared_state(quote: Quote, today: date) -> str:
    """What a customer finds at the address."""
    return "expired" if is_expired(quote, today) else _STATES.get(quote.status, "replaced")


def check_shareable(quote: Quote, today: date) -> None:
    """Refuse to share what was not sent, was answered or replaced, or is past its validity."""
    if quote.status is not QuoteStatus.SENT:
        raise Conflict("share_links.not_sent", number=quote.number)
    if is_expired(quote, today):
        raise Conflict("share_links.quote_expired", number=quote.number)


def check_days(days: int) -> None:
    """Refuse a life of no days, or of more than a year."""
    if not 1 <= days <= MOST_DAYS:
        raise Invalid("share_links.days_invalid", field="days", most=MOST_DAYS)


def check_open(quote: Quote, today: date) -> None:
    """Refuse an answer to what cannot be answered any more."""
    state = shared_state(quote, today)
    if state != "open":
        raise Conflict(f"share_links.is_{state}", number=quote.number)


def read_name(typed: str) -> str:
    """The name somebody accepts in."""
    name = " ".join(typed.split())
    if not name:
        raise Invalid("share_links.name_missing", field="name")
    if len(name) > 120:
        raise Invalid("record.too_long", field="name", most=120)
    return name


def read_reason(typed: str) -> str:
    """Why somebody declines, if he says so."""
    reason = typed.strip()
    if len(reason) > 1000:
        raise Invalid("record.too_long", field="reason", most=1000)
    return reason
