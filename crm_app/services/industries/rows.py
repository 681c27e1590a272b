"""What screens and the API see of industry templates."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """An industry to choose; `is_applied`: all of it is there."""

    key: str
    zh: str
    en: str
    fields: int
    stages: int
    is_applied: bool = False
    undoable: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a template brings: `kind` is field, formula, tag, pipeline, stage or record; `of` the kind of
    record of a field. `does`: new, kept (it is there already), or other (something else has its name).
    """

    kind: str
    zh: str
    en: str
    does: str
    of: str = ""
    note_zh: str = ""
    note_en: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How much of a template went, and how much stayed because people have used it."""

    gone: int
    stayed: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that would change, and what would stay as it is."""

    key: str = ""
    zh: str = ""
    en: str = ""
    changes: list[Change] = field(default_factory=list)
    new: int = 0
