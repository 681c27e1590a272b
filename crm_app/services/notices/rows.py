"""What screens and the API see of notices."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crm_app.locales.catalog import say
from crm_app.models.messages import Notice


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in words; `kind` is the feature it comes from, `link` the page it leads to."""

    public_id: str
    kind: str
    zh: str
    en: str
    link: str
    at: datetime
    is_read: bool

    @classmethod
    def of(cls, notice: Notice) -> "NoticeRow":
        """The sentences of a stored notice."""
        return cls(
            notice.public_id,
            notice.code.partition(".")[0],
            say("zh", notice.code, **_spoken("zh", notice.params)),
            say("en", notice.code, **_spoken("en", notice.params)),
            notice.link,
            notice.at,
            notice.read_at is not None,
        )


@dataclass(frozen=True, slots=True)
class Unread:
    """How many notices wait to be read, and the newest of them."""

    count: int = 0
    newest: list[NoticeRow] = field(default_factory=list)


def _spoken(language: str, params: dict[str, Any]) -> dict[str, Any]:
    """The values for one language: a name that has two is stored as {"zh": …, "en": …}."""
    return {
        name: value.get(language, "") if isinstance(value, dict) else value
        for name, value in params.items()
    }
