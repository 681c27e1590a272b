"""Files over REST: filed under a record, served by its rights."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import File, Form, Query, Response, UploadFile
from fastapi.responses import FileResponse
from pydantic import BaseModel

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Listed
from crm_app.api.paging import PageAsked
from crm_app.api.uploads import HARMLESS, read_limited
from crm_app.services import files

_BYTES = 30 * 1024 * 1024
_Words = Annotated[str, Query(max_length=64)]


class FileOut(BaseModel):
    """A file of a record."""

    id: str
    name: str
    media_type: str
    size: int
    created_at: datetime


@api.get("/api/v1/files", response_model=Listed[FileOut])
def list_files(
    actor: CurrentActor, page: PageAsked, record_kind: _Words, record_id: _Words
) -> dict[str, Any]:
    """The files of a customer, contact, deal, quote or activity, newest first."""
    return page.whole(
        files.files_of(actor, record_kind, record_id), lambda row: fields_of(row, FileOut)
    )


@api.get("/api/v1/files/{public_id}")
def read_file(actor: CurrentActor, public_id: str) -> FileResponse:
    """The bytes of a file that one may see."""
    found = files.stored(actor, public_id)
    return FileResponse(
        found.path,
        media_type=found.media_type,
        filename=found.name,
        content_disposition_type="inline" if found.inline else "attachment",
        headers=HARMLESS,
    )


@api.get("/api/v1/files/{public_id}/thumbnail")
def read_thumbnail(actor: CurrentActor, public_id: str) -> Response:
    """A small picture of a picture."""
    return Response(
        files.small_picture(actor, public_id), media_type="image/jpeg", headers=HARMLESS
    )


@api.post("/api/v1/files", status_code=201)
async def add_file(
    actor: CurrentActor,
    file: Annotated[UploadFile, File()],
    record_kind: Annotated[str, Form()],
    record_id: Annotated[str, Form()] = "",
    field: Annotated[str, Form(max_length=30)] = "",
) -> dict[str, str]:
    """A file for a customer, contact, deal, quote or activity; with `field`, for that custom field of
    a record, which takes it by its id when it is stored next.
    """
    data = await read_limited(file, _BYTES, "files.too_large")
    take: Callable[..., str] = files.bring if field else files.attach
    public_id = await asyncio.to_thread(
        take,
        actor,
        record_kind,
        field or record_id,
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
