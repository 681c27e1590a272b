"""Every way a draft can change."""

from datetime import date, timedelta

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.base import Owned
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services import approvals, terms
from crm_app.services.brought import brought
from crm_app.services.currencies import step_of
from crm_app.services.custom_fields import check_values, put_values
from crm_app.services.numbering import next_number
from crm_app.services.quotes import rules
from crm_app.services.quotes.forms import QuoteForm
from crm_app.services.quotes.lines import (
    build_lines,
    copied_lines,
    lines_of,
    price_quote,
    replace_lines,
    store,
)
from crm_app.services.quotes.offer import priced_for
from crm_app.services.quotes.turning import Terms, standing_forms, turn_quote

VALID_DAYS = 30
_COPIED = ("customer_id", "contact_id", "deal_id", "currency", "discount", "valid_until", "note")
_COPIED += ("tax_included", "discount_amount", "step", "custom", *terms.FIELDS)


@command(Permission.QUOTE_WRITE)
def create_quote(work: Work, form: QuoteForm, public_id: str | None = None) -> str:
    """A new draft for a deal or a customer one may see; returns its public id.

    It belongs to the deal's owner, or to the actor. A client may bring the id: sending the same
    creation twice makes one quote.
    """
    if public_id is not None:
        known = brought(work, Quote, public_id)
        if known is not None:
            return known.public_id
    deal = work.find(Deal, form.deal) if form.deal else None
    if deal is None and not form.customer:
        raise Invalid("quotes.customer_missing", field="customer")
    quote = Quote(number="", customer_id=deal.customer_id if deal else 0)
    if public_id is not None:
        quote.public_id = public_id
    if deal is not None:
        quote.deal_id, quote.contact_id, quote.currency = deal.id, deal.contact_id, deal.currency
    quote.valid_until = _from_now(work)
    _apply(work, quote, form)
    quote.step = step_of(work.session, quote.currency)
    lines = build_lines(work, quote, form.lines or [], [])
    quote.number = next_number(work, Quote)
    return store(work, quote, lines, deal).public_id


@command(Permission.QUOTE_WRITE)
def change_quote(work: Work, public_id: str, form: QuoteForm, version: int | None = None) -> str:
    """Change what `form` carries; returns the public id of what was changed.

    That is the draft itself. What was sent stays as it is: the change makes its next revision.
    """
    quote = work.find(Quote, public_id, version)
    if quote.status is not QuoteStatus.DRAFT:
        quote = next_revision(work, quote)
    before, was = priced_for(quote), Terms.of(quote)
    _apply(work, quote, form)
    turn_quote(work, quote, was, is_typed=form.discount_amount is not None)
    if quote.currency != was.currency:
        quote.step = step_of(work.session, quote.currency)
    lines, forms = lines_of(work.session, quote), form.lines
    moved = before != priced_for(quote)
    if forms is None and moved:
        forms = standing_forms(work, quote, lines, was)
    if forms is not None:
        lines = replace_lines(work, quote, forms, moved=moved, was=was)
    price_quote(quote, lines)
    approvals.void_changed(work, quote, lines)
    return quote.public_id


@command(Permission.QUOTE_WRITE)
def change_draft(work: Work, public_id: str, form: QuoteForm) -> None:
    """The same of a draft alone: what was sent is refused, where a list must not begin revisions."""
    rules.check_draft(work.find(Quote, public_id))
    change_quote.within(work, public_id, form)


@command(Permission.QUOTE_WRITE)
def revise_quote(work: Work, public_id: str) -> str:
    """A draft of the next revision of what was sent or declined; returns its public id."""
    return next_revision(work, work.find(Quote, public_id)).public_id


@command(Permission.QUOTE_WRITE)
def renew_quote(work: Work, public_id: str) -> str:
    """The next revision of an offer past its validity, valid anew; returns its public id."""
    quote = work.find(Quote, public_id)
    rules.check_renewable(quote, today(work))
    draft = next_revision(work, quote)
    draft.valid_until = _from_now(work)
    return draft.public_id


@command(Permission.QUOTE_WRITE)
def copy_quote(work: Work, public_id: str, customer: str = "") -> str:
    """A draft with the same content under a number of its own; returns its public id.

    For another `customer` it leaves contact and deal behind, belongs to that customer's owner, and
    has that customer's prices, but for those that were written down by hand.
    """
    source = work.find(Quote, public_id)
    copy = Quote(number="", **{name: getattr(source, name) for name in _COPIED})
    owner: Owned = source
    if customer:
        other = work.find(Customer, customer)
        if other.key != source.customer_id:
            copy.customer_id, copy.contact_id, copy.deal_id = other.key, None, None
            owner = other
    copy.number, copy.valid_until = next_number(work, Quote), _from_now(work)
    store(work, copy, copied_lines(work.session, source), owner)
    if copy.customer_id != source.customer_id:
        was = Terms.of(copy)
        forms = standing_forms(work, copy, lines_of(work.session, copy), was)
        price_quote(copy, replace_lines(work, copy, forms, moved=True))
    return copy.public_id


@command(Permission.QUOTE_WRITE)
def delete_quote(work: Work, public_id: str) -> None:
    """A draft into the recycle bin; what was sent stays."""
    quote = work.find(Quote, public_id)
    rules.check_draft(quote)
    approvals.void_all(work, quote)
    work.remove(quote)


@command(Permission.QUOTE_WRITE)
def restore_quote(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    work.restore(work.find(Quote, public_id, deleted=True))


def today(work: Work) -> date:
    """The actor's day."""
    return work.now.astimezone(zone(work.actor.zone)).date()


def _from_now(work: Work) -> date:
    return today(work) + timedelta(VALID_DAYS)


def next_revision(work: Work, quote: Quote) -> Quote:
    """The draft that follows a quote; refuses a second one (`quotes.revised_already`)."""
    rules.check_revisable(quote)
    newest = (
        select(Quote).where(col(Quote.number) == quote.number).order_by(col(Quote.revision).desc())
    )
    last = work.session.exec(newest.with_for_update()).first() or quote
    if last.status is QuoteStatus.DRAFT and last.deleted_at is None:
        raise Conflict("quotes.revised_already", number=quote.number, revision=last.revision)
    draft = Quote(
        number=quote.number,
        revision=last.revision + 1,
        **{name: getattr(quote, name) for name in _COPIED},
    )
    return store(work, draft, copied_lines(work.session, quote), quote)


def _apply(work: Work, quote: Quote, form: QuoteForm) -> None:
    rules.apply(quote, form)
    put_values(work, quote, form.custom)
    if (
        quote.id is None and form.custom is not None
    ):  # one that is begun with a press is asked later
        check_values(work, quote)
    if form.customer is not None:
        quote.customer_id = work.find(Customer, form.customer).key
    if form.deal is not None:
        quote.deal_id = work.find(Deal, form.deal).key if form.deal else None
    if form.contact is not None:
        quote.contact_id = work.find(Contact, form.contact).key if form.contact else None
    if quote.deal_id is not None:
        deal = work.session.get_one(Deal, quote.deal_id)
        if deal.customer_id != quote.customer_id:
            raise Invalid("quotes.deal_of_other", field="deal")
