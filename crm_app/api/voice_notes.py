"""Voice notes over REST: a recording in, an id at once, text and facts later."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import File, Form, Response, UploadFile
from fastapi.responses import JSONResponse

from crm_app.api.base import CurrentActor, api
from crm_app.api.uploads import accepted, read_limited
from crm_app.services import voice


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
    return accepted(public_id)


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
