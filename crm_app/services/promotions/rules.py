"""Pure decisions about promotions: what may be entered, what one makes of a price, what collides.

Prices here are without tax, of one piece.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crm_app.core.errors import Invalid
from crm_app.models.prices import Promotion
from crm_app.services.currencies import MOST, read_currency, read_number
from crm_app.services.lines import put_names
from crm_app.services.price_books import put_days, put_groups
from crm_app.services.promotions.rows import PromotionForm

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Standing:
    """A line as promotions look at it.

    `found` is the price of list or book, `charged` what is left of it after the line's own discount;
    `whole` is the discount of the whole offer in percent.
    """

    found: Decimal
    charged: Decimal
    whole: Decimal = Decimal(0)

    @property
    def is_reduced(self) -> bool:
        """Whether somebody gave something away here, by whatever means."""
        return self.whole > 0 or self.charged < self.found - _CENT

    @property
    def left(self) -> Decimal:
        """What the customer pays in the end."""
        return self.charged * (_HUNDRED - self.whole) / _HUNDRED


@dataclass(frozen=True, slots=True)
class Collision:
    """A line's own discount and a promotion do not go together; `kind` says how."""

    kind: str
    promotion: Promotion


def promised(promotion: Promotion, found: Decimal) -> Decimal:
    """The price that a promotion makes of the one of list or book."""
    if promotion.price:
        return promotion.price
    return found * (_HUNDRED - promotion.discount) / _HUNDRED


def best(running: Iterable[Promotion], found: Decimal) -> Promotion | None:
    """Of several the one that gives most; one that gives nothing is none."""
    ranked = sorted(running, key=lambda one: (promised(one, found), one.id or 0))
    return next((one for one in ranked if promised(one, found) < found), None)


def collision(
    line: Standing,
    taken: Promotion | None,
    running: Sequence[Promotion],
    later: Sequence[Promotion] = (),
) -> Collision | None:
    """How a line's discounts collide with a promotion that runs for it; None where they do not.

    `over`: it took one that does not run for it; `few`: it does from a larger quantity on (`later`). `on_top`: it took one that stands alone, and has
    more off. Without having taken one: `below` and `above` say that its own discount leaves less
    than the promotion, or more, and the promotion stands alone.
    """
    if taken is not None:
        if taken not in running:
            return Collision("few" if taken in later else "over", taken)
        more = line.whole > 0 or line.charged < promised(taken, line.found) - _CENT
        return Collision("on_top", taken) if more and not taken.is_stackable else None
    rival = best((one for one in running if not one.is_stackable), line.found)
    if rival is None or not line.is_reduced:
        return None
    wanted = promised(rival, line.found)
    if abs(line.left - wanted) <= _CENT:
        return None
    return Collision("below" if line.left < wanted else "above", rival)


def apply(promotion: Promotion, form: PromotionForm, industries: Iterable[str]) -> None:
    """Put what was entered onto a promotion, but for what it is about."""
    put_names(promotion, form.zh, form.en, "promotions.name_missing")
    if form.currency is not None:
        promotion.currency = read_currency(form.currency)
    _put_effect(promotion, form)
    for name in ("is_stackable", "is_active"):
        wanted = getattr(form, name)
        if wanted is not None:
            setattr(promotion, name, wanted)
    put_groups(promotion, form, industries)
    put_days(promotion, form)
    for name in ("valid_from", "valid_until"):
        if getattr(promotion, name) is None:
            raise Invalid("promotions.day_missing", field=name)


def _put_effect(promotion: Promotion, form: PromotionForm) -> None:
    """A discount or a price: the one that is given takes the other's place."""
    discount = price = Decimal(0)
    if form.discount is not None:
        discount = read_number(form.discount or "0", "discount", most=_HUNDRED)
    if form.price is not None:
        price = read_number(form.price or "0", "price", most=MOST)
    if discount and price:
        raise Invalid("promotions.both", field="price")
    if discount or price:
        promotion.discount, promotion.price = discount, price
    elif form.discount is not None and form.price is not None:
        raise Invalid("promotions.effect_missing", field="discount")
    if form.least_quantity is not None:
        promotion.least_quantity = read_number(form.least_quantity or "0", "least_quantity")
    if not promotion.discount and not promotion.price:
        raise Invalid("promotions.effect_missing", field="discount")
