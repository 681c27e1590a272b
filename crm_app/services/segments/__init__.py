"""Segments: customers whom conditions describe, as they are now or as they were on a day."""

from crm_app.services.segments.commands import (
    change_segment,
    create_segment,
    delete_segment,
    freeze_segment,
    keep_members,
    restore_segment,
    thaw_segment,
)
from crm_app.services.segments.queries import (
    preview,
    segment_members,
    segment_page,
    segments,
)
from crm_app.services.segments.rows import Member, Preview, SegmentForm, SegmentRow, Why

__all__ = [
    "Member",
    "Preview",
    "SegmentForm",
    "SegmentRow",
    "Why",
    "change_segment",
    "create_segment",
    "delete_segment",
    "freeze_segment",
    "keep_members",
    "preview",
    "restore_segment",
    "segment_members",
    "segment_page",
    "segments",
    "thaw_segment",
]
