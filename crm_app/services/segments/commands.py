"""Every way a segment can change."""

from collections.abc import Sequence

from sqlmodel import col, delete, insert, select

from crm_app.core.conditions import asks, read_tree
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.customers import Customer
from crm_app.models.segments import Segment, SegmentMember
from crm_app.services.customers import LISTING
from crm_app.services.finding_segments import found_segments, members
from crm_app.services.lines import one_line
from crm_app.services.segments.rows import SegmentForm


@command(Permission.CUSTOMER_READ)
def create_segment(work: Work, form: SegmentForm) -> str:
    """A new segment of the actor's; returns its public id."""
    segment = Segment(name="", asks="")
    _apply(work, segment, SegmentForm(form.name or "", form.asks or "", form.is_shared))
    return work.add(segment).public_id


@command(Permission.CUSTOMER_READ)
def change_segment(
    work: Work, public_id: str, form: SegmentForm, version: int | None = None
) -> None:
    """Change what `form` carries; the members of a frozen one stay."""
    _apply(work, own_segment(work, public_id, version), form)


@command(Permission.CUSTOMER_READ)
def freeze_segment(work: Work, public_id: str) -> int:
    """Keep the members as they are now, those that the actor may see; returns how many."""
    segment = own_segment(work, public_id)
    if segment.frozen_at is not None:
        raise Conflict("segments.frozen_already", name=segment.name)
    condition = members(work, segment, LISTING)
    chosen = work.narrowed(select(Customer.id), Customer).where(col(Customer.deleted_at).is_(None))
    ids = list(work.session.exec(chosen if condition is None else chosen.where(condition)))
    segment.frozen_at = work.now
    if ids:
        rows = [{"segment_id": segment.key, "customer_id": key} for key in ids]
        work.session.execute(insert(SegmentMember), rows)
    return len(ids)


@command(Permission.CUSTOMER_READ)
def keep_members(work: Work, name: str, customer_ids: Sequence[int]) -> str:
    """A frozen segment of just these customers, those that the actor may see; it has no conditions.
    Returns its public id."""
    segment = Segment(name=one_line(name, "name", 80), asks="", frozen_at=work.now)
    work.add(segment)
    wanted = select(Customer.id).where(
        col(Customer.id).in_(list(customer_ids)), col(Customer.deleted_at).is_(None)
    )
    ids = list(work.session.exec(work.narrowed(wanted, Customer)))
    if ids:
        rows = [{"segment_id": segment.key, "customer_id": key} for key in ids]
        work.session.execute(insert(SegmentMember), rows)
    return segment.public_id


@command(Permission.CUSTOMER_READ)
def thaw_segment(work: Work, public_id: str) -> None:
    """Its members follow the conditions again."""
    segment = own_segment(work, public_id)
    if segment.frozen_at is None:
        raise Conflict("segments.not_frozen", name=segment.name)
    if not segment.asks:  # nothing that its members could follow
        raise Invalid("segments.asks_missing", field="asks")
    segment.frozen_at = None
    kept = col(SegmentMember.segment_id) == segment.key
    work.session.exec(delete(SegmentMember).where(kept))


@command(Permission.CUSTOMER_READ)
def delete_segment(work: Work, public_id: str) -> None:
    """Gone for everybody; `restore_segment` brings it back."""
    work.remove(own_segment(work, public_id))


@command(Permission.CUSTOMER_READ)
def restore_segment(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    work.restore(own_segment(work, public_id, deleted=True))


def own_segment(
    work: Work, public_id: str, version: int | None = None, *, deleted: bool = False
) -> Segment:
    """Inside a command: a segment that the actor may change: his own, or of whom he sees."""
    found = found_segments(work, deleted=deleted).where(col(Segment.public_id) == public_id)
    segment = work.session.exec(found.with_for_update()).one_or_none()
    if segment is None:
        raise NotFound("segment.not_found")
    if not work.owns(segment):
        raise Forbidden("segments.owner_only")
    if version is not None and segment.version != version:
        raise Stale("record.stale")
    return segment


def _apply(work: Work, segment: Segment, form: SegmentForm) -> None:
    if form.name is not None:
        name = one_line(form.name, "name", 80)
        if not name:
            raise Invalid("segments.name_missing", field="name")
        segment.name = name
    if form.asks is not None:
        tree = read_tree(form.asks)
        if asks(work, tree, lambda name: LISTING.asked(work, name)) is None:
            raise Invalid("segments.asks_missing", field="asks")
        segment.asks = tree.text()
    if form.is_shared is not None:
        segment.is_shared = form.is_shared
