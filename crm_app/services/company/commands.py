"""Every way the profile of the house can change."""

from crm_app.core.errors import Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.company import Company
from crm_app.services.company import rules
from crm_app.services.company.queries import stored
from crm_app.services.company.rows import CompanyForm
from crm_app.services.home_region import forget_region
from crm_app.services.locks import one_at_a_time


@command(Permission.SETTINGS)
def change_company(work: Work, form: CompanyForm, version: int | None = None) -> None:
    """Change what `form` carries; papers that went out keep what they say."""
    row = row_to_change(work, version)
    rules.apply(row, form)
    store(work, row)


@command(Permission.SETTINGS)
def remove_logo(work: Work, version: int | None = None) -> None:
    """Papers are headed by the name alone."""
    row = row_to_change(work, version)
    row.logo_id = None
    store(work, row)


def row_to_change(work: Work, version: int | None) -> Company:
    """Inside a command: the profile as it is stored, or a new one; refuses a stale `version`."""
    one_at_a_time(work, "company")
    row = stored(work)
    if version is not None and version != (row.version if row else 0):
        raise Stale("record.stale")
    if row is None:
        row = Company(version=0)
    return row


def store(work: Work, row: Company) -> None:
    """Inside a command: store the profile; what changed makes a new version."""
    if row.id is None or work.session.is_modified(row):
        row.version, row.is_demo = row.version + 1, False
        work.session.add(row)
        work.session.flush()
        forget_region()
