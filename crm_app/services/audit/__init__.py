"""Looking back: who changed what, and what was refused."""

from crm_app.services.audit.queries import entries, entry, entry_slice
from crm_app.services.audit.rows import AuditRow, ChangeRow, EventRow
from crm_app.services.audit.security import events, sign_ins

__all__ = [
    "AuditRow",
    "ChangeRow",
    "EventRow",
    "entries",
    "entry",
    "entry_slice",
    "events",
    "sign_ins",
]
