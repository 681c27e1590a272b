"""Activities: what happened with customers, contacts and deals."""

from crm_app.services.activities import indexing
from crm_app.services.activities.around import Around, around
from crm_app.services.activities.commands import (
    change_activity,
    delete_activity,
    follow_up,
    record_activity,
    restore_activity,
    take_back,
)
from crm_app.services.activities.exporting import export_activities
from crm_app.services.activities.queries import (
    activity_page,
    activity_rows,
    activity_slice,
    last_outcome,
)
from crm_app.services.activities.rows import (
    CONTACT_KINDS,
    GROUPS,
    WRITTEN,
    ActivityForm,
    ActivityRow,
    ContactFault,
    Recorded,
    Timeline,
    TimelineEntry,
    TimelineQuery,
)
from crm_app.services.activities.subjects import (
    follow_owners,
    last_contact_faults,
    refresh_last_contact,
)
from crm_app.services.activities.timeline import timeline, timeline_slice
from crm_app.services.activities.window import MOST

__all__ = [
    "CONTACT_KINDS",
    "GROUPS",
    "MOST",
    "WRITTEN",
    "ActivityForm",
    "ActivityRow",
    "Around",
    "ContactFault",
    "Recorded",
    "Timeline",
    "TimelineEntry",
    "TimelineQuery",
    "activity_page",
    "activity_rows",
    "activity_slice",
    "around",
    "change_activity",
    "delete_activity",
    "export_activities",
    "follow_owners",
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
