"""Stages and pipelines leave; the deals in them go to a stage that is named."""

from sqlmodel import col, func, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.deals import Deal, Pipeline, Stage, StageChange, StageKind
from crm_app.services.locks import one_at_a_time
from crm_app.services.pipelines import rules
from crm_app.services.pipelines.commands import find_for_change
from crm_app.services.pipelines.stages import active_pipelines, find_stage, note_passed, siblings


@command(Permission.SETTINGS)
def retire_stage(work: Work, public_id: str, to: str = "") -> int:
    """Take a stage out of use; its deals are moved to the stage `to` (public id or key).

    Refuses with `pipelines.stage_in_use` while it has deals and no `to` is named. Returns how many
    deals were moved. What a deal has been through keeps the stage's name.
    """
    one_at_a_time(work, "pipelines")
    stage = find_for_change(work, Stage, public_id)
    if not stage.is_active:
        raise Conflict("pipelines.retired_already")
    rules.check_free(siblings(work.session, stage), stage)
    moved = _move_out(work, [stage], to)
    stage.is_active = False
    stage.version += 1
    return moved


@command(Permission.SETTINGS)
def revive_stage(work: Work, public_id: str) -> None:
    """Back into use, at the end of its kind."""
    stage = find_for_change(work, Stage, public_id)
    if stage.is_active:
        raise Conflict("pipelines.active_already")
    others = siblings(work.session, stage)
    if len(others) > rules.MOST_STAGES:
        raise Conflict("pipelines.stages_too_many", most=rules.MOST_STAGES)
    stage.is_active = True
    stage.version += 1
    for rank, one in enumerate(rules.placed(others, stage, 99), 1):
        one.rank = rank


@command(Permission.SETTINGS)
def retire_pipeline(work: Work, public_id: str, to: str = "") -> int:
    """Take a pipeline out of use; its open deals are moved to the stage `to` of another one.

    Won and lost deals keep their stages. Refuses the last pipeline. Returns how many were moved.
    """
    one_at_a_time(work, "pipelines")
    pipeline = find_for_change(work, Pipeline, public_id)
    if not pipeline.is_active:
        raise Conflict("pipelines.retired_already")
    if len(active_pipelines(work.session)) < 2:
        raise Conflict("pipelines.last")
    of_it = select(Stage).where(
        col(Stage.pipeline_id) == pipeline.id, col(Stage.kind) == StageKind.OPEN
    )
    moved = _move_out(work, list(work.session.exec(of_it)), to, elsewhere=True)
    pipeline.is_active = False
    pipeline.version += 1
    return moved


@command(Permission.SETTINGS)
def revive_pipeline(work: Work, public_id: str) -> None:
    """Back into use."""
    pipeline = find_for_change(work, Pipeline, public_id)
    if pipeline.is_active:
        raise Conflict("pipelines.active_already")
    pipeline.is_active = True
    pipeline.version += 1


def _move_out(work: Work, stages: list[Stage], to: str, *, elsewhere: bool = False) -> int:
    ids = [stage.id for stage in stages]
    counted = select(func.count()).select_from(Deal).where(col(Deal.stage_id).in_(ids))
    count = work.session.exec(counted).one()
    if not count:
        return 0
    if not to:
        raise Conflict("pipelines.stage_in_use", count=count)
    target = find_stage(work.session, to, like=None if elsewhere else stages[0])
    fits = target.kind is stages[0].kind and target.id not in ids
    if not fits or (elsewhere and target.pipeline_id == stages[0].pipeline_id):
        raise Invalid("pipelines.target_unfit", field="to")
    for deal in work.session.exec(select(Deal).where(col(Deal.stage_id).in_(ids))):
        _move(work, deal, target)
    return count


def _move(work: Work, deal: Deal, target: Stage) -> None:
    """Past the gate and without entry tasks: nobody has moved it, its stage went away."""
    leave(work, deal)
    work.session.add(
        StageChange(
            deal_id=deal.key,
            from_stage_id=deal.stage_id,
            to_stage_id=target.id or 0,
            at=work.now,
            by_id=work.actor.user_id,
            reason="retired",
        )
    )
    deal.stage_id, deal.stage_entered_at = target.id or 0, work.now
    note_passed(deal, deal.stage_id)


def leave(work: Work, deal: Deal) -> StageChange | None:
    """Write how long a deal has stayed where it stands; returns its last entry."""
    found = select(StageChange).where(col(StageChange.deal_id) == deal.key)
    last = work.session.exec(
        found.order_by(col(StageChange.at).desc(), col(StageChange.id).desc()).limit(1)
    ).first()
    if last is not None:
        last.stayed_seconds = max(0, int((work.now - last.at).total_seconds()))
    return last
