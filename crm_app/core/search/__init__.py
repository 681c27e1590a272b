"""Finding records by words: an index of pairs of characters, with rights as words of its own."""

from crm_app.core.grams import fold
from crm_app.core.search.documents import (
    BATCH,
    SearchText,
    document_words,
    drop_document,
    drop_documents,
    indexed,
    indexed_models,
    kept_beside,
    kind_word,
    make_room,
    put_described,
    put_documents,
    put_ready,
    ready_document,
    rebuild,
    reindex,
)
from crm_app.core.search.finding import Records, find, reach_of, record_ids
from crm_app.core.search.near import Near, find_near

__all__ = [
    "BATCH",
    "Near",
    "Records",
    "SearchText",
    "document_words",
    "drop_document",
    "drop_documents",
    "find",
    "find_near",
    "fold",
    "indexed",
    "indexed_models",
    "kept_beside",
    "kind_word",
    "make_room",
    "put_described",
    "put_documents",
    "put_ready",
    "reach_of",
    "ready_document",
    "rebuild",
    "record_ids",
    "reindex",
]
