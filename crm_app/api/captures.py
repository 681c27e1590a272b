"""Cards, voice notes, files and jobs over REST: bytes in, an id at once, the result later."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import File, Form, Response, UploadFile
from fastapi.responses import FileResponse, JSONResponse

from crm_app.api.base import CurrentActor, api
from crm_app.core.errors import TooLarge
from crm_app.services import cards, files, jobs, voice

PICTURE_BYTES = 15 * 1024 * 1024
FILE_BYTES = 30 * 1024 * 1024
# What a page may do with bytes that somebody else brought: nothing but show them.
_HARMLESS = {
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, no-cache",
}


async def read_limited(upload: UploadFile, most: int, code: str) -> bytes:
    """The bytes of an upload; refuses with `code` as soon as they are too many."""
    data = await upload.read(most + 1)
    if len(data) > most:
        megabytes = most // 1024 // 1024
        raise TooLarge(code, most=megabytes, limit=megabytes)
    return data


def _accepted(public_id: str) -> JSONResponse:
    return JSONResponse({"id": public_id}, 202, headers={"location": f"/api/v1/jobs/{public_id}"})


@api.post("/api/v1/cards", status_code=202)
async def add_card(actor: CurrentActor, image: Annotated[list[UploadFile], File()]) -> JSONResponse:
    """A photographed card, front and perhaps back, to be read."""
    pictures = [
        (upload.filename or "card", await read_limited(upload, PICTURE_BYTES, "pictures.too_large"))
        for upload in image[:3]
    ]
    return _accepted(await asyncio.to_thread(cards.accept_card, actor, pictures))


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
    return _accepted(await asyncio.to_thread(cards.add_back, actor, public_id, name, data))


@api.delete("/api/v1/cards/{public_id}", status_code=204)
def discard_card(actor: CurrentActor, public_id: str) -> Response:
    """Throw a capture away."""
    cards.discard_card(actor, public_id)
    return Response(status_code=204)


@api.post("/api/v1/voice-notes", status_code=202)
async def add_voice_note(  # noqa: PLR0913, PLR0917 - the fields of one form
    actor: CurrentActor,
    audio: Annotated[UploadFile, File()],
    customer: Annotated[str, Form()] = "",
    contact: Annotated[str, Form()] = "",
    deal: Annotated[str, Form()] = "",
    language: Annotated[str, Form()] = "",
    spoken_at: Annotated[datetime | None, Form()] = None,
) -> JSONResponse:
    """A recording, to be transcribed."""
    data = await read_limited(audio, voice.MAX_BYTES, "sound.too_large")
    about = {"customer": customer, "contact": contact, "deal": deal}
    moment = spoken_at if spoken_at and spoken_at.tzinfo else None
    public_id = await asyncio.to_thread(
        voice.accept_voice_note,
        actor,
        data,
        audio.filename or "note",
        about=about,
        language=language,
        spoken_at=moment,
    )
    return _accepted(public_id)


@api.get("/api/v1/voice-notes")
def list_voice_notes(actor: CurrentActor) -> dict[str, Any]:
    """One's own notes that wait for confirmation."""
    return {"items": voice.voice_notes(actor), "next": None}


@api.get("/api/v1/voice-notes/{public_id}")
def read_voice_note(actor: CurrentActor, public_id: str) -> voice.VoicePage:
    """A note with its text and what was found."""
    return voice.voice_page(actor, public_id)


@api.delete("/api/v1/voice-notes/{public_id}", status_code=204)
def discard_voice_note(actor: CurrentActor, public_id: str) -> Response:
    """Throw a note away."""
    voice.discard_note(actor, public_id)
    return Response(status_code=204)


@api.get("/api/v1/jobs/{public_id}")
def read_job(actor: CurrentActor, public_id: str) -> jobs.JobRow:
    """How a job of one's own is going."""
    return jobs.job(actor, public_id)


@api.delete("/api/v1/jobs/{public_id}", status_code=204)
def cancel_job(actor: CurrentActor, public_id: str) -> Response:
    """Stop a job."""
    jobs.cancel(actor, public_id)
    return Response(status_code=204)


@api.get("/api/v1/files/{public_id}")
def read_file(actor: CurrentActor, public_id: str) -> FileResponse:
    """The bytes of a file that one may see."""
    found = files.stored(actor, public_id)
    return FileResponse(
        found.path,
        media_type=found.media_type,
        filename=found.name,
        content_disposition_type="inline" if found.inline else "attachment",
        headers=_HARMLESS,
    )


@api.get("/api/v1/files/{public_id}/thumbnail")
def read_thumbnail(actor: CurrentActor, public_id: str) -> Response:
    """A small picture of a picture."""
    return Response(
        files.small_picture(actor, public_id), media_type="image/jpeg", headers=_HARMLESS
    )


@api.post("/api/v1/files", status_code=201)
async def add_file(
    actor: CurrentActor,
    file: Annotated[UploadFile, File()],
    record_kind: Annotated[str, Form()],
    record_id: Annotated[str, Form()],
) -> dict[str, str]:
    """A file for a customer, contact, deal, quote or activity."""
    data = await read_limited(file, FILE_BYTES, "files.too_large")
    public_id = await asyncio.to_thread(
        files.attach,
        actor,
        record_kind,
        record_id,
        data,
        file.filename or "file",
        file.content_type or "",
    )
    return {"id": public_id}


@api.delete("/api/v1/files/{public_id}", status_code=204)
def delete_file(actor: CurrentActor, public_id: str) -> Response:
    """Into the recycle bin."""
    files.delete_file(actor, public_id)
    return Response(status_code=204)
