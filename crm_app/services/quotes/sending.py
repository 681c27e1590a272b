"""A quote goes out, and the customer answers."""

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services import approvals
from crm_app.services.quotes import rules
from crm_app.services.quotes.lines import lines_of


@command(Permission.QUOTE_WRITE)
def send_quote(work: Work, public_id: str, version: int | None = None) -> None:
    """Send a draft: from now on it is never rewritten.

    Refuses with `approval_required` while somebody has to approve it first.
    """
    quote = work.find(Quote, public_id, version)
    rules.check_draft(quote)
    lines = lines_of(work.session, quote)
    rules.check_ready(quote, len(lines), work.now.astimezone(zone(work.actor.zone)).date())
    approvals.check_sendable(work, quote, lines)
    same = select(Quote).where(col(Quote.number) == quote.number, col(Quote.id) != quote.id)
    rules.mark_sent(quote, list(work.session.exec(same.with_for_update())), work.now)


@command(Permission.QUOTE_WRITE)
def accept_quote(work: Work, public_id: str) -> None:
    """The customer said yes."""
    rules.answer(work.find(Quote, public_id), QuoteStatus.ACCEPTED)


@command(Permission.QUOTE_WRITE)
def decline_quote(work: Work, public_id: str) -> None:
    """The customer said no."""
    rules.answer(work.find(Quote, public_id), QuoteStatus.DECLINED)
