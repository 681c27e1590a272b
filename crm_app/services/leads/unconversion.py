"""A conversion is taken back exactly, as long as nobody has built on what it made."""

from typing import Any

from sqlmodel import col, func, or_, select

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.locales.catalog import say
from crm_app.models.activities import Activity, ActivityLink, Task
from crm_app.models.base import Owned
from crm_app.models.captures import Card, File, VoiceNote
from crm_app.models.customers import ContactPoint, PersonalDetail, Position
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead, LeadStatus
from crm_app.models.quotes import Quote
from crm_app.services import contacts, customers, deals
from crm_app.services.activities import refresh_last_contact
from crm_app.services.leads.conversion import check_converted, of_kind
from crm_app.services.leads.screening import active_questions, put_answers
from crm_app.services.ownership import happened

# What may have been added to a record that was made: word of `leads.touched` → its table.
_BUILT: dict[str, Any] = {
    "tasks": Task,
    "quotes": Quote,
    "deals": Deal,
    "positions": Position,
    "details": PersonalDetail,
    "notes": VoiceNote,
    "cards": Card,
    "leads": Lead,
}


@command(Permission.LEAD_WRITE)
def undo_conversion(work: Work, public_id: str) -> None:
    """Take back what `convert_lead` made; the lead is as it was.

    Refuses (`leads.touched`, with the list) once somebody changed what was made or built on it.
    Of records that were there before, only what the conversion added goes.
    """
    lead = work.find(Lead, public_id)
    check_converted(lead)
    became = of_kind(work, lead)
    trace = lead.conversion
    touched = _touched(work, lead, became, trace)
    if touched:
        raise Conflict("leads.touched", fields=touched, **_in_words(touched))
    customer = became["customer"]
    _take_links(work, trace)
    for kind in ("deal", "contact", "customer"):
        if kind in became and trace[kind].get("made"):
            _DELETE[kind].within(work, became[kind].public_id)
        elif kind in became:
            _take_added(work, became[kind], trace[kind])
    refresh_last_contact(work, [customer.key])
    asked = {question.public_id for question in active_questions(work)}
    put_answers(work, lead, {k: v for k, v in trace["answers"].items() if k in asked})
    lead.status = LeadStatus(trace["status"])
    lead.customer_id = lead.contact_id = lead.deal_id = lead.converted_at = None
    lead.conversion = {}
    happened(work, lead, "unconverted")


_DELETE: dict[str, Any] = {
    "deal": deals.delete_deal,
    "contact": contacts.delete_contact,
    "customer": customers.delete_customer,
}


def _touched(work: Work, lead: Lead, became: dict[str, Owned], trace: dict[str, Any]) -> list[str]:
    """The words for what happened since, of what was made and to the lead itself."""
    made = {kind: row for kind, row in became.items() if trace[kind].get("made")}
    found = [
        kind
        for kind, row in made.items()
        if row.version != trace[kind]["version"] or row.deleted_at is not None
    ]
    if _new_activities(work, {**made, "lead": lead}, trace):
        found.append("activities")
    own = {row.key for row in made.values() if isinstance(row, Deal)}
    for word, model in _BUILT.items():
        if _count(work, model, made, lead, own):
            found.append(word)
    if _files(work, made):
        found.append("files")
    return found


def _new_activities(work: Work, near: dict[str, Owned], trace: dict[str, Any]) -> bool:
    for kind, row in near.items():
        found = (
            select(func.count())
            .select_from(ActivityLink)
            .join(Activity, col(Activity.id) == ActivityLink.activity_id)
            .where(
                col(ActivityLink.record_kind) == kind,
                col(ActivityLink.record_id) == row.key,
                col(ActivityLink.activity_id).not_in(trace["activities"]),
                col(Activity.deleted_at).is_(None),
            )
        )
        if work.session.exec(found).one():
            return True
    return False


def _count(work: Work, model: Any, made: dict[str, Owned], lead: Lead, own_deals: set[int]) -> int:
    """Rows of a table that point to what was made, but for those of the conversion itself."""
    pointing = [
        col(getattr(model, f"{kind}_id")) == row.key
        for kind, row in made.items()
        if hasattr(model, f"{kind}_id")
    ]
    if not pointing:
        return 0
    found = select(func.count()).select_from(model).where(or_(*pointing))
    if hasattr(model, "deleted_at"):
        found = found.where(model.deleted_at.is_(None))
    own: dict[Any, Any] = {
        Deal: col(Deal.id).in_(own_deals),
        Lead: col(Lead.id) == lead.key,
        Position: (col(Position.contact_id) == (lead.contact_id or 0))
        & (col(Position.customer_id) == lead.customer_id),
    }
    if model in own:
        found = found.where(~own[model])
    return work.session.exec(found).one()


def _files(work: Work, made: dict[str, Owned]) -> int:
    count = 0
    for kind, row in made.items():
        found = select(func.count()).where(
            col(File.record_kind) == kind,
            col(File.record_id) == row.key,
            col(File.deleted_at).is_(None),
        )
        count += work.session.exec(found.select_from(File)).one()
    return count


def _take_links(work: Work, trace: dict[str, Any]) -> None:
    rows = select(ActivityLink).where(col(ActivityLink.id).in_(trace["links"]))
    for row in work.session.exec(rows):
        work.session.delete(row)
    work.session.flush()


def _take_added(work: Work, record: Owned, trace: dict[str, Any]) -> None:
    """From a record that was there before: filled fields that are still so, numbers, the place."""
    for name, value in trace.get("filled", {}).items():
        if getattr(record, name) == value:
            setattr(record, name, "")
    rows = select(ContactPoint).where(col(ContactPoint.id).in_(trace.get("points", [])))
    for row in work.session.exec(rows):
        work.session.delete(row)
    place = trace.get("position")
    known = select(Position.id).where(col(Position.public_id) == place)
    if place and work.session.exec(known).first() is not None:
        _drop_place(work, record, place)
    record.updated_at = work.now


def _drop_place(work: Work, contact: Owned, place: str) -> None:
    """Past the rights on the customer, which may be gone or another's by now."""
    row = work.session.exec(select(Position).where(col(Position.public_id) == place)).one()
    if row.contact_id == contact.key:
        work.session.delete(row)
        work.session.flush()


def _in_words(touched: list[str]) -> dict[str, str]:
    return {
        "zh": "、".join(say("zh", f"leads.touched.{word}") for word in touched),
        "en": ", ".join(say("en", f"leads.touched.{word}") for word in touched),
    }
