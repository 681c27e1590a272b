"""Pure decisions about leads."""

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import GRANTS, Actor, Permission, Scope
from crm_app.lib.names import company_key, person_key, pinyin, read_person
from crm_app.models.leads import OPEN, Lead, LeadStatus
from crm_app.models.users import User
from crm_app.services.leads.rows import Consent, LeadForm

_TEXTS = {
    "honorific": 20,
    "title": 120,
    "region": 60,
    "address": 300,
    "industry": 40,
    "size": 20,
    "source": 40,
    "campaign": 80,
    "note": 20_000,
}
_CONSENT = {"text": 20_000, "version": 40, "origin": 300}


def apply(lead: Lead, form: LeadForm) -> None:
    """Put what was entered onto the lead; refuses what cannot be, naming the field."""
    if form.company is not None or form.name is not None:
        _names(lead, form)
    for field, longest in _TEXTS.items():
        value = getattr(form, field)
        if value is not None:
            setattr(lead, field, _text(value, field, longest))
    if form.status is not None:
        lead.status = _status(form.status)
    if form.consent is not None:
        _agree(lead, form.consent)


def check_open(lead: Lead) -> None:
    """Refuse what was converted or given up."""
    if lead.status is LeadStatus.CONVERTED:
        raise Conflict("leads.converted_already")
    if lead.status is LeadStatus.DISCARDED:
        raise Conflict("leads.discarded_already")


def may_own(user: User, actor: Actor) -> str | None:
    """Why the actor may not give a lead to a user (a code), or None when he may."""
    near = user.id == actor.user_id or user.team_id in (actor.team_ids | {actor.team_id})
    if not user.is_active or not (actor.scope is Scope.ALL or near):
        return "record.owner_unknown"
    if Permission.LEAD_WRITE not in GRANTS.get(user.role, frozenset()):
        return "leads.owner_cannot"
    return None


def _names(lead: Lead, form: LeadForm) -> None:
    """Without a person's name a lead is called by its company."""
    typed = form.name if form.name is not None else lead.name if lead.is_person else ""
    if form.company is not None:
        lead.company = _text(" ".join(form.company.split()), "company", 200)
        lead.company_key = company_key(lead.company)[:200] if lead.company else ""
    person = read_person(typed)
    if not person.name and not lead.company:
        raise Invalid("leads.name_missing", field="name")
    if len(person.name) > 120:
        raise Invalid("record.too_long", field="name", most=120)
    lead.name = person.name or lead.company[:120]
    lead.honorific = person.honorific or lead.honorific
    lead.pinyin = (person.pinyin or pinyin(lead.name))[:200]
    lead.name_key = person_key(person.name)[:120] if person.name else ""


def _status(typed: str) -> LeadStatus:
    """Only open ones: converting and discarding are steps of their own."""
    if typed not in OPEN:
        raise Invalid("leads.status_unknown", field="status")
    return LeadStatus(typed)


def _agree(lead: Lead, consent: Consent) -> None:
    for name, longest in _CONSENT.items():
        setattr(lead, f"consent_{name}", _text(getattr(consent, name), "consent", longest))
    lead.consent_at = consent.at


def _text(typed: str, field: str, most: int) -> str:
    text = typed.strip()
    if len(text) > most:
        raise Invalid("record.too_long", field=field, most=most)
    return text
