"""Settings: what scores rest on."""

import reflex as rx

from crm_app.services import scoring
from crm_app.services.scoring import ModelCard
from crm_app.state.base import Screen, action


class ScoringScreen(Screen, rx.State):
    """The last training of each kind."""

    cards: rx.Field[list[ModelCard]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Read them; again whenever something was learnt."""
        await self._read()
        self._watch(ScoringScreen.refresh, "learnt_model")

    @action
    async def refresh(self) -> None:
        """A training is over."""
        await self._read()

    @action
    async def train(self) -> None:
        """Learn anew in the background."""
        done, _ = await self._do(scoring.ask_training)
        if done:
            await self._tell("scoring.training")

    async def _read(self) -> None:
        self.cards = await self._ask(scoring.model_cards) or []
        self.loaded = True
