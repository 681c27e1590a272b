"""What screens and the API see of bulk changes."""

from dataclasses import dataclass, field

from crm_app.core.listing import ListQuery


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records of a bulk change: named by their public ids, or all that a list would show."""

    ids: tuple[str, ...] = ()
    asked: ListQuery | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a bulk change. `left` counts by reason (a code of a refusal) what stayed as it
    was; `public_id` takes all of it back.
    """

    public_id: str
    changed: int
    left: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo brought back; what was touched since is `kept` as it is now."""

    restored: int
    kept: int


@dataclass(frozen=True, slots=True)
class EditField:
    """A field that can be set on many records at once."""

    name: str
    kind: str
    zh: str
    en: str
    options: list["EditOption"] = field(default_factory=list)
    required: bool = False
    standard: str = ""  # the kind of `lib/standards.py` in whose form it is kept


@dataclass(frozen=True, slots=True)
class EditOption:
    """A value that such a field can have."""

    key: str
    zh: str
    en: str
