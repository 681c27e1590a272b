"""Where orders of won deals go."""

from typing import Any

import reflex as rx

from crm_app.services import erp
from crm_app.services.erp import ErpForm, ErpSettings
from crm_app.state.base import Screen, action


class ErpScreen(Screen, rx.State):
    """The one receiver; the secret is never shown."""

    row: rx.Field[ErpSettings] = rx.field(default_factory=ErpSettings)
    stored: int = 0

    @action
    async def load(self) -> None:
        """The settings; again whenever they change."""
        await self._read()
        self._watch(ErpScreen.refresh, "setting:erp")

    @action
    async def refresh(self) -> None:
        """Somebody changed them."""
        await self._read()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Store what was entered; a refusal keeps it in the fields."""
        sent = ErpForm(
            url=str(form.get("url") or "")[:400],
            secret=str(form.get("secret") or "")[:400],
            is_automatic=bool(form.get("is_automatic")),
        )
        done, _ = await self._do(erp.save_erp_settings, sent)
        if done:
            self.stored += 1
            await self._tell("erp.saved")
            await self._read()

    async def _read(self) -> None:
        self.row = await self._ask(erp.erp_settings) or ErpSettings()
        self.loaded = True
