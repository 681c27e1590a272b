"""The page on which a record is seen."""

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity, ActivityLink, Task
from crm_app.models.base import Owned
from crm_app.models.captures import VoiceNote
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead

_PAGES = {
    "customer": "/customers",
    "contact": "/contacts",
    "deal": "/deals",
    "lead": "/leads",
    "quote": "/quotes",
    "contract": "/contracts",
    "order": "/orders",
    "voice_note": "/voice",
    "card": "/cards",
    "approval": "/approvals",
}
_MODELS: dict[str, type[Owned]] = {
    "customer": Customer,
    "contact": Contact,
    "deal": Deal,
    "lead": Lead,
}


@query(Permission.SELF)
def address_of(work: Work, kind: str, public_id: str) -> str:
    """The address of a record's page; an activity opens what it is about, a task its record."""
    if kind == "activity":
        return _about_activity(work, work.find(Activity, public_id))
    if kind == "task":
        return _about_task(work, work.find(Task, public_id))
    if kind == "voice_note":
        work.find(VoiceNote, public_id)
    return f"{_PAGES[kind]}/{public_id}" if kind in _PAGES else "/"


def _about_activity(work: Work, activity: Activity) -> str:
    found = select(ActivityLink).where(col(ActivityLink.activity_id) == activity.key)
    for link in work.session.exec(found.order_by(col(ActivityLink.id))):
        if link.record_kind in _MODELS and (
            address := _page(work, link.record_kind, link.record_id)
        ):
            return address
    return "/"


def _about_task(work: Work, task: Task) -> str:
    for kind in ("deal", "customer", "contact", "lead"):
        record_id = getattr(task, f"{kind}_id")
        if record_id and (address := _page(work, kind, record_id)):
            return address
    return "/tasks"


def _page(work: Work, kind: str, record_id: int) -> str:
    model = _MODELS[kind]
    row = work.session.exec(work.visible(model).where(col(model.id) == record_id)).one_or_none()
    return f"{_PAGES[kind]}/{row.public_id}" if row else ""
