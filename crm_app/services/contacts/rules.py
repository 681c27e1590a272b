"""Pure decisions about contacts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from crm_app.core.errors import Invalid
from crm_app.lib import identifiers
from crm_app.lib.birthdays import day_key, read_birthday
from crm_app.lib.names import person_key, person_pinyin, read_person
from crm_app.lib.standards import fault
from crm_app.models.customers import Contact, PointKind
from crm_app.services.contacts.rows import ContactForm
from crm_app.services.points import Point

_OWN = {PointKind.MOBILE.value, PointKind.EMAIL.value, PointKind.WECHAT.value}
_TEXTS = {"honorific": 20, "other_name": 120, "source": 40}


def apply(contact: Contact, form: ContactForm) -> None:
    """Put what was entered onto the contact; refuses what cannot be, naming the field."""
    if form.name is not None and form.name.strip() != contact.name:
        _name(contact, form.name, as_typed=form.name_as_typed)
    elif form.name is not None and not contact.name:
        raise Invalid("contacts.name_missing", field="name")
    for field, longest in _TEXTS.items():
        value = getattr(form, field)
        if value is not None:
            if len(value) > longest:
                raise Invalid("record.too_long", field=field, most=longest)
            setattr(contact, field, value.strip())
    if form.birthday is not None:
        put_birthday(contact, form.birthday)


def put_birthday(contact: Contact, typed: date | str, region: str = "CN") -> None:
    """A birthday of any calendar; an empty text takes it away."""
    text = typed if isinstance(typed, str) else typed.isoformat()
    birthday = read_birthday(text, region) if text.strip() else None
    if text.strip() and birthday is None:
        raise Invalid("standards.birthday_invalid", field="birthday", typed=text[:30])
    contact.birthday = birthday.stored if birthday else None
    contact.birthday_key = day_key(birthday.stored) if birthday else ""


def read_id_number(typed: str) -> str:
    """An ID number that proves itself; refuses one that does not. Empty for none."""
    if not typed.strip():
        return ""
    found = identifiers.normal_id_number(typed)
    if found is None:
        code = fault("id_number", typed)
        raise Invalid(code, field="id_number", typed=f"{typed.strip()[:4]}…")
    return found.value


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


def _name(contact: Contact, typed: str, *, as_typed: bool) -> None:
    person = read_person(typed)
    if as_typed:
        name = " ".join(typed.split())
        person = replace(person, name=name, honorific="", other="", pinyin=person_pinyin(name))
    if not person.name:
        raise Invalid("contacts.name_missing", field="name")
    if len(person.name) > 120:
        raise Invalid("record.too_long", field="name", most=120)
    contact.name = person.name
    contact.name_typed = " ".join(typed.split())[:160]
    contact.other_name = contact.other_name or person.other[:120]
    contact.honorific = person.honorific or contact.honorific
    contact.family_name, contact.given_name = person.family[:60], person.given[:60]
    contact.pinyin = person.pinyin[:200]
    contact.name_key = person_key(person.name)[:120]
