"""Voice notes over REST: a recording in, an id at once, text and facts later."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import File, Form, Request, Response, UploadFile
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Listed, Named, named
from crm_app.api.jobs import ErrorOut, error_out
from crm_app.api.paging import PageAsked, tag
from crm_app.api.uploads import accepted, read_limited
from crm_app.services import voice

MOST = 1000


@api.post("/api/v1/voice-notes", status_code=202)
async def add_voice_note(  # noqa: PLR0913, PLR0917 - the fields of one form
    actor: CurrentActor,
    audio: Annotated[UploadFile, File()],
    customer: Annotated[str, Form()] = "",
    contact: Annotated[str, Form()] = "",
    deal: Annotated[str, Form()] = "",
    language: Annotated[Literal["", "zh", "en"], Form()] = "",
    spoken_at: Annotated[AwareDatetime | None, Form()] = None,
) -> JSONResponse:
    """A recording, to be transcribed."""
    data = await read_limited(audio, voice.MAX_BYTES, "sound.too_large")
    about = {"customer": customer, "contact": contact, "deal": deal}
    public_id = await asyncio.to_thread(
        voice.accept_voice_note,
        actor,
        data,
        audio.filename or "note",
        about=about,
        language=language,
        spoken_at=spoken_at,
    )
    return accepted(public_id)


class NoteBrief(BaseModel):
    """A note in a list; status is waiting, ready, failed or confirmed."""

    id: str
    status: str
    text: str
    seconds: float
    spoken_at: datetime
    progress: float
    customer: str


class NoteOut(BaseModel):
    """A note whole: `file` is its recording; `facts` come with the sentences they are from."""

    id: str
    version: int
    status: str
    file: str
    job: str
    language: str
    seconds: float
    spoken_at: datetime
    text: str
    segments: list[dict[str, Any]]
    facts: dict[str, Any]
    is_incomplete: bool
    progress: float
    error: ErrorOut | None
    customer: Named | None
    contact: Named | None
    deal: Named | None
    activity: str | None


@api.get("/api/v1/voice-notes", response_model=Listed[NoteBrief])
def list_voice_notes(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """One's own notes that wait for confirmation, newest first."""
    return page.whole(voice.voice_notes(actor, MOST), lambda row: fields_of(row, NoteBrief))


@api.get("/api/v1/voice-notes/{public_id}")
def read_voice_note(
    request: Request, actor: CurrentActor, public_id: str, response: Response
) -> NoteOut:
    """A note with its text and what was found."""
    note = voice.voice_page(actor, public_id)
    tag(response, note.version)
    more = {
        "file": note.file_id,
        "job": note.job_id,
        "error": error_out(request, note.error),
        "customer": named(note.customer_id, note.customer),
        "contact": named(note.contact_id, note.contact),
        "deal": named(note.deal_id, note.deal),
        "activity": note.activity_id or None,
    }
    return NoteOut.model_validate(fields_of(note, NoteOut) | more)


@api.delete("/api/v1/voice-notes/{public_id}", status_code=204)
def discard_voice_note(actor: CurrentActor, public_id: str) -> Response:
    """Throw a note away."""
    voice.discard_note(actor, public_id)
    return Response(status_code=204)
