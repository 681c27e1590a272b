"""What customers have ordered: a line a row, the rows of one number make one order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict
from crm_app.core.search import SearchText
from crm_app.core.work import Work
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.lib.exact import money
from crm_app.lib.names import spoken_forms
from crm_app.models.imports import ImportRow
from crm_app.models.orders import Order, OrderLine
from crm_app.models.quotes import Product
from crm_app.services import lifecycle
from crm_app.services.currencies import smallest
from crm_app.services.imports.desk import Desk, Judged
from crm_app.services.imports.kinds.base import Known, Side
from crm_app.services.imports.kinds.companies import find_companies, finish_companies, names_of
from crm_app.services.imports.moments import moment_of, settle_time
from crm_app.services.imports.packing import Packer, exact

HUNDRED = Decimal(100)
_COLUMNS = (
    *("id", "public_id", "owner_id", "team_id", "number", "customer_id", "status", "currency"),
    *("net", "tax", "total", "ordered_on", "ordered_at", "party", "deliver_by", "note"),
)
_LINE = (
    *("id", "public_id", "order_id", "rank", "product_id", "text", "unit", "quantity", "price"),
    *("discount", "tax_rate", "net", "tax", "delivered"),
)
_DELIVERY = ("id", "public_id", "order_id", "rank", "delivered_on")
_DELIVERED = ("public_id", "delivery_id", "line_id", "quantity")
_STATUS = {"open": "OPEN", "delivered": "DELIVERED", "cancelled": "CANCELLED"}


@dataclass(slots=True)
class _Paper:
    """An order whose lines are still coming."""

    number: int
    public_id: str
    read: dict[str, Any]
    owner: tuple[int, int]
    net: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    lines: list[tuple[int, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)


class Orders(Side):
    """Rows that are lines of orders. Papers are not rewritten: a number that is known stays."""

    model = Order
    needed = ("customer",)
    money = ("total",)
    grouped = True
    updates = False

    def resolve(self, work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
        """Customers, who come along where they are new, and products."""
        find_companies(work, desk, rows, "customer")
        if "products" not in desk.cache:
            desk.cache["products"] = _products(work)
        known = desk.cache["products"]
        for row in rows:
            name = row.read.get("product", "")
            if name.casefold() in known:
                row.read["to"] = known[name.casefold()]
            row.read["text"] = row.read.get("text") or name or row.read.get("note", "")[:300]
            settle_time(row.read)
            row.read["sum"] = _line_figures(row.read)["sum"]

    def keys(self, read: dict[str, Any]) -> list[str]:
        """Its number."""
        return [f"number:{read['number']}"] if read.get("number") else []

    def find(self, work: Work, keys: Sequence[str]) -> dict[str, list[Known]]:
        """By number, of all there are: a number is given once."""
        numbers = [key.partition(":")[2] for key in keys]
        columns: Any = (Order.id, Order.public_id, Order.version, Order.number)
        found = work.session.exec(select(*columns).where(col(Order.number).in_(numbers)))
        return {
            f"number:{number}": [Known(key or 0, public_id, version, number)]
            for key, public_id, version, number in found
        }

    def current(self, work: Work, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What is stored of orders, the first line of each: all lines are `lines_of_orders`."""
        return {order.key: read for order, read in reversed(lines_of_orders(work, ids))}

    def pack(self, packer: Packer, read: dict[str, Any], public_id: str) -> None:
        """A line, and with the first of its number the order."""
        papers: dict[str, _Paper] = packer.cache.setdefault("papers", {})
        key = read.get("number") or public_id
        paper = papers.get(key)
        if paper is None:
            owner = self.owner_of(packer, read)
            paper = papers[key] = _Paper(packer.number("order"), public_id, read, owner)
        figures = _line_figures(read)
        number, rank = packer.number("order_line"), len(paper.lines) + 1
        quantity = figures["quantity"]
        gone = quantity if paper.read.get("status") == "delivered" else Decimal(0)
        product = read.get("to")
        row = (
            *(number, packer.new_id(), paper.number, rank, product[0] if product else None),
            *(read["text"] or "-", read.get("unit", ""), exact(f"{quantity}")),
            *(exact(f"{figures[one]}") for one in ("price", "discount", "rate", "net", "tax")),
            exact(f"{gone}"),
        )
        paper.rows.append(row)
        paper.net, paper.tax = paper.net + figures["net"], paper.tax + figures["tax"]
        paper.lines.append((number, exact(f"{quantity}")))
        paper.texts.append(read["text"])

    def change(self, work: Work, public_id: str, values: dict[str, Any]) -> str:
        """Never asked: papers are not rewritten."""
        raise Conflict("imports.decision_unknown")

    def arrived(self, work: Work, batch_id: int) -> None:
        """What their customers have bought is told of them at once."""
        came = select(ImportRow.record).where(
            col(ImportRow.batch_id) == batch_id, col(ImportRow.outcome) == "new"
        )
        at = select(Order.customer_id).where(col(Order.public_id).in_(came)).distinct()
        lifecycle.refresh(work, sorted(work.session.exec(at)))

    def record_of(self, packer: Packer, read: dict[str, Any], fresh: str) -> str:
        """Rows of one number are one order."""
        paper = packer.cache.get("papers", {}).get(read.get("number"))
        return paper.public_id if paper is not None else fresh

    def finish(self, packer: Packer) -> None:
        """The orders themselves, now that their sums are known."""
        for paper in packer.cache.get("papers", {}).values():
            _put_order(packer, paper)
        finish_companies(packer)


