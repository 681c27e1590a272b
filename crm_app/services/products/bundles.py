"""Products made of other products: their parts, and costs that follow those of the parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.work import Work
from crm_app.models.prices import BundlePart
from crm_app.models.quotes import Product
from crm_app.services.currencies import MOST, read_number
from crm_app.services.locks import one_at_a_time

MOST_PARTS = 50


@dataclass(frozen=True, slots=True)
class PartRow:
    """So many of a product in a bundle."""

    public_id: str
    code: str
    zh: str
    en: str
    unit: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class PartForm:
    """A part as somebody enters it: a product's public id, the quantity as typed."""

    product: str
    quantity: str = "1"


def parts_of(session: Session, bundles: Iterable[int]) -> dict[int, list[PartRow]]:
    """Inner id of a bundle → its parts in order; what is no bundle is not there."""
    found = (
        select(BundlePart, Product)
        .join(Product, col(Product.id) == BundlePart.part_id)
        .where(col(BundlePart.bundle_id).in_(list(bundles)))
        .order_by(col(BundlePart.rank), col(BundlePart.id))
    )
    made: dict[int, list[PartRow]] = {}
    for part, product in session.exec(found):
        made.setdefault(part.bundle_id, []).append(
            PartRow(
                product.public_id,
                product.code,
                product.name_zh,
                product.name_en,
                product.unit,
                part.quantity,
            )
        )
    return made


def set_parts(work: Work, bundle: Product, forms: Sequence[PartForm]) -> None:
    """Make a product's parts those of the forms; none makes it a product like any other."""
    one_at_a_time(work, "product.parts")
    if len(forms) > MOST_PARTS:
        raise Invalid("products.too_many_parts", field="parts", most=MOST_PARTS)
    wanted = _read(work, bundle, forms)
    known = work.session.exec(select(BundlePart).where(col(BundlePart.bundle_id) == bundle.id))
    stored = {part.part_id: part for part in known}
    for part_id, part in stored.items():
        if part_id not in wanted:
            work.session.delete(part)
    for rank, (part_id, quantity) in enumerate(wanted.items(), 1):
        part = stored.get(part_id) or BundlePart(bundle_id=bundle.id or 0, part_id=part_id)
        part.rank, part.quantity = rank, quantity
        work.session.add(part)
    work.session.flush()
    work.touch("product")


def refresh_costs(work: Work, product: Product) -> None:
    """Write the cost of a product that is a bundle, and of every bundle that it is part of."""
    edges = _edges(work.session)
    above = _reached({key for key in [product.id] if key}, _upwards(edges))
    affected = above | {product.id or 0}
    ids = affected | {part for key in affected for part, _ in edges.get(key, ())}
    known = {
        one.id or 0: one
        for one in work.session.exec(select(Product).where(col(Product.id).in_(ids)))
    }
    for key in _innermost_first(affected, edges):
        if key in edges:
            known[key].cost = cost_of(edges[key], {i: p.cost for i, p in known.items()})


def cost_of(parts: Iterable[tuple[int, Decimal]], costs: Mapping[int, Decimal]) -> Decimal:
    """What parts cost together: quantity x cost of each, to four places."""
    total = sum((quantity * costs[part] for part, quantity in parts), Decimal(0))
    if total > MOST:
        raise Invalid("money.number_invalid", field="parts", typed=f"{total:f}"[:30])
    return total.quantize(Decimal("0.0001"))


def check_currency(work: Work, product: Product) -> None:
    """Refuse a bundle whose parts are in another currency: costs are not added up over those."""
    about = col(BundlePart.bundle_id) == product.id, col(BundlePart.part_id) == product.id
    found = select(BundlePart).where(about[0] | about[1])
    with work.session.no_autoflush:
        ids = {
            one
            for part in work.session.exec(found)
            for one in (part.bundle_id, part.part_id)
            if one != product.id
        }
        codes = work.session.exec(select(Product.currency).where(col(Product.id).in_(ids)))
        if set(codes) - {product.currency}:
            raise Conflict("products.part_currency", currency=product.currency)


def wrong_costs(session: Session) -> list[tuple[Product, Decimal]]:
    """The bundles whose stored cost is not that of their parts, with what is right."""
    edges = _edges(session)
    ids = {*edges, *(part for parts in edges.values() for part, _ in parts)}
    found = session.exec(select(Product).where(col(Product.id).in_(ids)))
    known = {product.id or 0: product for product in found}
    costs = {key: product.cost for key, product in known.items()}
    right = {key: cost_of(parts, costs) for key, parts in edges.items()}
    return [(known[key], cost) for key, cost in right.items() if known[key].cost != cost]


def _read(work: Work, bundle: Product, forms: Sequence[PartForm]) -> dict[int, Decimal]:
    """Inner id of a part → its quantity, in order."""
    ids = {form.product for form in forms}
    found = work.session.exec(select(Product).where(col(Product.public_id).in_(ids)))
    known = {product.public_id: product for product in found}
    wanted: dict[int, Decimal] = {}
    for place, form in enumerate(forms):
        part = known.get(form.product)
        field = f"parts.{place}"
        if part is None or part.id is None:
            raise Invalid("product.not_found", field=field)
        if part.id in wanted:
            raise Invalid("products.part_twice", field=field, name=part.code)
        quantity = read_number(form.quantity, field, most=MOST)
        if quantity == 0:
            raise Invalid("quotes.quantity_zero", field=field)
        wanted[part.id] = quantity
    _check_ring(work.session, bundle, set(wanted))
    return wanted


def _check_ring(session: Session, bundle: Product, parts: set[int]) -> None:
    edges = {key: [part for part, _ in found] for key, found in _edges(session).items()}
    edges.pop(bundle.id or 0, None)
    if bundle.id in parts | _reached(parts, edges):
        raise Invalid("products.part_ring", field="parts")


def _edges(session: Session) -> dict[int, list[tuple[int, Decimal]]]:
    edges: dict[int, list[tuple[int, Decimal]]] = {}
    for part in session.exec(select(BundlePart)):
        edges.setdefault(part.bundle_id, []).append((part.part_id, part.quantity))
    return edges


def _upwards(edges: Mapping[int, Iterable[tuple[int, Decimal]]]) -> dict[int, list[int]]:
    above: dict[int, list[int]] = {}
    for bundle, parts in edges.items():
        for part, _ in parts:
            above.setdefault(part, []).append(bundle)
    return above


def _reached(starts: set[int], edges: Mapping[int, Iterable[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(starts)
    while waiting:
        for step in edges.get(waiting.pop(), ()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return found


def _innermost_first(
    keys: set[int], edges: Mapping[int, Iterable[tuple[int, Decimal]]]
) -> list[int]:
    order: list[int] = []

    def walk(key: int) -> None:
        for part, _ in edges.get(key, ()):
            if part in keys and part not in order:
                walk(part)
        if key not in order:
            order.append(key)

    for key in sorted(keys):
        walk(key)
    return order
