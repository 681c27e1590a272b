"""Pure decisions about products."""

from decimal import Decimal

from crm_app.core.errors import Forbidden, Invalid
from crm_app.core.permissions import Actor, Permission
from crm_app.models.quotes import Product
from crm_app.services.currencies import MOST, read_currency, read_number
from crm_app.services.products.rows import ProductForm

_TEXTS = {
    "code": ("code", 40),
    "zh": ("name_zh", 120),
    "en": ("name_en", 120),
    "unit": ("unit", 20),
}

_NUMBERS = {"price": MOST, "cost": MOST, "tax_rate": Decimal(100)}


def apply(product: Product, form: ProductForm, actor: Actor) -> None:
    """Put what was entered onto the product; a name in one language serves for both at first.

    Refuses a cost from somebody who may not see costs (`products.cost_hidden`).
    """
    if form.cost is not None and not actor.can(Permission.COST_READ):
        raise Forbidden("products.cost_hidden")
    for field, (column, most) in _TEXTS.items():
        value = getattr(form, field)
        if value is not None:
            setattr(product, column, _text(value, field, most))
    for field, largest in _NUMBERS.items():
        value = getattr(form, field)
        if value is not None:
            setattr(product, field, read_number(value, field, most=largest))
    if form.currency is not None:
        product.currency = read_currency(form.currency)
    if form.is_active is not None:
        product.is_active = form.is_active
    _complete(product)


def _complete(product: Product) -> None:
    product.name_zh = product.name_zh or product.name_en
    product.name_en = product.name_en or product.name_zh
    if not product.code:
        raise Invalid("products.code_missing", field="code")
    if not product.name_zh:
        raise Invalid("products.name_missing", field="zh")


def _text(typed: str, field: str, most: int) -> str:
    text = " ".join(typed.split())
    if len(text) > most:
        raise Invalid("record.too_long", field=field, most=most)
    return text
