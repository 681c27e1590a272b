"""Pure decisions about orders: what they come to, what is delivered, what may still change."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from crm_app.core.errors import Conflict, Invalid
from crm_app.lib.clock import zone
from crm_app.lib.exact import money
from crm_app.models.orders import Order, OrderLine, OrderStatus
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import pricing
from crm_app.services.currencies import MOST, read_number, smallest

HUNDRED = Decimal(100)
ZERO = Decimal(0)


def lines_from(quote: Quote, lines: Sequence[QuoteLine]) -> list[OrderLine]:
    """The lines of an offer that count, with net and tax that add up to those of the offer."""
    figures = pricing.quote_lines(quote, lines)
    sold = [pair for pair in zip(lines, figures, strict=True) if pricing.counts(pair[0])]
    return [
        OrderLine(
            order_id=0,
            rank=rank,
            product_id=line.product_id,
            text=line.text,
            unit=line.unit,
            quantity=line.quantity,
            price=line.price,
            discount=_both(line.discount, quote.discount),
            tax_rate=line.tax_rate,
            net=figure.net,
            tax=figure.tax,
        )
        for rank, (line, figure) in enumerate(sold, 1)
    ]


def _both(first: Decimal, second: Decimal) -> Decimal:
    """Two discounts one after the other, in percent."""
    return round(HUNDRED - (HUNDRED - first) * (HUNDRED - second) / HUNDRED, 4)


def price(line: OrderLine, currency: str) -> None:
    """What a line entered by hand comes to."""
    unit = smallest(currency)
    line.net = money(line.quantity * line.price * (HUNDRED - line.discount) / HUNDRED, unit)
    line.tax = money(line.net * line.tax_rate / HUNDRED, unit)


def add_up(order: Order, lines: Sequence[OrderLine]) -> None:
    """The order's figures are the sums of its lines and its rounding; refuses what no one sells."""
    order.net = sum((line.net for line in lines), ZERO)
    order.tax = sum((line.tax for line in lines), ZERO)
    order.total = order.net + order.tax + order.rounding
    if order.total > MOST:
        raise Invalid("orders.too_large", field="lines")


def status_of(order: Order, lines: Sequence[OrderLine]) -> OrderStatus:
    """What the deliveries say, unless the order was cancelled."""
    if order.status is OrderStatus.CANCELLED:
        return OrderStatus.CANCELLED
    if not any(line.delivered for line in lines):
        return OrderStatus.OPEN
    whole = all(line.delivered == line.quantity for line in lines)
    return OrderStatus.DELIVERED if whole else OrderStatus.PARTLY


def delivered_share(lines: Sequence[OrderLine]) -> int:
    """How much of the value went out, in whole percent: 100 only when all of it did."""
    whole = sum((line.net for line in lines), ZERO)
    if not whole:
        done = bool(lines) and all(line.delivered == line.quantity for line in lines)
        return 100 if done else 0
    out = sum((line.net * line.delivered / line.quantity for line in lines), ZERO)
    return int(out * HUNDRED / whole)


def quantities(
    lines: Sequence[OrderLine], asked: Sequence[tuple[str, str]] | None
) -> dict[int, Decimal]:
    """Line → how much of it goes out; refuses unknown lines, nothing, and more than is left."""
    if asked is None:
        left = {line.id or 0: line.quantity - line.delivered for line in lines}
        wanted = {key: quantity for key, quantity in left.items() if quantity}
    else:
        wanted = _read(lines, asked)
    if not wanted:
        raise Invalid("orders.nothing_to_deliver", field="lines")
    return wanted


def _read(lines: Sequence[OrderLine], asked: Sequence[tuple[str, str]]) -> dict[int, Decimal]:
    known = {line.public_id: line for line in lines}
    wanted: dict[int, Decimal] = {}
    for place, (public_id, typed) in enumerate(asked):
        field, line = f"lines.{place}.quantity", known.get(public_id)
        if line is None:
            raise Invalid("orders.line_unknown", field=f"lines.{place}.line")
        quantity = read_number(typed, field)
        if not quantity:
            continue
        key = line.id or 0
        wanted[key] = wanted.get(key, ZERO) + quantity
        check_left(line, wanted[key], field)
    return wanted


def check_left(line: OrderLine, quantity: Decimal, field: str) -> None:
    """Refuse (`orders.over_delivery`) more than was ordered and has not gone out."""
    left = line.quantity - line.delivered
    if quantity > left:
        plain = f"{left.normalize():f}"
        raise Invalid("orders.over_delivery", field=field, text=line.text, left=plain)


def put_delivered(order: Order, lines: Sequence[OrderLine], sums: Mapping[int, Decimal]) -> None:
    """Write what went out of each line, and where the order stands."""
    for line in lines:
        line.delivered = sums.get(line.id or 0, ZERO)
    order.status = status_of(order, lines)


def check_open(order: Order) -> None:
    """Refuse (`orders.is_cancelled`) what was cancelled."""
    if order.status is OrderStatus.CANCELLED:
        raise Conflict("orders.is_cancelled", number=order.number)


def check_untouched(order: Order, lines: Sequence[OrderLine]) -> None:
    """Refuse to cancel or rewrite what went out already, in part or whole."""
    check_open(order)
    if any(line.delivered for line in lines):
        raise Conflict("orders.delivered_already", number=order.number)


def is_late(order: Order, today: date) -> bool:
    """Whether something should have gone out before today and has not."""
    waits = order.status in (OrderStatus.OPEN, OrderStatus.PARTLY)
    return waits and order.deliver_by is not None and order.deliver_by < today


def time_of(order: Order, zone_name: str) -> str:
    """When on its day an order was placed, as a form has it; empty where that is not known."""
    return f"{order.ordered_at.astimezone(zone(zone_name)):%H:%M}" if order.ordered_at else ""


def moment_of(day: date | None, time: str, zone_name: str) -> datetime | None:
    """Day and time (HH:MM) as a moment; None without a time. Refuses what is no time."""
    typed = time.strip()
    if not typed:
        return None
    try:
        read = datetime.strptime(typed, "%H:%M").replace(tzinfo=UTC).time()
    except ValueError:
        raise Invalid("orders.time_invalid", field="ordered_time", typed=typed[:20]) from None
    if day is None:
        raise Invalid("orders.time_without_day", field="ordered_on")
    return datetime.combine(day, read, zone(zone_name))


def read_party(typed: str) -> int | None:
    """How many came together, 1 to 999; None where nothing is said."""
    text = typed.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 999):
        raise Invalid("orders.party_invalid", field="party", typed=text[:20])
    return int(text)
