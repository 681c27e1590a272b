"""Asking to take a list out, where that needs an approval."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import reflex as rx

from crm_app.core.conditions import LONGEST
from crm_app.core.listing import WHERE, ListQuery
from crm_app.services import approvals
from crm_app.state.base import Screen, action

_OWN = ("listing", "q", "sort", "as")


class ExportScreen(Screen, rx.State):
    """The list that the address names."""

    listing: str = ""
    file: str = ""

    @action
    async def load(self) -> None:
        """Which list it is."""
        asked = self._asked()
        self.listing = asked.get("listing", "")
        rest = {name: value for name, value in asked.items() if name != "listing"}
        self.file = f"/api/v1/exports/{self.listing}?{urlencode(rest)}"

    @action
    async def ask(self, form: dict[str, Any]) -> Any:
        """Ask, with what it is for."""
        asked = self._asked()
        filters = {name: value for name, value in asked.items() if name not in _OWN}
        query = ListQuery(asked.get("q", ""), filters, asked.get("sort", ""))
        reason = str(form.get("reason") or "")[:500]
        done, made = await self._do(
            approvals.ask_for_export, asked.get("listing", ""), query, reason
        )
        if not done:
            return None
        await self._tell("approvals.export_asked")
        return rx.redirect(f"/approvals/{made}")

    def _asked(self) -> dict[str, str]:
        found = parse_qsl(urlsplit(str(self.router.url)).query)
        most = {WHERE: LONGEST}  # conditions in groups are long
        return {name[:60]: value[: most.get(name, 200)] for name, value in found[:40] if value}
