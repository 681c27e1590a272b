"""Signing in and out, set-up, invitations, one's own profile."""

import asyncio

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

from crm_app.api.base import COOKIE, DOOR, CurrentActor, api, check_origin, language_of
from crm_app.api.users import UserOut, shown
from crm_app.services import accounts


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Credentials(_Strict):
    """What somebody signs in with."""

    email: str = Field(max_length=254)
    password: str = Field(max_length=1000)


class Entry(Credentials):
    """Credentials, with a code where the second step is on."""

    code: str = Field(default="", max_length=40)


class FirstAdmin(Credentials):
    """The set-up page's form."""

    company: str = Field(max_length=200)
    name: str = Field(max_length=200)


class SetupState(BaseModel):
    """What the entrance pages ask first."""

    needed: bool


class Welcome(_Strict):
    """An invitation or reset link taken up."""

    token: str = Field(max_length=200)
    password: str = Field(max_length=1000)


class ProfileChange(_Strict):
    """What one may change of oneself."""

    name: str | None = Field(default=None, max_length=200)
    language: str | None = None
    zone: str | None = None


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


async def _start(request: Request, email: str, password: str, code: str = "") -> Response:
    agent = request.headers.get("user-agent", "")
    token = await asyncio.to_thread(
        accounts.sign_in, DOOR, email, password, agent, _address(request), code
    )
    answer = Response(status_code=204)
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int(accounts.SESSION_LIFE.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )
    return answer


@api.post("/api/v1/session", status_code=204)
async def sign_in(request: Request, form: Entry) -> Response:
    """Sign in; the session's token comes as an HttpOnly cookie. Where the second step is on and no
    code came, the refusal is `accounts.code_needed`."""
    check_origin(request)
    return await _start(request, form.email, form.password, form.code)


@api.delete("/api/v1/session", status_code=204)
async def sign_out(request: Request, actor: CurrentActor) -> Response:
    """End this session."""
    await asyncio.to_thread(accounts.sign_out, actor, request.cookies.get(COOKIE, ""))
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@api.get("/api/v1/session")
def who_am_i(actor: CurrentActor) -> UserOut:
    """The signed-in person."""
    return shown(accounts.own_profile(actor))


@api.patch("/api/v1/profile", status_code=204)
def change_profile(actor: CurrentActor, change: ProfileChange) -> Response:
    """One's own name, language, zone."""
    accounts.change_profile(actor, name=change.name, language=change.language, zone=change.zone)
    return Response(status_code=204)


@api.get("/api/v1/setup")
def setup_state() -> SetupState:
    """Whether the first administrator is still to be made: anybody may know."""
    return SetupState(needed=accounts.needs_setup(DOOR))


@api.post("/api/v1/setup", status_code=204)
async def set_up(request: Request, form: FirstAdmin) -> Response:
    """Create the first administrator, once, and sign him in."""
    check_origin(request)
    await asyncio.to_thread(
        accounts.create_first_admin,
        DOOR,
        form.company,
        form.name,
        form.email,
        form.password,
        language_of(request),
    )
    return await _start(request, form.email, form.password)


@api.post("/api/v1/welcome", status_code=204)
async def welcome(request: Request, form: Welcome) -> Response:
    """Set a password by a one-time link, and sign in."""
    check_origin(request)
    email = await asyncio.to_thread(accounts.take_up_link, DOOR, form.token, form.password)
    return await _start(request, email, form.password)
