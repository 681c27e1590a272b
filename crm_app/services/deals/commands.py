"""Every way a deal can change, apart from its stage."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.quotes import Quote
from crm_app.models.users import User
from crm_app.services import approvals
from crm_app.services.brought import brought
from crm_app.services.deals import rules, stages
from crm_app.services.deals.moves import entered
from crm_app.services.deals.rows import DealForm


@command(Permission.DEAL_WRITE)
def create_deal(work: Work, form: DealForm, public_id: str | None = None) -> str:
    """A new deal with a customer one may see; returns its public id.

    A client may bring the id: sending the same creation twice makes one deal. It starts in the
    first stage unless the form names another, whose needs are asked as in a move.
    """
    if form.name is None:
        raise Invalid("deals.name_missing", field="name")
    if not form.customer:
        raise Invalid("deals.customer_missing", field="customer")
    if public_id is not None:
        known = brought(work, Deal, public_id)
        if known is not None:
            return known.public_id
    stage = _first_stage(work, form.stage)
    deal = Deal(name="", customer_id=0, stage_id=stage.id or 0)
    if public_id is not None:
        deal.public_id = public_id
    _apply(work, deal, form)
    deal.stage_entered_at = work.now
    work.add(deal)
    rules.check_complete(deal, stages.siblings(work.session, stage))
    work.session.add(entered(work, deal, None))
    return deal.public_id


@command(Permission.DEAL_WRITE)
def change_deal(work: Work, public_id: str, form: DealForm, version: int | None = None) -> None:
    """Change what `form` carries; its stage is moved by `move_deal`. Refuses a stale `version`."""
    deal = work.find(Deal, public_id, version)
    if form.stage is not None:
        raise Invalid("deals.stage_moves", field="stage")
    _apply(work, deal, form)
    stage = work.session.get_one(Stage, deal.stage_id)
    rules.check_complete(deal, stages.siblings(work.session, stage))
    approvals.void_changed_deal(work, deal)
    if stage.kind is StageKind.WON and (form.amount, form.currency) != (None, None):
        approvals.check_winnable(work, deal)  # what was won is not raised past the limits later


@command(Permission.DEAL_WRITE)
def delete_deal(work: Work, public_id: str) -> None:
    """Into the recycle bin."""
    work.remove(work.find(Deal, public_id))


@command(Permission.DEAL_WRITE)
def restore_deal(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    work.restore(work.find(Deal, public_id, deleted=True))


def _first_stage(work: Work, named: str | None) -> Stage:
    if named:
        stage = stages.find_stage(work.session, named)
        if stage.kind is not StageKind.OPEN:
            raise Invalid("deals.starts_open", field="stage")
        return stage
    first = next(iter(stages.all_stages(work.session).values()), None)
    if first is None:
        raise Invalid("deals.no_pipeline")
    return first


def _apply(work: Work, deal: Deal, form: DealForm) -> None:
    rules.apply(deal, form)
    if form.customer is not None:
        _change_customer(work, deal, work.find(Customer, form.customer).key)
    if form.contact is not None:
        deal.contact_id = work.find(Contact, form.contact).key if form.contact else None
    if form.owner:
        _hand_over(work, deal, form.owner)


def _change_customer(work: Work, deal: Deal, customer_id: int) -> None:
    quoted = select(Quote.id).where(col(Quote.deal_id) == deal.id)
    if deal.id and customer_id != deal.customer_id and work.session.exec(quoted).first():
        raise Conflict("deals.customer_quoted")
    deal.customer_id = customer_id


def _hand_over(work: Work, deal: Deal, owner: str) -> None:
    """The deal and its quotes get another owner: somebody who sells, within the actor's reach."""
    user = work.session.exec(select(User).where(col(User.public_id) == owner)).one_or_none()
    problem = rules.may_own(user, work.actor) if user else "record.owner_unknown"
    if user is None or problem is not None:
        raise Invalid(problem or "record.owner_unknown", field="owner")
    deal.owner_id, deal.team_id = user.id or 0, user.team_id
    if deal.id is None:
        return
    for quote in work.session.exec(select(Quote).where(col(Quote.deal_id) == deal.id)):
        quote.owner_id, quote.team_id = deal.owner_id, deal.team_id
