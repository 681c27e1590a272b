"""Sales: what won deals brought of each product, kept beside them."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, delete, except_, func, insert, select

from crm_app.core.derived import follows
from crm_app.core.work import Work
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.models.sales import Sale
from crm_app.services.deals.closed import accepted_lines

_COLUMNS: tuple[Any, ...] = (
    *(Sale.deal_id, Sale.product_id, Sale.currency, Sale.closed_at, Sale.owner_id, Sale.team_id),
    *(Sale.quantity, Sale.net, Sale.cost),
)
_BATCH = 500


@follows(Deal, Quote)
def refresh_sales(work: Work, rows: Sequence[Deal | Quote]) -> None:
    """The sales of these deals, or of the deals that these quotes belong to, anew."""
    named = {row.id if isinstance(row, Deal) else row.deal_id for row in rows}
    ids = sorted(one for one in named if one)
    for some in (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH)):
        of_these = col(Sale.deal_id).in_(some)
        had = work.session.exec(select(Sale.id).where(of_these).limit(1)).first() is not None
        right = _right().where(col(Deal.id).in_(some))
        if had:
            work.session.exec(delete(Sale).where(of_these))
        work.session.exec(insert(Sale).from_select(_names(), right))


def refill_sales(work: Work) -> None:
    """All of them, after many rows were written past the change notes."""
    work.session.flush()
    work.session.exec(delete(Sale))
    work.session.exec(insert(Sale).from_select(_names(), _right()))


def wrong_sales(work: Work) -> list[int]:
    """The inner ids of deals whose sales are not what their quotes say."""
    stored, right = select(*_COLUMNS), _right()
    apart = (except_(stored, right).subquery(), except_(right, stored).subquery())
    found = {key for one in apart for key in work.session.exec(select(one.c[0]))}
    return sorted(found)


def _names() -> list[str]:
    return [column.key for column in _COLUMNS]


def _right() -> Any:
    """The rows as they have to be."""
    keys: list[Any] = [Deal.id, QuoteLine.product_id, Quote.currency, Deal.closed_at]
    keys += [Deal.owner_id, Deal.team_id]
    sums = [
        func.sum(col(one)) for one in (QuoteLine.quantity, QuoteLine.sold_net, QuoteLine.sold_cost)
    ]
    won = select(Stage.id).where(col(Stage.kind) == StageKind.WON)
    return (
        select(*keys, *sums)
        .join(Quote, col(Quote.deal_id) == Deal.id)
        .join(QuoteLine, col(QuoteLine.quote_id) == Quote.id)
        .where(
            col(Deal.deleted_at).is_(None),
            col(Deal.stage_id).in_(won),
            col(Deal.closed_at).is_not(None),
            *accepted_lines(),
            col(QuoteLine.product_id).is_not(None),
        )
        .group_by(*keys)
    )
