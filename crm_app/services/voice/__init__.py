"""Voice notes: from a recording to text, suggested facts, and what is confirmed of them."""

from crm_app.services.voice.capture import (
    MAX_BYTES,
    VoicePage,
    VoiceRow,
    accept_voice_note,
    discard_note,
    listen_again,
    note_heard,
    note_unheard,
    restore_note,
    voice_notes,
    voice_page,
    voice_work,
)
from crm_app.services.voice.facts import Fact, KnownNames, Money, NoteFacts, find_facts
from crm_app.services.voice.listen import note_document, note_facts
from crm_app.services.voice.words import hot_words, known_names

__all__ = [
    "MAX_BYTES",
    "Fact",
    "KnownNames",
    "Money",
    "NoteFacts",
    "VoicePage",
    "VoiceRow",
    "accept_voice_note",
    "discard_note",
    "find_facts",
    "hot_words",
    "known_names",
    "listen_again",
    "note_document",
    "note_facts",
    "note_heard",
    "note_unheard",
    "restore_note",
    "voice_notes",
    "voice_page",
    "voice_work",
]
