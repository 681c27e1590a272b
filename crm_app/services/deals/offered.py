"""What was offered in deals that closed, kept beside them: win rates by product are counts along
one index. A deal with several products counts for each.
"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, delete, except_, insert, select

from crm_app.core.derived import follows
from crm_app.core.work import Work
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.models.sales import Offered

_COLUMNS: tuple[Any, ...] = (
    *(Offered.deal_id, Offered.product_id, Offered.stage_id),
    *(Offered.closed_at, Offered.owner_id, Offered.team_id),
)
_BATCH = 500


@follows(Deal, Quote)
def refresh_offered(work: Work, rows: Sequence[Deal | Quote]) -> None:
    """What was offered in these deals, or in those that these quotes belong to, anew."""
    named = {row.id if isinstance(row, Deal) else row.deal_id for row in rows}
    ids = sorted(one for one in named if one)
    for some in (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH)):
        of_these = col(Offered.deal_id).in_(some)
        if work.session.exec(select(Offered.id).where(of_these).limit(1)).first() is not None:
            work.session.exec(delete(Offered).where(of_these))
        _store(work, _right().where(col(Deal.id).in_(some)))


def refill_offered(work: Work) -> None:
    """All of it, after many rows were written past the change notes."""
    work.session.flush()
    work.session.exec(delete(Offered))
    _store(work, _right())


def wrong_offered(work: Work) -> list[int]:
    """The inner ids of closed deals of which something else is kept than their quotes say."""
    stored, right = select(*_COLUMNS), _right()
    apart = (except_(stored, right).subquery(), except_(right, stored).subquery())
    return sorted({key for one in apart for key in work.session.exec(select(one.c[0]))})


def _store(work: Work, right: Any) -> None:
    names = [column.key for column in _COLUMNS]
    work.session.exec(insert(Offered).from_select(names, right))


def _right() -> Any:
    """The rows as they have to be: of quotes that are not deleted, in whatever state."""
    ended = select(Stage.id).where(col(Stage.kind) != StageKind.OPEN)
    columns: list[Any] = [Deal.id, QuoteLine.product_id, Deal.stage_id]
    columns += [Deal.closed_at, Deal.owner_id, Deal.team_id]
    return (
        select(*columns)
        .join(Quote, col(Quote.deal_id) == Deal.id)
        .join(QuoteLine, col(QuoteLine.quote_id) == Quote.id)
        .where(
            col(Deal.deleted_at).is_(None),
            col(Deal.stage_id).in_(ended),
            col(Deal.closed_at).is_not(None),
            col(Quote.deleted_at).is_(None),
            col(QuoteLine.product_id).is_not(None),
        )
        .distinct()
    )