def _put_order(packer: Packer, paper: _Paper) -> None:
    read, place = paper.read, paper.read.get("at") or [0]
    name = read.get("number") or f"IMP{packer.batch_id}-{paper.number:05d}"
    made = None if place[0] else packer.company(read["customer"], paper.owner)
    status = _STATUS[read.get("status", "open")]
    row = (
        *(paper.number, paper.public_id, *paper.owner, name, made.number if made else place[0]),
        *(status, read.get("currency", "CNY"), exact(f"{paper.net}"), exact(f"{paper.tax}")),
        *(exact(f"{paper.net + paper.tax}"), read.get("ordered_on"), moment_of(read)),
        *(read.get("party"), read.get("deliver_by"), read.get("note", "")),
    )
    counts = {"id": "order"} | ({"customer_id": "customer"} if made else {})
    packer.put("order", _COLUMNS, row, **counts)
    for one in paper.rows:
        packer.put("order_line", _LINE, one, id="order_line", order_id="order")
    if status == "DELIVERED":
        _deliver(packer, paper)
    words = (name, read.get("note", ""), read["customer"], *spoken_forms(read["customer"]))
    said = SearchText(name, read["customer"], (*words, *paper.texts))
    packer.document("order", paper.number, paper.public_id, paper.owner, said)
    total = f"{paper.net + paper.tax}"
    noted = {
        "number": name,
        "customer": read["customer"],
        "total": total,
        "lines": len(paper.lines),
    }
    packer.note("order", paper.public_id, noted | {"owner_id": paper.owner[0]})


def _deliver(packer: Packer, paper: _Paper) -> None:
    """What was ordered went out: derived figures say so because a delivery does."""
    number = packer.number("delivery")
    day = paper.read.get("ordered_on") or packer.moment.date().isoformat()
    row = (number, packer.new_id(), paper.number, 1, day)
    packer.put("delivery", _DELIVERY, row, id="delivery", order_id="order")
    for line, quantity in paper.lines:
        packer.put(
            "delivery_line",
            _DELIVERED,
            (packer.new_id(), number, line, quantity),
            delivery_id="delivery",
            line_id="order_line",
        )


def _line_figures(read: dict[str, Any]) -> dict[str, Any]:
    """What a line comes to: by price and quantity, or by its total alone, which is then net."""
    product, unit = read.get("to"), smallest(read.get("currency", "CNY"))
    quantity = Decimal(read.get("quantity") or 1) or Decimal(1)
    rate = Decimal(read.get("tax_rate") or (0 if not product or read.get("total") else product[2]))
    discount = Decimal(read.get("discount") or 0)
    if read.get("price") is None and read.get("total") is not None:
        net = money(Decimal(read["total"]), unit)
        price = round(net / quantity, 4)
        rate, discount, tax = Decimal(0), Decimal(0), Decimal(0)
    else:
        price = Decimal(read.get("price") or (product[1] if product else 0))
        net = money(quantity * price * (HUNDRED - discount) / HUNDRED, unit)
        tax = money(net * rate / HUNDRED, unit)
    figures = {"quantity": quantity, "price": price, "discount": discount, "rate": rate}
    return figures | {"net": net, "tax": tax, "sum": f"{net + tax}"}


def _products(work: Work) -> dict[str, list[Any]]:
    """By code and name: inner id, price, tax rate."""
    known: dict[str, list[Any]] = {}
    for one in work.session.exec(select(Product)):
        said = [one.id, f"{one.price}", f"{one.tax_rate}"]
        for word in (one.name_en, one.name_zh, one.code):
            known[word.casefold()] = said
    return known


def lines_of_orders(work: Work, ids: Sequence[int]) -> list[tuple[Order, dict[str, Any]]]:
    """Inside a use case: every line of orders with its order, as rows of a table."""
    found = (
        select(Order, OrderLine)
        .join(OrderLine, col(OrderLine.order_id) == Order.id)
        .where(col(Order.id).in_(list(ids)))
        .order_by(col(Order.id), col(OrderLine.rank), col(OrderLine.id))
    )
    pairs = work.session.exec(found).all()
    customers = names_of(work, list({order.customer_id for order, _ in pairs}))
    codes = dict(work.session.exec(select(Product.id, Product.code)).all())
    rows = []
    for order, line in pairs:
        read: dict[str, Any] = {"number": order.number, "owner": order.owner_id}
        read |= {"customer": customers.get(order.customer_id, ""), "status": _status(order)}
        read |= {"currency": order.currency, "text": line.text, "unit": line.unit}
        for name in ("quantity", "price", "discount", "tax_rate"):
            read[name] = f"{getattr(line, name).normalize():f}"
        read |= {"product": codes.get(line.product_id, "") if line.product_id else ""}
        read |= {"ordered_on": str(order.ordered_on or ""), "note": order.note}
        if order.ordered_at:
            local = order.ordered_at.astimezone(zone(DEFAULT_ZONE))
            read |= {"ordered_on": f"{local:%Y-%m-%d}", "ordered_time": f"{local:%H:%M}"}
        read |= {"party": order.party or ""}
        read |= {"deliver_by": str(order.deliver_by or "")}
        rows.append((order, {name: value for name, value in read.items() if value != ""}))
    return rows


def _status(order: Order) -> str:
    return "open" if order.status.value == "partly" else order.status.value
