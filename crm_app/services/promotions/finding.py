"""Which promotions run for a customer's products on a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from crm_app.models.prices import Promotion, PromotionTarget
from crm_app.models.quotes import Product
from crm_app.services.price_books import buyer_of, state_on, suits
from crm_app.services.products import lineage


@dataclass(frozen=True, slots=True)
class Promotions:
    """All that decides which promotions there are for one customer's lines.

    `known` are those that lines took, whether they still run or not; by inner id.
    """

    running: Mapping[int, Sequence[Promotion]]
    known: Mapping[int, Promotion]

    def about(self, product_id: int | None) -> Sequence[Promotion]:
        """Those that run for a product, some of them from a larger quantity on."""
        return self.running.get(product_id or 0, ())

    def of(self, product_id: int | None, quantity: Decimal) -> Sequence[Promotion]:
        """Those that run for so much of it."""
        return [one for one in self.about(product_id) if one.least_quantity <= quantity]


def promotions_for(
    session: Session,
    buyer: tuple[int, str],
    day: date,
    products: Iterable[Product],
    taken: Collection[int] = (),
) -> Promotions:
    """Inside a use case: what runs on a day for a customer who pays in a currency (`buyer`)."""
    whole = buyer_of(session, buyer[0])
    everything = list(session.exec(select(Promotion).order_by(col(Promotion.id))))
    here = [
        one
        for one in everything
        if state_on(one, day) == "current"
        and suits(one, whole)
        and (not one.price or one.currency == buyer[1])
    ]
    known = {one.id or 0: one for one in everything if one.id in taken}
    if not here:
        return Promotions({}, known)
    about = _targets(session, [one.id or 0 for one in here])
    goods = list(products)
    groups = lineage(session, {one.category_id for one in goods})
    running = {
        one.id or 0: [
            promotion
            for promotion in here
            if _is_about(about.get(promotion.id or 0, []), one, groups)
        ]
        for one in goods
    }
    return Promotions(running, known)


def _is_about(
    targets: Sequence[PromotionTarget], product: Product, groups: Mapping[int, tuple[int, ...]]
) -> bool:
    above = groups.get(product.category_id or 0, ())
    return not targets or any(
        one.product_id == product.id if one.product_id is not None else one.category_id in above
        for one in targets
    )


def _targets(session: Session, ids: Sequence[int]) -> dict[int, list[PromotionTarget]]:
    found = select(PromotionTarget).where(col(PromotionTarget.promotion_id).in_(ids))
    made: dict[int, list[PromotionTarget]] = {}
    for one in session.exec(found.order_by(col(PromotionTarget.id))):
        made.setdefault(one.promotion_id, []).append(one)
    return made
