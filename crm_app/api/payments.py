"""Plans and payments of contracts and orders over REST."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named_of
from crm_app.api.paging import PageAsked, created
from crm_app.services import payments
from crm_app.services.payments import (
    InstalmentForm,
    InstalmentRow,
    MoneyPage,
    PaymentForm,
    PaymentRow,
)

_PATH = "/api/v1/payments"
_PARTS = "/api/v1/instalments"


class OfOut(BaseModel):
    """The contract or order that money belongs to."""

    kind: str
    id: str
    number: str


class InstalmentOut(BaseModel):
    """A part of an amount; `state` is paid, partly, overdue or open."""

    id: str
    of: OfOut
    customer: Named | None
    owner: Named | None
    rank: int
    label: str
    due_on: date
    percent: Exact | None
    amount: Exact
    received: Exact
    left: Exact
    currency: str
    state: str
    days_late: int


class PaymentOut(BaseModel):
    """Money that came in; `advance` is what no instalment takes."""

    id: str
    of: OfOut
    customer: Named | None
    received_on: date
    amount: Exact
    allocated: Exact
    advance: Exact
    currency: str
    method: str
    reference: str
    note: str
    by: str
    at: datetime
    is_void: bool
    void_reason: str


class WarnedOut(BaseModel):
    """Something that should not stay so."""

    code: str
    amount: Exact


class MoneyOut(BaseModel):
    """All money of a contract or order."""

    number: str
    amount: Exact
    currency: str
    planned: Exact
    received: Exact
    advance: Exact
    left: Exact
    overdue: Exact
    invoiced: Exact
    requested: Exact
    warnings: list[WarnedOut]
    instalments: list[InstalmentOut]
    payments: list[PaymentOut]


class InstalmentIn(Body):
    """A part of the plan: `amount`, or `percent` of the whole. `id` names one that is there."""

    id: str = ""
    label: str = Field(default="", max_length=80)
    due_on: str
    amount: Number | None = None
    percent: Number | None = None

    def form(self) -> InstalmentForm:
        """What the service takes."""
        return InstalmentForm(self.id, self.label, self.due_on, self.amount, self.percent)


class PlanIn(Body):
    """All parts; none takes the plan away."""

    instalments: list[InstalmentIn] = Field(max_length=200)

    def forms(self) -> list[InstalmentForm]:
        """What the service takes."""
        return [one.form() for one in self.instalments]


class PaymentIn(Body):
    """Money that came in, for a contract or an order."""

    id: str | None = None
    contract: str | None = None
    order: str | None = None
    amount: Number
    received_on: str = ""
    method: str = "transfer"
    reference: str = Field(default="", max_length=120)
    note: str = Field(default="", max_length=500)
    instalment: str = ""

    def form(self) -> PaymentForm:
        """What the service takes."""
        names = ("amount", "received_on", "method", "reference", "note", "instalment")
        return PaymentForm(**{name: getattr(self, name) for name in names})


class VoidIn(Body):
    """Why it does not hold."""

    reason: str = Field(max_length=300)


def _of(row: Any) -> dict[str, Any]:
    bearer = row.bearer
    of = {"kind": bearer.kind, "id": bearer.public_id, "number": bearer.name}
    links = {
        name: named_of(getattr(row, name)) for name in ("customer", "owner") if hasattr(row, name)
    }
    return {"of": of} | links


def part(row: InstalmentRow) -> InstalmentOut:
    """An instalment as it goes out."""
    return InstalmentOut.model_validate(fields_of(row, InstalmentOut) | _of(row))


def shown(row: PaymentRow) -> PaymentOut:
    """A payment as it goes out."""
    return PaymentOut.model_validate(fields_of(row, PaymentOut) | _of(row))


def _money(page: MoneyPage) -> MoneyOut:
    more = {
        "warnings": [asdict(one) for one in page.warnings],
        "instalments": [part(row) for row in page.instalments],
        "payments": [shown(row) for row in page.payments],
    }
    return MoneyOut.model_validate(fields_of(page, MoneyOut) | more)


@api.get("/api/v1/contracts/{public_id}/money")
def read_contract_money(actor: CurrentActor, public_id: str) -> MoneyOut:
    """Plan, payments and sums of a contract."""
    return _money(payments.money_of(actor, "contract", public_id))


@api.get("/api/v1/orders/{public_id}/money")
def read_order_money(actor: CurrentActor, public_id: str) -> MoneyOut:
    """Those of an order: 409 `payments.on_contract` where it belongs to a contract."""
    return _money(payments.money_of(actor, "order", public_id))


@api.put("/api/v1/contracts/{public_id}/plan")
def set_contract_plan(actor: CurrentActor, public_id: str, body: PlanIn) -> MoneyOut:
    """The whole plan: 422 `payments.plan_over` or `plan_under` where it is not the amount."""
    payments.set_plan(actor, "contract", public_id, body.forms())
    return read_contract_money(actor, public_id)


@api.put("/api/v1/orders/{public_id}/plan")
def set_order_plan(actor: CurrentActor, public_id: str, body: PlanIn) -> MoneyOut:
    """The whole plan of an order without a contract."""
    payments.set_plan(actor, "order", public_id, body.forms())
    return read_order_money(actor, public_id)


@api.get(_PARTS, response_model=Listed[InstalmentOut])
def list_instalments(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    state: str | None = None,
    customer: str | None = None,
    contract: str | None = None,
    order: str | None = None,
    owner: str | None = None,
) -> dict[str, Any]:
    """What is to come in; `state` is overdue, soon, open or paid."""
    filters = {"state": state, "customer": customer, "contract": contract}
    asked = page.query("", **filters, order=order, owner=owner)
    return page.answer(payments.instalment_slice(actor, asked, page.after), part)


@api.get(_PATH, response_model=Listed[PaymentOut])
def list_payments(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    customer: str | None = None,
    contract: str | None = None,
    order: str | None = None,
    owner: str | None = None,
    void: str | None = None,
) -> dict[str, Any]:
    """What came in, newest first; `void` is yes or no."""
    filters = {"customer": customer, "contract": contract, "order": order}
    asked = page.query("", **filters, owner=owner, void=void)
    return page.answer(payments.payment_slice(actor, asked, page.after), shown)


@api.post(_PATH, status_code=201)
def record_payment(actor: CurrentActor, body: PaymentIn, response: Response) -> PaymentOut:
    """Money came in."""
    kind, of = ("order", body.order) if body.order else ("contract", body.contract or "")
    public_id = payments.record_payment(actor, kind, of, body.form(), body.id)
    created(response, f"{_PATH}/{public_id}")
    return shown(payments.payment(actor, public_id))


@api.get(f"{_PATH}/{{public_id}}")
def read_payment(actor: CurrentActor, public_id: str) -> PaymentOut:
    """One payment."""
    return shown(payments.payment(actor, public_id))


@api.post(f"{_PATH}/{{public_id}}/void")
def void_payment(actor: CurrentActor, public_id: str, body: VoidIn) -> PaymentOut:
    """It did not come in so; the trace stays."""
    payments.void_payment(actor, public_id, body.reason)
    return read_payment(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_payment(actor: CurrentActor, public_id: str) -> PaymentOut:
    """It came in after all."""
    payments.restore_payment(actor, public_id)
    return read_payment(actor, public_id)
