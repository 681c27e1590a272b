"""Every way promotions can change."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.prices import Promotion, PromotionTarget
from crm_app.models.quotes import QuoteLine
from crm_app.services.choices import options_of
from crm_app.services.locks import one_at_a_time
from crm_app.services.products import find_category, find_product
from crm_app.services.promotions import rules
from crm_app.services.promotions.queries import find_promotion
from crm_app.services.promotions.rows import PromotionForm

MOST_TARGETS = 100


@command(Permission.PRICE_WRITE)
def create_promotion(work: Work, form: PromotionForm) -> str:
    """A new promotion; returns its public id."""
    one_at_a_time(work, "promotions")
    row = Promotion(name_zh="", name_en="")
    _apply(work, row, form)
    work.add(row)
    _aim(work, row, form)
    return row.public_id


@command(Permission.PRICE_WRITE)
def change_promotion(
    work: Work, public_id: str, form: PromotionForm, version: int | None = None
) -> None:
    """Change what `form` carries; quotes that took it keep their prices."""
    one_at_a_time(work, "promotions")
    row = find_promotion(work, public_id)
    if version is not None and row.version != version:
        raise Stale("record.stale")
    _apply(work, row, form)
    aimed = _aim(work, row, form)
    if aimed or work.session.is_modified(row):
        row.version += 1


@command(Permission.PRICE_WRITE)
def delete_promotion(work: Work, public_id: str, version: int | None = None) -> None:
    """Take a promotion away that no quote took; others are put out of use instead."""
    one_at_a_time(work, "promotions")
    row = find_promotion(work, public_id)
    if version is not None and row.version != version:
        raise Stale("record.stale")
    taken = select(QuoteLine.id).where(col(QuoteLine.promotion_id) == row.id).limit(1)
    if work.session.exec(taken).first() is not None:
        raise Conflict("promotions.is_taken", name=row.name_zh)
    for one in work.session.exec(_targets(row)).all():
        work.session.delete(one)
    work.session.flush()
    work.session.delete(row)


def _apply(work: Work, row: Promotion, form: PromotionForm) -> None:
    with work.session.no_autoflush:
        rules.apply(row, form, options_of(work.session, "industry"))
        for other in work.session.exec(select(Promotion)):
            same = other.name_zh == row.name_zh or other.name_en == row.name_en
            if same and other.public_id != row.public_id:
                raise Conflict("promotions.name_taken", typed=row.name_zh)


def _aim(work: Work, row: Promotion, form: PromotionForm) -> bool:
    """Make what was chosen what the promotion is about; says whether that changed anything."""
    stored = list(work.session.exec(_targets(row)).all())
    products = {one.product_id for one in stored if one.product_id is not None}
    groups = {one.category_id for one in stored if one.category_id is not None}
    wanted = products if form.products is None else _ids(work, form.products, "products")
    within = groups if form.categories is None else _ids(work, form.categories, "categories")
    if len(wanted) + len(within) > MOST_TARGETS:
        raise Invalid("promotions.too_many_targets", field="products", most=MOST_TARGETS)
    if (wanted, within) == (products, groups):
        return False
    for one in stored:
        if one.product_id not in wanted and one.category_id not in within:
            work.session.delete(one)
    key = row.id or 0
    made = [PromotionTarget(promotion_id=key, product_id=one) for one in wanted - products]
    made += [PromotionTarget(promotion_id=key, category_id=one) for one in within - groups]
    work.session.add_all(made)
    work.session.flush()
    return True


def _ids(work: Work, typed: list[str], field: str) -> set[int | None]:
    find = find_product if field == "products" else find_category
    try:
        return {find(work, one).id for one in typed[: MOST_TARGETS + 1]}
    except NotFound as refusal:
        raise Invalid(refusal.code, field=field) from None


def _targets(row: Promotion):  # noqa: ANN202 - a select
    return select(PromotionTarget).where(col(PromotionTarget.promotion_id) == row.id)
