"""A lead that comes by itself: whom we know goes to who holds him, the others by the rules."""

from sqlmodel import col, select

from crm_app.core.permissions import GRANTS, Permission
from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.leads import Lead
from crm_app.models.users import User
from crm_app.services import assignment
from crm_app.services.leads import rules
from crm_app.services.leads.rows import LeadForm
from crm_app.services.notices import notify
from crm_app.services.ownership import MODELS, Holder, hand_over, holders
from crm_app.services.points import replace_points
from crm_app.services.scoring import leads_arrived


def take_in(work: Work, lead: Lead, form: LeadForm) -> None:
    """Inside a command: store a lead that nobody entered by hand.

    Who sent it cannot be told whose he is, and nothing may get lost: a known number, address or
    company is no refusal but goes to the holder, who hears of it.
    """
    rules.apply(lead, form)
    points = form.points or []
    known = holders(work, points, lead.company, lead.public_id)
    work.add(lead, pooled=True)
    replace_points(work, lead, points)
    leads_arrived(work, [lead])
    for holder in known:
        user = _holder(work, holder)
        if user is not None:
            _give(work, lead, user, holder)
            return
    assignment.arrive(work, lead)


def _holder(work: Work, holder: Holder) -> User | None:
    """Who holds a record, if he still works on leads."""
    model = MODELS[holder.kind]
    owned = select(User).join(model, col(model.owner_id) == User.id)
    user = work.session.exec(owned.where(col(model.public_id) == holder.record)).one_or_none()
    if user is None or not user.is_active:
        return None
    return user if Permission.LEAD_WRITE in GRANTS.get(user.role, frozenset()) else None


def _give(work: Work, lead: Lead, user: User, holder: Holder) -> None:
    said = {
        language: say(
            language,
            "leads.known_already",
            kind=say(language, f"kind.{holder.kind}"),
            name=holder.name,
            reason=say(language, f"ownership.reason.{holder.reason}"),
        )
        for language in ("zh", "en")
    }
    hand_over(work, lead, user, kind="assigned", text=f"{said['zh']} · {said['en']}")
    lead.assignment = {
        "rule": "",
        "name": "",
        "person": user.name,
        "at": work.now.isoformat(),
        **said,
    }
    notify(work, [user.id], "assignment.notice", f"/leads/{lead.public_id}", name=lead.name)
