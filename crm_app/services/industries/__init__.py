"""Industry templates: fields, tags, a pipeline, follow-up plans and demo data, beside what is there."""

from crm_app.services.industries.commands import apply_template
from crm_app.services.industries.queries import preview, templates
from crm_app.services.industries.rows import Change, Preview, TakenBack, TemplateRow
from crm_app.services.industries.undoing import undo_template

__all__ = [
    "Change",
    "Preview",
    "TakenBack",
    "TemplateRow",
    "apply_template",
    "preview",
    "templates",
    "undo_template",
]
