"""What screens and the API see of pipelines."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StageTaskRow:
    """A task that entering a stage brings, due after `days`."""

    zh: str
    en: str
    days: int


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage; `required` are the fields needed to stand in it, `is_gated` says there are any.

    `saying_zh` and `saying_en` read all its settings as a sentence.
    """

    public_id: str
    version: int
    key: str
    zh: str
    en: str
    kind: str
    rank: int
    probability: int
    age_limit_days: int
    is_gated: bool
    required: list[str] = field(default_factory=list)
    guidance_zh: str = ""
    guidance_en: str = ""
    near_after_days: int = 0
    near_views: int = 0
    near_window_days: int = 0
    tasks: list[StageTaskRow] = field(default_factory=list)
    is_active: bool = True
    saying_zh: str = ""
    saying_en: str = ""


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """A pipeline and its stages in order; `deals` counts the open ones in it."""

    public_id: str
    version: int
    key: str
    zh: str
    en: str
    stages: list[StageRow]
    asks_viewings: bool = False
    is_active: bool = True
    rank: int = 1
    deals: int = 0


@dataclass(frozen=True, slots=True)
class PipelineForm:
    """What an administrator enters of a pipeline; None leaves as it is."""

    zh: str | None = None
    en: str | None = None
    asks_viewings: bool | None = None


@dataclass(frozen=True, slots=True)
class StageForm:
    """What an administrator enters of a stage; None leaves as it is.

    `tasks` is the whole set: (Chinese title, English title, days).
    """

    zh: str | None = None
    en: str | None = None
    probability: int | None = None
    age_limit_days: int | None = None
    required: list[str] | None = None
    guidance_zh: str | None = None
    guidance_en: str | None = None
    near_after_days: int | None = None
    near_views: int | None = None
    near_window_days: int | None = None
    tasks: list[tuple[str, str, int]] | None = None
