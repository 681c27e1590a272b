"""Web forms made, changed and switched off by an administrator."""

from sqlmodel import col, select

from crm_app.core.errors import Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.leads import WebForm
from crm_app.services import leads
from crm_app.services.choices import options_of
from crm_app.services.web_forms import rules
from crm_app.services.web_forms.rows import WebFormEntry


@command(Permission.SETTINGS)
def save_web_form(
    work: Work, entry: WebFormEntry, public_id: str = "", version: int | None = None
) -> str:
    """A new form, or the changed one; returns its public id."""
    form = find_form(work, public_id) if public_id else WebForm(name="", version=0)
    if version is not None and form.version != version:
        raise Stale("record.stale")
    if entry.source not in options_of(work.session, "source"):
        raise Invalid("web_forms.source_unknown", field="source")
    rules.apply(form, entry)
    form.product_id = leads.product_id(work, entry.product)
    form.version += 1
    return work.add(form).public_id


@command(Permission.SETTINGS)
def switch_web_form(work: Work, public_id: str, *, is_active: bool) -> None:
    """On or off: one that is off leads nowhere. None is deleted, as leads came by it."""
    form = find_form(work, public_id)
    if form.is_active is not is_active:
        form.is_active, form.version = is_active, form.version + 1


def find_form(work: Work, public_id: str) -> WebForm:
    """Inside a command: the form, locked."""
    found = select(WebForm).where(col(WebForm.public_id) == public_id).with_for_update()
    form = work.session.exec(found).one_or_none()
    if form is None:
        raise NotFound("web_forms.not_found")
    return form
