"""Who offers to whom: names, addresses and terms as they are now, kept with what was sent."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.models.customers import Contact, Customer
from crm_app.models.prices import Promotion
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.models.users import User
from crm_app.services import company


def issue(work: Work, quote: Quote) -> dict[str, Any]:
    """The two sides of a quote, as its papers show them."""
    profile = asdict(company.profile_of(work))
    for name in ("version", *company.PATTERNS):
        del profile[name]
    session = work.session
    contact = session.get(Contact, quote.contact_id) if quote.contact_id else None
    owner = session.exec(select(User).where(col(User.id) == quote.owner_id)).one()
    return {
        "company": profile,
        "customer": session.get_one(Customer, quote.customer_id).name,
        "contact": contact.name if contact else "",
        "seller": owner.name,
        "seller_email": owner.email,
        "promotions": _promotions(work, quote),
    }


def _promotions(work: Work, quote: Quote) -> dict[str, dict[str, str]]:
    """Public id of a line → the names of the promotion that it took."""
    found = (
        select(QuoteLine.public_id, Promotion.name_zh, Promotion.name_en)
        .join(Promotion, col(Promotion.id) == QuoteLine.promotion_id)
        .where(col(QuoteLine.quote_id) == quote.id)
    )
    return {line: {"zh": zh, "en": en} for line, zh, en in work.session.exec(found)}


def issued(work: Work, quote: Quote) -> dict[str, Any]:
    """What was issued with a quote; of a draft what would be."""
    if not quote.issued:
        return issue(work, quote)
    # What was sent before promotions were named: as they are called now.
    known = quote.issued.get("promotions")
    return {**quote.issued, "promotions": _promotions(work, quote) if known is None else known}


def seller_time(work: Work, quote: Quote, moment: datetime) -> datetime:
    """A moment on the clock of who offers: days of his papers and of his validity are his."""
    owner = work.session.exec(select(User.zone).where(col(User.id) == quote.owner_id)).one()
    return moment.astimezone(zone(owner))
