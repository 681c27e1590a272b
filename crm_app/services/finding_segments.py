"""Which segments somebody finds: his own, those of whom he sees, and those that are shared."""

from typing import Any

from sqlmodel import col, or_, select

from crm_app.core.conditions import asks, read_tree
from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing
from crm_app.core.work import Work
from crm_app.models.customers import Customer
from crm_app.models.segments import Segment, SegmentMember


def found_segments(work: Work, *, deleted: bool = False) -> Any:
    """A select of the segments that the actor finds."""
    mine: Any = work.narrowed(select(Segment.id), Segment)
    key = col(Segment.deleted_at)
    living = key.is_not(None) if deleted else key.is_(None)
    return select(Segment).where(or_(col(Segment.is_shared), col(Segment.id).in_(mine)), living)


def members(work: Work, segment: Segment, listing: Listing) -> Any:
    """What being one of its members asks of a customer; None where that is everybody."""
    if segment.frozen_at is not None:
        kept = select(SegmentMember.customer_id).where(col(SegmentMember.segment_id) == segment.key)
        return col(Customer.id).in_(kept)
    return asks(work, read_tree(segment.asks), lambda name: listing.asked(work, name))


def in_segment(work: Work, public_id: str, listing: Listing) -> Any:
    """A list's filter by segment; refuses one that is not to be seen."""
    wanted = found_segments(work).where(col(Segment.public_id) == public_id)
    segment = work.session.exec(wanted).one_or_none()
    if segment is None:
        raise Invalid("list.value_unknown", value=public_id[:60])
    found = members(work, segment, listing)
    return found if found is not None else col(Customer.id).is_not(None)
