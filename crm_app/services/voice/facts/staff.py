"""A customer's own people, however their names were heard: Karlos of a firm where Carlos works."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from crm_app.lib.names import has_han, syllables

# Of first names that sound alike; Dan is no Dave.
ALIKE = 80


def as_noted(said: str, staff: Sequence[str]) -> str | None:
    """The one of the staff who is meant by a name that sounds like his."""
    meant = [name for name in staff if _sounds(said, name)]
    return meant[0] if len(meant) == 1 else None


def _sounds(said: str, name: str) -> bool:
    if has_han(said) or has_han(name):
        return len(said) == len(name) > 1 and syllables(said) == syllables(name)
    ours, theirs = said.lower().split(), name.lower().split()
    if len(ours) > 1:
        return len(ours) == len(theirs) and all(map(_alike, ours, theirs))
    return any(_alike(ours[0], word) for word in theirs if len(word) > 3)


def _alike(said: str, word: str) -> bool:
    return said == word or (min(len(said), len(word)) > 3 and fuzz.ratio(said, word) >= ALIKE)
