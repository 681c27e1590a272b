"""Is this customer known already? Those that may be the one being entered."""

from collections.abc import Iterable

from sqlmodel import col, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.services import match_keys as _keys  # noqa: F401 - files them as they change
from crm_app.services.customers.rows import PossibleDuplicate
from crm_app.services.likeness import likes_of, point_fields
from crm_app.services.points import Point
from crm_app.services.references import NOBODY, users_by_id


@query(Permission.CUSTOMER_READ)
def possible_duplicates(
    work: Work, name: str = "", points: Iterable[Point] = (), but: str = "", tax_id: str = ""
) -> list[PossibleDuplicate]:
    """Visible customers that may be the one being entered, the most certain first, at most five.

    `but` is the public id of the customer itself.
    """
    record = {"name": name, "tax_id": tax_id, **point_fields(points)}
    of_id = select(Customer.id).where(Customer.public_id == but)
    itself = work.session.exec(of_id).first() if but else None
    likes = {like.record_id: like for like in likes_of(work, "customer", record, itself)}
    if not likes:
        return []
    found = work.session.exec(work.visible(Customer).where(col(Customer.id).in_(likes))).all()
    deals = _open_deals(work, list(likes))
    owners = users_by_id(work.session, (customer.owner_id for customer in found))
    known = [
        PossibleDuplicate(
            public_id=customer.public_id,
            name=customer.name,
            region=customer.region,
            owner=owners.get(customer.owner_id, NOBODY).name,
            certainty=likes[customer.key].certainty,
            reasons=likes[customer.key].reasons,
            open_deals=deals.get(customer.key, 0),
            score=likes[customer.key].score,
            percent=likes[customer.key].percent,
        )
        for customer in found
    ]
    return sorted(known, key=lambda row: -row.score)


def _open_deals(work: Work, customer_ids: list[int]) -> dict[int, int]:
    """Customer id → open deals one may see."""
    if not work.actor.can(Permission.DEAL_READ) or not customer_ids:
        return {}
    counted = (
        select(Deal.customer_id, func.count())
        .join(Stage, col(Stage.id) == Deal.stage_id)
        .where(
            col(Deal.customer_id).in_(customer_ids),
            col(Deal.deleted_at).is_(None),
            col(Stage.kind) == StageKind.OPEN,
        )
        .group_by(col(Deal.customer_id))
    )
    return dict(work.session.exec(work.narrowed(counted, Deal)).all())
