"""Promotions: something off for a time, for some products and customers; what collides is said."""

from crm_app.services.promotions.commands import (
    change_promotion,
    create_promotion,
    delete_promotion,
)
from crm_app.services.promotions.finding import Promotions, promotions_for
from crm_app.services.promotions.judging import Judging, promoted_lines
from crm_app.services.promotions.queries import promotion, promotions
from crm_app.services.promotions.rows import (
    NO_PROMOTION,
    Promoted,
    PromotionForm,
    PromotionRow,
    TargetRow,
)

__all__ = [
    "NO_PROMOTION",
    "Judging",
    "Promoted",
    "PromotionForm",
    "PromotionRow",
    "Promotions",
    "TargetRow",
    "change_promotion",
    "create_promotion",
    "delete_promotion",
    "promoted_lines",
    "promotion",
    "promotions",
    "promotions_for",
]
