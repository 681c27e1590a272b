"""What the seller does with links."""

import secrets
from datetime import timedelta

from sqlmodel import col, select

from crm_app.config import settings
from crm_app.core.errors import Conflict, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.quotes import Quote, ShareLink
from crm_app.services.share_links import rules
from crm_app.services.share_links.rows import NewLink


@command(Permission.QUOTE_WRITE)
def share_quote(work: Work, quote_id: str, days: int = rules.DAYS) -> NewLink:
    """A secret address for a quote that was sent; its token is told this once.

    What needs an approval cannot be sent without it, and so never comes as far as here.
    """
    quote = work.find(Quote, quote_id)
    rules.check_days(days)
    rules.check_shareable(quote, work.now.astimezone(zone(work.actor.zone)).date())
    open_ones = select(ShareLink.id).where(
        col(ShareLink.quote_id) == quote.key,
        col(ShareLink.revoked_at).is_(None),
        col(ShareLink.expires_at) > work.now,
    )
    if len(work.session.exec(open_ones).all()) >= rules.MOST_LINKS:
        raise Conflict("share_links.too_many", most=rules.MOST_LINKS)
    token = secrets.token_urlsafe(32)
    link = ShareLink(
        quote_id=quote.key,
        token_hash=rules.hash_of(token),
        created_at=work.now,
        created_by=work.actor.user_id,
        expires_at=work.now + timedelta(days=days),
    )
    work.add(link)
    return NewLink(link.public_id, token, f"{settings().url}/q/{token}", link.expires_at)


@command(Permission.QUOTE_WRITE)
def revoke_link(work: Work, quote_id: str, link_id: str) -> None:
    """The address leads nowhere from now on; a second time changes nothing."""
    quote = work.find(Quote, quote_id)
    found = select(ShareLink).where(
        col(ShareLink.public_id) == link_id, col(ShareLink.quote_id) == quote.key
    )
    link = work.session.exec(found.with_for_update()).one_or_none()
    if link is None:
        raise NotFound("share_links.not_found")
    if link.revoked_at is None:
        link.revoked_at = work.now
