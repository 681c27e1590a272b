"""From a transcript to the document of a voice note; no database, no web."""

from datetime import datetime
from typing import Any

from crm_app.engines.speech import Transcript
from crm_app.services.voice.facts import KnownNames, NoteFacts, find_facts


def note_facts(heard: Transcript, now: datetime, names: KnownNames) -> NoteFacts:
    """The suggestions of a transcript."""
    return find_facts(heard.text, heard.language, now, names)


def note_document(heard: Transcript, now: datetime, names: KnownNames) -> dict[str, Any]:
    """language, text, segments, facts, evidence and model as the contract writes them."""
    facts = note_facts(heard, now, names)
    return {
        "language": heard.language,
        "text": heard.text,
        "segments": heard.as_dict()["segments"],
        "facts": facts.as_document(),
        "evidence": facts.evidence(),
        "model": heard.model,
    }
