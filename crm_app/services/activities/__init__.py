"""Activities: what happened with people, and the timeline it makes."""

from crm_app.models.activities import ActivityKind
from crm_app.services.activities import indexing
from crm_app.services.activities.commands import (
    change_activity,
    delete_activity,
    record_activity,
    refresh_last_contact,
    restore_activity,
)
from crm_app.services.activities.queries import activity, activity_slice, last_contact_faults
from crm_app.services.activities.rows import ActivityForm, ActivityRow, LinkRow, TimelineEntry
from crm_app.services.activities.timeline import Timeline, timeline

__all__ = [
    "ActivityForm",
    "ActivityKind",
    "ActivityRow",
    "LinkRow",
    "Timeline",
    "TimelineEntry",
    "activity",
    "activity_slice",
    "change_activity",
    "delete_activity",
    "indexing",
    "last_contact_faults",
    "record_activity",
    "refresh_last_contact",
    "restore_activity",
    "timeline",
]
