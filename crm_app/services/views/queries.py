"""What was looked at, and what it hints at."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import String
from sqlmodel import and_, case, cast, col, distinct, func, or_, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.deals import Deal, Stage
from crm_app.models.quotes import Product
from crm_app.models.views import ProductView, Viewing
from crm_app.services.references import NOBODY, users_by_id
from crm_app.services.views import rules
from crm_app.services.views.rows import NearHint, ViewingRow, ViewRow

_MOST = 100


@query(Permission.DEAL_READ)
def views_of_deal(work: Work, deal_id: str) -> list[ViewRow]:
    """The newest looks at products by the people of a deal."""
    deal = work.find(Deal, deal_id)
    found = (
        select(ProductView, Product)
        .join(Product, col(Product.id) == ProductView.product_id)
        .where(col(ProductView.deal_id) == deal.id)
        .order_by(col(ProductView.at).desc(), col(ProductView.id).desc())
        .limit(_MOST)
    )
    return [
        ViewRow(
            view.public_id,
            product.public_id,
            product.name_zh,
            product.name_en,
            view.at,
            view.source,
        )
        for view, product in work.session.exec(found)
    ]


@query(Permission.DEAL_READ)
def viewings(work: Work, deal_id: str) -> list[ViewingRow]:
    """What was shown to the people of a deal, the newest first."""
    return viewing_rows(work, work.find(Deal, deal_id))


def viewing_rows(work: Work, deal: Deal) -> list[ViewingRow]:
    """Inside a use case, for a deal that was found."""
    found = select(Viewing).where(col(Viewing.deal_id) == deal.id)
    newest = found.order_by(col(Viewing.day).desc(), col(Viewing.id).desc()).limit(_MOST)
    rows = list(work.session.exec(newest))
    people = users_by_id(work.session, (row.by_id for row in rows))
    return [
        ViewingRow(
            row.public_id,
            row.day,
            row.place,
            row.who,
            row.impression,
            people.get(row.by_id or 0, NOBODY).name,
        )
        for row in rows
    ]


def near_hints(
    work: Work, deals: Sequence[Deal], stages: Mapping[int, Stage]
) -> dict[int, NearHint]:
    """Inside a use case: inner id of the deals that are near their close → why."""
    asked = [deal for deal in deals if stages[deal.stage_id].near_views]
    if not asked:
        return {}
    parts = [
        and_(
            col(ProductView.deal_id).in_([d.key for d in asked if d.stage_id == stage_id]),
            col(ProductView.at) > work.now - timedelta(days=stages[stage_id].near_window_days),
        )
        for stage_id in {deal.stage_id for deal in asked}
    ]
    opened = col(ProductView.source) == rules.SHARE
    look = case(
        (opened, cast(col(ProductView.at), String)), else_=cast(col(ProductView.id), String)
    )
    counted = select(ProductView.deal_id, func.count(distinct(look))).where(or_(*parts))
    counts = dict(work.session.exec(counted.group_by(col(ProductView.deal_id))).all())
    hints = {
        deal.key: rules.near_close(deal, stages[deal.stage_id], counts.get(deal.key, 0), work.now)
        for deal in asked
    }
    return {key: hint for key, hint in hints.items() if hint is not None}
