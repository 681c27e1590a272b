"""Orders over REST, with their lines and deliveries inside."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named_of
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import orders
from crm_app.services.orders import (
    DeliveryForm,
    DeliveryRow,
    OrderForm,
    OrderLineForm,
    OrderPage,
    OrderRow,
)

_PATH = "/api/v1/orders"
_FIELDS = ("contract", "quote", "customer", "contact", "currency")
_FIELDS += ("ordered_on", "ordered_time", "party", "deliver_by", "note")
_LINE_FIELDS = ("product", "text", "unit", "quantity", "price", "discount", "tax_rate")
_LINKS = ("customer", "contact", "deal", "quote", "contract", "owner")


class OrderLineOut(BaseModel):
    """A line; `net` and `tax` are what it contributes, `left` has still to go out."""

    id: str
    product: str | None
    text: str
    unit: str
    quantity: Exact
    price: Exact
    discount: Exact
    tax_rate: Exact
    net: Exact
    tax: Exact
    amount: Exact
    delivered: Exact
    left: Exact


class DeliveredOut(BaseModel):
    """How much of a line went out."""

    line: str
    quantity: Exact


class DeliveryOut(BaseModel):
    """Something that went out; a voided one says why and counts no more."""

    id: str
    rank: int
    delivered_on: date
    tracking: str
    note: str
    at: datetime
    by: str
    is_void: bool
    void_reason: str
    lines: list[DeliveredOut]


class OrderBrief(BaseModel):
    """An order in a list; `delivered` is the share of its value that went out, in whole percent."""

    id: str
    version: int
    number: str
    status: str
    customer: Named | None
    contract: Named | None
    owner: Named | None
    net: Exact
    tax: Exact
    total: Exact
    currency: str
    delivered: int
    ordered_on: date | None
    deliver_by: date | None
    is_late: bool
    updated_at: datetime | None


class OrderOut(OrderBrief):
    """An order whole. Money of one with a contract is with that: `has_own_money` is then false."""

    contact: Named | None
    deal: Named | None
    quote: Named | None
    ordered_time: str
    party: int | None
    note: str
    cancel_reason: str
    rounding: Exact
    received: Exact
    invoiced: Exact
    has_own_money: bool
    lines: list[OrderLineOut]
    deliveries: list[DeliveryOut]
    created_at: datetime | None


class OrderLineIn(Body):
    """A line as it is sent, price without tax; with a product, what is left out comes from it."""

    product: str | None = None
    text: str | None = Field(default=None, max_length=300)
    unit: str | None = Field(default=None, max_length=20)
    quantity: Number = "1"
    price: Number | None = None
    discount: Number = "0"
    tax_rate: Number | None = None

    def form(self) -> OrderLineForm:
        """What the service takes; null is as good as left out."""
        sent = {name: getattr(self, name) for name in _LINE_FIELDS}
        return OrderLineForm(**{name: v for name, v in sent.items() if v is not None})


class OrderChange(Body):
    """What is to change; `lines` only before anything went out, and not where a quote says them."""

    ordered_on: str | None = None
    # HH:MM in the zone of whoever sends it, and how many came together.
    ordered_time: str | None = Field(default=None, max_length=20)
    party: Number | None = None
    deliver_by: str | None = None
    note: str | None = Field(default=None, max_length=2000)
    lines: list[OrderLineIn] | None = None

    def form(self) -> OrderForm:
        """What the service takes."""
        lines = None if self.lines is None else [line.form() for line in self.lines]
        return OrderForm(**self.given(*_FIELDS), lines=lines)


class OrderIn(OrderChange):
    """A new order: from a contract in force, an agreed quote, or with `lines` for a customer."""

    id: str | None = None
    contract: str | None = None
    quote: str | None = None
    customer: str | None = None
    contact: str | None = None
    currency: str | None = None


class Reason(Body):
    """Why."""

    reason: str = Field(max_length=300)


class DeliveredIn(Body):
    """How much of a line goes out."""

    line: str
    quantity: Number


class DeliveryIn(Body):
    """What goes out; without `lines` all that is left."""

    delivered_on: str = ""
    tracking: str = Field(default="", max_length=120)
    note: str = Field(default="", max_length=500)
    lines: list[DeliveredIn] | None = None

    def form(self) -> DeliveryForm:
        """What the service takes."""
        lines = None if self.lines is None else [(x.line, x.quantity) for x in self.lines]
        return DeliveryForm(self.delivered_on, self.tracking, self.note, lines)


def _links(row: OrderRow | OrderPage) -> dict[str, Any]:
    return {name: named_of(getattr(row, name)) for name in _LINKS if hasattr(row, name)}


def brief(row: OrderRow) -> OrderBrief:
    """An order of a list as it goes out."""
    return OrderBrief.model_validate(fields_of(row, OrderBrief) | _links(row))


def shown(page: OrderPage) -> OrderOut:
    """An order as it goes out."""
    lines = [
        fields_of(line, OrderLineOut) | {"product": line.product_public_id or None}
        for line in page.lines
    ]
    more = {"lines": lines, "deliveries": [_delivery(one) for one in page.deliveries]}
    return OrderOut.model_validate(fields_of(page, OrderOut) | _links(page) | more)


def _delivery(row: DeliveryRow) -> dict[str, Any]:
    return asdict(row) | {"id": row.public_id}


@api.get(_PATH, response_model=Listed[OrderBrief])
def list_orders(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    status: str | None = None,
    late: str | None = None,
    customer: str | None = None,
    deal: str | None = None,
    contract: str | None = None,
    quote: str | None = None,
    owner: str | None = None,
    number: str | None = None,
) -> dict[str, Any]:
    """The orders one may see, newest first; `late=yes`: past the day they were to go out."""
    filters = {"status": status, "late": late, "customer": customer, "deal": deal}
    asked = page.query(q, **filters, contract=contract, quote=quote, owner=owner, number=number)
    return page.answer(orders.order_slice(actor, asked, page.after), brief)


@api.post(_PATH, status_code=201)
def create_order(actor: CurrentActor, body: OrderIn, response: Response) -> OrderOut:
    """A new order."""
    public_id = orders.create_order(actor, body.form(), body.id)
    page = orders.order_page(actor, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)


@api.get(f"{_PATH}/{{public_id}}")
def read_order(actor: CurrentActor, public_id: str, response: Response) -> OrderOut:
    """One order."""
    page = orders.order_page(actor, public_id)
    tag(response, page.version)
    return shown(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_order(
    actor: CurrentActor, public_id: str, body: OrderChange, version: IfMatch, response: Response
) -> OrderOut:
    """Change what is sent."""
    orders.change_order(actor, public_id, body.form(), version)
    return read_order(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/cancel")
def cancel_order(actor: CurrentActor, public_id: str, body: Reason, response: Response) -> OrderOut:
    """It will not be delivered: 409 once something went out or was paid."""
    orders.cancel_order(actor, public_id, body.reason)
    return read_order(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/reopen")
def reopen_order(actor: CurrentActor, public_id: str, response: Response) -> OrderOut:
    """Undo a cancellation."""
    orders.reopen_order(actor, public_id)
    return read_order(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/deliveries", status_code=201)
def deliver(
    actor: CurrentActor, public_id: str, body: DeliveryIn, version: IfMatch, response: Response
) -> OrderOut:
    """Something went out: 422 `orders.over_delivery` where that is more than is left."""
    orders.deliver(actor, public_id, body.form(), version)
    return read_order(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/deliveries/{{delivery}}/void")
def void_delivery(
    actor: CurrentActor, public_id: str, delivery: str, body: Reason, response: Response
) -> OrderOut:
    """It did not go out so; the trace stays."""
    orders.void_delivery(actor, public_id, delivery, body.reason)
    return read_order(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/deliveries/{{delivery}}/restore")
def restore_delivery(
    actor: CurrentActor, public_id: str, delivery: str, response: Response
) -> OrderOut:
    """It went out after all."""
    orders.restore_delivery(actor, public_id, delivery)
    return read_order(actor, public_id, response)
