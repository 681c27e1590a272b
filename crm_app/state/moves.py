"""Moving a deal, wherever it is shown: what the stage needs is asked for on the spot."""

from typing import Any

import reflex as rx

from crm_app.services import choices, deals
from crm_app.services.choices import Option
from crm_app.services.deals import DealForm, StageRow
from crm_app.state.base import Problem, Screen, action


class MoveScreen(Screen, mixin=True):
    """Mixed into the state of a screen that moves deals. `asking` is fill, lost, or nothing."""

    asking: str = ""
    moving_name: str = ""
    moving_amount: str = ""
    moving_close: str = ""
    # Counts what was saved in a sheet: the sheet closes when it grows.
    saved: int = 0
    # Counts what the board has to read again.
    version: int = 0
    stages: rx.Field[list[StageRow]] = rx.field(default_factory=list)
    reasons: rx.Field[list[Option]] = rx.field(default_factory=list)
    _moving: tuple[str, str, str] = ("", "", "")

    async def _load_stages(self) -> None:
        if not self.stages:
            pipelines = await self._ask(deals.pipelines) or []
            self.stages = pipelines[0].stages if pipelines else []
            self.reasons = await self._ask(choices.options, "lost_reason") or []

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
        """What the stage needs was filled in."""
        given = {name: str(form.get(name) or "") for name in ("amount", "expected_close")}
        await self._try(fill=DealForm(**given))

    @action
    async def lose(self, form: dict[str, Any]) -> None:
        """The reason for losing was given."""
        await self._try(reason=str(form.get("reason") or ""))

    @action
    async def stop_asking(self) -> None:
        """The sheet was left: the deal stays where it was."""
        self.asking, self.problem = "", Problem()

    async def _try(self, **more: Any) -> bool:
        public_id, to, origin = self._moving
        done, _ = await self._do(deals.move_deal, public_id, to, origin=origin, **more)
        if done:
            self.asking = ""
            await self._say_moved(public_id, to, origin)
            await self._moved()
        return done

    async def _say_moved(self, public_id: str, to: str, origin: str) -> None:
        known = {name: stage for stage in self.stages for name in (stage.key, stage.public_id)}
        if to not in known or origin not in known:  # a pipeline that is not shown here
            return
        names = {"zh": known[to].zh, "en": known[to].en}
        if known[origin].kind == "lost":  # the way back would need its reason again
            await self._tell("deals.moved", **names)
        else:
            await self._offer_undo("deals.moved", deals.move_deal, public_id, origin, **names)

    async def _ask_for_more(self) -> None:
        """A refusal: ask for what is missing, or say why not; the card goes back."""
        refusal, self.problem = self.problem, Problem()
        self.version += 1
        asked = {"deals.fields_missing": "fill", "deals.reason_missing": "lost"}.get(refusal.code)
        if asked is None:
            await self._tell("deals.refused", "bad", zh=refusal.zh, en=refusal.en)
            return
        page = await self._ask(deals.deal_page, self._moving[0])
        if page is not None:
            self.moving_name = page.name
            self.moving_amount = f"{page.amount:f}" if page.amount else ""
            self.moving_close = page.expected_close.isoformat() if page.expected_close else ""
            self.asking = asked
