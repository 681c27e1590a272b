"""Files over REST: filed under a record, served by its rights."""

import asyncio
from typing import Annotated, Any

from fastapi import File, Form, Query, Response, UploadFile
from fastapi.responses import FileResponse

from crm_app.api.base import CurrentActor, api
from crm_app.api.uploads import read_limited
from crm_app.services import files

_BYTES = 30 * 1024 * 1024
# What a page may do with bytes that somebody else brought: nothing but show them.
_HARMLESS = {
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, no-cache",
}
_Words = Annotated[str, Query(max_length=64)]


@api.get("/api/v1/files")
def list_files(actor: CurrentActor, record_kind: _Words, record_id: _Words) -> dict[str, Any]:
    """The files of a customer, contact, deal, quote or activity, newest first."""
    rows = files.files_of(actor, record_kind, record_id)
    return {
        "items": [
            {
                "id": row.public_id,
                "name": row.name,
                "media_type": row.media_type,
                "size": row.size,
                "created_at": row.created_at,
            }
            for row in rows
        ],
        "next": None,
    }


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
    data = await read_limited(file, _BYTES, "files.too_large")
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
