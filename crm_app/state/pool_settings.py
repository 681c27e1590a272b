"""What holds for the public pool, as an administrator sets it."""

from typing import Any

import reflex as rx

from crm_app.services import pools
from crm_app.services.pools import HolderRow, SettingForm, SettingRow
from crm_app.state.base import Screen, action
from crm_app.state.records import ticked

_ENTERED = (
    *("capacity", "recycle_days", "warn_days", "protect_days", "bar_days"),
    *("work_start", "work_end"),
)


class PoolSettingScreen(Screen, rx.State):
    """The settings, and each person's own limit; `at` is the form of the last refusal."""

    row: rx.Field[SettingRow] = rx.field(default_factory=SettingRow)
    holders: rx.Field[list[HolderRow]] = rx.field(default_factory=list)
    at: str = ""

    @action
    async def load(self) -> None:
        """What is stored; again whenever it changes."""
        await self._read()
        self._watch(PoolSettingScreen.refresh, "pool_setting", "pool_quota", "lead")

    @action
    async def refresh(self) -> None:
        """It was changed elsewhere."""
        await self._read()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Store the settings."""
        self.at = "settings"
        texts = {name: str(form.get(name) or "")[:20] for name in _ENTERED}
        sent = SettingForm(**texts, work_days=ticked(form, "day"))
        done, _ = await self._do(pools.save_settings, sent, self.row.version)
        if done:
            await self._tell("pools.settings_saved")
            await self._read()

    @action
    async def save_quota(self, user: str, most: str) -> None:
        """One person's own limit was entered where it stands."""
        self.at = user
        holder = next((one for one in self.holders if one.public_id == user), None)
        if holder is not None and holder.own == most.strip():
            return
        done, before = await self._do(pools.set_quota, user, most[:20])
        if done:
            name = holder.name if holder else ""
            undo = (pools.set_quota, user, before or "")
            await self._offer_undo("pools.quota_saved", *undo, name=name)
            await self._read()

    async def _read(self) -> None:
        kept = self.problem
        self.row = await self._ask(pools.pool_settings) or SettingRow()
        self.holders = await self._ask(pools.lead_holders) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem
