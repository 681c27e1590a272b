"""Pure decisions about quotes."""

from datetime import date, datetime
from decimal import Decimal

from crm_app.core.errors import Conflict, Invalid
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services.currencies import read_currency, read_number
from crm_app.services.quotes.rows import QuoteForm


def apply(quote: Quote, form: QuoteForm) -> None:
    """Put what was entered onto the draft, apart from records it points to and its lines."""
    if form.currency is not None:
        quote.currency = read_currency(form.currency)
    if form.discount is not None:
        quote.discount = read_number(form.discount, "discount", most=Decimal(100))
    if form.valid_until is not None:
        quote.valid_until = _day(form.valid_until)
    if form.note is not None:
        if len(form.note) > 2000:
            raise Invalid("record.too_long", field="note", most=2000)
        quote.note = form.note.strip()


def check_draft(quote: Quote) -> None:
    """Refuse (`quotes.not_draft`) what was sent: it is never rewritten."""
    if quote.status is not QuoteStatus.DRAFT:
        raise Conflict("quotes.not_draft", number=quote.number)


def check_revisable(quote: Quote) -> None:
    """Refuse what needs no revision: a draft, what was accepted, what a newer one replaced."""
    if quote.status is QuoteStatus.ACCEPTED:
        raise Conflict("quotes.accepted_already", number=quote.number)
    if quote.status not in (QuoteStatus.SENT, QuoteStatus.DECLINED):
        raise Conflict("quotes.not_revisable", number=quote.number)


def check_ready(quote: Quote, lines: int, today: date) -> None:
    """Refuse to send what is empty or was valid until a day that has passed."""
    if not lines:
        raise Invalid("quotes.empty", field="lines")
    if quote.valid_until is not None and quote.valid_until < today:
        raise Invalid("quotes.expired", field="valid_until")


def answer(quote: Quote, status: QuoteStatus) -> None:
    """The customer said yes or no to what was sent (`quotes.not_sent` before that)."""
    if quote.status is not QuoteStatus.SENT:
        raise Conflict("quotes.not_sent", number=quote.number)
    quote.status = status


def mark_sent(quote: Quote, earlier: list[Quote], moment: datetime) -> None:
    """The quote is out; an earlier revision that was still open is replaced by it."""
    quote.status, quote.sent_at = QuoteStatus.SENT, moment
    for other in earlier:
        if other.status is QuoteStatus.SENT:
            other.status = QuoteStatus.REPLACED


def _day(typed: str) -> date | None:
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Invalid("record.day_invalid", field="valid_until", typed=typed[:20]) from None
