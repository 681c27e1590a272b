"""Voice notes: from a recording to text, suggested facts, and what is confirmed of them."""

from crm_app.services.voice import indexing
from crm_app.services.voice.capture import (
    MAX_BYTES,
    accept_voice_note,
    discard_note,
    listen_again,
    note_heard,
    note_unheard,
    restore_note,
    voice_work,
)
from crm_app.services.voice.confirm import NoteForm, Written, confirm_note
from crm_app.services.voice.facts import Fact, KnownNames, Money, NoteFacts, find_facts
from crm_app.services.voice.listen import note_document, note_facts
from crm_app.services.voice.pages import VoicePage, VoiceRow, voice_notes, voice_page
from crm_app.services.voice.resolve import (
    DealChoice,
    Named,
    NoteDraft,
    note_draft,
    open_deals,
    spoken_about,
)
from crm_app.services.voice.wording import TextPiece, sources, text_pieces
from crm_app.services.voice.words import hot_words, known_names

__all__ = [
    "MAX_BYTES",
    "DealChoice",
    "Fact",
    "KnownNames",
    "Money",
    "Named",
    "NoteDraft",
    "NoteFacts",
    "NoteForm",
    "TextPiece",
    "VoicePage",
    "VoiceRow",
    "Written",
    "accept_voice_note",
    "confirm_note",
    "discard_note",
    "find_facts",
    "hot_words",
    "indexing",
    "known_names",
    "listen_again",
    "note_document",
    "note_draft",
    "note_facts",
    "note_heard",
    "note_unheard",
    "open_deals",
    "restore_note",
    "sources",
    "spoken_about",
    "text_pieces",
    "voice_notes",
    "voice_page",
    "voice_work",
]
