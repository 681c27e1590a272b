"""What confirming a note would write, said in a sentence beforehand."""

from dataclasses import dataclass
from datetime import date

from crm_app.locales.catalog import say
from crm_app.services.voice import NoteForm

_WEEK = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Plan:
    """The sentence in both languages; `is_ready` when there is somewhere to write to."""

    zh: str = ""
    en: str = ""
    is_ready: bool = False


@dataclass(frozen=True, slots=True)
class PlannedNote:
    """A form with the names that its sentence needs."""

    form: NoteForm
    name: str
    deal: str


def plan_of(planned: PlannedNote) -> Plan:
    """What `planned` would write."""
    form = planned.form
    ready = bool(
        form.customer_id or form.contact_id or form.new_customer or form.new_contact or form.deal_id
    )
    return Plan(_sentence("zh", planned, ready=ready), _sentence("en", planned, ready=ready), ready)


def _sentence(language: str, planned: PlannedNote, *, ready: bool) -> str:
    if not ready:
        return say(language, "voice.plan_none")
    form = planned.form
    parts = [say(language, "voice.plan_activity", name=planned.name or planned.deal)]
    if form.new_customer:
        parts.insert(0, say(language, "voice.plan_customer", name=form.new_customer))
    if form.new_contact:
        at = len(parts) - 1
        parts.insert(at, say(language, "voice.plan_contact", name=form.new_contact))
    if form.next_step and form.due:
        day = shown_day(language, form.due)
        parts.append(say(language, "voice.plan_task_due", task=form.next_step, day=day))
    elif form.next_step:
        parts.append(say(language, "voice.plan_task", task=form.next_step))
    if form.sets_amount:
        amount = f"{form.amount} {form.currency}"
        parts.append(say(language, "voice.plan_amount", deal=planned.deal, amount=amount))
    joined = "；".join(parts) if language == "zh" else ", ".join(parts)
    return joined[:1].upper() + joined[1:] + ("。" if language == "zh" else ".")


def shown_day(language: str, iso: str) -> str:
    """A date as it is spoken of, with its weekday; what is none as it stands."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    weekday = _WEEK[language][day.weekday()]
    if language == "zh":
        return f"{day.month}月{day.day}日（周{weekday}）"
    return f"{weekday}, {_MONTHS[day.month - 1]} {day.day}"
