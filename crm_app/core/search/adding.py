"""Words of a record that others have, beside what its model describes."""

from collections.abc import Callable, Mapping, Sequence

from sqlmodel import Session

Adds = Callable[[Session, str, Sequence[int]], Mapping[int, Sequence[str]]]
_adds: list[Adds] = []


def adds_words(add: Adds) -> Adds:
    """Register who has more words of records, by kind and inner ids."""
    _adds.append(add)
    return add


def added_words(session: Session, kind: str, ids: Sequence[int]) -> dict[int, list[str]]:
    """What all of them have of each record."""
    found: dict[int, list[str]] = {}
    for add in _adds:
        for key, words in add(session, kind, ids).items():
            found.setdefault(key, []).extend(words)
    return found
