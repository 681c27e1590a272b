"""Pure decisions about web forms."""

import re
from urllib.parse import urlsplit

from crm_app.core.errors import Forbidden, Invalid
from crm_app.models.leads import WebForm
from crm_app.services.web_forms.rows import FIELDS, TEXTS, Sent, WebFormEntry

LANGUAGES = ("both", "zh", "en")
_NEEDS = ("off", "optional", "required")
_NAMES, _REACHES = ("name", "company"), ("mobile", "email", "wechat")
# How long what a visitor types may be.
_LONGEST = {"name": 120, "company": 200, "title": 120, "mobile": 60, "email": 200, "wechat": 100}
_LONGEST |= {"region": 60, "industry": 40, "size": 20, "product": 36, "note": 5000}
_MOST_ORIGINS = 30
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


def apply(form: WebForm, entry: WebFormEntry) -> None:
    """Put what was entered onto the form; refuses what cannot be, naming the field.

    Another consent text needs another version: what somebody agreed to has to be told apart.
    """
    before = (form.consent_zh, form.consent_en)
    form.name = _line(entry.name, "name", 80)
    if not form.name:
        raise Invalid("web_forms.name_missing", field="name")
    if entry.language not in LANGUAGES:
        raise Invalid("web_forms.language_unknown", field="language")
    form.language = entry.language
    for name, most in TEXTS.items():
        _texts(form, entry, name, most)
    _consent(form, entry, before)
    form.fields = _fields(entry.fields)
    form.source, form.campaign = entry.source, _line(entry.campaign, "campaign", 80)
    form.origins = read_origins(entry.origins)
    form.is_active = entry.is_active


def read_origins(typed: str) -> list[str]:
    """One a line, `https://www.example.com`; plain http for this very machine alone."""
    found = list(dict.fromkeys(read_origin(one) for one in typed.split()))
    if len(found) > _MOST_ORIGINS:
        raise Invalid("web_forms.too_many_origins", field="origins", most=_MOST_ORIGINS)
    return found


def read_origin(typed: str) -> str:
    """Scheme, host and port as a browser says them; refuses paths, stars and anything else."""
    try:
        parts = urlsplit(typed.strip().lower().rstrip("/"))
        port = parts.port
        host = parts.netloc.removesuffix(f":{port}")
    except ValueError:
        raise Invalid("web_forms.origin_invalid", field="origins", typed=typed[:60]) from None
    is_here = host in ("localhost", "127.0.0.1", "[::1]")
    scheme = parts.scheme == "https" or (parts.scheme == "http" and is_here)
    if not scheme or not _HOST.fullmatch(host) or parts.path or parts.query or parts.fragment:
        raise Invalid("web_forms.origin_invalid", field="origins", typed=typed[:60])
    usual = {"https": 443, "http": 80}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")


def check_origin(form: WebForm, origin: str, *, is_own: bool) -> None:
    """Refuse (`web_forms.foreign_origin`) what does not come from our page or a listed site."""
    if not is_own and origin not in form.origins:
        raise Forbidden("web_forms.foreign_origin", form=form.name, origin=origin[:200])


def check_frame(form: WebForm, site: str) -> None:
    """Refuse to be shown in a frame of a site that is not listed; one that is unknown is left to
    the browser, which keeps the same list."""
    if site and site not in form.origins:
        raise Forbidden("web_forms.foreign_frame", form=form.name, origin=site[:200])


def check_sent(form: WebForm, sent: Sent) -> dict[str, str]:
    """What was typed in the form's fields; refuses what is missing or too long, naming the field."""
    texts = {name: sent.texts.get(name, "").strip() for name in form.fields}
    for name, need in form.fields.items():
        if need == "required" and not texts[name]:
            raise Invalid("web_forms.field_missing", field=name)
        if len(texts[name]) > _LONGEST[name]:
            raise Invalid("record.too_long", field=name, most=_LONGEST[name])
    if form.consent_zh and not sent.consents:
        raise Invalid("web_forms.consent_missing", field="consents")
    return texts


def spoken(form: WebForm, language: str) -> str:
    """The language in which a form speaks to somebody."""
    return language if form.language == "both" else form.language


def _texts(form: WebForm, entry: WebFormEntry, name: str, most: int) -> None:
    """What is written in one language only says the same in both."""
    typed = {
        language: getattr(entry, f"{name}_{language}").strip().replace("\r\n", "\n")
        for language in ("zh", "en")
    }
    for language, text in typed.items():
        if len(text) > most:
            raise Invalid("record.too_long", field=f"{name}_{language}", most=most)
    for language, other in (("zh", "en"), ("en", "zh")):
        setattr(form, f"{name}_{language}", typed[language] or typed[other])
    if name == "title" and not form.title_zh:
        raise Invalid("web_forms.title_missing", field="title_zh")


def _consent(form: WebForm, entry: WebFormEntry, before: tuple[str, str]) -> None:
    version = _line(entry.consent_version, "consent_version", 40)
    if not version:
        raise Invalid("web_forms.version_missing", field="consent_version")
    changed = form.id is not None and (form.consent_zh, form.consent_en) != before
    if changed and version == form.consent_version:
        raise Invalid("web_forms.version_same", field="consent_version", version=version)
    form.consent_version = version


def _fields(given: dict[str, str]) -> dict[str, str]:
    if not set(given.values()) <= set(_NEEDS) or not set(given) <= set(FIELDS):
        raise Invalid("web_forms.fields_invalid", field="fields")
    found = {name: given[name] for name in FIELDS if given.get(name, "off") != "off"}
    if not any(found.get(name) == "required" for name in _NAMES):
        raise Invalid("web_forms.no_name", field="fields")
    if not any(found.get(name) == "required" for name in _REACHES):
        raise Invalid("web_forms.no_reach", field="fields")
    return found


def _line(typed: str, field: str, most: int) -> str:
    text = " ".join(typed.split())
    if len(text) > most:
        raise Invalid("record.too_long", field=field, most=most)
    return text
