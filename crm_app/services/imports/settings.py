"""What an administrator decides about imports."""

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.ledger import Setting

_KEY = "imports"
USUAL_DAYS, MOST_DAYS = 30, 365


@query(Permission.SELF)
def undo_days(work: Work) -> int:
    """For how many days an import can be taken back."""
    return days_of(work)


@command(Permission.SETTINGS)
def change_undo_days(work: Work, days: int) -> None:
    """For how many days from now on; imports that were made keep their time."""
    if not 1 <= days <= MOST_DAYS:
        raise Invalid("imports.days_unknown", field="days", most=MOST_DAYS)
    row = work.session.get(Setting, _KEY) or Setting(key=_KEY)
    before, row.value = row.value.get("undo_days", USUAL_DAYS), {"undo_days": days}
    work.session.add(row)
    work.record("setting:imports", undo_days=[before, days])


def days_of(work: Work) -> int:
    """Inside a use case: the same."""
    found = work.session.exec(select(Setting).where(col(Setting.key) == _KEY)).first()
    return int(found.value.get("undo_days", USUAL_DAYS)) if found else USUAL_DAYS
