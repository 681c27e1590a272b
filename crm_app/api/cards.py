"""Cards over REST: pictures in, an id at once, what was read later."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import File, Request, Response, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Listed
from crm_app.api.jobs import ErrorOut, error_out
from crm_app.api.paging import PageAsked, tag
from crm_app.api.uploads import accepted, read_limited
from crm_app.services import cards

MOST = 1000
PICTURE_BYTES = 15 * 1024 * 1024


@api.post("/api/v1/cards", status_code=202)
async def add_card(actor: CurrentActor, image: Annotated[list[UploadFile], File()]) -> JSONResponse:
    """A photographed card, front and perhaps back, to be read."""
    pictures = [
        (upload.filename or "card", await read_limited(upload, PICTURE_BYTES, "pictures.too_large"))
        for upload in image[:3]
    ]
    return accepted(await asyncio.to_thread(cards.accept_card, actor, pictures))


@api.post("/api/v1/cards/warm", status_code=204)
def warm_up(actor: CurrentActor) -> Response:
    """A card is about to come: load its reader."""
    cards.warm_up(actor)
    return Response(status_code=204)


class CardBrief(BaseModel):
    """A card in a list; status is waiting, ready, failed or confirmed."""

    id: str
    status: str
    name: str
    company: str
    created_at: datetime


class CardOut(BaseModel):
    """A card whole: its pictures are files, `reading` is what was read."""

    id: str
    version: int
    status: str
    front: str
    back: str | None
    job: str
    progress: float
    reading: dict[str, Any]
    error: ErrorOut | None
    contact: str | None


@api.get("/api/v1/cards", response_model=Listed[CardBrief])
def list_cards(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """One's own cards that wait for confirmation, newest first."""
    return page.whole(cards.cards(actor, MOST), lambda row: fields_of(row, CardBrief))


@api.get("/api/v1/cards/{public_id}")
def read_card(request: Request, actor: CurrentActor, public_id: str, response: Response) -> CardOut:
    """A card with what was read."""
    card = cards.card_page(actor, public_id)
    tag(response, card.version)
    more = {
        "front": card.front_id,
        "back": card.back_id or None,
        "job": card.job_id,
        "error": error_out(request, card.error),
        "contact": card.contact_public_id or None,
    }
    return CardOut.model_validate(fields_of(card, CardOut) | more)


@api.post("/api/v1/cards/{public_id}/back", status_code=202)
async def add_back(
    actor: CurrentActor, public_id: str, image: Annotated[UploadFile, File()]
) -> JSONResponse:
    """The other side of a card."""
    data = await read_limited(image, PICTURE_BYTES, "pictures.too_large")
    name = image.filename or "back"
    return accepted(await asyncio.to_thread(cards.add_back, actor, public_id, name, data))


@api.delete("/api/v1/cards/{public_id}", status_code=204)
def discard_card(actor: CurrentActor, public_id: str) -> Response:
    """Throw a capture away."""
    cards.discard_card(actor, public_id)
    return Response(status_code=204)
