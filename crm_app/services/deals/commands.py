"""Every way a deal can change, apart from its stage."""

from crm_app.core.errors import Conflict, Forbidden, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.base import Customized
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.services import approvals, books, pipelines
from crm_app.services.brought import brought
from crm_app.services.deals import gates, rules
from crm_app.services.deals.entering import apply_form, enter_stage, stage_held
from crm_app.services.deals.rows import DealForm
from crm_app.services.scoring import deals_arrived


@command(Permission.DEAL_WRITE)
def create_deal(
    work: Work, form: DealForm, public_id: str | None = None, of: Customized | None = None
) -> str:
    """A new deal with a customer one may see; returns its public id.

    A client may bring the id: sending the same creation twice makes one deal. It starts in the
    first stage of the main pipeline unless the form names others; what the stage needs is asked as
    in a move. It takes over the custom values of what it is made `of`.
    """
    if form.name is None:
        raise Invalid("deals.name_missing", field="name")
    if not form.customer:
        raise Invalid("deals.customer_missing", field="customer")
    if public_id is not None:
        known = brought(work, Deal, public_id)
        if known is not None:
            return known.public_id
    stage = _first_stage(work, form)
    deal = Deal(name="", customer_id=0, stage_id=stage.id or 0)
    if public_id is not None:
        deal.public_id = public_id
    apply_form(work, deal, form, of)
    deal.stage_entered_at = work.now
    pipelines.note_passed(deal, deal.stage_id)  # with the first write: a new deal is version 1
    work.add(deal)
    gates.check_complete(work, deal, stage)
    enter_stage(work, deal, None)
    deals_arrived(work, [deal])
    return deal.public_id


@command(Permission.DEAL_WRITE)
def change_deal(work: Work, public_id: str, form: DealForm, version: int | None = None) -> None:
    """Change what `form` carries; its stage is moved by `move_deal`. Refuses a stale `version`."""
    deal = work.find(Deal, public_id, version)
    if form.stage is not None:
        raise Invalid("deals.stage_moves", field="stage")
    worth = deal.amount, deal.currency
    apply_form(work, deal, form)
    if worth != (deal.amount, deal.currency):
        books.check_moment_open(work, deal.closed_at)
    stage = work.session.get_one(Stage, deal.stage_id)
    gates.check_complete(work, deal, stage)
    approvals.void_changed_deal(work, deal)
    if stage.kind is StageKind.WON and (form.amount, form.currency) != (None, None):
        approvals.check_winnable(work, deal)  # what was won is not raised past the limits later


@command(Permission.DEAL_WRITE)
def set_forecast(work: Work, public_id: str, category: str) -> str:
    """Say how an open deal counts in the forecast; empty goes back to what its stage says. Returns
    what it was before.
    """
    deal = work.find(Deal, public_id)
    if work.session.get_one(Stage, deal.stage_id).kind is not StageKind.OPEN:
        raise Conflict("forecast.closed")
    before, deal.forecast = deal.forecast, rules.read_category(category)
    return before


@command(Permission.DEAL_WRITE)
def delete_deal(work: Work, public_id: str) -> None:
    """Into the recycle bin."""
    deal = work.find(Deal, public_id)
    if not work.owns(deal):
        raise Forbidden("deals.owner_only")
    books.check_moment_open(work, deal.closed_at)
    work.remove(deal)


@command(Permission.DEAL_WRITE)
def restore_deal(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    deal = work.find(Deal, public_id, deleted=True)
    if not work.owns(deal):
        raise Forbidden("deals.owner_only")
    books.check_moment_open(work, deal.closed_at)
    work.restore(deal)


def needed_at_start(work: Work) -> list[str]:
    """Inside a use case: what the stage asks for in which a new deal begins."""
    main = pipelines.find_pipeline(work.session, "")
    return list(pipelines.active_stages(work.session, main)[0].required)


def _first_stage(work: Work, form: DealForm) -> Stage:
    """The first stage of the pipeline named, or the stage named in it; without names of the main one."""
    pipeline = pipelines.find_pipeline(work.session, form.pipeline or "")
    within = pipelines.active_stages(work.session, pipeline)
    if form.stage:
        stage = stage_held(work, form.stage, within[0])
        if stage.kind is not StageKind.OPEN:
            raise Invalid("deals.starts_open", field="stage")
        return stage
    return stage_held(work, within[0].public_id)
