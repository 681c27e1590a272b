"""One's own second step of signing in, and which roles have to have it."""

from datetime import datetime
from typing import Any

import reflex as rx

from crm_app.services import accounts
from crm_app.services.accounts import ROLES
from crm_app.state.base import Problem, Screen, action


class OwnFactor(Screen, rx.State):
    """The part of the profile that turns it on and off."""

    is_on: bool = False
    is_required: bool = False
    since: rx.Field[datetime | None] = rx.field(default=None)
    codes_left: int = 0
    # What the authenticator app takes, while it is being set up; gone from here afterwards.
    secret: str = ""
    picture: str = ""
    # The recovery codes just made; gone when they were put away.
    codes: rx.Field[list[str]] = rx.field(default_factory=list)
    # Which form the last refusal belongs to.
    at: str = ""

    @action
    async def load(self) -> None:
        """How it is, with nothing left of an earlier visit."""
        self.problem, self.secret, self.picture, self.codes = Problem(), "", "", []
        await self._read()

    @action
    async def begin(self, form: dict[str, Any]) -> None:
        """Show the QR code to somebody who knows the password."""
        self.at = "begin"
        done, made = await self._do(accounts.begin_factor, str(form.get("password") or "")[:1000])
        if done and made is not None:
            grouped = (made.secret[at : at + 4] for at in range(0, len(made.secret), 4))
            self.secret, self.picture = " ".join(grouped), made.picture

    @action
    async def leave(self) -> None:
        """Not now, or the codes are put away."""
        self.problem, self.secret, self.picture, self.codes = Problem(), "", "", []

    @action
    async def confirm(self, form: dict[str, Any]) -> None:
        """The app shows the code: it is on."""
        self.at = "confirm"
        done, codes = await self._do(accounts.confirm_factor, str(form.get("code") or "")[:40])
        if done and codes is not None:
            self.secret, self.picture, self.codes = "", "", codes
            await self._tell("second_factor.turned_on")
            await self._read()

    @action
    async def renew(self, form: dict[str, Any]) -> None:
        """Other recovery codes."""
        self.at = "renew"
        done, codes = await self._do(accounts.renew_codes, str(form.get("code") or "")[:40])
        if done and codes is not None:
            self.codes = codes
            await self._read()

    @action
    async def end(self, form: dict[str, Any]) -> None:
        """Password alone again."""
        self.at = "end"
        typed = str(form.get("password") or "")[:1000], str(form.get("code") or "")[:40]
        done, _ = await self._do(accounts.end_factor, *typed)
        if done:
            self.codes = []
            await self._tell("second_factor.turned_off")
            await self._read()

    async def _read(self) -> None:
        state = await self._ask(accounts.own_factor)
        if state is not None:
            self.is_on, self.is_required = state.is_on, state.is_required
            self.since, self.codes_left = state.since, state.codes_left
        self.loaded = True


class SignInRules(Screen, rx.State):
    """What roles have to show when they sign in."""

    roles: rx.Field[list[str]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """The roles that have to have the second step."""
        self.problem = Problem()
        self.roles = list(await self._ask(accounts.factor_roles) or ())
        self.loaded = True

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """These roles from now on."""
        chosen = [role for role in ROLES if form.get(role)]
        done, _ = await self._do(accounts.require_factor, chosen)
        if done:
            self.roles = chosen
            await self._tell("second_factor.rules_saved")
