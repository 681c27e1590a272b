"""What somebody with the secret may do: look, and answer once.

Unknown, expired and revoked secrets are the same: not found.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlmodel import col, func, select

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.locales.catalog import say
from crm_app.models.customers import Customer
from crm_app.models.quotes import Quote, QuoteStatus, ShareLink, ShareView
from crm_app.services import company, views
from crm_app.services.company import CompanyRow
from crm_app.services.notices import notify
from crm_app.services.quotes import paper_of
from crm_app.services.quotes.document import figure
from crm_app.services.quotes.issuing import issued, seller_time
from crm_app.services.quotes.rules import answer
from crm_app.services.share_links import rules
from crm_app.services.share_links.rows import Shared


@query(Permission.SELF)
def shared_quote(work: Work, token: str, languages: Sequence[str]) -> Shared:
    """The quote at a secret address, in words of these languages."""
    _, quote = _at(work, token)
    return Shared(
        quote.public_id,
        paper_of(work, quote, languages),
        rules.shared_state(quote, seller_time(work, quote, work.now).date()),
        quote.answered_by,
        quote.answered_at and seller_time(work, quote, quote.answered_at),
    )


@query(Permission.SELF)
def shared_logo(work: Work, token: str) -> Path:
    """The logo at the head of that quote."""
    _, quote = _at(work, token)
    logo = issued(work, quote)["company"]["logo"]
    path = company.logo_path(work, CompanyRow(logo=logo))
    if path is None:
        raise NotFound("share_links.not_found")
    return path


@command(Permission.SELF)
def note_view(work: Work, token: str) -> None:
    """The customer looked at it: when, not who. The owner hears of the first time."""
    link, quote = _at(work, token)
    seen = select(func.max(ShareView.at)).where(col(ShareView.link_id) == link.id)
    last = work.session.exec(seen).one()
    if last is not None and work.now - last < timedelta(seconds=rules.VIEW_SECONDS):
        return
    work.session.add(ShareView(link_id=link.id or 0, at=work.now))
    views.note_offer_seen(work, quote)
    work.touch(f"quote:{quote.public_id}")
    if last is None:
        _tell(work, quote, "quotes.notice_seen")


@command(Permission.SELF)
def answer_quote(  # noqa: PLR0913, PLR0917 - what the two forms of the page send
    work: Work,
    token: str,
    accepts: bool,
    name: str = "",
    consents: bool = False,
    reason: str = "",
    language: str = "zh",
) -> None:
    """The customer accepts in his name, or declines; the same answer again changes nothing.

    Decided once: whoever comes later - a second click, the seller, a new revision - finds it so.
    """
    link, quote = _at(work, token, lock=True)
    wanted = QuoteStatus.ACCEPTED if accepts else QuoteStatus.DECLINED
    if link.answer:
        if link.answer == wanted.value:
            return
        raise Conflict("share_links.answered_already", number=quote.number)
    if accepts:
        name = rules.read_name(name)
        if not consents:
            raise Invalid("share_links.consent_missing", field="consents")
    reason = "" if accepts else rules.read_reason(reason)
    rules.check_open(quote, seller_time(work, quote, work.now).date())
    answer(quote, wanted, work.now, name if accepts else "", reason)
    link.answer, link.answered_at = wanted.value, work.now
    link.answered_by, link.reason = quote.answered_by, reason
    if accepts:
        total = figure(quote.total, quote.currency)
        sums = {"number": quote.number, "total": total, "currency": quote.currency}
        link.consent = say(language, "share_links.consent", **sums)
    _tell(work, quote, f"quotes.notice_{wanted.value}", name=name, reason=reason)


def _at(work: Work, token: str, *, lock: bool = False) -> tuple[ShareLink, Quote]:
    """The link with that secret and its quote; not found unless it leads somewhere still."""
    found = select(ShareLink).where(col(ShareLink.token_hash) == rules.hash_of(token[:200]))
    link = work.session.exec(found.with_for_update() if lock else found).one_or_none()
    if link is None or rules.link_state(link, work.now) != "open":
        raise NotFound("share_links.not_found")
    of_link = select(Quote).where(col(Quote.id) == link.quote_id, col(Quote.deleted_at).is_(None))
    quote = work.session.exec(of_link.with_for_update() if lock else of_link).one_or_none()
    if quote is None:
        raise NotFound("share_links.not_found")
    return link, quote


def _tell(work: Work, quote: Quote, code: str, **params: str) -> None:
    customer = work.session.get_one(Customer, quote.customer_id).name
    link = f"/quotes/{quote.public_id}"
    notify(work, [quote.owner_id], code, link, number=quote.number, customer=customer, **params)
