"""Every way quotes are read."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, false, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, Slice, one_of, page_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import Product, Quote, QuoteLine, QuoteStatus
from crm_app.models.users import User
from crm_app.services import pricing
from crm_app.services.currencies import Rates, rates_of
from crm_app.services.custom_fields import CustomColumns, cells_of, values_of
from crm_app.services.periods import start_of
from crm_app.services.quotes.fields import FIELDS
from crm_app.services.quotes.line_rows import line_rows
from crm_app.services.quotes.lines import lines_of
from crm_app.services.quotes.rows import (
    Figures,
    QuotePage,
    QuoteRow,
    Revision,
)
from crm_app.services.quotes.rules import is_expired
from crm_app.services.references import by_public_id

# What went out and stands: a replaced one does not.
OUT = (QuoteStatus.SENT, QuoteStatus.ACCEPTED, QuoteStatus.DECLINED)


def _expired(work: Work, value: str) -> object:
    if value not in ("yes", "no"):
        raise Invalid("list.value_unknown", value=value[:60])
    past = (col(Quote.status) == QuoteStatus.SENT) & (col(Quote.valid_until) < _today(work))
    return past if value == "yes" else ~func.coalesce(past, false())


def _today(work: Work) -> date:
    return work.now.astimezone(zone(work.actor.zone)).date()


def _with_product(_: Work, public_id: str) -> object:
    """Those that offer it, not only as an option."""
    wanted = select(Product.id).where(col(Product.public_id) == public_id).scalar_subquery()
    lines = select(QuoteLine.quote_id).where(
        col(QuoteLine.product_id) == wanted,  # type: ignore[arg-type]
        ~col(QuoteLine.is_optional),
    )
    return col(Quote.id).in_(lines)


def _sent_from(work: Work, day: str) -> object:
    """Sent on that day or later, and not replaced since."""
    is_out = col(Quote.status).in_(OUT)
    return is_out & (col(Quote.sent_at) >= start_of(day, work.actor.zone))


def _sent_to(work: Work, day: str) -> object:
    """Sent until that day, the day included, and not replaced since."""
    is_out = col(Quote.status).in_(OUT)
    return is_out & (col(Quote.sent_at) < start_of(day, work.actor.zone, days=1))


LISTING = Listing(
    model=Quote,
    kind="quote",
    filters={
        "status": one_of(col(Quote.status), QuoteStatus),
        "expired": _expired,
        "customer": by_public_id(Customer, Quote.customer_id),
        "deal": by_public_id(Deal, Quote.deal_id),
        "owner": by_public_id(User, Quote.owner_id),
        "number": col(Quote.number),
        "currency": col(Quote.currency),
        "product": _with_product,
        "sent_from": _sent_from,
        "sent_to": _sent_to,
    },
    orders={
        "updated": col(Quote.updated_at).desc(),
        "number": col(Quote.number),
        "total": col(Quote.total),
        "valid": col(Quote.valid_until),
        "sent": col(Quote.sent_at),
    },
    further=CustomColumns(Quote),
    fields=FIELDS,
)


@query(Permission.QUOTE_READ)
def quotes(work: Work, asked: ListQuery) -> Page[QuoteRow]:
    """One page of the quotes one may see."""
    page = page_of(work, LISTING, asked)
    return page.showing(quote_rows(work, page.rows))


@query(Permission.QUOTE_READ)
def quote_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[QuoteRow]:
    """The quotes that come after one, newest first."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(quote_rows(work, found.rows), found.next)


