"""Where customers stand: beside a customer, all of them together, and the rules."""

from typing import Any

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.services import lifecycle
from crm_app.services.lifecycle import Overview, Profile, RuleEffect, RuleForm, RuleRow
from crm_app.state.base import OneRecord, Problem, Screen, action

_ENTERED = (
    *("a_spend", "a_orders", "b_spend", "b_orders"),
    *("first_days", "shortest_days", "risk_percent", "lost_percent"),
)


class CustomerProfile(OneRecord, rx.State):
    """Beside the customer of the address; `saved` grows when the tier's sheet is to close."""

    found: rx.Field[Profile] = rx.field(default_factory=Profile)
    saved: int = 0

    @action
    async def load(self) -> None:
        """Of the customer of the address; again whenever he changes or orders."""
        subject = str(getattr(self, "customer_id", ""))
        if self.shown != subject:
            self.found, self.problem = Profile(), Problem()
        await self._read(subject)
        self._watch(CustomerProfile.refresh, f"customer:{subject}", "order", "standing")

    @action
    async def refresh(self) -> None:
        """Something of it changed."""
        await self._read(self.shown)

    @action
    async def override(self, form: dict[str, Any]) -> None:
        """A person sets the tier and says why."""
        tier, reason = str(form.get("tier") or "")[:5], str(form.get("reason") or "")[:400]
        done, _ = await self._do(lifecycle.override_tier, self.shown, tier, reason)
        if done:
            self.saved += 1
            await self._tell("lifecycle.tier_set", tier=tier)
            await self._read(self.shown)

    @action
    async def release(self) -> None:
        """The rules decide again."""
        done, _ = await self._do(lifecycle.release_tier, self.shown)
        if done:
            await self._tell("lifecycle.tier_released")
            await self._read(self.shown)

    @action
    async def override_stage(self, form: dict[str, Any]) -> None:
        """A person sets the stage and says why."""
        stage, reason = str(form.get("stage") or "")[:20], str(form.get("reason") or "")[:400]
        done, _ = await self._do(lifecycle.override_stage, self.shown, stage, reason)
        if done:
            self.saved += 1
            await self._tell("lifecycle.stage_set")
            await self._read(self.shown)

    @action
    async def release_stage(self) -> None:
        """The rules decide again."""
        done, _ = await self._do(lifecycle.release_stage, self.shown)
        if done:
            await self._tell("lifecycle.stage_released")
            await self._read(self.shown)

    async def _read(self, subject: str) -> None:
        kept = self.problem
        if self._actor().can(Permission.ORDER_READ):
            self.found = await self._ask(lifecycle.profile, subject) or Profile()
        self.shown, self.problem, self.loaded = subject, kept, True


class LifecycleScreen(Screen, rx.State):
    """The customers one may see by group, stage and tier, and the rules in words."""

    found: rx.Field[Overview] = rx.field(default_factory=Overview)
    rules: rx.Field[RuleRow] = rx.field(default_factory=RuleRow)
    effect: rx.Field[RuleEffect] = rx.field(default_factory=RuleEffect)
    tried: bool = False
    _draft: RuleForm | None = None

    @action
    async def load(self) -> None:
        """Read them; again whenever they were reckoned anew."""
        await self._read()
        self._watch(LifecycleScreen.refresh, "standing", "lifecycle_rule")

    @action
    async def refresh(self) -> None:
        """They were reckoned anew."""
        await self._read()

    @action
    async def recompute(self) -> None:
        """Reckon now, in the background."""
        done, _ = await self._do(lifecycle.ask_recompute)
        if done:
            await self._tell("lifecycle.asked")

    @action
    async def preview(self, form: dict[str, Any]) -> None:
        """What the rules of the form would do; they are stored by `save`."""
        texts = {name: str(form.get(name) or "0")[:20] for name in _ENTERED}
        self._draft = RuleForm(**texts, applies_tiers=bool(form.get("applies_tiers")))
        done, found = await self._do(lifecycle.try_rules, self._draft)
        self.tried, self.effect = done, found or RuleEffect()

    @action
    async def save(self) -> None:
        """Store the rules whose effect was looked at."""
        if self._draft is None:
            return
        done, _ = await self._do(lifecycle.save_rules, self._draft, self.rules.version)
        if done:
            self._draft, self.tried = None, False
            await self._tell("lifecycle.saved")
            await self._read()

    @action
    async def change_on(self) -> None:
        """The rules are to be something else after all."""
        self.tried = False

    async def _read(self) -> None:
        kept = self.problem
        if self._actor().can(Permission.ORDER_READ):
            self.found = await self._ask(lifecycle.overview) or Overview()
        self.rules = await self._ask(lifecycle.lifecycle_rules) or RuleRow()
        self.loaded = True
        self.problem = kept if kept.code else self.problem
