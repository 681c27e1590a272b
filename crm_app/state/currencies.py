"""Currencies, what totals in them are rounded to, and their rates."""

from dataclasses import astuple
from typing import Any

import reflex as rx

from crm_app.services import currencies
from crm_app.services.currencies import CurrencyForm, CurrencyRow, RateForm, RateRow
from crm_app.state.base import action
from crm_app.state.edited import EditedList

_ENTERED = ("code", "valid_from", "rate", "per")


class CurrencyScreen(EditedList, rx.State):
    """All currencies and rates; a form each."""

    rows: rx.Field[list[CurrencyRow]] = rx.field(default_factory=list)
    rates: rx.Field[list[RateRow]] = rx.field(default_factory=list)
    base: str = "CNY"

    @action
    async def load(self) -> None:
        """All of them; again whenever one changes."""
        await self._read()
        self._watch(CurrencyScreen.refresh, "currency_rule", "exchange_rate")

    @action
    async def save(self, code: str, version: int, form: dict[str, Any]) -> None:
        """What totals in a currency are rounded to, and whether it is the house's own."""
        self.at = code
        own = True if form.get("is_base") else None
        sent = CurrencyForm(step=str(form.get("step") or "")[:30], is_base=own)
        done, _ = await self._do(currencies.change_currency, code, sent, version)
        await self._stored(done, "currencies.saved", currency=code)

    @action
    async def save_rate(self, public_id: str, version: int, form: dict[str, Any]) -> None:
        """Store a rate, or a new one."""
        self.at = public_id or "new"
        sent = RateForm(**{name: str(form.get(name) or "")[:30] for name in _ENTERED})
        if public_id:
            done, _ = await self._do(currencies.change_rate, public_id, sent, version or None)
        else:
            done, _ = await self._do(currencies.add_rate, sent)
        await self._stored(done, "currencies.rate_saved")

    @action
    async def delete_rate(self, public_id: str) -> None:
        """Take a rate away, with a way back."""
        self.at = public_id
        done, form = await self._do(currencies.delete_rate, public_id)
        if done and form is not None:
            undo = (currencies.add_rate, RateForm(*astuple(form)))
            await self._offer_undo("currencies.rate_deleted", *undo)
            await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(currencies.currencies) or []
        self.rates = await self._ask(currencies.exchange_rates) or []
        self.base = next((row.code for row in self.rows if row.is_base), "CNY")
        self.loaded = True
