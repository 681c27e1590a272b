"""The list of users and what administrators do with them."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import accounts
from crm_app.services.accounts import IssuedLink, TeamRow, UserRow
from crm_app.state.base import Problem, action
from crm_app.state.lists import ListScreen

_KEPT = ("name", "role", "team_public_id", "email", "language")


class UserList(ListScreen, rx.State):
    """Everybody who signs in; one of them may be open in a sheet."""

    rows: rx.Field[list[UserRow]] = rx.field(default_factory=list)
    teams: rx.Field[list[TeamRow]] = rx.field(default_factory=list)
    # Which sheet is open: "", invite, edit, reset or link.
    sheet: str = ""
    # The user whom the sheet is about.
    editing: str = ""
    values: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    # The link just made; gone from here when its sheet is closed.
    link: str = ""
    is_mailed: bool = False
    _version: int = 0

    async def _read(self, asked: ListQuery) -> Page[UserRow] | None:
        self.teams = await self._ask(accounts.teams) or []
        return await self._ask(accounts.user_page, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a user or team changes."""
        self.problem = Problem()
        await self._open()
        self._watch(UserList.refresh, "user", "team")

    @action
    async def refresh(self) -> None:
        """A user or team was changed elsewhere."""
        await self._refresh()

    @action
    async def start_invitation(self) -> None:
        """Open the empty form."""
        self.problem, self.editing, self.sheet = Problem(), "", "invite"
        top = self.teams[0].public_id if self.teams else ""
        self.values = {"role": "rep", "team_public_id": top}

    @action
    async def start(self, public_id: str, sheet: str) -> None:
        """Open a form (edit, reset) for a user."""
        self.problem = Problem()
        row = await self._ask(accounts.user, public_id)
        if row is None or sheet not in ("edit", "reset"):
            return
        self.editing, self._version, self.sheet = row.public_id, row.version, sheet
        self.values = {name: getattr(row, name) for name in _KEPT}
        self.values["senior"] = "on" if row.is_senior else ""

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.sheet, self.link = "", ""

    @action
    async def invite(self, form: dict[str, Any]) -> None:
        """A new account, and the link to hand over."""
        sent = {name: str(form.get(name) or "")[:254] for name in _KEPT}
        done, issued = await self._do(accounts.invite, **sent)
        if done and issued is not None:
            await self._show_link(issued, sent["name"])
            await self._tell("users.invited", name=sent["name"])

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Another name, role or team, senior or not; a refusal leaves the sheet open with what was typed."""
        sent = {name: str(form.get(name) or "")[:254] for name in _KEPT[:3]}
        senior, change = bool(form.get("senior")), accounts.change_user
        done, _ = await self._do(change, self.editing, self._version, **sent, is_senior=senior)
        if done:
            self.sheet = ""
            await self._tell("users.saved", name=sent["name"])
            await self._refresh()

    @action
    async def reset_password(self) -> None:
        """End a password and make a link for another one."""
        done, issued = await self._do(accounts.reset, self.editing)
        if done and issued is not None:
            await self._show_link(issued, self.values.get("name", ""))

    @action
    async def enable(self, public_id: str, name: str, wanted: str) -> None:
        """Disable an account or enable it again, with a way back."""
        on = wanted == "yes"
        done, _ = await self._do(accounts.set_active, public_id, active=on)
        if done:
            code = "users.enabled" if on else "users.disabled"
            await self._offer_undo(code, accounts.set_active, public_id, not on, name=name[:120])
            await self._refresh()

    @action
    async def remove_factor(self, public_id: str, name: str) -> None:
        """For somebody who lost phone and recovery codes."""
        done, _ = await self._do_aloud(accounts.remove_factor, public_id)
        if done:
            await self._tell("second_factor.removed", name=name[:120])
            await self._refresh()

    async def _show_link(self, issued: IssuedLink, name: str) -> None:
        self.editing, self.link, self.is_mailed = issued.user_public_id, issued.url, issued.mailed
        self.values = {**self.values, "name": name}
        self.sheet = "link"
        await self._refresh()
