"""A deal goes from stage to stage; every move leaves its trace."""

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.deals import Deal, Stage, StageChange, StageKind
from crm_app.services import approvals
from crm_app.services.deals import rules, stages
from crm_app.services.deals.rows import DealForm


@command(Permission.DEAL_WRITE)
def move_deal(
    work: Work,
    public_id: str,
    to: str,
    *,
    origin: str | None = None,
    reason: str = "",
    fill: DealForm | None = None,
) -> None:
    """Move a deal into the stage with key (or public id) `to`.

    `fill` brings what that stage needs (amount, expected close) in the same step; without it a
    gated stage refuses with `deals.fields_missing` and the list of fields. Losing needs `reason`.
    Winning is refused (`approval_required`) while somebody has to approve the deal.
    `origin` is the stage the mover saw it in: somebody quicker makes it a `deals.moved_already`.
    """
    deal = work.find(Deal, public_id)
    here = work.session.get_one(Stage, deal.stage_id)
    stage = stages.find_stage(work.session, to, like=here)
    if origin is not None and origin not in (here.key, here.public_id):
        raise Conflict("deals.moved_already", zh=here.name_zh, en=here.name_en)
    if fill is not None:
        rules.apply(deal, DealForm(amount=fill.amount, expected_close=fill.expected_close))
        approvals.void_changed_deal(work, deal)
    if stage.id == here.id:
        return
    if stage.kind is StageKind.WON:
        approvals.check_winnable(work, deal)
    rules.enter(deal, stage, reason, work.now)
    rules.check_complete(deal, stages.siblings(work.session, stage))
    work.session.add(entered(work, deal, here.id))


def entered(work: Work, deal: Deal, origin: int | None) -> StageChange:
    """The trace of a deal's entering the stage it now stands in."""
    return StageChange(
        deal_id=deal.key,
        from_stage_id=origin,
        to_stage_id=deal.stage_id,
        at=work.now,
        by_id=work.actor.user_id,
    )
