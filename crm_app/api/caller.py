"""Who is calling, and from which page."""

import asyncio
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from crm_app.core.errors import Forbidden, Unauthenticated
from crm_app.core.permissions import Actor, system_actor
from crm_app.services import accounts

COOKIE = "crm_session"
DOOR = system_actor("api")


def is_own_page(origin: str | None, environ: dict[str, str]) -> bool:
    """Whether a live connection comes from our own page, over TLS or not, behind a proxy or not."""
    return urlsplit(origin or "").netloc == environ.get("HTTP_HOST")


def same_origin(request: Request) -> bool:
    """Whether a browser's request comes from our own page; requests without Origin are no browser's."""
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host")
    if request.method in ("GET", "HEAD", "OPTIONS"):  # a link that somebody follows
        return True
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def check_origin(request: Request) -> None:
    """Refuse a foreign page's request (`api.foreign_origin`)."""
    if not same_origin(request):
        raise Forbidden("api.foreign_origin")


async def find_actor(request: Request) -> Actor | None:
    """Whoever holds the bearer key or the session's cookie; None when neither is valid."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await asyncio.to_thread(accounts.actor_of_key, DOOR, key.strip())
    token = request.cookies.get(COOKIE, "")
    return await asyncio.to_thread(accounts.actor_of_session, DOOR, token) if token else None


async def current_actor(request: Request) -> Actor:
    """Who is calling; 401 when there are no valid credentials."""
    check_origin(request)
    actor = await find_actor(request)
    if actor is None:
        raise Unauthenticated("login.required")
    return actor


CurrentActor = Annotated[Actor, Depends(current_actor)]
