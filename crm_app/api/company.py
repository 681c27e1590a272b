"""The profile of the house over REST."""

import asyncio
from typing import Annotated

from fastapi import File, Response, UploadFile
from fastapi.responses import FileResponse
from pydantic import Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.api.paging import IfMatch, tag
from crm_app.api.uploads import Which, read_limited
from crm_app.services import company
from crm_app.services.company import CompanyForm, CompanyRow

_PATH = "/api/v1/company"
_BYTES = 5 * 1024 * 1024
_NAMES = tuple(CompanyForm.__dataclass_fields__)
_Short = Annotated[str | None, Field(max_length=200)]
_Long = Annotated[str | None, Field(max_length=4000)]


class CompanyChange(Body):
    """What is to change."""

    name_zh: _Short = None
    name_en: _Short = None
    address_zh: _Short = None
    address_en: _Short = None
    country: _Short = None
    tax_id: _Short = None
    phone: _Short = None
    email: _Short = None
    website: _Short = None
    bank: _Short = None
    terms_zh: _Long = None
    terms_en: _Long = None
    quote_pattern: _Short = None
    contract_pattern: _Short = None
    order_pattern: _Short = None


@api.get(_PATH)
def read_company(actor: CurrentActor, response: Response) -> CompanyRow:
    """Names, address, tax id, terms; `logo` is the id of its file."""
    row = company.company(actor)
    tag(response, row.version)
    return row


@api.patch(_PATH)
def change_company(
    actor: CurrentActor, body: CompanyChange, version: IfMatch, response: Response
) -> CompanyRow:
    """Change the profile."""
    company.change_company(actor, CompanyForm(**body.given(*_NAMES)), version)
    return read_company(actor, response)


@api.get(f"{_PATH}/logo", response_class=FileResponse)
def read_logo(actor: CurrentActor, _: Which = "") -> FileResponse:
    """The logo."""
    headers = {
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "no-cache",
    }
    return FileResponse(company.logo(actor), media_type="image/png", headers=headers)


@api.put(f"{_PATH}/logo")
async def set_logo(
    actor: CurrentActor, file: Annotated[UploadFile, File()], response: Response
) -> CompanyRow:
    """Another logo: a picture, which is checked and written anew."""
    data = await read_limited(file, _BYTES, "files.too_large")
    await asyncio.to_thread(company.set_logo, actor, data)
    row = await asyncio.to_thread(company.company, actor)
    tag(response, row.version)
    return row


@api.delete(f"{_PATH}/logo", status_code=204)
def remove_logo(actor: CurrentActor) -> None:
    """No logo."""
    company.remove_logo(actor)
