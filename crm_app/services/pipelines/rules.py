"""Pure decisions about pipelines and their stages."""

from collections.abc import Iterable, Sequence

from crm_app.core.errors import Conflict, Invalid
from crm_app.models.deals import Pipeline, Stage, StageKind
from crm_app.services.pipelines.rows import PipelineForm, StageForm

# What a stage can ask for; a deal always has an owner, and a stage may say that it counts on him.
REQUIRABLE = ("amount", "expected_close", "owner", "contact", "competitor")
MOST_STAGES, MOST_TASKS, MOST_DAYS = 20, 10, 3650


def apply_pipeline(pipeline: Pipeline, form: PipelineForm) -> None:
    """Put what was entered onto a pipeline."""
    if form.zh is not None:
        pipeline.name_zh = text(form.zh, "zh", 60, needed=True)
    if form.en is not None:
        pipeline.name_en = text(form.en, "en", 60, needed=True)
    if form.asks_viewings is not None:
        pipeline.asks_viewings = form.asks_viewings


def apply_stage(stage: Stage, form: StageForm, custom: Sequence[str] = ()) -> None:
    """Put what was entered onto a stage; refuses what cannot be, naming the field. `custom` are the
    custom fields that it can ask for.
    """
    for name, typed in (("zh", form.zh), ("en", form.en)):
        if typed is not None:
            setattr(stage, f"name_{name}", text(typed, name, 60, needed=True))
    for name in ("guidance_zh", "guidance_en"):
        if (typed := getattr(form, name)) is not None:
            setattr(stage, name, text(typed, name, 1000))
    if form.required is not None:
        stage.required = _required(form.required, custom)
    if form.probability is not None:
        stage.probability = _probability(stage, form.probability)
    _apply_numbers(stage, form)


def _apply_numbers(stage: Stage, form: StageForm) -> None:
    for name in ("age_limit_days", "near_after_days", "near_views", "near_window_days"):
        if (number := getattr(form, name)) is not None:
            setattr(stage, name, within(number, name, 0, MOST_DAYS))


def check_free(stages: Sequence[Stage], stage: Stage) -> None:
    """Refuse to retire the last way a pipeline can begin, be won or be lost."""
    same = [one for one in stages if one.kind is stage.kind and one.is_active]
    if len(same) < 2:
        raise Conflict("pipelines.stage_last")


def placed(stages: Iterable[Stage], stage: Stage, place: int) -> list[Stage]:
    """The active stages in order with `stage` at `place` (from 1) among its own kind."""
    open_ones = [one for one in stages if one.kind is stage.kind and one is not stage]
    open_ones.insert(max(0, min(place - 1, len(open_ones))), stage)
    rest = [one for one in stages if one.kind is not stage.kind]
    return sorted([*open_ones, *rest], key=lambda one: list(StageKind).index(one.kind))


def read_tasks(typed: str) -> list[tuple[str, str, int]]:
    """Entry tasks as an administrator writes them: a line each, days | Chinese | English.

    One name serves both languages where there is no second.
    """
    found: list[tuple[str, str, int]] = []
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.replace("｜", "|").split("|")]
        if len(parts) not in (2, 3) or not parts[0].isdecimal() or not parts[1]:
            raise Invalid("pipelines.task_line", field="tasks", line=number)
        found.append((parts[1], parts[-1] or parts[1], int(parts[0][:5])))
    return found


def text(typed: str, field: str, most: int, *, needed: bool = False) -> str:
    """A text of one line, or several of guidance."""
    found = "\n".join(" ".join(line.split()) for line in typed.strip().splitlines())
    if needed and not found:
        raise Invalid("pipelines.name_missing", field=field)
    if len(found) > most:
        raise Invalid("record.too_long", field=field, most=most)
    return found


def within(number: int, field: str, least: int, most: int) -> int:
    """A whole number between two."""
    if not least <= number <= most:
        raise Invalid("pipelines.number_outside", field=field, least=least, most=most)
    return number


def _required(names: Sequence[str], custom: Sequence[str]) -> list[str]:
    known = (*REQUIRABLE, *custom)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Invalid("pipelines.field_unknown", field="required", name=unknown[0][:40])
    return [name for name in known if name in names]


def _probability(stage: Stage, typed: int) -> int:
    fixed = {StageKind.WON: 100, StageKind.LOST: 0}.get(stage.kind)
    if fixed is not None and typed != fixed:
        raise Invalid("pipelines.probability_fixed", field="probability", percent=fixed)
    return within(typed, "probability", 0, 100)
