"""Who else bids: names that are kept once, so that reports can count by them."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.deals import Competitor, Deal
from crm_app.services.lines import one_line
from crm_app.services.locks import one_at_a_time


@query(Permission.DEAL_READ)
def competitors(work: Work) -> list[str]:
    """The names known, to choose from."""
    return list(work.session.exec(select(Competitor.name).order_by(col(Competitor.name))))


def name_competitor(work: Work, deal: Deal, typed: str) -> None:
    """Inside a use case: who bids for the deal too; a name that is new becomes known."""
    name = one_line(typed, "competitor", 120)
    if not name:
        deal.competitor_id = None
        return
    one_at_a_time(work, "competitors")
    key = name.casefold()[:120]
    found = select(Competitor).where(col(Competitor.name_key) == key)
    known = work.session.exec(found).one_or_none()
    if known is None:
        known = work.add(Competitor(name=name, name_key=key))
    deal.competitor_id = known.id


def competitor_names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """Inner id → name."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    columns = select(Competitor.id, Competitor.name).where(col(Competitor.id).in_(wanted))
    return {key: name for key, name in session.exec(columns) if key is not None}


def competitor_of(session: Session, deal: Deal) -> str:
    """Who bids for a deal too; empty for nobody known."""
    known = session.get(Competitor, deal.competitor_id) if deal.competitor_id else None
    return known.name if known else ""
