"""The recorder's page, and the notes that wait for confirmation."""

from urllib.parse import parse_qsl, urlsplit

import reflex as rx

from crm_app.services import accounts, voice
from crm_app.services.voice import VoiceRow
from crm_app.state.base import Screen, action

_ABOUT = ("customer", "contact", "deal")


class VoiceHome(Screen, rx.State):
    """Where one speaks; `about` names what the page's address asks for."""

    me: rx.Field[str] = rx.field("")
    about: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    about_name: rx.Field[str] = rx.field("")
    rows: rx.Field[list[VoiceRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Who speaks, about whom, and what waits."""
        asked = dict(parse_qsl(urlsplit(str(self.router.url)).query))
        wanted = {kind: asked[kind] for kind in _ABOUT if asked.get(kind)}
        found = await self._ask(voice.spoken_about, wanted) or {}
        self.about = {kind: named.public_id for kind, named in found.items()}
        self.about_name = " · ".join(named.name for named in found.values())
        profile = await self._ask(accounts.own_profile)
        self.me = profile.public_id if profile else ""
        await self._read()
        self._watch(VoiceHome.refresh, "voice_note", "job")

    @action
    async def refresh(self) -> None:
        """A note changed."""
        await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(voice.voice_notes) or []
        self.loaded = True

    @action
    async def discard(self, public_id: str) -> None:
        """Throw a note away, with a way back."""
        done, _ = await self._do(voice.discard_note, public_id)
        if done:
            await self._offer_undo("voice.discarded", voice.restore_note, public_id)
            await self._read()
