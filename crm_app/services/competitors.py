"""Who else bids: names that are kept once, so that reports can count by them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.deals import Competitor, Deal
from crm_app.services.lines import one_line
from crm_app.services.locks import one_at_a_time


@dataclass(frozen=True, slots=True)
class CompetitorRow:
    """A competitor, and how many deals name it."""

    public_id: str
    name: str
    deals: int


@query(Permission.DEAL_READ)
def competitors(work: Work) -> list[str]:
    """The names known, to choose from."""
    return list(work.session.exec(select(Competitor.name).order_by(col(Competitor.name))))


@query(Permission.SETTINGS)
def competitor_rows(work: Work) -> list[CompetitorRow]:
    """All of them by name, each with how many deals name it."""
    columns = select(Competitor.public_id, Competitor.name, func.count(col(Deal.id)))
    living = (col(Deal.competitor_id) == Competitor.id) & col(Deal.deleted_at).is_(None)
    counted = columns.join(Deal, living, isouter=True).group_by(col(Competitor.id))
    rows = work.session.exec(counted.order_by(col(Competitor.name)))
    return [CompetitorRow(*row) for row in rows]


@command(Permission.SETTINGS)
def rename_competitor(work: Work, public_id: str, typed: str) -> int:
    """Another name; one that is known already joins the two. Returns how many deals went over."""
    one_at_a_time(work, "competitors")
    one = work.session.exec(
        select(Competitor).where(col(Competitor.public_id) == public_id)
    ).first()
    if one is None:
        raise NotFound("competitors.not_found")
    name = one_line(typed, "name", 120)
    if not name:
        raise Invalid("competitors.name_missing", field="name")
    key = name.casefold()[:120]
    known = work.session.exec(select(Competitor).where(col(Competitor.name_key) == key)).first()
    if known is None or known is one:
        one.name, one.name_key = name, key
        return 0
    theirs = work.session.exec(select(Deal).where(col(Deal.competitor_id) == one.id)).all()
    for deal in theirs:
        deal.competitor_id = known.id
    work.session.flush()
    work.session.delete(one)
    return len(theirs)


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
