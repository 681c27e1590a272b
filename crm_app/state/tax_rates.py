"""The tax rates of the house."""

from typing import Any

import reflex as rx

from crm_app.services import tax_rates
from crm_app.services.tax_rates import TaxRateForm, TaxRateRow
from crm_app.state.base import action
from crm_app.state.edited import EditedList


class TaxRateScreen(EditedList, rx.State):
    """All rates; a form a rate."""

    rows: rx.Field[list[TaxRateRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """All rates; again whenever one changes."""
        await self._read()
        self._watch(TaxRateScreen.refresh, "tax_rate")

    @action
    async def save(self, public_id: str, version: int, form: dict[str, Any]) -> None:
        """Store a rate, or a new one."""
        self.at = public_id or "new"
        texts = {name: str(form.get(name) or "")[:200] for name in ("zh", "en", "percent")}
        sent = TaxRateForm(
            **texts,
            is_default=bool(form.get("is_default")),
            is_active=bool(form.get("is_active")),
        )
        done, _ = await self._do(tax_rates.save_tax_rate, sent, public_id, version or None)
        await self._stored(done, "tax_rates.saved")

    async def _read(self) -> None:
        self.rows = await self._ask(tax_rates.tax_rates) or []
        self.loaded = True
