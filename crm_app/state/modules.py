"""Parts of the product, switched on and off."""

import reflex as rx

from crm_app.services import modules
from crm_app.services.modules import ModuleRow, StepRow
from crm_app.state.base import Problem, Screen, action


class ModuleScreen(Screen, rx.State):
    """All parts, and how far the roll-out is."""

    rows: rx.Field[list[ModuleRow]] = rx.field(default_factory=list)
    steps: rx.Field[list[StepRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """All parts; again whenever one is switched."""
        self.problem = Problem()
        await self._read()
        self._watch(ModuleScreen.refresh, "module")

    @action
    async def refresh(self) -> None:
        """A part was switched elsewhere."""
        await self._read()

    @action
    async def switch(self, key: str, on: str) -> None:
        """On or off, at once and for everybody; with a way back."""
        done, before = await self._do(modules.switch_module, key[:20], bool(on))
        if done:
            said = "modules.switched_on" if on else "modules.switched_off"
            await self._offer_undo(said, modules.undo_switch, before)
            await self._read()

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(modules.modules) or []
        self.steps = await self._ask(modules.steps) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem
