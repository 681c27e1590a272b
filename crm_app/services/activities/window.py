"""A stretch of a record's life: where it begins, how long it is, what its entries hold."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import and_, col, false, or_

from crm_app.core.errors import Invalid
from crm_app.services.activities.rows import GROUPS, TimelineEntry, TimelineQuery

MOST = 300
_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """At most `most` entries before the place (at, key), of those that hold the words."""

    most: int
    at: datetime | None = None
    key: str = ""
    words: str = ""

    @classmethod
    def of(cls, asked: TimelineQuery) -> "Window":
        """What was asked; one more than that tells whether it goes on."""
        if asked.group not in ("", *GROUPS):
            raise Invalid("list.value_unknown", field="group", value=asked.group[:20])
        most, words = max(1, min(asked.size, MOST)) + 1, asked.words.strip()[:100]
        if not asked.after:
            return cls(most, words=words)
        micros, _, key = asked.after.partition(".")
        if not (micros.isascii() and micros.isdigit() and len(micros) < 18 and key):
            raise Invalid("list.cursor_invalid", field="cursor")
        return cls(most, _EPOCH + timedelta(microseconds=int(micros)), key, words)

    def cut(self, found: Any, at: Any, key: Any, *texts: Any) -> Any:
        """The rows of a source that can stand in it, newest first; `texts` are where words count."""
        if self.words:
            holding = [col(text).icontains(self.words, autoescape=True) for text in texts]
            found = found.where(or_(false(), *holding))
        if self.at is not None:
            # Keys of entries begin with those of their rows: `holds` decides where they are equal.
            earlier = and_(at == self.at, key <= self.key)
            found = found.where(or_(at < self.at, earlier))
        return found.order_by(at.desc(), key.desc()).limit(self.most + 1)

    def holds(self, entry: TimelineEntry) -> bool:
        """Whether an entry comes after the place."""
        return self.at is None or (entry.at, entry.key) < (self.at, self.key)


def place_of(entry: TimelineEntry) -> str:
    """Where the stretch after this entry begins."""
    return f"{(entry.at - _EPOCH) // timedelta(microseconds=1)}.{entry.key}"
