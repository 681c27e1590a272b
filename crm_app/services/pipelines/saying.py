"""A stage's settings as a sentence that can be read aloud."""

from collections.abc import Sequence

from crm_app.locales.catalog import say
from crm_app.models.deals import Stage, StageKind
from crm_app.services.pipelines.rows import StageTaskRow

_MARKS = {"zh": ("、", "；", "。"), "en": (", ", "; ", ".")}


def stage_saying(language: str, stage: Stage, tasks: Sequence[StageTaskRow]) -> str:
    """What entering and staying means."""
    comma, between, end = _MARKS[language]
    parts: list[str] = []
    if stage.kind is StageKind.OPEN:
        parts.append(say(language, "pipelines.say_probability", percent=stage.probability))
    if stage.required:
        names = comma.join(say(language, f"deals.{name}") for name in stage.required)
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