@query(Permission.QUOTE_READ)
def quote_page(work: Work, public_id: str) -> QuotePage:
    """A quote whole."""
    quote = work.find(Quote, public_id)
    session = work.session
    rates = rates_of(session)
    customers = _names(session, Customer, [quote.customer_id])
    contacts = _names(session, Contact, [quote.contact_id])
    deals = _names(session, Deal, [quote.deal_id])
    owners = _names(session, User, [quote.owner_id, quote.updated_by])
    return QuotePage(
        public_id=quote.public_id,
        version=quote.version,
        number=quote.number,
        revision=quote.revision,
        status=quote.status.value,
        customer=customers[quote.customer_id][1],
        customer_public_id=customers[quote.customer_id][0],
        contact=contacts.get(quote.contact_id or 0, NOBODY)[1],
        contact_public_id=contacts.get(quote.contact_id or 0, NOBODY)[0],
        deal=deals.get(quote.deal_id or 0, NOBODY)[1],
        deal_public_id=deals.get(quote.deal_id or 0, NOBODY)[0],
        owner=owners[quote.owner_id][1],
        owner_public_id=owners[quote.owner_id][0],
        currency=quote.currency,
        discount=quote.discount,
        discount_amount=quote.discount_amount,
        step=quote.step,
        worth=_worth(work, quote, rates),
        base=rates.base,
        tax_included=quote.tax_included,
        valid_until=quote.valid_until,
        payment_days=quote.payment_days,
        payment_terms=quote.payment_terms,
        is_expired=is_expired(quote, _today(work)),
        note=quote.note,
        figures=Figures.of_quote(quote, lines_of(session, quote), work.actor),
        lines=line_rows(work, quote),
        revisions=_revisions(work, quote),
        created_at=quote.created_at,
        updated_at=quote.updated_at,
        updated_by=owners.get(quote.updated_by or 0, NOBODY)[1],
        sent_at=quote.sent_at,
        answered_at=quote.answered_at,
        answered_by=quote.answered_by,
        answer_reason=quote.answer_reason,
        custom=values_of(work, quote),
    )


NOBODY = ("", "")


def quote_rows(work: Work, found: list[Quote]) -> list[QuoteRow]:
    """Inside a use case: rows for quotes, in a few reads whatever their number."""
    customers = _names(work.session, Customer, (quote.customer_id for quote in found))
    deals = _names(work.session, Deal, (quote.deal_id for quote in found))
    owners = _names(work.session, User, (quote.owner_id for quote in found))
    open_books = work.actor.can(Permission.COST_READ)
    return [
        QuoteRow(
            public_id=quote.public_id,
            version=quote.version,
            number=quote.number,
            revision=quote.revision,
            status=quote.status.value,
            customer=customers[quote.customer_id][1],
            customer_public_id=customers[quote.customer_id][0],
            deal=deals.get(quote.deal_id or 0, NOBODY)[1],
            deal_public_id=deals.get(quote.deal_id or 0, NOBODY)[0],
            owner=owners[quote.owner_id][1],
            discount=quote.discount,
            net=quote.net,
            total=quote.total,
            currency=quote.currency,
            margin=_margin(quote) if open_books else None,
            valid_until=quote.valid_until,
            is_expired=is_expired(quote, _today(work)),
            sent_at=quote.sent_at,
            updated_at=quote.updated_at,
            custom=cells_of(work, quote),
        )
        for quote in found
    ]


def _margin(quote: Quote) -> Decimal | None:
    stored = pricing.Totals(net=quote.net, cost=quote.cost).margin
    return round(stored, 2) if stored is not None else None


def _worth(work: Work, quote: Quote, rates: Rates) -> Decimal | None:
    if quote.currency == rates.base:
        return None
    day = (quote.sent_at or work.now).astimezone(zone(work.actor.zone)).date()
    return rates.turned(quote.total, quote.currency, rates.base, day)


def _revisions(work: Work, quote: Quote) -> list[Revision]:
    found = work.visible(Quote).where(col(Quote.number) == quote.number)
    return [
        Revision(
            row.public_id, row.revision, row.status.value, row.total, row.currency, row.sent_at
        )
        for row in work.session.exec(found.order_by(col(Quote.revision).desc()))
    ]


def _names(session: Session, model: type, ids: Iterable[int | None]) -> dict[int, tuple[str, str]]:
    """Id → public id and name."""
    wanted = {record_id for record_id in ids if record_id is not None}
    if not wanted:
        return {}
    rows = session.exec(
        select(model.id, model.public_id, model.name).where(col(model.id).in_(wanted))
    )
    return {record_id: (public_id, name) for record_id, public_id, name in rows}
