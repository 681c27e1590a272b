"""A note as it comes from the engine, and how to ask for one."""

from collections.abc import Callable

import pytest

from crm_app.core.permissions import Actor
from crm_app.services import voice
from tests.lib.test_sound import DATA

HEARD = {
    "language": "zh",
    "text": "约好十二月五号上门签合同。",
    "audio_seconds": 12.6,
    "incomplete": False,
    "segments": [{"start": 0.0, "end": 3.0, "text": "约好十二月五号上门签合同。"}],
    "facts": {"next_step": "上门签合同", "due": "2026-12-05", "customer": "华东科技"},
    "evidence": {},
    "model": "base",
}


@pytest.fixture
def accept() -> Callable[[Actor], str]:
    """A recording of somebody, kept and waiting for the engine."""
    sound = (DATA / "zh_contract.webm").read_bytes()
    return lambda actor: voice.accept_voice_note(actor, sound, "note.webm", language="zh")


@pytest.fixture
def ready(accept: Callable[[Actor], str]) -> Callable[[Actor], str]:
    """A note of somebody that was heard."""

    def heard(actor: Actor) -> str:
        note = accept(actor)
        voice.note_heard(actor, note, HEARD)
        return note

    return heard
