"""What screens, the API and exports see of products."""

from dataclasses import dataclass
from decimal import Decimal

from crm_app.core.permissions import Actor, Permission
from crm_app.models.quotes import Product


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product; `cost` is None for those who may not see it. `name` and `note` serve pickers."""

    public_id: str
    version: int
    code: str
    zh: str
    en: str
    unit: str
    price: Decimal
    cost: Decimal | None
    currency: str
    tax_rate: Decimal
    is_active: bool
    name: str
    note: str

    @classmethod
    def of(cls, product: Product, actor: Actor) -> "ProductRow":
        """The row that this actor may see."""
        zh, en = product.name_zh, product.name_en
        return cls(
            public_id=product.public_id,
            version=product.version,
            code=product.code,
            zh=zh,
            en=en,
            unit=product.unit,
            price=product.price,
            cost=product.cost if actor.can(Permission.COST_READ) else None,
            currency=product.currency,
            tax_rate=product.tax_rate,
            is_active=product.is_active,
            name=zh if zh == en else f"{zh} · {en}",
            note=f"{product.code} · {product.price.normalize():f} {product.currency}",
        )


@dataclass(frozen=True, slots=True)
class ProductForm:
    """What somebody enters; None leaves a field as it is."""

    code: str | None = None
    zh: str | None = None
    en: str | None = None
    unit: str | None = None
    price: str | None = None
    cost: str | None = None
    currency: str | None = None
    tax_rate: str | None = None
    is_active: bool | None = None
