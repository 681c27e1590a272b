"""A stage's settings as a sentence that can be read aloud."""

from collections.abc import Mapping, Sequence

from crm_app.locales.catalog import say
from crm_app.models.deals import Stage, StageKind
from crm_app.services.choices import Option
from crm_app.services.pipelines.rows import StageTaskRow

_MARKS = {"zh": ("、", "；", "。"), "en": (", ", "; ", ".")}


def stage_saying(
    language: str, stage: Stage, tasks: Sequence[StageTaskRow], asked: Mapping[str, Option]
) -> str:
    """What entering and staying means; `asked` are the custom fields that a stage can ask for."""
    comma, between, end = _MARKS[language]
    parts: list[str] = []
    if stage.kind is StageKind.OPEN:
        parts.append(say(language, "pipelines.say_probability", percent=stage.probability))
    if stage.required:
        names = comma.join(_called(language, stage, asked))
        parts.append(say(language, "pipelines.say_required", fields=names))
    if stage.kind is StageKind.OPEN and stage.age_limit_days:
        parts.append(say(language, "pipelines.say_age", days=stage.age_limit_days))
    if tasks:
        titles = comma.join(
            say(
                language,
                "pipelines.say_task",
                title=task.zh if language == "zh" else task.en,
                days=task.days,
            )
            for task in tasks
        )
        parts.append(say(language, "pipelines.say_tasks", tasks=titles))
    if stage.near_views:
        figures = {
            "after": stage.near_after_days,
            "views": stage.near_views,
            "days": stage.near_window_days,
        }
        parts.append(say(language, "pipelines.say_near", **figures))
    return between.join(parts) + end if parts else say(language, "pipelines.say_nothing")


def _called(language: str, stage: Stage, asked: Mapping[str, Option]) -> list[str]:
    """The fields that are asked for; a custom one that was retired is not."""
    return [
        getattr(asked[name], language) if name in asked else say(language, f"deals.{name}")
        for name in stage.required
        if name in asked or "custom." not in name
    ]
