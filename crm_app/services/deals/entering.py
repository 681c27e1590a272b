"""What somebody enters of a deal, put onto it; and what entering a stage brings."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.activities import Task
from crm_app.models.base import Customized
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal, Stage, StageChange
from crm_app.models.quotes import Quote
from crm_app.models.users import User
from crm_app.services import pipelines
from crm_app.services.competitors import name_competitor
from crm_app.services.custom_fields import new_values, put_values
from crm_app.services.deals import rules
from crm_app.services.deals.following import follow_owner
from crm_app.services.deals.rows import DealForm

ENTRY = "stage"
# What may come together with a move: the fields that a stage can ask for.
FILLED = ("amount", "currency", "expected_close", "contact", "competitor")
FILLED += ("custom", "customer_custom")


def apply_form(work: Work, deal: Deal, form: DealForm, of: Customized | None = None) -> None:
    """Put what was entered onto the deal; a new one may be made `of` a lead."""
    rules.apply(deal, form)
    if deal.id is None:
        new_values(work, deal, form.custom, of)
    else:
        put_values(work, deal, form.custom)
    if form.competitor is not None:
        name_competitor(work, deal, form.competitor)
    if form.customer is not None:
        _change_customer(work, deal, form.customer)
    if form.contact is not None:
        _change_contact(work, deal, form.contact)
    if form.customer_custom:
        _fill_customer(work, deal, form.customer_custom)
    if form.owner:
        _hand_over(work, deal, form.owner)


def _fill_customer(work: Work, deal: Deal, typed: dict[str, Any]) -> None:
    """Custom fields of the customer, by who may change him."""
    work.actor.require(Permission.CUSTOMER_WRITE)
    customer = work.session.get_one(Customer, deal.customer_id)
    put_values(work, work.find(Customer, customer.public_id), typed)


def filled(form: DealForm) -> DealForm:
    """Of a form only what may come with a move."""
    return DealForm(**{name: getattr(form, name) for name in FILLED})


def enter_stage(work: Work, deal: Deal, origin: int | None, reason: str = "") -> StageChange:
    """Leave the trace of a deal's entering the stage it now stands in, and give its owner the
    tasks that the stage brings: once an entry, in his language.
    """
    change = work.add(
        StageChange(
            deal_id=deal.key,
            from_stage_id=origin,
            to_stage_id=deal.stage_id,
            at=work.now,
            by_id=work.actor.user_id,
            reason=reason,
        )
    )
    pipelines.note_passed(deal, deal.stage_id)
    brought = pipelines.tasks_of_stages(work.session).get(deal.stage_id, [])
    if not brought:
        return change
    language = work.session.get_one(User, deal.owner_id).language
    for one in brought:
        task = Task(
            title=one.title_en if language == "en" else one.title_zh,
            due_at=_noon(work, one.days),
            customer_id=deal.customer_id,
            deal_id=deal.id,
            source=ENTRY,
            stage_change_id=change.id,
        )
        work.add(task, owner=deal)
    return change


def take_tasks_back(work: Work, change: StageChange) -> None:
    """An entry did not happen: the tasks that it brought and nobody has done go with it."""
    for task in work.session.exec(select(Task).where(col(Task.stage_change_id) == change.id)):
        task.stage_change_id = None
        if task.done_at is None and task.deleted_at is None:
            work.remove(task)
    work.session.flush()


def stage_held(work: Work, named: str, like: Stage | None = None) -> Stage:
    """The stage of that name, which cannot be retired before this transaction ends."""
    return pipelines.hold(work.session, pipelines.find_stage(work.session, named, like))


def _noon(work: Work, days: int) -> datetime:
    # A day without time is kept as its noon (services/tasks/due.py).
    return (work.now + timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)


def _change_customer(work: Work, deal: Deal, public_id: str) -> None:
    if deal.id is not None:
        same = select(Customer.id).where(col(Customer.public_id) == public_id)
        if work.session.exec(same).first() == deal.customer_id:
            return  # who helps with a deal need not see its customer
    customer = work.find(Customer, public_id, refer=True)
    quoted = select(Quote.id).where(col(Quote.deal_id) == deal.id)
    if deal.id and customer.key != deal.customer_id and work.session.exec(quoted).first():
        raise Conflict("deals.customer_quoted")
    deal.customer_id = customer.key


def _change_contact(work: Work, deal: Deal, public_id: str) -> None:
    if not public_id:
        deal.contact_id = None
        return
    same = select(Contact.id).where(col(Contact.public_id) == public_id)
    if deal.contact_id is None or work.session.exec(same).first() != deal.contact_id:
        deal.contact_id = work.find(Contact, public_id, refer=True).key


def _hand_over(work: Work, deal: Deal, owner: str) -> None:
    """The deal and what came of it get another owner: somebody who sells, within the actor's reach."""
    user = work.session.exec(select(User).where(col(User.public_id) == owner)).one_or_none()
    if user is not None and user.id == deal.owner_id:
        return
    if deal.id is not None and not work.owns(deal):
        raise Forbidden("deals.owner_only")
    problem = rules.may_own(user, work.actor) if user else "record.owner_unknown"
    if user is None or problem is not None:
        raise Invalid(problem or "record.owner_unknown", field="owner")
    deal.owner_id, deal.team_id = user.id or 0, user.team_id
    if deal.id is not None:
        follow_owner(work, deal)
