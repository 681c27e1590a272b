"""A quote goes out, and the customer answers."""

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services import approvals
from crm_app.services.custom_fields import check_values
from crm_app.services.quotes import rules
from crm_app.services.quotes.issuing import issue
from crm_app.services.quotes.lines import lines_of

MOST_REASON = 1000


@command(Permission.QUOTE_WRITE)
def send_quote(work: Work, public_id: str, version: int | None = None) -> None:
    """Send a draft: from now on it is never rewritten.

    Refuses with `approval_required` while somebody has to approve it first, and with
    `custom_fields.missing` what a custom field is required for.
    """
    quote = work.find(Quote, public_id, version)
    rules.check_draft(quote)
    lines = lines_of(work.session, quote)
    rules.check_ready(quote, len(lines), work.now.astimezone(zone(work.actor.zone)).date())
    check_values(work, quote)
    approvals.check_sendable(work, quote, lines)
    same = select(Quote).where(col(Quote.number) == quote.number, col(Quote.id) != quote.id)
    rules.mark_sent(quote, list(work.session.exec(same.with_for_update())), work.now)
    quote.issued = issue(work, quote)


@command(Permission.QUOTE_WRITE)
def accept_quote(work: Work, public_id: str) -> None:
    """The customer said yes."""
    rules.answer(work.find(Quote, public_id), QuoteStatus.ACCEPTED, work.now)


@command(Permission.QUOTE_WRITE)
def decline_quote(work: Work, public_id: str, reason: str = "") -> None:
    """The customer said no, and perhaps why."""
    if len(reason) > MOST_REASON:
        raise Invalid("record.too_long", field="reason", most=MOST_REASON)
    rules.answer(work.find(Quote, public_id), QuoteStatus.DECLINED, work.now, reason=reason.strip())
