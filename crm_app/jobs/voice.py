"""Hearing notes in the background."""

from typing import Any

from crm_app.engines.speech import Transcript
from crm_app.jobs import hosts
from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.lib.clock import zone
from crm_app.services import voice

LONGEST_SECONDS = 1500.0  # a note lasts ten minutes at most; the engine is slower on a weak machine
# Progress is a write: a long note must not make one for every second it lasts.
STEP = 0.04


@job("voice.transcribe", queue="voice")
def transcribe(run: Run) -> dict[str, Any] | None:
    """Transcribe a note and look for facts; its document is the job's result."""
    note_id = str(run.payload.get("note_id", run.public_id))
    found = voice.voice_work(SYSTEM, note_id)
    if not found.is_waiting:
        return None
    try:
        answer = hosts.speech().transcribe(
            found.path,
            found.language or None,
            voice.hot_words(run.actor, note_id),
            progress=_steps(run),
            cancelled=run.cancelled,
            timeout=LONGEST_SECONDS,
        )
    except Exception:
        voice.note_unheard(SYSTEM, note_id)
        raise
    spoken_at = found.spoken_at.astimezone(zone(run.actor.zone))
    heard = Transcript.from_dict(answer)
    document = {
        **voice.note_document(heard, spoken_at, voice.known_names(run.actor)),
        "voice_note": note_id,
        "engine": answer["engine"],
        "audio_seconds": answer["seconds"],
        "incomplete": answer["incomplete"],
    }
    voice.note_heard(SYSTEM, note_id, document)
    return document


def _steps(run: Run) -> Any:
    last = 0.0

    def show(fraction: float) -> None:
        nonlocal last
        if fraction - last >= STEP:
            last = fraction
            run.progress(fraction)

    return show
