"""Bytes that come with a request: read up to a limit, and what is answered when they are taken."""

from typing import Annotated

from fastapi import Query, UploadFile
from fastapi.responses import JSONResponse

from crm_app.core.errors import TooLarge

# Names the bytes that a page wants to show, so that it asks anew when they are others.
Which = Annotated[str, Query(alias="v", max_length=64)]
# What a page may do with bytes that somebody else brought: nothing but show them.
HARMLESS = {
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


def accepted(public_id: str) -> JSONResponse:
    """The job that has begun, and where to ask after it."""
    return JSONResponse({"id": public_id}, 202, headers={"location": f"/api/v1/jobs/{public_id}"})
