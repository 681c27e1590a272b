"""What screens, the API and exports see of products."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.captures import File
from crm_app.models.prices import BundlePart
from crm_app.models.quotes import Product
from crm_app.services.custom_fields import FieldValue, Shown, cells_of, values_of
from crm_app.services.products.bundles import PartForm, PartRow, parts_of
from crm_app.services.products.categories import CategoryRow, categories_by_id


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product; `cost` is None for those who may not see it. `name` and `note` serve pickers.

    `category` is the public id of its group, with names that say those above it too; `image` names
    the picture that it has now, "" for none. `listed` are the custom fields that stand in lists.
    """

    public_id: str = ""
    version: int = 0
    code: str = ""
    zh: str = ""
    en: str = ""
    unit: str = ""
    price: Decimal = Decimal(0)
    cost: Decimal | None = None
    currency: str = "CNY"
    tax_rate: Decimal = Decimal(0)
    category: str = ""
    category_zh: str = ""
    category_en: str = ""
    image: str = ""
    is_bundle: bool = False
    is_active: bool = True
    name: str = ""
    note: str = ""
    custom: list[FieldValue] = field(default_factory=list)
    listed: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product whole: what it is made of, what goes with it, what it is part of."""

    row: ProductRow = ProductRow()
    parts: list[PartRow] = field(default_factory=list)
    accessories: list[ProductRow] = field(default_factory=list)
    part_of: list[ProductRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ProductForm:
    """What somebody enters; None leaves a field as it is. `category` is a public id, "" for none.

    `parts` are all parts of a bundle, `accessories` the public ids of all that goes with it.
    """

    code: str | None = None
    zh: str | None = None
    en: str | None = None
    unit: str | None = None
    price: str | None = None
    cost: str | None = None
    currency: str | None = None
    tax_rate: str | None = None
    is_active: bool | None = None
    category: str | None = None
    parts: list[PartForm] | None = None
    accessories: list[str] | None = None
    custom: dict[str, Any] | None = None


def product_rows(work: Work, products: Sequence[Product]) -> list[ProductRow]:
    """Inside a use case: products as the actor may see them."""
    groups = categories_by_id(work.session)
    ids = [product.id for product in products]
    bundles = set(
        work.session.exec(
            select(BundlePart.bundle_id).where(col(BundlePart.bundle_id).in_(ids)).distinct()
        )
    )
    wanted = [product.image_id for product in products if product.image_id]
    images = dict(
        work.session.exec(select(File.id, File.public_id).where(col(File.id).in_(wanted))).all()
        if wanted
        else ()
    )
    return [_row(work, product, groups, images, bundles) for product in products]


def product_page(work: Work, product: Product) -> ProductPage:
    """Inside a use case: a product whole."""
    found = select(BundlePart.bundle_id).where(col(BundlePart.part_id) == product.id)
    above = work.session.exec(
        select(Product).where(col(Product.id).in_(found)).order_by(col(Product.code))
    ).all()
    return ProductPage(
        row=product_rows(work, [product])[0],
        parts=parts_of(work.session, [product.id or 0]).get(product.id or 0, []),
        part_of=product_rows(work, above),
    )


def _row(
    work: Work,
    product: Product,
    groups: Mapping[int, CategoryRow],
    images: Mapping[int | None, str],
    bundles: set[int],
) -> ProductRow:
    zh, en = product.name_zh, product.name_en
    group = groups.get(product.category_id or 0)
    return ProductRow(
        public_id=product.public_id,
        version=product.version,
        code=product.code,
        zh=zh,
        en=en,
        unit=product.unit,
        price=product.price,
        cost=product.cost if work.actor.can(Permission.COST_READ) else None,
        currency=product.currency,
        tax_rate=product.tax_rate,
        category=group.public_id if group else "",
        category_zh=group.path_zh if group else "",
        category_en=group.path_en if group else "",
        image=images.get(product.image_id, ""),
        is_bundle=product.id in bundles,
        is_active=product.is_active,
        name=zh if zh == en else f"{zh} · {en}",
        note=f"{product.code} · {product.price.normalize():f} {product.currency}",
        custom=values_of(work, product),
        listed=cells_of(work, product),
    )
