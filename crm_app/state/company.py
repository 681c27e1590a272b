"""The profile of the house."""

from typing import Any

import reflex as rx

from crm_app.services import company
from crm_app.services.company import CompanyForm, CompanyRow
from crm_app.state.base import Screen, action

_NAMES = tuple(CompanyForm.__dataclass_fields__)


class CompanyScreen(Screen, rx.State):
    """What stands on papers. The logo goes to its own address, as files do."""

    row: rx.Field[CompanyRow] = rx.field(default_factory=CompanyRow)

    @action
    async def load(self) -> None:
        """The profile; again whenever it changes."""
        await self._read()
        self._watch(CompanyScreen.refresh, "company")

    @action
    async def refresh(self) -> None:
        """Somebody changed it."""
        await self._read()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Store what was entered; a refusal keeps it in the fields."""
        typed = {name: str(form[name])[:5000] for name in _NAMES if form.get(name) is not None}
        version = self.row.version
        done, _ = await self._do(company.change_company, CompanyForm(**typed), version)
        if done:
            await self._tell("company.saved")
            await self._read()

    @action
    async def remove_logo(self) -> None:
        """Names alone."""
        await self._do(company.remove_logo)
        await self._read()

    async def _read(self) -> None:
        row = await self._ask(company.company)
        self.row = row or CompanyRow()
        self.loaded = True
