"""The groups of products: a tree, three deep at most, that whoever keeps the products edits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.prices import ProductCategory
from crm_app.models.quotes import Product
from crm_app.services.lines import put_names
from crm_app.services.locks import one_at_a_time

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A group; `path` names those above it too, `depth` 0 is the top, `count` is of its own products."""

    public_id: str
    version: int
    zh: str
    en: str
    parent: str
    path_zh: str
    path_en: str
    depth: int
    count: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class CategoryForm:
    """What somebody enters; None leaves a field as it is. `parent` is a public id, "" for the top."""

    zh: str | None = None
    en: str | None = None
    parent: str | None = None
    is_active: bool | None = None


@query(Permission.PRODUCT_READ)
def categories(work: Work) -> list[CategoryRow]:
    """All groups, each below the one it is in."""
    return category_rows(work.session)


@query(Permission.PRODUCT_READ)
def category(work: Work, public_id: str) -> CategoryRow:
    """One group."""
    found = next((row for row in category_rows(work.session) if row.public_id == public_id), None)
    if found is None:
        raise NotFound("products.category_not_found")
    return found


@command(Permission.PRODUCT_WRITE)
def create_category(work: Work, form: CategoryForm) -> str:
    """A new group, the last one where it is; returns its public id."""
    one_at_a_time(work, "product_category")
    row = ProductCategory(name_zh="", name_en="")
    _apply(work, row, form)
    beside = [one.rank for one in _all(work.session).values() if one.parent_id == row.parent_id]
    row.rank = max(beside, default=0) + 1
    return work.add(row).public_id


@command(Permission.PRODUCT_WRITE)
def change_category(
    work: Work, public_id: str, form: CategoryForm, version: int | None = None
) -> None:
    """Change what `form` carries; a group that is no longer used keeps its products."""
    one_at_a_time(work, "product_category")
    row = find_category(work, public_id)
    if version is not None and row.version != version:
        raise Stale("record.stale")
    _apply(work, row, form)
    if work.session.is_modified(row):
        row.version += 1


@command(Permission.PRODUCT_WRITE)
def place_category(work: Work, public_id: str, step: int) -> None:
    """One place up (-1) or down (1) among those beside it."""
    one_at_a_time(work, "product_category")
    row = find_category(work, public_id)
    beside = [one for one in _all(work.session).values() if one.parent_id == row.parent_id]
    beside.sort(key=lambda one: (one.rank, one.id or 0))
    at = beside.index(row)
    to = min(max(at + (1 if step > 0 else -1), 0), len(beside) - 1)
    beside.insert(to, beside.pop(at))
    for rank, one in enumerate(beside, 1):
        one.rank = rank


def find_category(work: Work, public_id: str) -> ProductCategory:
    """Inside a use case: the group with that public id."""
    found = select(ProductCategory).where(col(ProductCategory.public_id) == public_id)
    row = work.session.exec(found).one_or_none()
    if row is None:
        raise NotFound("products.category_not_found")
    return row


def category_rows(session: Session) -> list[CategoryRow]:
    """Inside a use case: all groups as a screen lists them, each below the one it is in."""
    return list(categories_by_id(session).values())


def categories_by_id(session: Session) -> dict[int, CategoryRow]:
    """Inside a use case: inner id → group, in the order of `category_rows`."""
    known = _all(session)
    counted = select(Product.category_id, func.count()).group_by(col(Product.category_id))
    counts = dict(session.exec(counted).all())
    rows: dict[int, CategoryRow] = {}

    def walk(parent: ProductCategory | None, above: tuple[ProductCategory, ...]) -> None:
        below = [one for one in known.values() if one.parent_id == (parent.id if parent else None)]
        for one in sorted(below, key=lambda one: (one.rank, one.id or 0)):
            path = (*above, one)
            rows[one.id or 0] = _row(one, path, counts.get(one.id, 0))
            walk(one, path)

    walk(None, ())
    return rows


def lineage(session: Session, category_ids: Iterable[int | None]) -> dict[int, tuple[int, ...]]:
    """Inner id of a group → its own and those of all groups above it, the nearest first.

    A rule about a group means whatever lies in it: it fits where its id is among these.
    """
    known = _all(session)
    return {one: _above(known, one) for one in category_ids if one is not None and one in known}


def within(session: Session, category_id: int) -> set[int]:
    """The inner ids of a group and of all groups in it."""
    known = _all(session)
    return {one for one in known if category_id in _above(known, one)}


def _all(session: Session) -> dict[int, ProductCategory]:
    return {row.id or 0: row for row in session.exec(select(ProductCategory))}


def _above(known: Mapping[int, ProductCategory], category_id: int) -> tuple[int, ...]:
    path: list[int] = []
    here: int | None = category_id
    while here is not None and here not in path:
        path.append(here)
        here = known[here].parent_id
    return tuple(path)


def _row(one: ProductCategory, path: tuple[ProductCategory, ...], count: int) -> CategoryRow:
    return CategoryRow(
        public_id=one.public_id,
        version=one.version,
        zh=one.name_zh,
        en=one.name_en,
        parent=path[-2].public_id if len(path) > 1 else "",
        path_zh=" / ".join(step.name_zh for step in path),
        path_en=" / ".join(step.name_en for step in path),
        depth=len(path) - 1,
        count=count,
        is_active=one.is_active,
    )


def _apply(work: Work, row: ProductCategory, form: CategoryForm) -> None:
    with work.session.no_autoflush:
        put_names(row, form.zh, form.en, "products.category_name_missing")
        if form.parent is not None:
            row.parent_id = find_category(work, form.parent).id if form.parent else None
        if form.is_active is not None:
            row.is_active = form.is_active
        _check_place(work.session, row)


def _check_place(session: Session, row: ProductCategory) -> None:
    """Refuse a ring, what lies too deep, and a name that a neighbour has."""
    known = _all(session)
    above = _above(known, row.parent_id) if row.parent_id else ()
    if row.id is not None and row.id in above:
        raise Invalid("products.category_ring", field="parent")
    heights = [len(_above(known, one)) for one in known if row.id and row.id in _above(known, one)]
    own = len(_above(known, row.id)) if row.id else 1
    if len(above) + 1 + max((height - own for height in heights), default=0) > DEEPEST:
        raise Invalid("products.category_deep", field="parent", most=DEEPEST)
    for other in known.values():
        same = row.name_zh == other.name_zh or row.name_en == other.name_en
        if same and other.parent_id == row.parent_id and other.id != row.id:
            raise Conflict("products.category_taken", typed=row.name_zh)
