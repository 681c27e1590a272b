"""Every way promotions are read."""

from sqlmodel import Session, col, func, select

from crm_app.core.errors import NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.prices import ProductCategory, Promotion, PromotionTarget
from crm_app.models.quotes import Product, QuoteLine
from crm_app.services.choices import options_of
from crm_app.services.price_books import state_on
from crm_app.services.promotions.rows import PromotionRow, TargetRow
from crm_app.services.promotions.saying import effect, said

_ORDER = ("current", "coming", "over", "off")


@query(Permission.QUOTE_READ)
def promotions(work: Work) -> list[PromotionRow]:
    """All of them: what runs first, then what comes, the newest first."""
    return promotion_rows(work)


@query(Permission.QUOTE_READ)
def promotion(work: Work, public_id: str) -> PromotionRow:
    """One of them."""
    find_promotion(work, public_id)
    return next(row for row in promotion_rows(work) if row.public_id == public_id)


def find_promotion(work: Work, public_id: str) -> Promotion:
    """Inside a use case: the promotion with that public id."""
    found = select(Promotion).where(col(Promotion.public_id) == public_id)
    row = work.session.exec(found).one_or_none()
    if row is None:
        raise NotFound("promotions.not_found")
    return row


def promotion_rows(work: Work) -> list[PromotionRow]:
    """Inside a use case: all of them as screens list them."""
    session = work.session
    counted = select(QuoteLine.promotion_id, func.count()).group_by(col(QuoteLine.promotion_id))
    counts = dict(session.exec(counted.where(col(QuoteLine.promotion_id).is_not(None))).all())
    industries = options_of(session, "industry")
    day = work.now.astimezone(zone(work.actor.zone)).date()
    targets = _targets(session)
    found = session.exec(select(Promotion).order_by(col(Promotion.id).desc())).all()
    rows = [
        PromotionRow(
            public_id=one.public_id,
            version=one.version,
            zh=one.name_zh,
            en=one.name_en,
            discount=one.discount,
            price=one.price,
            currency=one.currency,
            least_quantity=one.least_quantity,
            tiers=list(one.tiers),
            industries=list(one.industries),
            regions=list(one.regions),
            targets=targets.get(one.id or 0, []),
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            is_stackable=one.is_stackable,
            is_active=one.is_active,
            state=state_on(one, day),
            effect_zh=effect(one, "zh"),
            effect_en=effect(one, "en"),
            said_zh=said(one, targets.get(one.id or 0, []), industries, "zh"),
            said_en=said(one, targets.get(one.id or 0, []), industries, "en"),
            lines=counts.get(one.id, 0),
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: _ORDER.index(row.state))


def _targets(session: Session) -> dict[int, list[TargetRow]]:
    """Inner id of a promotion → the products and groups that it is about."""
    made: dict[int, list[TargetRow]] = {}
    for kind, model, key in (
        ("category", ProductCategory, PromotionTarget.category_id),
        ("product", Product, PromotionTarget.product_id),
    ):
        found = select(PromotionTarget.promotion_id, model).join(
            model,
            col(model.id) == col(key),  # pyright: ignore[reportArgumentType]
        )
        for promotion_id, row in session.exec(found.order_by(col(PromotionTarget.id))):
            made.setdefault(promotion_id, []).append(
                TargetRow(kind, row.public_id, row.name_zh, row.name_en)
            )
    return made
