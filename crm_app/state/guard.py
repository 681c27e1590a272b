"""The lock before every event: default deny, the session looked up each time, tabs emptied.

Permissions and rows are decided behind it, at the service door; this only knows who is acting.
"""

import asyncio
import logging
from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import reflex as rx
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext

from crm_app.core.permissions import Actor, system_actor
from crm_app.services import accounts
from crm_app.state.payload import fits

COOKIE = "crm_session"
_FRAMEWORK = frozenset(
    {"hydrate", "hydrate_and_load", "on_load_internal", "set_is_hydrated", "update_vars_internal"}
    | {"handle_frontend_exception"}
)
_DOOR = system_actor("sign-in")
_log = logging.getLogger("crm.events")

current_actor: ContextVar[Actor | None] = ContextVar("current_actor", default=None)

if TYPE_CHECKING:
    action = public = rx.event
else:

    def action(fn: Any) -> Any:
        """An event that any signed-in person may send; the services decide what he may do."""
        fn._crm_access = "signed-in"
        return rx.event(fn)

    def public(fn: Any) -> Any:
        """An event that anybody may send, signed in or not."""
        fn._crm_access = "public"
        return rx.event(fn)


def cookie_token(header: str) -> str | None:
    """The session token in a Cookie header."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header or "")
    except CookieError:
        return None
    return jar[COOKIE].value if COOKIE in jar else None


def _is_profile(state: BaseState) -> bool:
    """Whether the tab shows one's profile, where the second step is turned on."""
    router = EventContext.get().router_data or state.router_data or {}
    return urlsplit(router.get("asPath") or "").path.rstrip("/") == "/profile"


class TabOwner(rx.State):
    """Whose data this tab's state holds; lives on the root so that a change of person empties it."""

    _user_id: int | None = None


class Guard(Middleware):
    """Runs before every event: websocket, upload, background and load alike."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the event through; an update stops it."""
        actor = await self._acting(state)
        current_actor.set(actor)
        await self._empty_for_another(state, actor)
        registered = RegistrationContext.get().event_handlers.get(event.name)
        fn = registered.handler.fn if registered else None
        name = event.name.rsplit(".", 1)[-1]
        if fn is None or name == "setvar":
            return StateUpdate()
        if fn.__module__.startswith("reflex") and name in _FRAMEWORK:
            return None
        access = getattr(fn, "_crm_access", None)
        if access is not None and not fits(fn, event.payload):
            _log.warning("refused the arguments of %s", event.name)
            return StateUpdate()
        if access is None:
            return StateUpdate()
        target = await self._sent_to(access, actor, state)
        return StateUpdate(events=Event.from_event_type(rx.redirect(target))) if target else None

    async def _sent_to(self, access: str, actor: Actor | None, state: BaseState) -> str:
        """The page for somebody who may not send this event from where he is; empty lets it through."""
        if access == "public":
            return ""
        if actor is None:
            fresh = await asyncio.to_thread(accounts.needs_setup, _DOOR)
            return "/setup" if fresh else "/login"
        return "/profile" if actor.must_prove and not _is_profile(state) else ""

    async def _acting(self, state: BaseState) -> Actor | None:
        router = EventContext.get().router_data or state.router_data or {}
        token = cookie_token(router.get("headers", {}).get("cookie", ""))
        return await asyncio.to_thread(accounts.actor_of_session, _DOOR, token) if token else None

    async def _empty_for_another(self, state: BaseState, actor: Actor | None) -> None:
        root = state._get_root_state()
        owner = await root.get_state(TabOwner)
        user_id = actor.user_id if actor else None
        if owner._user_id is not None and owner._user_id != user_id:
            root.reset()
            owner = await root.get_state(TabOwner)
        if owner._user_id != user_id:
            owner._user_id = user_id


def log_exception(exception: Exception) -> None:
    """A fault in a handler: its trace without the event, whose headers carry the cookie."""
    _log.error("fault in an event handler", exc_info=exception)
