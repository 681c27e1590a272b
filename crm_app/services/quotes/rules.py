"""Pure decisions about quotes."""

from datetime import date, datetime
from decimal import Decimal

from crm_app.core.errors import Conflict, Invalid
from crm_app.lib.exact import money
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services import terms
from crm_app.services.currencies import read_currency, read_number, smallest
from crm_app.services.days import read_day
from crm_app.services.quotes.forms import QuoteForm


def apply(quote: Quote, form: QuoteForm) -> None:
    """Put what was entered onto the draft, apart from records it points to and its lines."""
    if form.currency is not None:
        quote.currency = read_currency(form.currency)
    _apply_discount(quote, form)
    if form.tax_included is not None:
        quote.tax_included = form.tax_included
    if form.valid_until is not None:
        quote.valid_until = read_day(form.valid_until, "valid_until")
    terms.put(quote, form)
    if form.note is not None:
        if len(form.note) > 2000:
            raise Invalid("record.too_long", field="note", most=2000)
        quote.note = form.note.strip()


def _apply_discount(quote: Quote, form: QuoteForm) -> None:
    """A percent or an amount: the one that is given takes the other's place; both are refused."""
    if form.discount is not None:
        quote.discount = read_number(form.discount, "discount", most=Decimal(100))
    if form.discount_amount is not None:
        typed = read_number(form.discount_amount, "discount_amount")
        quote.discount_amount = money(typed, smallest(quote.currency))
        if quote.discount_amount and form.discount is None:
            quote.discount = Decimal(0)
    elif quote.discount:
        quote.discount_amount = Decimal(0)
    if quote.discount and quote.discount_amount:
        raise Invalid("quotes.discount_both", field="discount_amount")


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


def is_expired(quote: Quote, today: date) -> bool:
    """Whether an offer that still waits for its answer is past its last day."""
    open_still = quote.status is QuoteStatus.SENT
    return open_still and quote.valid_until is not None and quote.valid_until < today


def check_renewable(quote: Quote, today: date) -> None:
    """Refuse (`quotes.not_expired`) what is not past its validity."""
    if not is_expired(quote, today):
        raise Conflict("quotes.not_expired", number=quote.number)


def answer(
    quote: Quote, status: QuoteStatus, moment: datetime, who: str = "", reason: str = ""
) -> None:
    """The customer said yes or no to what was sent (`quotes.not_sent` before that)."""
    if quote.status is not QuoteStatus.SENT:
        raise Conflict("quotes.not_sent", number=quote.number)
    quote.status, quote.answered_at = status, moment
    quote.answered_by, quote.answer_reason = who[:120], reason[:1000]


def mark_sent(quote: Quote, others: list[Quote], moment: datetime) -> None:
    """The quote is out; an earlier revision that was still open is replaced by it.

    Refuses (`quotes.accepted_already`) when the customer has accepted another revision meanwhile.
    """
    if any(other.status is QuoteStatus.ACCEPTED for other in others):
        raise Conflict("quotes.accepted_already", number=quote.number)
    quote.status, quote.sent_at = QuoteStatus.SENT, moment
    for other in others:
        if other.status is QuoteStatus.SENT:
            other.status = QuoteStatus.REPLACED
