"""Finding records by words: an index of pairs of characters, with rights as words of its own."""

from crm_app.core.grams import fold
from crm_app.core.search.adding import adds_words
from crm_app.core.search.documents import (
    BATCH,
    SearchText,
    document_words,
    drop_document,
    drop_documents,
    indexed,
    indexed_many,
    indexed_models,
    kept_beside,
    kind_word,
    make_room,
    put_described,
    put_documents,
    put_ready,
    ready_document,
    rebuild,
)
from crm_app.core.search.finding import Records, find, holders, reach_of, record_ids
from crm_app.core.search.near import Near, find_near
from crm_app.core.search.refreshing import gathered, reindex, reindex_many

__all__ = [
    "BATCH",
    "Near",
    "Records",
    "SearchText",
    "adds_words",
    "document_words",
    "drop_document",
    "drop_documents",
    "find",
    "find_near",
    "fold",
    "gathered",
    "holders",
    "indexed",
    "indexed_many",
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
    "reindex_many",
]
