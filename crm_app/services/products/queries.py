"""Every way products are read. They belong to the house: whoever may read them sees all."""

from typing import Any

from sqlmodel import col, func, or_, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.listing import ListQuery, Page, Slice, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.quotes import Product
from crm_app.services.products.rows import ProductRow

_ORDERS = {
    "code": col(Product.code),
    "zh": col(Product.name_zh),
    "en": col(Product.name_en),
    "price": col(Product.price),
}
_STATES = {"active": True, "inactive": False}


@query(Permission.PRODUCT_READ)
def products(work: Work, asked: ListQuery) -> Page[ProductRow]:
    """One page of products, by code unless asked otherwise; filter `state` is active or inactive."""
    wanted = _conditions(asked)
    total = work.session.exec(select(func.count()).select_from(Product).where(*wanted)).one()
    page, pages, size = place_in(asked, total)
    name = asked.sort.removeprefix("-") or "code"
    if name not in _ORDERS:
        raise Invalid("list.order_unknown", field="sort", name=name)
    order = _ORDERS[name].desc() if asked.sort.startswith("-") else _ORDERS[name].asc()
    statement = select(Product).where(*wanted).order_by(order, col(Product.id))
    rows = work.session.exec(statement.offset((page - 1) * size).limit(size))
    return Page([ProductRow.of(row, work.actor) for row in rows], total, page, pages)


@query(Permission.PRODUCT_READ)
def product_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[ProductRow]:
    """The products that come after one, newest first."""
    wanted = _conditions(asked)
    if after:
        place = work.session.exec(select(Product.id).where(Product.public_id == after)).first()
        if place is None:
            raise Invalid("list.cursor_invalid", field="cursor")
        wanted.append(col(Product.id) < place)
    statement = select(Product).where(*wanted).order_by(col(Product.id).desc())
    found = work.session.exec(statement.limit(asked.size + 1)).all()
    rows = [ProductRow.of(row, work.actor) for row in found[: asked.size]]
    return Slice(rows, rows[-1].public_id if len(found) > asked.size else "")


@query(Permission.PRODUCT_READ)
def product(work: Work, public_id: str) -> ProductRow:
    """One product."""
    row = work.session.exec(select(Product).where(Product.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound("product.not_found")
    return ProductRow.of(row, work.actor)


def _conditions(asked: ListQuery) -> list[Any]:
    wanted: list[Any] = []
    for name, value in asked.filters.items():
        if name != "state":
            raise Invalid("list.filter_unknown", field=name, name=name)
        if value and value not in _STATES:
            raise Invalid("list.value_unknown", value=value[:60])
        if value:
            wanted.append(col(Product.is_active) == _STATES[value])
    wanted += [
        or_(
            *(
                column.icontains(word, autoescape=True)
                for column in (col(Product.code), col(Product.name_zh), col(Product.name_en))
            )
        )
        for word in asked.words.split()
    ]
    return wanted
