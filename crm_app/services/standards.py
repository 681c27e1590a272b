"""What would be stored of what somebody types: the normal form, or why there is none."""

from dataclasses import dataclass, field

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib import standards
from crm_app.lib.addresses import read_address
from crm_app.lib.birthdays import shown_birthday
from crm_app.lib.companies import read_company
from crm_app.lib.identifiers import read_identity
from crm_app.lib.mails import proposed_mail
from crm_app.lib.names import read_person
from crm_app.locales.catalog import say
from crm_app.services.home_region import home_region


@dataclass(frozen=True, slots=True)
class Standard:
    """A normal form as a screen needs it; see `api/standards.py`."""

    value: str | None = None
    shown: str = ""
    proposal: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    refusal_zh: str = ""
    refusal_en: str = ""


@query(Permission.SELF)
def read_standard(work: Work, kind: str, typed: str) -> Standard:
    """The normal form of a text of a kind (`lib/standards.py`)."""
    if kind not in standards.KINDS:
        raise Invalid("standards.kind_unknown", field="kind")
    found = standards.normal(kind, typed, home_region())
    if found is None:
        told = {"typed": " ".join(typed.split())[:60]}
        code = standards.fault(kind, typed)
        return Standard(refusal_zh=say("zh", code, **told), refusal_en=say("en", code, **told))
    proposal = proposed_mail(found.value) if kind == "mail" else ""
    shown = found.shown
    if kind == "birthday":
        shown = shown_birthday(found.value, work.actor.language)
    return Standard(found.value, shown, proposal, _parts(kind, typed))


def _parts(kind: str, typed: str) -> dict[str, str]:
    """What else a text says: a form of address, a province, a birthday."""
    if kind == "person":
        person = read_person(typed)
        names = ("honorific", "family", "given", "pinyin", "other")
        return {name: getattr(person, name) for name in names}
    if kind == "company":
        company = read_company(typed)
        return {name: getattr(company, name) for name in ("key", "place", "branch", "parent")}
    if kind == "address":
        place = read_address(typed)
        names = ("province", "city", "district", "postcode")
        return {name: getattr(place, name) for name in names}
    if kind == "id_number" and (identity := read_identity(typed)) is not None:
        birth = {"birth": identity.birth.isoformat(), "sex": identity.sex}
        names = ("province", "city", "district")
        return birth | {name: getattr(identity, name) for name in names}
    return {}
