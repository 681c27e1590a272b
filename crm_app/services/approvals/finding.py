"""A request for a command: what it is about is locked first, as every change of them does."""

from sqlmodel import col, select

from crm_app.core.errors import NotFound
from crm_app.core.work import Work
from crm_app.models.approvals import Approval
from crm_app.services.approvals.kinds import subject_of
from crm_app.services.approvals.subjects import Subject


def find_with_subject(work: Work, public_id: str) -> tuple[Approval, Subject]:
    """A visible request and what it is about, both locked. Refuses with `approval.not_found`.

    The order of the locks is that of a change of the quote, so that the two never wait for each
    other; of two deciders the second one reads what the first has decided.
    """
    columns = select(Approval.subject_kind, Approval.subject_id).where(
        col(Approval.public_id) == public_id, col(Approval.deleted_at).is_(None)
    )
    found = work.session.exec(work.narrowed(columns, Approval)).one_or_none()
    if found is None:
        raise NotFound("approval.not_found")
    subject = subject_of(work, *found, lock=True)
    return work.find(Approval, public_id), subject
