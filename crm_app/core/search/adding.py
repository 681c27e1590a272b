"""Words of a record that others have, beside what its model describes."""

from collections.abc import Callable, Iterable

from sqlmodel import Session

Adds = Callable[[Session, str, int], Iterable[str]]
_adds: list[Adds] = []


def adds_words(add: Adds) -> Adds:
    """Register who has more words of a record, by kind and inner id."""
    _adds.append(add)
    return add


def added_words(session: Session, kind: str, record_id: int) -> list[str]:
    """What all of them have of a record."""
    return [word for add in _adds for word in add(session, kind, record_id)]
