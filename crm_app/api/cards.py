"""Cards over REST: pictures in, an id at once, what was read later."""

import asyncio
from typing import Annotated, Any

from fastapi import File, Response, UploadFile
from fastapi.responses import JSONResponse

from crm_app.api.base import CurrentActor, api
from crm_app.api.uploads import accepted, read_limited
from crm_app.services import cards

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


@api.get("/api/v1/cards")
def list_cards(actor: CurrentActor) -> dict[str, Any]:
    """One's own cards that wait for confirmation."""
    return {"items": cards.cards(actor), "next": None}


@api.get("/api/v1/cards/{public_id}")
def read_card(actor: CurrentActor, public_id: str) -> cards.CardPage:
    """A card with what was read."""
    return cards.card_page(actor, public_id)


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
