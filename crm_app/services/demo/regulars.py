"""Customers who come back: labels, loggers and maintenance, each at a pace of his own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from crm_app.core.conditions import Group, Rule, Tree
from crm_app.core.work import Work
from crm_app.lib.exact import money
from crm_app.models.customers import Customer
from crm_app.models.orders import Delivery, DeliveryLine, Order, OrderLine, OrderStatus
from crm_app.models.quotes import Product
from crm_app.models.relations import Relation, RelationKind
from crm_app.models.segments import Segment
from crm_app.services.demo.bulk import store
from crm_app.services.demo.story import of_owner

_DAY = timedelta(days=1)
# Of every hundred customers: how many, days between orders, boxes an order, days since the last.
_PACES = ((6, 30, (2, 6), (2, 26)), (5, 62, (4, 14), (5, 55)), (4, 91, (8, 30), (10, 80)))
_PACES += ((3, 45, (2, 8), (100, 150)), (2, 40, (5, 20), (220, 420)), (4, 0, (1, 4), (5, 300)))
_CODES = ("PE-710", "PE-710", "PE-710", "PE-400", "PE-500")
_SPAN = 540
_TAX = Decimal(13)


@dataclass(frozen=True, slots=True)
class _Wish:
    """An order that somebody placed on a day."""

    customer: Customer
    day: date
    quantity: int
    product: Product


def come_back(
    work: Work,
    chance: Random,
    customers: Sequence[Customer],
    products: Sequence[Product],
    made: int,
) -> list[Order]:
    """Orders without a deal over a year and a half, delivered; numbered after those `made`."""
    wishes = sorted(_wishes(work, chance, customers, products), key=lambda one: one.day)
    orders = [_order(wish, made + n, work.now) for n, wish in enumerate(wishes, 1)]
    store(work, orders)
    lines = [_line(order, wish) for order, wish in zip(orders, wishes, strict=True)]
    store(work, lines)
    gone_out = [
        (order, line)
        for order, line in zip(orders, lines, strict=True)
        if order.status is OrderStatus.DELIVERED
    ]
    deliveries = store(work, [_delivery(chance, order) for order, _ in gone_out])
    store(
        work,
        [
            DeliveryLine(delivery_id=one.id or 0, line_id=line.id or 0, quantity=line.quantity)
            for one, (_, line) in zip(deliveries, gone_out, strict=True)
        ],
    )
    store(work, _recommended(chance, [wish.customer for wish in wishes], customers, work.now))
    store(work, _segments(customers, work.now))
    return orders


def _wishes(
    work: Work, chance: Random, customers: Sequence[Customer], products: Sequence[Product]
) -> list[_Wish]:
    today, by_code = work.now.date(), {one.code: one for one in products}
    known = [one for one in customers if (today - one.created_at.date()).days > 60]
    chance.shuffle(known)
    found: list[_Wish] = []
    for share, pace, boxes, since in _PACES:
        for _ in range(max(2, len(customers) * share // 100)):
            if not known:
                return found
            customer, back = known.pop(), chance.randint(*since)
            product = by_code[chance.choice(_CODES)]
            longest = min(_SPAN, (today - customer.created_at.date()).days)
            while back < longest:
                few = product.code == "PE-500"
                quantity = 1 if few else chance.randint(*boxes)
                found.append(_Wish(customer, today - back * _DAY, quantity, product))
                if not pace:
                    break
                back += max(3, round(chance.gauss(pace, pace / 8)))
    return found


def _order(wish: _Wish, number: int, now: datetime) -> Order:
    at = datetime.combine(wish.day, datetime.min.time(), now.tzinfo) + timedelta(hours=3)
    net = money(wish.product.price * wish.quantity)
    tax = money(net * _TAX / 100)
    done = (now - at) > 4 * _DAY
    return Order(
        number=f"DD-{at.year}-{number:04d}",
        customer_id=wish.customer.key,
        status=OrderStatus.DELIVERED if done else OrderStatus.OPEN,
        net=net,
        tax=tax,
        total=net + tax,
        ordered_on=wish.day,
        deliver_by=wish.day + 7 * _DAY,
        **of_owner(wish.customer, at, min(now, at + 3 * _DAY) if done else at),
    )


def _line(order: Order, wish: _Wish) -> OrderLine:
    product = wish.product
    return OrderLine(
        order_id=order.key,
        rank=1,
        product_id=product.id,
        text=product.name_zh,
        unit=product.unit,
        quantity=Decimal(wish.quantity),
        price=product.price,
        tax_rate=_TAX,
        net=order.net,
        tax=order.tax,
        delivered=Decimal(wish.quantity if order.status is OrderStatus.DELIVERED else 0),
    )


def _delivery(chance: Random, order: Order) -> Delivery:
    return Delivery(
        order_id=order.key,
        rank=1,
        delivered_on=order.updated_at.date(),
        tracking=f"SF{chance.randint(10**11, 10**12 - 1)}",
        at=order.updated_at,
        by_id=order.owner_id,
    )


# Name in both languages, and the conditions that all have to hold.
_SEGMENTS = (
    ("90 天没下单 · No order for 90 days", [["idle_days", "least", ["90"]]]),
    (
        "常买标签纸 · Labels again and again",
        [["bought_lately", "is", ["PE-710"]], ["orders", "least", ["3"]]],
    ),
    (
        "该回访的好客户 · Good ones to call",
        [["spend", "least", ["20000"]], ["silent_days", "least", ["30"]]],
    ),
)


def _segments(customers: Sequence[Customer], now: datetime) -> list[Segment]:
    """Some that everybody finds."""
    return [
        Segment(
            name=name,
            asks=Tree(
                "all", (Group("all", tuple(Rule(n, o, tuple(v)) for n, o, v in asks)),)
            ).text(),
            is_shared=True,
            **of_owner(customers[0], now, now),
        )
        for name, asks in _SEGMENTS
    ]


def _recommended(
    chance: Random, regulars: Sequence[Customer], customers: Sequence[Customer], now: datetime
) -> list[Relation]:
    """Some of them sent others: who came by referral was sent by one who was there before."""
    came = [one for one in customers if one.source == "referral"]
    found: list[Relation] = []
    for customer in came[: max(3, len(came) // 5)]:
        before = [one for one in regulars if one.created_at < customer.created_at]
        if before:
            other = chance.choice(before)
            found.append(
                Relation(
                    kind=RelationKind.REFERRED_BY.value,
                    customer_id=customer.key,
                    other_customer_id=other.key,
                    since=customer.created_at.date(),
                    by_id=customer.owner_id,
                    at=min(now, customer.created_at),
                    is_demo=True,
                )
            )
    return found
