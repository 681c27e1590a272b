"""How approvals go in a period."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import reflex as rx

from crm_app.services import approvals
from crm_app.services.approvals import Throughput
from crm_app.state.base import Screen, action

_NONE = Throughput(date(2000, 1, 1), date(2000, 1, 1))


class ReportScreen(Screen, rx.State):
    """The figures of the period in the address, or of the last ninety days."""

    report: rx.Field[Throughput] = rx.field(default_factory=lambda: _NONE)

    @action
    async def load(self) -> None:
        """The period that the address names."""
        asked = dict(parse_qsl(urlsplit(str(self.router.url)).query))
        starts, ends = (str(asked.get(name) or "")[:10] for name in ("from", "to"))
        done, found = await self._do(approvals.throughput, starts, ends)
        self.report = found if done and found is not None else _NONE
        self.loaded = True

    @action
    async def show(self, form: dict[str, Any]) -> Any:
        """Another period; it stands in the address."""
        days = {name: str(form.get(name) or "")[:10] for name in ("from", "to")}
        return rx.redirect("/approvals/report?" + urlencode({k: v for k, v in days.items() if v}))
