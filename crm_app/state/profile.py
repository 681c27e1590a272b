"""One's own profile: name, zone, password, and where one is signed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import reflex as rx

from crm_app.core.errors import Invalid
from crm_app.lib.agents import device
from crm_app.services import accounts
from crm_app.state.base import Problem, Screen, Shell, action
from crm_app.state.guard import cookie_token


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere one is signed in."""

    public_id: str
    device: str
    since: datetime
    here: bool


class ProfileScreen(Screen, rx.State):
    """What everybody may change of himself."""

    values: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    places: rx.Field[list[Place]] = rx.field(default_factory=list)
    # Which form the last refusal belongs to.
    at: str = ""

    @action
    async def load(self) -> None:
        """The profile and the sessions; again when one of them ends."""
        self.problem = Problem()
        await self._read()
        self._watch(ProfileScreen.refresh, f"session:{self._actor().user_id}")

    @action
    async def refresh(self) -> None:
        """A session ended elsewhere."""
        await self._read()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Name and time zone."""
        self.at = "profile"
        name, zone = (str(form.get(key) or "")[:200] for key in ("name", "zone"))
        done, _ = await self._do(accounts.change_profile, name=name, zone=zone)
        if done:
            await self._tell("profile.saved")
            await self._read()
            shell = await self.get_state(Shell)
            shell.me = type(shell.me)(
                self.values["name"], shell.me.role, shell.me.language, shell.me.can
            )

    @action
    async def change_password(self, form: dict[str, Any]) -> Any:
        """A new password; this session ends with all others."""
        self.at = "password"
        old, new, again = (str(form.get(key) or "")[:1000] for key in ("old", "new", "again"))
        if new != again:
            self.problem = Problem.of(Invalid("accounts.password_differs", field="again"))
            return None
        done, _ = await self._do(accounts.change_password, old, new)
        return rx.redirect("/login") if done else None

    @action
    async def end(self, public_id: str) -> None:
        """Sign out one other place."""
        self.at = "sessions"
        done, _ = await self._do(accounts.cut_session, public_id)
        if done:
            await self._tell("profile.session_ended")
        await self._read()

    @action
    async def end_others(self) -> None:
        """Sign out everywhere but here."""
        self.at = "sessions"
        done, count = await self._do(accounts.cut_other_sessions, self._token())
        if done:
            await self._tell("profile.sessions_ended", count=count)
            await self._read()

    def _token(self) -> str:
        return cookie_token(self.router.headers.cookie) or ""

    async def _read(self) -> None:
        me = await self._ask(accounts.own_profile)
        if me is not None:
            shown = ("name", "email", "role", "team", "zone", "public_id")
            self.values = {name: getattr(me, name) for name in shown}
        found = await self._ask(accounts.own_sessions, self._token()) or []
        self.places = [
            Place(row.public_id, device(row.agent), row.since, row.here) for row in found
        ]
        self.loaded = True
