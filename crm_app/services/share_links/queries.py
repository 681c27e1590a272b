"""What the seller sees of links."""

from datetime import datetime

from sqlmodel import col, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.quotes import Quote, ShareLink, ShareView
from crm_app.services.references import NOBODY, users_by_id
from crm_app.services.share_links.rows import ShareRow
from crm_app.services.share_links.rules import link_state


@query(Permission.QUOTE_READ)
def links_of_quote(work: Work, quote_id: str) -> list[ShareRow]:
    """The links of a quote one may see, the newest first, with how often they were looked at."""
    quote = work.find(Quote, quote_id)
    found = select(ShareLink).where(col(ShareLink.quote_id) == quote.key)
    links = work.session.exec(found.order_by(col(ShareLink.id).desc())).all()
    people = users_by_id(work.session, (link.created_by for link in links))
    views = _views(work, [link.id for link in links])
    return [
        ShareRow(
            link.public_id,
            link_state(link, work.now),
            people.get(link.created_by or 0, NOBODY).name,
            link.created_at,
            link.expires_at,
            *views.get(link.id or 0, (0, None, None)),
            link.answer,
            link.answered_by,
            link.answered_at,
        )
        for link in links
    ]


def _views(
    work: Work, ids: list[int | None]
) -> dict[int, tuple[int, datetime | None, datetime | None]]:
    """Link → how often it was looked at, first and last."""
    at = col(ShareView.at)
    counted = (
        select(ShareView.link_id, func.count(), func.min(at), func.max(at))
        .where(col(ShareView.link_id).in_(ids))
        .group_by(col(ShareView.link_id))
    )
    return {link: (count, first, last) for link, count, first, last in work.session.exec(counted)}
