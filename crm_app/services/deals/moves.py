"""A deal goes from stage to stage; every move leaves its trace."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.deals import Deal, Stage, StageChange, StageKind
from crm_app.services import approvals, books, pipelines
from crm_app.services.choices import options_of
from crm_app.services.competitors import competitor_of, competitors
from crm_app.services.customers import main_people
from crm_app.services.deals import gates, rules
from crm_app.services.deals.entering import (
    apply_form,
    enter_stage,
    filled,
    stage_held,
    take_tasks_back,
)
from crm_app.services.deals.rows import DealForm, Moved, MoveNeeds, PersonName
from crm_app.services.lines import one_line


@command(Permission.DEAL_WRITE)
def move_deal(
    work: Work,
    public_id: str,
    to: str,
    *,
    origin: str | None = None,
    reason: str = "",
    fill: DealForm | None = None,
) -> Moved:
    """Move a deal into the stage with key (or public id) `to`; returns what was done.

    `fill` brings what that stage needs in the same step; without it the stage refuses with
    `deals.fields_missing` and the list of fields. Losing and opening again need `reason`, winning
    may have one. Winning is refused (`approval_required`) while somebody has to approve the deal.
    `origin` is the stage the mover saw it in: somebody quicker makes it a `deals.moved_already`.
    """
    deal = work.find(Deal, public_id)
    here = work.session.get_one(Stage, deal.stage_id)
    stage = stage_held(work, to, here)
    if origin is not None and origin not in (here.key, here.public_id):
        raise Conflict("deals.moved_already", zh=here.name_zh, en=here.name_en)
    if fill is not None or stage.id != here.id:
        books.check_moment_open(work, deal.closed_at)
    if fill is not None:
        apply_form(work, deal, filled(fill))
        approvals.void_changed_deal(work, deal)
    if stage.id == here.id:
        return Moved()
    if stage.kind is StageKind.WON:
        approvals.check_winnable(work, deal)
    reason = one_line(reason, "reason", 200)
    rules.enter(deal, here, stage, reason, work.now)
    gates.check_complete(work, deal, stage)
    if here.kind is not StageKind.OPEN:
        approvals.void_deal(work, deal)  # what was agreed to is not agreed to a second time
    _name_reason(work, deal, stage, reason)
    pipelines.leave(work, deal)
    change = enter_stage(work, deal, here.id, reason)
    return Moved(change.public_id, stage.name_zh, stage.name_en)


@query(Permission.DEAL_WRITE)
def move_needs(work: Work, public_id: str, to: str) -> MoveNeeds:
    """What a deal's move into a stage asks for, to be filled in on the spot."""
    deal = work.find(Deal, public_id)
    here = work.session.get_one(Stage, deal.stage_id)
    stage = pipelines.find_stage(work.session, to, here)
    reopened = here.kind is not StageKind.OPEN and stage.kind is StageKind.OPEN
    lost = stage.kind is StageKind.LOST
    people = main_people(work, [deal.customer_id]).get(deal.customer_id, [])
    missing = gates.missing(work, deal, stage)
    return MoveNeeds(
        name=deal.name,
        stage=pipelines.name_of(stage),
        fields=missing.names,
        custom=missing.inputs,
        reason="lost" if lost else "reopen" if reopened else "",
        amount=f"{deal.amount.normalize():f}" if deal.amount else "",
        currency=deal.currency,
        expected_close=deal.expected_close.isoformat() if deal.expected_close else "",
        competitor=competitor_of(work.session, deal),
        people=[PersonName(one.public_id, one.name) for one in people],
        reasons=list(options_of(work.session, "lost_reason").values()) if lost else [],
        competitors=competitors.within(work),
        guidance_zh=stage.guidance_zh,
        guidance_en=stage.guidance_en,
    )


@command(Permission.DEAL_WRITE)
def name_reason(work: Work, public_id: str, reason: str) -> None:
    """Why a deal was won or lost: chosen later, or put right. Refuses open ones."""
    deal = work.find(Deal, public_id)
    stage = work.session.get_one(Stage, deal.stage_id)
    if stage.kind is StageKind.OPEN:
        raise Conflict("deals.still_open")
    words = one_line(reason, "reason", 200)
    if stage.kind is StageKind.LOST and not words:
        raise Invalid("deals.reason_missing", field="reason")
    _name_reason(work, deal, stage, words)


@command(Permission.DEAL_WRITE)
def take_move_back(work: Work, public_id: str, move: str) -> None:
    """Undo a deal's last move, with the tasks that it brought; refuses (`deals.moved_already`)
    once it has moved on. A closed deal that was opened is closed again as it was.
    """
    deal = work.find(Deal, public_id)
    found = select(StageChange).where(col(StageChange.deal_id) == deal.key)
    newest = found.order_by(col(StageChange.at).desc(), col(StageChange.id).desc()).limit(2)
    changes = list(work.session.exec(newest))
    here = work.session.get_one(Stage, deal.stage_id)
    if len(changes) < 2 or changes[0].public_id != move:
        raise Conflict("deals.moved_already", zh=here.name_zh, en=here.name_en)
    last, earlier = changes
    before = pipelines.hold(work.session, work.session.get_one(Stage, earlier.to_stage_id))
    books.check_moment_open(work, deal.closed_at)
    if before.kind is not StageKind.OPEN:
        books.check_moment_open(work, earlier.at)
    if before.kind is StageKind.WON:
        approvals.check_winnable(work, deal)
    take_tasks_back(work, last)
    reason = earlier.reason or rules.OTHER
    rules.enter(deal, here, before, reason, earlier.at)
    _name_reason(work, deal, before, earlier.reason)
    earlier.stayed_seconds = None
    work.session.delete(last)
    work.session.flush()
    left = select(StageChange.to_stage_id).where(col(StageChange.deal_id) == deal.key)
    pipelines.write_passed(deal, work.session.exec(left))


def _name_reason(work: Work, deal: Deal, stage: Stage, reason: str) -> None:
    if stage.kind is StageKind.LOST:
        deal.lost_reason = rules.chosen_reason(options_of(work.session, "lost_reason"), reason)
    elif stage.kind is StageKind.WON:
        deal.won_reason = rules.chosen_reason(options_of(work.session, "won_reason"), reason)
