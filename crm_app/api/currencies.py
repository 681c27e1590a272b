"""Currencies and their exchange rates over REST."""

from datetime import date
from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import currencies
from crm_app.services.currencies import CurrencyForm, CurrencyRow, RateForm, RateRow

_PATH = "/api/v1/currencies"
_RATES = "/api/v1/exchange-rates"


class CurrencyOut(BaseModel):
    """A currency: totals are rounded to `step`; `per` of it are worth `rate` of the house's own."""

    code: str
    version: int
    digits: int
    smallest: Exact
    step: Exact
    is_base: bool
    rate: Exact | None
    per: int
    rate_from: str


class CurrencyChange(Body):
    """What is to change of a currency."""

    step: Number | None = None
    is_base: bool | None = None


class RateOut(BaseModel):
    """From a day on `per` of a currency are worth `rate` of `base`."""

    id: str
    version: int
    code: str
    base: str
    valid_from: date
    rate: Exact
    per: int


class RateChange(Body):
    """What is to change of a rate; `per` is 1, 100, 1000 or 10000."""

    code: str | None = Field(default=None, max_length=10)
    valid_from: str | None = Field(default=None, max_length=20)
    rate: Number | None = None
    per: Number | None = None

    def form(self) -> RateForm:
        """What the service takes."""
        return RateForm(self.code, self.valid_from, self.rate, self.per)


def _currency(row: CurrencyRow) -> CurrencyOut:
    names = CurrencyOut.model_fields
    return CurrencyOut.model_validate({name: getattr(row, name) for name in names})


def shown(row: RateRow) -> RateOut:
    """A rate as it goes out."""
    return RateOut.model_validate(fields_of(row, RateOut))


@api.get(_PATH, response_model=Listed[CurrencyOut])
def list_currencies(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All currencies that amounts may be in, the house's own first."""
    return page.whole(currencies.currencies(actor), _currency)


@api.patch(f"{_PATH}/{{code}}")
def change_currency(
    actor: CurrentActor, code: str, body: CurrencyChange, version: IfMatch, response: Response
) -> CurrencyOut:
    """Set what totals are rounded to, or make it the house's own."""
    currencies.change_currency(actor, code, CurrencyForm(body.step, body.is_base), version)
    row = next(row for row in currencies.currencies(actor) if row.code == code.strip().upper())
    tag(response, row.version)
    return _currency(row)


@api.get(_RATES, response_model=Listed[RateOut])
def list_rates(actor: CurrentActor, page: PageAsked, currency: str | None = None) -> dict[str, Any]:
    """All rates, the newest of each currency first."""
    return page.whole(currencies.exchange_rates(actor, currency or ""), shown)


@api.post(_RATES, status_code=201)
def add_rate(actor: CurrentActor, body: RateChange, response: Response) -> RateOut:
    """A rate from a day on."""
    public_id = currencies.add_rate(actor, body.form())
    row = currencies.exchange_rate(actor, public_id)
    created(response, f"{_RATES}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_RATES}/{{public_id}}")
def read_rate(actor: CurrentActor, public_id: str, response: Response) -> RateOut:
    """One rate."""
    row = currencies.exchange_rate(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_RATES}/{{public_id}}")
def change_rate(
    actor: CurrentActor, public_id: str, body: RateChange, version: IfMatch, response: Response
) -> RateOut:
    """Change what is sent."""
    currencies.change_rate(actor, public_id, body.form(), version)
    return read_rate(actor, public_id, response)


@api.delete(f"{_RATES}/{{public_id}}", status_code=204)
def delete_rate(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """Take a rate away: the one before it counts on."""
    currencies.delete_rate(actor, public_id, version)
