"""Tax rates over REST."""

from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import tax_rates
from crm_app.services.tax_rates import TaxRateForm, TaxRateRow

_PATH = "/api/v1/tax-rates"


class TaxRateOut(BaseModel):
    """A rate in percent; the default is that of what is new."""

    id: str
    version: int
    name_zh: str
    name_en: str
    percent: Exact
    is_default: bool
    is_active: bool


class TaxRateChange(Body):
    """What is to change of a rate."""

    name_zh: str | None = Field(default=None, max_length=60)
    name_en: str | None = Field(default=None, max_length=60)
    percent: Number | None = None
    is_default: bool | None = None
    is_active: bool | None = None

    def form(self) -> TaxRateForm:
        """What the service takes."""
        return TaxRateForm(
            self.name_zh, self.name_en, self.percent, self.is_default, self.is_active
        )


def shown(row: TaxRateRow) -> TaxRateOut:
    """A rate as it goes out."""
    names = {"name_zh": row.zh, "name_en": row.en}
    return TaxRateOut.model_validate(fields_of(row, TaxRateOut) | names)


@api.get(_PATH, response_model=Listed[TaxRateOut])
def list_tax_rates(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All rates: those in use first, the highest first."""
    return page.whole(tax_rates.tax_rates(actor), shown)


@api.post(_PATH, status_code=201)
def create_tax_rate(actor: CurrentActor, body: TaxRateChange, response: Response) -> TaxRateOut:
    """A new rate."""
    public_id = tax_rates.save_tax_rate(actor, body.form())
    row = tax_rates.tax_rate(actor, public_id)
    created(response, f"{_PATH}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_tax_rate(actor: CurrentActor, public_id: str, response: Response) -> TaxRateOut:
    """One rate."""
    row = tax_rates.tax_rate(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_tax_rate(
    actor: CurrentActor, public_id: str, body: TaxRateChange, version: IfMatch, response: Response
) -> TaxRateOut:
    """Change what is sent; products and quotes keep the percent they have."""
    tax_rates.save_tax_rate(actor, body.form(), public_id, version)
    return read_tax_rate(actor, public_id, response)
