"""Moving a deal, wherever it is shown: what the stage needs is asked for on the spot."""

from typing import Any

import reflex as rx

from crm_app.services import deals, pipelines
from crm_app.services.custom_fields import CUSTOMER
from crm_app.services.deals import DealForm, MoveNeeds
from crm_app.services.pipelines import PipelineRow, StageRow
from crm_app.state.base import Problem, Screen, action
from crm_app.state.custom_values import custom_of

_ASKED = ("deals.fields_missing", "deals.reason_missing", "deals.reopen_reason_missing")
_FILLED = ("amount", "currency", "expected_close", "contact", "competitor")


class MoveScreen(Screen, mixin=True):
    """Mixed into the state of a screen that moves deals. `asking`: the sheet stands open."""

    asking: bool = False
    needs: rx.Field[MoveNeeds] = rx.field(default_factory=MoveNeeds)
    # Counts what was saved in a sheet: the sheet closes when it grows.
    saved: int = 0
    # Counts what the board has to read again.
    version: int = 0
    pipelines: rx.Field[list[PipelineRow]] = rx.field(default_factory=list)
    stages: rx.Field[list[StageRow]] = rx.field(default_factory=list)
    pipeline_key: str = ""
    _moving: tuple[str, str, str] = ("", "", "")

    async def _load_stages(self, pipeline: str = "") -> None:
        """The stages of a pipeline, of the main one without a name."""
        self.pipelines = await self._ask(pipelines.pipelines) or []
        named = [one for one in self.pipelines if pipeline in (one.key, one.public_id)]
        shown = (named or self.pipelines)[:1]
        self.stages = shown[0].stages if shown else []
        self.pipeline_key = shown[0].key if shown else ""

    async def _moved(self) -> None:
        """The deal has moved; a page that shows it reads it again."""

    @action
    async def move(self, public_id: str, to: str, origin: str) -> None:
        """A card was dropped, or a stage chosen."""
        self._moving = (public_id, to, origin)
        if not await self._try():
            await self._ask_for_more()

    @action
    async def fill(self, form: dict[str, Any]) -> None:
        """What the stage needs was filled in: it is stored and the deal moved, or neither."""
        given = {name: str(form[name]) for name in _FILLED if form.get(name) is not None}
        own, of_customer = custom_of(form), custom_of(form, CUSTOMER)
        fill = DealForm(**given, custom=own, customer_custom=of_customer)
        await self._try(fill=fill, reason=str(form.get("reason") or ""))

    @action
    async def stop_asking(self) -> None:
        """The sheet was left: the deal stays where it was."""
        self.asking, self.problem = False, Problem()

    async def _try(self, **more: Any) -> bool:
        public_id, to, origin = self._moving
        done, moved = await self._do(deals.move_deal, public_id, to, origin=origin, **more)
        if done:
            self.asking = False
            if moved is not None and moved.move:
                names = {"zh": moved.zh, "en": moved.en}
                undo = (deals.take_move_back, public_id, moved.move)
                await self._offer_undo("deals.moved", *undo, **names)
            await self._moved()
        return done

    async def _ask_for_more(self) -> None:
        """A refusal: ask for what is missing, or say why not; the card goes back."""
        refusal, self.problem = self.problem, Problem()
        self.version += 1
        needs = None
        if refusal.code in _ASKED:
            needs = await self._ask(deals.move_needs, *self._moving[:2])
        if needs is None:
            await self._tell("deals.refused", "bad", zh=refusal.zh, en=refusal.en)
            return
        self.needs, self.asking = needs, True
