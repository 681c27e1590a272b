"""Contracts over REST: `POST /contracts/{id}/steps` takes one of the steps the contract lists."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named_of
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import contracts
from crm_app.services.contracts import ContractForm, ContractPage, ContractRow

_PATH = "/api/v1/contracts"
_FIELDS = ("contact", "title", "amount", "currency", "signed_on", "starts_on", "ends_on")
_FIELDS += ("reminder_days", "payment_days", "payment_terms", "note")
_SOURCES = ("quote", "deal", "customer")
_LINKS = ("customer", "contact", "deal", "quote", "owner")


class PartyOut(BaseModel):
    """One side, as it was when the contract went out."""

    name: str
    name_en: str
    tax_id: str
    address: str


class StepOut(BaseModel):
    """A step that was taken."""

    id: str
    action: str
    status: str
    at: datetime
    by: str
    reason: str
    is_taken_back: bool


class ContractBrief(BaseModel):
    """A contract in a list; `amount` with tax."""

    id: str
    version: int
    number: str
    title: str
    status: str
    customer: Named | None
    owner: Named | None
    amount: Exact
    currency: str
    received: Exact
    invoiced: Exact
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    ends_soon: bool
    updated_at: datetime | None


class ContractOut(ContractBrief):
    """A contract whole; `steps` are those that may be taken now."""

    contact: Named | None
    deal: Named | None
    quote: Named | None
    reminder_days: int
    payment_days: int | None
    payment_terms: str
    note: str
    us: PartyOut
    them: PartyOut
    steps: list[str]
    history: list[StepOut]
    orders: list[Named]
    ordered: Exact
    created_at: datetime | None


class ContractChange(Body):
    """What is to change; of what has gone out only `note` and `reminder_days`."""

    contact: str | None = None
    title: str | None = Field(default=None, max_length=200)
    amount: Number | None = None
    currency: str | None = None
    signed_on: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    reminder_days: Number | None = None
    payment_days: Number | None = None
    payment_terms: str | None = Field(default=None, max_length=200)
    note: str | None = Field(default=None, max_length=2000)

    def form(self) -> ContractForm:
        """What the service takes."""
        return ContractForm(**self.given(*_FIELDS, *_SOURCES))


class ContractIn(ContractChange):
    """A new contract: of a quote that was agreed, or for a deal or customer."""

    id: str | None = None
    quote: str | None = None
    deal: str | None = None
    customer: str | None = None


class Step(Body):
    """A step to take, and why where that matters."""

    action: Literal["send", "recall", "sign_us", "sign_customer", "end", "cancel"]
    reason: str = Field(default="", max_length=300)


def _links(row: ContractRow | ContractPage) -> dict[str, Any]:
    return {name: named_of(getattr(row, name)) for name in _LINKS if hasattr(row, name)}


def brief(row: ContractRow) -> ContractBrief:
    """A contract of a list as it goes out."""
    return ContractBrief.model_validate(fields_of(row, ContractBrief) | _links(row))


def shown(page: ContractPage) -> ContractOut:
    """A contract as it goes out."""
    more = {
        "us": asdict(page.us),
        "them": asdict(page.them),
        "history": [asdict(step) | {"id": step.public_id} for step in page.history],
        "orders": [named_of(order) for order in page.orders],
    }
    return ContractOut.model_validate(fields_of(page, ContractOut) | _links(page) | more)


@api.get(_PATH, response_model=Listed[ContractBrief])
def list_contracts(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    status: str | None = None,
    ending: str | None = None,
    customer: str | None = None,
    deal: str | None = None,
    quote: str | None = None,
    owner: str | None = None,
    number: str | None = None,
) -> dict[str, Any]:
    """The contracts one may see, newest first; `ending=soon`: within ninety days."""
    filters = {"status": status, "ending": ending, "customer": customer, "deal": deal}
    asked = page.query(q, **filters, quote=quote, owner=owner, number=number)
    return page.answer(contracts.contract_slice(actor, asked, page.after), brief)


@api.post(_PATH, status_code=201)
def create_contract(actor: CurrentActor, body: ContractIn, response: Response) -> ContractOut:
    """A new draft."""
    public_id = contracts.create_contract(actor, body.form(), body.id)
    page = contracts.contract_page(actor, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)


@api.get(f"{_PATH}/{{public_id}}")
def read_contract(actor: CurrentActor, public_id: str, response: Response) -> ContractOut:
    """One contract."""
    page = contracts.contract_page(actor, public_id)
    tag(response, page.version)
    return shown(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_contract(
    actor: CurrentActor,
    public_id: str,
    body: ContractChange,
    version: IfMatch,
    response: Response,
) -> ContractOut:
    """Change what is sent."""
    contracts.change_contract(actor, public_id, body.form(), version)
    return read_contract(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/steps")
def take_step(
    actor: CurrentActor, public_id: str, body: Step, version: IfMatch, response: Response
) -> ContractOut:
    """Send, recall, sign, end or cancel: 409 `contracts.step_impossible` where it cannot be taken, and
    `approval_required` while somebody has to agree before it goes out."""
    contracts.take_step(actor, public_id, body.action, body.reason, version)
    return read_contract(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}/steps/{{step}}")
def take_step_back(
    actor: CurrentActor, public_id: str, step: str, response: Response
) -> ContractOut:
    """Take the last step back."""
    contracts.take_step_back(actor, public_id, step)
    return read_contract(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_contract(actor: CurrentActor, public_id: str) -> None:
    """A draft into the recycle bin."""
    contracts.delete_contract(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_contract(actor: CurrentActor, public_id: str, response: Response) -> ContractOut:
    """Out of the recycle bin."""
    contracts.restore_contract(actor, public_id)
    return read_contract(actor, public_id, response)
