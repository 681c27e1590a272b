"""Quotes on paper, and their versions side by side."""

from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import FileResponse
from pydantic import BaseModel

from crm_app.api.amounts import Exact
from crm_app.api.base import CurrentActor, api
from crm_app.api.quote_bodies import LineOut, line_out
from crm_app.services import quotes
from crm_app.services.files import StoredFile
from crm_app.services.quotes import Figures

PAPER = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'",
    "cache-control": "private, no-store",
}


class FiguresOut(BaseModel):
    """What a version comes to."""

    subtotal: Exact
    net: Exact
    tax: Exact
    total: Exact
    currency: str
    given: Exact
    margin: Exact | None


class ComparedLineOut(BaseModel):
    """A line in both versions: added, removed, changed (in `fields`) or same."""

    change: str
    fields: list[str]
    before: LineOut | None
    after: LineOut | None


class FactOut(BaseModel):
    """Something else that differs."""

    name: str
    before: str
    after: str


class ComparisonOut(BaseModel):
    """Two versions of one number, the older first."""

    before: FiguresOut
    after: FiguresOut
    lines: list[ComparedLineOut]
    facts: list[FactOut]


def as_file(found: StoredFile) -> FileResponse:
    """A paper as it goes out: shown in the browser, saved under its name."""
    return FileResponse(
        found.path,
        media_type=found.media_type,
        filename=found.name,
        content_disposition_type="inline",
        headers=PAPER,
    )


@api.get("/api/v1/quotes/{public_id}/pdf", response_class=FileResponse)
def quote_pdf(
    actor: CurrentActor,
    public_id: str,
    languages: Annotated[str, Query(max_length=10)] = "zh-en",
) -> FileResponse:
    """The quote as a PDF: `languages` is zh-en, zh or en. It is an export, and noted as one."""
    return as_file(quotes.quote_pdf(actor, public_id, languages))


@api.get("/api/v1/quotes/{public_id}/compare")
def compare_quotes(
    actor: CurrentActor, public_id: str, other: Annotated[str, Query(max_length=64)]
) -> ComparisonOut:
    """Two versions of the same quote side by side."""
    found = quotes.compare_quotes(actor, public_id, other)
    lines = [
        ComparedLineOut(
            change=line.change,
            fields=list(line.fields),
            before=line_out(line.before) if line.before else None,
            after=line_out(line.after) if line.after else None,
        )
        for line in found.lines
    ]
    facts = [FactOut(name=one.name, before=one.before, after=one.after) for one in found.facts]
    return ComparisonOut(
        before=_figures(found.before), after=_figures(found.after), lines=lines, facts=facts
    )


def _figures(figures: Figures) -> FiguresOut:
    named: dict[str, Any] = {name: getattr(figures, name) for name in FiguresOut.model_fields}
    return FiguresOut.model_validate(named)
