"""The lines of an order: from an offer, or entered by hand; and what of them went out."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import Session, col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.models.orders import Delivery, DeliveryLine, Order, OrderLine
from crm_app.models.quotes import Product
from crm_app.services.currencies import MOST, read_number
from crm_app.services.lines import one_line
from crm_app.services.orders import rules
from crm_app.services.orders.rows import OrderLineForm

MOST_LINES = 200
_NUMBERS = {"quantity": MOST, "price": MOST, "discount": rules.HUNDRED, "tax_rate": rules.HUNDRED}


def lines_of(session: Session, order: Order) -> list[OrderLine]:
    """The lines in order."""
    found = select(OrderLine).where(col(OrderLine.order_id) == order.id)
    return list(session.exec(found.order_by(col(OrderLine.rank), col(OrderLine.id))))


def delivered_sums(session: Session, order: Order) -> dict[int, Decimal]:
    """Line → how much of it went out with deliveries that hold."""
    sums = (
        select(DeliveryLine.line_id, func.sum(DeliveryLine.quantity))
        .join(Delivery, col(Delivery.id) == DeliveryLine.delivery_id)
        .where(col(Delivery.order_id) == order.id, col(Delivery.voided_at).is_(None))
        .group_by(col(DeliveryLine.line_id))
    )
    return dict(session.exec(sums).all())


def build_lines(work: Work, order: Order, forms: Sequence[OrderLineForm]) -> list[OrderLine]:
    """The lines that the forms describe, priced; refuses one that cannot be, naming it."""
    if not forms:
        raise Invalid("orders.empty", field="lines")
    if len(forms) > MOST_LINES:
        raise Invalid("quotes.too_many_lines", field="lines", most=MOST_LINES)
    made: list[OrderLine] = []
    for place, form in enumerate(forms):
        try:
            line = _built(work, form)
        except Invalid as refusal:
            refusal.field = f"lines.{place}.{refusal.field}"
            raise
        line.rank = place + 1
        rules.price(line, order.currency)
        made.append(line)
    return made


def _built(work: Work, form: OrderLineForm) -> OrderLine:
    line = OrderLine(order_id=0, rank=0, text="")
    if form.product:
        _take_product(work, line, form.product)
    for name, most in (("text", 300), ("unit", 20)):
        if (typed := getattr(form, name)) is not None:
            setattr(line, name, one_line(typed, name, most))
    if not line.text:
        raise Invalid("quotes.text_missing", field="text")
    for name, most in _NUMBERS.items():
        if (typed := getattr(form, name)) is not None:
            setattr(line, name, read_number(typed, name, most=most))
    if not line.quantity:
        raise Invalid("quotes.quantity_zero", field="quantity")
    return line


def _take_product(work: Work, line: OrderLine, public_id: str) -> None:
    found = select(Product).where(col(Product.public_id) == public_id)
    product = work.session.exec(found).one_or_none()
    if product is None:
        raise Invalid("product.not_found", field="product")
    line.product_id, line.unit, line.tax_rate = product.id, product.unit, product.tax_rate
    line.text = product.name_en if work.actor.language == "en" else product.name_zh
    line.price = product.price


def put_lines(work: Work, order: Order, lines: Sequence[OrderLine]) -> None:
    """Store the lines of a stored order."""
    for line in lines:
        line.order_id = order.key
    work.session.add_all(lines)
    work.session.flush()
