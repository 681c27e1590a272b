"""Activities: what happened with customers, contacts and deals."""

from crm_app.services.activities import indexing
from crm_app.services.activities.commands import (
    change_activity,
    delete_activity,
    follow_up,
    record_activity,
    restore_activity,
    take_back,
)
from crm_app.services.activities.queries import (
    activity_page,
    activity_rows,
    activity_slice,
    last_outcome,
)
from crm_app.services.activities.rows import (
    CONTACT_KINDS,
    WRITTEN,
    ActivityForm,
    ActivityRow,
    ContactFault,
    Recorded,
    Timeline,
    TimelineEntry,
)
from crm_app.services.activities.subjects import (
    follow_owner,
    last_contact_faults,
    refresh_last_contact,
)
from crm_app.services.activities.timeline import timeline, timeline_slice

__all__ = [
    "CONTACT_KINDS",
    "WRITTEN",
    "ActivityForm",
    "ActivityRow",
    "ContactFault",
    "Recorded",
    "Timeline",
    "TimelineEntry",
    "activity_page",
    "activity_rows",
    "activity_slice",
    "change_activity",
    "delete_activity",
    "follow_owner",
    "follow_up",
    "indexing",
    "last_contact_faults",
    "last_outcome",
    "record_activity",
    "refresh_last_contact",
    "restore_activity",
    "take_back",
    "timeline",
    "timeline_slice",
]
