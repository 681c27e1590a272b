"""Web forms: a company's website asks, and what is sent becomes a lead."""

from crm_app.services.web_forms.commands import save_web_form, switch_web_form
from crm_app.services.web_forms.guests import open_form, send_form
from crm_app.services.web_forms.queries import web_forms
from crm_app.services.web_forms.rows import (
    FIELDS,
    TEXTS,
    Asked,
    OpenForm,
    Sent,
    WebFormEntry,
    WebFormRow,
)

__all__ = [
    "FIELDS",
    "TEXTS",
    "Asked",
    "OpenForm",
    "Sent",
    "WebFormEntry",
    "WebFormRow",
    "open_form",
    "save_web_form",
    "send_form",
    "switch_web_form",
    "web_forms",
]
