"""Pure decisions about contacts."""

from collections.abc import Iterable
from datetime import date

from crm_app.core.errors import Invalid
from crm_app.lib.names import person_key, read_person
from crm_app.models.customers import Contact, PointKind
from crm_app.services.contacts.rows import ContactForm
from crm_app.services.points import Point

_OWN = {PointKind.MOBILE.value, PointKind.EMAIL.value, PointKind.WECHAT.value}
_TEXTS = {"honorific": 20, "other_name": 120, "source": 40}


def apply(contact: Contact, form: ContactForm) -> None:
    """Put what was entered onto the contact; refuses what cannot be, naming the field."""
    if form.name is not None:
        _name(contact, form.name)
    for field, longest in _TEXTS.items():
        value = getattr(form, field)
        if value is not None:
            if len(value) > longest:
                raise Invalid("record.too_long", field=field, most=longest)
            setattr(contact, field, value.strip())
    if form.birthday is not None:
        contact.birthday = read_day(form.birthday, "birthday")


def own_points(points: Iterable[Point]) -> list[Point]:
    """What reaches a person himself: a landline may be the switchboard of a whole company."""
    return [point for point in points if point.kind in _OWN]


def read_day(typed: date | str, field: str) -> date | None:
    """A calendar day as a form or the API gives it; an empty text takes it away."""
    if not isinstance(typed, str):
        return typed
    try:
        return date.fromisoformat(typed.strip()) if typed.strip() else None
    except ValueError:
        raise Invalid("contacts.day_invalid", field=field, typed=typed[:30]) from None


def _name(contact: Contact, typed: str) -> None:
    person = read_person(typed)
    if not person.name:
        raise Invalid("contacts.name_missing", field="name")
    if len(person.name) > 120:
        raise Invalid("record.too_long", field="name", most=120)
    contact.name = person.name
    contact.honorific = person.honorific or contact.honorific
    contact.family_name, contact.given_name = person.family[:60], person.given[:60]
    contact.pinyin = person.pinyin[:200]
    contact.name_key = person_key(person.name)[:120]
