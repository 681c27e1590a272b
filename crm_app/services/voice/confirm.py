"""What a person confirmed of a note becomes an activity and a follow-up, once."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.activities import Activity, ActivityKind, ActivityLink, Task
from crm_app.models.base import Owned
from crm_app.models.captures import CaptureStatus, File, VoiceNote
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.services import customers, deals
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm

_LONGEST = 20_000
_DAY_ENDS = time(18)


@dataclass(frozen=True, slots=True)
class NoteForm:
    """What was confirmed of a note; public ids, empty where nothing is meant.

    `new_customer` is the name of a customer to create. `due` is a date in ISO form. The deal's
    amount changes only with `sets_amount`. `products` and `mood` are kept with the note.
    """

    text: str
    customer_id: str = ""
    new_customer: str = ""
    contact_id: str = ""
    deal_id: str = ""
    next_step: str = ""
    due: str = ""
    amount: str = ""
    currency: str = "CNY"
    sets_amount: bool = False
    products: tuple[str, ...] = ()
    mood: float | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a confirmed note became: public ids, empty where there was nothing to write."""

    activity_id: str
    task_id: str
    customer_id: str
    contact_id: str
    deal_id: str


@command(Permission.CAPTURE)
def confirm_note(work: Work, public_id: str, form: NoteForm, version: int | None = None) -> Written:
    """Write the activity, the task and what else was confirmed of a note, in one transaction.

    Refuses a note that was confirmed before with `voice.confirmed_already`.
    """
    note = work.find(VoiceNote, public_id)
    if note.status is CaptureStatus.CONFIRMED:
        raise Conflict("voice.confirmed_already")
    work.find(VoiceNote, public_id, version)
    text, due = _text(form), _due(form)
    about = _about(work, form)
    _change_deal(work, form, about.get("deal"))
    activity = _activity(work, note, text, about)
    task = _task(work, form, due, about)
    note.status, note.activity_id, note.text = CaptureStatus.CONFIRMED, activity.key, text
    note.facts = {**note.facts, "confirmed": _confirmed(form)}
    for kind in ("customer", "contact", "deal"):
        setattr(note, f"{kind}_id", about[kind].key if kind in about else None)
    _file_under(work, note, activity)
    return Written(
        activity.public_id,
        task.public_id if task else "",
        *(about[k].public_id if k in about else "" for k in ("customer", "contact", "deal")),
    )


def _text(form: NoteForm) -> str:
    text = form.text.strip()
    if not text:
        raise Invalid("voice.text_missing", field="text")
    if len(text) > _LONGEST:
        raise Invalid("record.too_long", field="text", most=_LONGEST)
    return text


def _due(form: NoteForm) -> date | None:
    if not form.due.strip():
        return None
    try:
        return date.fromisoformat(form.due.strip())
    except ValueError:
        raise Invalid("voice.due_invalid", field="due") from None


def _about(work: Work, form: NoteForm) -> dict[str, Any]:
    """The records the note is about, each one that the actor may see; at least a customer or contact."""
    about: dict[str, Any] = {}
    customer_id = form.customer_id
    if not customer_id and form.new_customer.strip():
        made = CustomerForm(name=form.new_customer, source="voice")
        customer_id = customers.create_customer.within(work, made)
    if customer_id:
        about["customer"] = work.find(Customer, customer_id)
    if form.contact_id:
        about["contact"] = work.find(Contact, form.contact_id)
    if form.deal_id:
        about["deal"] = work.find(Deal, form.deal_id)
    if not about:
        raise Invalid("voice.about_missing", field="customer")
    return about


def _change_deal(work: Work, form: NoteForm, deal: Deal | None) -> None:
    if not form.sets_amount:
        return
    if deal is None:
        raise Invalid("voice.deal_missing", field="deal")
    if not form.amount.strip():
        raise Invalid("voice.amount_missing", field="amount")
    change = DealForm(amount=form.amount, currency=form.currency)
    deals.change_deal.within(work, deal.public_id, change)


def _activity(work: Work, note: VoiceNote, text: str, about: dict[str, Owned]) -> Activity:
    activity = Activity(
        kind=ActivityKind.VOICE,
        text=text,
        happened_at=note.spoken_at,
        author_id=note.owner_id,
    )
    work.add(activity, owner=next(iter(about.values())))
    for kind, record in about.items():
        work.add(ActivityLink(activity_id=activity.key, record_kind=kind, record_id=record.key))
    return activity


def _task(work: Work, form: NoteForm, due: date | None, about: dict[str, Owned]) -> Task | None:
    title = form.next_step.strip()
    if not title:
        return None
    due_at = datetime.combine(due, _DAY_ENDS, zone(work.actor.zone)) if due else None
    task = Task(title=title[:300], due_at=due_at, source="voice")
    for kind, record in about.items():
        setattr(task, f"{kind}_id", record.key)
    return work.add(task)


def _confirmed(form: NoteForm) -> dict[str, Any]:
    return {
        "next_step": form.next_step,
        "due": form.due,
        "amount": form.amount,
        "currency": form.currency,
        "products": list(form.products),
        "sentiment": form.mood,
    }


def _file_under(work: Work, note: VoiceNote, activity: Activity) -> None:
    """The recording goes with the activity: whoever reads it may listen."""
    file = work.session.get(File, note.file_id)
    if file is not None:
        file.record_kind, file.record_id = "activity", activity.key
        file.owner_id, file.team_id = activity.owner_id, activity.team_id
