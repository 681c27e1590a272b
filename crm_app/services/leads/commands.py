"""Every way a lead can change, apart from its conversion."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.leads import OPEN, Lead, LeadStatus
from crm_app.models.quotes import Product
from crm_app.models.users import User
from crm_app.services import assignment
from crm_app.services.brought import brought
from crm_app.services.choices import options_of
from crm_app.services.classification import lead_filled
from crm_app.services.custom_fields import new_values, put_values
from crm_app.services.leads import rules
from crm_app.services.leads.rows import LeadForm
from crm_app.services.ownership import check_free, hand_over, happened
from crm_app.services.points import new_points, points_of, replace_points
from crm_app.services.scoring import lead_changed, leads_arrived


@command(Permission.LEAD_WRITE)
def create_lead(work: Work, form: LeadForm, public_id: str | None = None) -> str:
    """A new lead of the actor, of `form.owner`, or of nobody: then the assignment rules decide, and
    without one that fits it lies in the pool. Returns its public id.

    Refuses what a colleague holds already (`ownership.held`). A client may bring the id: sending
    the same creation twice makes one lead.
    """
    if not form.name and not form.company:
        raise Invalid("leads.name_missing", field="name")
    if public_id is not None:
        known = brought(work, Lead, public_id)
        if known is not None:
            return known.public_id
    lead = Lead(name="")
    if public_id is not None:
        lead.public_id = public_id
    rules.apply(lead, form)
    new_values(work, lead, form.custom)
    check_free(work, form.points or [], lead.company)
    lead.product_id = product_id(work, form.product)
    if form.owner:
        _give(work, lead, form.owner)
    pooled = form.owner == "" or work.actor.user_id is None
    work.add(lead, pooled=pooled)
    replace_points(work, lead, form.points or [])
    leads_arrived(work, [lead])
    if pooled and lead.owner_id is None:
        assignment.arrive(work, lead)
    return lead.public_id


@command(Permission.LEAD_WRITE)
def change_lead(work: Work, public_id: str, form: LeadForm, version: int | None = None) -> None:
    """Change what `form` carries; refuses a stale `version`, and what is no longer open.

    What comes new (a number, the company) may not be a colleague's.
    """
    lead = work.find(Lead, public_id, version)
    rules.check_open(lead)
    company = lead.company_key
    rules.apply(lead, form)
    put_values(work, lead, form.custom)
    new = new_points(work.session, lead, form.points)
    check_free(work, new, lead.company if lead.company_key != company else "", public_id)
    if form.product is not None:
        lead.product_id = product_id(work, form.product)
    if form.points is not None:
        replace_points(work, lead, form.points, form.point_kinds)
        lead.updated_at = work.now  # they are part of the record: its version grows with them
    if form.owner:
        _hand_over(work, lead, form.owner)
    lead_filled(work, lead)
    lead_changed(work, lead)


@command(Permission.LEAD_WRITE)
def discard_lead(work: Work, public_id: str, reason: str) -> str:
    """It will not become a customer; `reason` is of the list. Returns the status it had."""
    lead = work.find(Lead, public_id)
    rules.check_open(lead)
    options = options_of(work.session, "discard_reason")
    if reason not in options:
        raise Invalid("leads.reason_missing", field="reason")
    before = lead.status
    lead.status, lead.discard_reason = LeadStatus.DISCARDED, reason
    happened(work, lead, "discarded", text=f"{options[reason].zh} · {options[reason].en}")
    return before.value


@command(Permission.LEAD_WRITE)
def reopen_lead(work: Work, public_id: str, status: str = LeadStatus.NEW.value) -> None:
    """A discarded lead is worked on again."""
    lead = work.find(Lead, public_id)
    if lead.status is not LeadStatus.DISCARDED:
        raise Conflict("leads.not_discarded")
    rules.apply(lead, LeadForm(status=status))
    lead.discard_reason = ""
    check_free(work, points_of(work.session, lead), lead.company, public_id, lead.owner_id)
    happened(work, lead, "reopened")


@command(Permission.LEAD_WRITE)
def delete_lead(work: Work, public_id: str, version: int | None = None) -> None:
    """Into the recycle bin; one that was converted stays, as the trace of where all came from."""
    lead = work.find(Lead, public_id, version)
    if lead.status is LeadStatus.CONVERTED:
        raise Conflict("leads.converted_already")
    work.remove(lead)


@command(Permission.LEAD_WRITE)
def restore_lead(work: Work, public_id: str) -> None:
    """Undo a deletion; refuses what a colleague has come to hold meanwhile."""
    lead = work.find(Lead, public_id, deleted=True)
    if lead.status in OPEN:
        check_free(work, points_of(work.session, lead), lead.company, public_id, lead.owner_id)
    work.restore(lead)


def product_id(work: Work, public_id: str | None) -> int | None:
    """Inside a use case: the product that a form names, if it names one."""
    if not public_id:
        return None
    found = select(Product.id).where(col(Product.public_id) == public_id)
    key = work.session.exec(found).one_or_none()
    if key is None:
        raise Invalid("leads.product_unknown", field="product")
    return key


def _give(work: Work, lead: Lead, owner: str) -> User:
    """A new lead's owner."""
    user = _owner(work, owner)
    lead.owner_id, lead.team_id = user.id, user.team_id
    return user


def _hand_over(work: Work, lead: Any, owner: str) -> None:
    user = _owner(work, owner)
    if user.id != lead.owner_id:
        hand_over(work, lead, user, kind="transferred" if lead.owner_id else "assigned")


def _owner(work: Work, public_id: str) -> User:
    """Somebody who works on leads, within the actor's reach."""
    found = select(User).where(col(User.public_id) == public_id)
    user = work.session.exec(found).one_or_none()
    problem = rules.may_own(user, work.actor) if user else "record.owner_unknown"
    if user is None or problem is not None:
        raise Invalid(problem or "record.owner_unknown", field="owner")
    return user
