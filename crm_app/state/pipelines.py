"""Pipelines and their stages, as an administrator sets them."""

from typing import Any

import reflex as rx

from crm_app.core.errors import AppError
from crm_app.services import pipelines
from crm_app.services.pipelines import PipelineForm, PipelineRow, StageForm, StageRow, read_tasks
from crm_app.state.base import Problem, Screen, action
from crm_app.state.records import ticked

_TEXTS = ("zh", "en", "guidance_zh", "guidance_en")
_NUMBERS = (
    *("probability", "age_limit_days", "near_after_days", "near_views", "near_window_days"),
)


class PipelineScreen(Screen, rx.State):
    """All pipelines; `asking` is the sheet that stands open: pipeline, stage, retire, or nothing."""

    rows: rx.Field[list[PipelineRow]] = rx.field(default_factory=list)
    asking: str = ""
    # The form's values; the pipeline and the stage that it is about, empty for a new one.
    values: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    required: rx.Field[list[str]] = rx.field(default_factory=list)
    pipeline_id: str = ""
    stage_id: str = ""
    kind: str = "open"
    # Where the deals of what is retired can go.
    targets: rx.Field[list[StageRow]] = rx.field(default_factory=list)
    _version: int = 0

    @action
    async def load(self) -> None:
        """All of them; again whenever one changes."""
        await self._read()
        self._watch(PipelineScreen.refresh, "pipeline", "stage")

    @action
    async def refresh(self) -> None:
        """Somebody changed a pipeline."""
        await self._read()

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking, self.problem = "", Problem()

    @action
    async def start_pipeline(self, public_id: str) -> None:
        """Open the form of a pipeline, or an empty one."""
        row = self._pipeline(public_id)
        self.pipeline_id, self._version = public_id if row else "", row.version if row else 0
        self.values = {"zh": row.zh, "en": row.en} if row else {}
        self.values["asks_viewings"] = "on" if row and row.asks_viewings else ""
        self.problem, self.asking = Problem(), "pipeline"

    @action
    async def save_pipeline(self, form: dict[str, Any]) -> None:
        """Store a pipeline, or a new one."""
        texts = (str(form.get("zh") or "")[:200], str(form.get("en") or "")[:200])
        sent = PipelineForm(*texts, bool(form.get("asks_viewings")))
        if self.pipeline_id:
            use_case: Any = pipelines.change_pipeline
            done, _ = await self._do(use_case, self.pipeline_id, sent, self._version)
        else:
            done, _ = await self._do(pipelines.create_pipeline, sent)
        await self._after(done=done)

    @action
    async def start_stage(self, pipeline_id: str, public_id: str) -> None:
        """Open the form of a stage, or an empty one for a pipeline."""
        row = self._stage(public_id)
        self.pipeline_id, self.stage_id = pipeline_id, public_id if row else ""
        self._version, self.kind = (row.version, row.kind) if row else (0, "open")
        self.required = list(row.required) if row else []
        self.values = _shown(row) if row else {"probability": "10", "age_limit_days": "14"}
        self.problem, self.asking = Problem(), "stage"

    @action
    async def save_stage(self, form: dict[str, Any]) -> None:
        """Store a stage, or a new one; what cannot be read is said beside the form."""
        self.problem = Problem()
        try:
            sent = _stage_form(form)
        except AppError as refusal:
            self.problem = Problem.of(refusal)
            return
        if self.stage_id:
            use_case: Any = pipelines.change_stage
            done, _ = await self._do(use_case, self.stage_id, sent, self._version)
        else:
            done, _ = await self._do(pipelines.create_stage, self.pipeline_id, sent)
        await self._after(done=done)

    @action
    async def shift_stage(self, public_id: str, by: int) -> None:
        """Up or down among the stages of its kind."""
        row = self._stage(public_id)
        if row is not None:
            await self._do(pipelines.place_stage, public_id, row.rank + by)
        await self._read()

    @action
    async def shift_pipeline(self, public_id: str, by: int) -> None:
        """Up or down; the first is that of new deals."""
        row = self._pipeline(public_id)
        if row is not None:
            await self._do(pipelines.place_pipeline, public_id, row.rank + by)
        await self._read()

    @action
    async def start_retiring(self, pipeline_id: str, stage_id: str) -> None:
        """Ask where the deals of a stage (or without one of a whole pipeline) go."""
        row, stage = self._pipeline(pipeline_id), self._stage(stage_id)
        if row is None:
            return
        homes = [row] if stage else [one for one in self.rows if one is not row and one.is_active]
        kind = stage.kind if stage else "open"
        self.targets = [
            one
            for home in homes
            for one in home.stages
            if one.is_active and one.kind == kind and one.public_id != stage_id
        ]
        self.pipeline_id, self.stage_id = pipeline_id, stage.public_id if stage else ""
        self.values = {"zh": (stage or row).zh, "en": (stage or row).en}
        self.problem, self.asking = Problem(), "retire"

    @action
    async def retire(self, form: dict[str, Any]) -> None:
        """Take it out of use."""
        to = str(form.get("to") or "")[:60]
        if self.stage_id:
            done, count = await self._do(pipelines.retire_stage, self.stage_id, to)
        else:
            done, count = await self._do(pipelines.retire_pipeline, self.pipeline_id, to)
        await self._after("pipelines.retired_now", done=done, count=count or 0)

    @action
    async def revive(self, public_id: str) -> None:
        """A stage or pipeline back into use."""
        of_stage = self._stage(public_id) is not None
        use_case: Any = pipelines.revive_stage if of_stage else pipelines.revive_pipeline
        done, _ = await self._do(use_case, public_id)
        await self._after("pipelines.revived", done=done)

    async def _after(self, code: str = "pipelines.saved", *, done: bool, **params: Any) -> None:
        if done:
            self.asking = ""
            await self._tell(code, **params)
            await self._read()

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(pipelines.pipeline_settings) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem

    def _pipeline(self, public_id: str) -> PipelineRow | None:
        return next((row for row in self.rows if row.public_id == public_id), None)

    def _stage(self, public_id: str) -> StageRow | None:
        stages = (stage for row in self.rows for stage in row.stages)
        return next((one for one in stages if one.public_id == public_id), None)


def _shown(row: StageRow) -> dict[str, str]:
    """A stage as its form shows it."""
    tasks = "\n".join(f"{task.days} | {task.zh} | {task.en}" for task in row.tasks)
    texts = {name: str(getattr(row, name)) for name in (*_TEXTS, *_NUMBERS)}
    return {**texts, "tasks": tasks}


def _stage_form(form: dict[str, Any]) -> StageForm:
    numbers: dict[str, Any] = {
        name: _whole(form[name]) for name in _NUMBERS if form.get(name) is not None
    }
    return StageForm(
        **{name: str(form.get(name) or "")[:2000] for name in _TEXTS},
        **numbers,
        required=list(ticked(form, "required")),
        tasks=read_tasks(str(form.get("tasks") or "")[:5000]),
    )


def _whole(typed: Any) -> int:
    """A whole number; what is none is refused by the rules (-1 is outside of every range)."""
    text = str(typed).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1 if text else 0
