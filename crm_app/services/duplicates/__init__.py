"""Duplicates over all records: found in the background, decided by people, remembered."""

from crm_app.services.duplicates.commands import (
    MOST_AT_ONCE,
    ask_search,
    decide,
    keep_pairs,
    merge_above,
    merge_pair,
    tell_apart,
    unmerge_bulk,
)
from crm_app.services.duplicates.queries import (
    count_above,
    counts,
    merges,
    pair,
    pairs,
    sample_of,
)
from crm_app.services.duplicates.rows import (
    Counts,
    MergeRow,
    Moving,
    PairRow,
    PairWhole,
    Side,
    ValueRow,
)
from crm_app.services.duplicates.searching import (
    JOB,
    KINDS,
    file_missing,
    found_pairs,
    pairs_of_all,
    search_if_due,
)

__all__ = [
    "JOB",
    "KINDS",
    "MOST_AT_ONCE",
    "Counts",
    "MergeRow",
    "Moving",
    "PairRow",
    "PairWhole",
    "Side",
    "ValueRow",
    "ask_search",
    "count_above",
    "counts",
    "decide",
    "file_missing",
    "found_pairs",
    "keep_pairs",
    "merge_above",
    "merge_pair",
    "merges",
    "pair",
    "pairs",
    "pairs_of_all",
    "sample_of",
    "search_if_due",
    "tell_apart",
    "unmerge_bulk",
]
