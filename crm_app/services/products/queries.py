"""Every way products are read. They belong to the house: whoever may read them sees all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import col, func, or_, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, Page, Slice, most_taken, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.quotes import GoesWith, Product
from crm_app.services.custom_fields import CustomColumns
from crm_app.services.products.categories import find_category, within
from crm_app.services.products.finding import find_product
from crm_app.services.products.rows import ProductPage, ProductRow, product_page, product_rows

_ORDERS = {
    "code": col(Product.code),
    "zh": col(Product.name_zh),
    "en": col(Product.name_en),
    "price": col(Product.price),
}
_OWN = CustomColumns(Product)
_STATES = {"active": True, "inactive": False}


@query(Permission.PRODUCT_READ)
def products(work: Work, asked: ListQuery) -> Page[ProductRow]:
    """One page of products, by code unless asked otherwise; filter `state` is active or inactive,
    `category` a group with all groups in it, or "none", `custom.<key>` as of other lists.
    """
    wanted = _conditions(work, asked)
    total = work.session.exec(select(func.count()).select_from(Product).where(*wanted)).one()
    page, pages, size = place_in(asked, total)
    rows = work.session.exec(_ordered(work, asked, wanted).offset((page - 1) * size).limit(size))
    return Page(product_rows(work, rows.all()), total, page, pages)


def all_products(work: Work, asked: ListQuery) -> list[Product]:
    """Inside a use case: all products of a list in its order; refuses too many to take out."""
    most = most_taken(work)
    statement = _ordered(work, asked, _conditions(work, asked)).limit(most + 1)
    rows = list(work.session.exec(statement))
    if len(rows) > most:
        raise Invalid("list.too_many", most=most)
    return rows


def product_ids(work: Work, asked: ListQuery, most: int) -> list[str]:
    """Inside a use case: the public ids of all products of a list, `most` of them at the most."""
    found = select(Product.public_id).where(*_conditions(work, asked)).order_by(col(Product.id))
    return list(work.session.exec(found.limit(most)))


def _ordered(work: Work, asked: ListQuery, wanted: Sequence[Any]) -> Any:
    name = asked.sort.removeprefix("-") or "code"
    columns = [_ORDERS[name]] if name in _ORDERS else _OWN.order(work, name)
    if columns is None:
        raise Invalid("list.order_unknown", field="sort", name=name)
    falling = asked.sort.startswith("-")
    order = [column.desc() if falling else column.asc() for column in columns]
    return select(Product).where(*wanted).order_by(*order, col(Product.id))


@query(Permission.PRODUCT_READ)
def product_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[ProductRow]:
    """The products that come after one, newest first."""
    wanted = _conditions(work, asked)
    if after:
        place = work.session.exec(select(Product.id).where(Product.public_id == after)).first()
        if place is None:
            raise Invalid("list.cursor_invalid", field="cursor")
        wanted.append(col(Product.id) < place)
    statement = select(Product).where(*wanted).order_by(col(Product.id).desc())
    found = work.session.exec(statement.limit(asked.size + 1)).all()
    rows = product_rows(work, found[: asked.size])
    return Slice(rows, rows[-1].public_id if len(found) > asked.size else "")


@query(Permission.PRODUCT_READ)
def product(work: Work, public_id: str) -> ProductRow:
    """One product."""
    return product_rows(work, [find_product(work, public_id)])[0]


@query(Permission.PRODUCT_READ)
def product_whole(work: Work, public_id: str) -> ProductPage:
    """One product with its parts, what goes with it, and the bundles it is in."""
    product = find_product(work, public_id)
    page = product_page(work, product)
    beside = select(GoesWith.accessory_id).where(col(GoesWith.product_id) == product.id)
    found = select(Product).where(col(Product.id).in_(beside)).order_by(col(Product.code))
    return replace(page, accessories=product_rows(work, work.session.exec(found).all()))


@query(Permission.PRODUCT_READ)
def match_products(work: Work, words: Sequence[str]) -> dict[str, ProductRow]:
    """What was pasted (a code, or a name in either language) → the one product on sale it names.

    Letters' case and spaces do not count; words that name none, or several, are left out.
    """
    wanted = {_key(word): word for word in words if word.strip()}
    found: dict[str, set[int]] = {}
    rows = {row.id: row for row in work.session.exec(select(Product).where(_named_as(wanted)))}
    for row in rows.values():
        for name in {row.code, row.name_zh, row.name_en}:
            found.setdefault(_key(name), set()).add(row.id or 0)
    by_code = {_key(row.code): row for row in rows.values()}
    chosen: dict[str, Product] = {}
    for word in words:
        key = _key(word)
        one = by_code.get(key) or (rows[min(found[key])] if len(found.get(key, ())) == 1 else None)
        if one is not None and key in wanted:
            chosen[word] = one
    shown = {row.public_id: row for row in product_rows(work, list(chosen.values()))}
    return {word: shown[one.public_id] for word, one in chosen.items()}


def _named_as(wanted: Iterable[str]) -> Any:
    columns = (col(Product.code), col(Product.name_zh), col(Product.name_en))
    bare = [func.lower(func.replace(column, " ", "")).in_(list(wanted)) for column in columns]
    return col(Product.is_active) & or_(*bare)


def _in_category(work: Work, value: str) -> Any:
    if value == "none":
        return col(Product.category_id).is_(None)
    return col(Product.category_id).in_(within(work.session, find_category(work, value).id or 0))


def _key(word: str) -> str:
    return "".join(word.split()).lower()


def _conditions(work: Work, asked: ListQuery) -> list[Any]:
    wanted: list[Any] = []
    for name, value in asked.filters.items():
        own = _OWN.condition(work, name, value) if value else None
        if own is not None:
            wanted.append(own)
            continue
        if name not in ("state", "category"):
            raise Invalid("list.filter_unknown", field=name, name=name)
        if name == "state" and value and value not in _STATES:
            raise Invalid("list.value_unknown", value=value[:60])
        if name == "state" and value:
            wanted.append(col(Product.is_active) == _STATES[value])
        elif value:
            wanted.append(_in_category(work, value))
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
