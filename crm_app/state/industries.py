"""Industry templates: chosen, looked at, put to work."""

import reflex as rx

from crm_app.services import industries
from crm_app.services.industries import Preview, TemplateRow
from crm_app.state.base import Problem, Screen, action


class IndustryScreen(Screen, rx.State):
    """All templates, and what the chosen one would change."""

    rows: rx.Field[list[TemplateRow]] = rx.field(default_factory=list)
    shown: rx.Field[Preview] = rx.field(default_factory=Preview)
    demo: bool = False
    asking: bool = False

    @action
    async def load(self) -> None:
        """All industries."""
        self.problem = Problem()
        self.rows = await self._ask(industries.templates) or []
        self.loaded = True
        self._watch(IndustryScreen.refresh, "template")

    @action
    async def refresh(self) -> None:
        """One was applied or taken back elsewhere."""
        self.rows = await self._ask(industries.templates) or []

    @action
    async def look(self, key: str) -> None:
        """What a template would bring: nothing is changed yet."""
        self.problem = Problem()
        self.demo, self.asking = False, True
        await self._preview(key)

    @action
    async def with_demo(self, on: str) -> None:
        """With records to try it on, or without."""
        self.demo = bool(on)
        await self._preview(self.shown.key)

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking, self.problem = False, Problem()

    @action
    async def apply(self) -> None:
        """All that is new of it, in one step."""
        done, brought = await self._do(industries.apply_template, self.shown.key, self.demo)
        if done:
            self.asking = False
            undo = (industries.undo_template, self.shown.key)
            await self._offer_undo("industries.applied", *undo, count=len(brought or []))
            self.rows = await self._ask(industries.templates) or []

    @action
    async def take_back(self, key: str) -> None:
        """What a template brought goes again; what people have used since stays."""
        done, told = await self._do_aloud(industries.undo_template, key[:30])
        if done and told is not None:
            said = "industries.undone_partly" if told.stayed else "industries.undone"
            await self._tell(said, count=told.gone, stayed=told.stayed)
        self.rows = await self._ask(industries.templates) or []

    async def _preview(self, key: str) -> None:
        self.shown = await self._ask(industries.preview, key[:30], self.demo) or Preview()
