"""Industry templates: fields, a pipeline, follow-up plans and demo data, beside what is there."""

from crm_app.services.industries.commands import apply_template
from crm_app.services.industries.queries import preview, templates
from crm_app.services.industries.rows import Change, Preview, TemplateRow

__all__ = ["Change", "Preview", "TemplateRow", "apply_template", "preview", "templates"]
