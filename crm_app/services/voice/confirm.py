"""What a person confirmed of a note becomes an activity and a follow-up, once."""

from dataclasses import dataclass
from typing import Any

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.activities import Activity
from crm_app.models.captures import CaptureStatus, File, VoiceNote
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.services import activities, contacts, customers, deals, tasks
from crm_app.services.activities import ActivityForm
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.custom_fields import asking_for
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.tasks import TaskForm


@dataclass(frozen=True, slots=True)
class NoteForm:
    """What was confirmed of a note; public ids, empty where nothing is meant.

    `new_customer` and `new_contact` are names of records to create; the new contact works at the
    customer. `due` is a date in ISO form. The deal's
    amount changes only with `sets_amount`. `products` and `mood` are kept with the note. `*_custom`
    are custom fields of what is new: key → value.
    """

    text: str
    customer_id: str = ""
    new_customer: str = ""
    contact_id: str = ""
    new_contact: str = ""
    deal_id: str = ""
    next_step: str = ""
    due: str = ""
    amount: str = ""
    currency: str = "CNY"
    sets_amount: bool = False
    products: tuple[str, ...] = ()
    mood: float | None = None
    customer_custom: dict[str, Any] | None = None
    contact_custom: dict[str, Any] | None = None


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

    Refuses a note that was confirmed before with `voice.confirmed_already`, and what a custom field
    is required for with `custom_fields.missing`: the note waits as it is.
    """
    note = work.find(VoiceNote, public_id)
    if note.status is CaptureStatus.CONFIRMED:
        raise Conflict("voice.confirmed_already")
    work.find(VoiceNote, public_id, version)
    if not form.text.strip():
        raise Invalid("voice.text_missing", field="text")
    about = _about(work, form)
    _change_deal(work, form, about.get("deal"))
    ids = {kind: record.public_id for kind, record in about.items()}
    said = ActivityForm(kind="voice", text=form.text, happened_at=note.spoken_at)
    activity_id = activities.record_activity.within(work, said, list(ids.items()))
    task_id = _task(work, form, ids)
    activity = work.find(Activity, activity_id)
    note.status, note.activity_id, note.text = CaptureStatus.CONFIRMED, activity.key, activity.text
    note.facts = {**note.facts, "confirmed": _confirmed(form)}
    for kind in ("customer", "contact", "deal"):
        setattr(note, f"{kind}_id", about[kind].key if kind in about else None)
    _file_under(work, note, activity)
    return Written(activity_id, task_id, *(ids.get(k, "") for k in ("customer", "contact", "deal")))


def _about(work: Work, form: NoteForm) -> dict[str, Any]:
    """The records the note is about, each one that the actor may see; at least a customer or contact."""
    about: dict[str, Any] = {}
    customer_id = form.customer_id
    if not customer_id and form.new_customer.strip():
        made = CustomerForm(name=form.new_customer, source="voice", custom=form.customer_custom)
        with asking_for("customer"):
            customer_id = customers.create_customer.within(work, made)
    if customer_id:
        about["customer"] = work.find(Customer, customer_id)
    contact_id = form.contact_id
    if not contact_id and form.new_contact.strip():
        contact_id = _new_contact(work, form, customer_id)
    if contact_id:
        about["contact"] = work.find(Contact, contact_id)
    if form.deal_id:
        about["deal"] = work.find(Deal, form.deal_id)
    if not about:
        raise Invalid("voice.about_missing", field="customer")
    return about


def _new_contact(work: Work, form: NoteForm, customer_id: str) -> str:
    places = [PositionForm(customer_id=customer_id)] if customer_id else []
    made = ContactForm(
        name=form.new_contact, source="voice", positions=places, custom=form.contact_custom
    )
    with asking_for("contact"):
        return contacts.create_contact.within(work, made)


def _change_deal(work: Work, form: NoteForm, deal: Deal | None) -> None:
    if not form.sets_amount:
        return
    if deal is None:
        raise Invalid("voice.deal_missing", field="deal")
    if not form.amount.strip():
        raise Invalid("voice.amount_missing", field="amount")
    change = DealForm(amount=form.amount, currency=form.currency)
    deals.change_deal.within(work, deal.public_id, change)


def _task(work: Work, form: NoteForm, ids: dict[str, str]) -> str:
    """The follow-up; none without a next step."""
    if not form.next_step.strip():
        return ""
    asked = TaskForm(title=form.next_step, due=form.due, **ids)
    return tasks.create_task.within(work, asked, source="voice")


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
