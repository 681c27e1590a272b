"""What a note's mentions gave goes with the note, and comes back with it."""

from collections.abc import Iterable

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.activities import Activity
from crm_app.models.base import Owned
from crm_app.models.mentions import Mention
from crm_app.models.messages import Notice
from crm_app.models.ownership import Share
from crm_app.models.users import User
from crm_app.services import activities, shares, tasks
from crm_app.services.activities import Recorded
from crm_app.services.references import SUBJECTS
from crm_app.services.shares import Rights

REASON = "mention"


@command(Permission.ACTIVITY_WRITE)
def erase(work: Work, public_id: str, version: int | None = None) -> None:
    """Delete what one wrote, as `activities.delete_activity`; whom it alone let see the record sees
    it no longer, unless he answered."""
    activities.delete_activity.within(work, public_id, version)
    withdraw(work, mentions_of(work, public_id))


@command(Permission.ACTIVITY_WRITE)
def put_back(work: Work, public_id: str) -> None:
    """Undo `erase`."""
    activities.restore_activity.within(work, public_id)
    for mention in mentions_of(work, public_id):
        record, user = _record(work, mention), work.session.get(User, mention.user_id)
        if record is not None and user is not None and not shares.sees(work, record, user):
            shares.give(work, record, user, Rights.VIEW, REASON)


@command(Permission.ACTIVITY_WRITE)
def take_back(work: Work, made: Recorded) -> None:
    """Undo `write_down`: the note with what it gave, and its next step."""
    erase.within(work, made.activity)
    if made.task:
        tasks.delete_task.within(work, made.task)


def mentions_of(work: Work, activity_id: str) -> list[Mention]:
    """Who is named in a note, deleted or not."""
    found = select(Mention).join(Activity, col(Activity.id) == Mention.activity_id)
    return list(work.session.exec(found.where(col(Activity.public_id) == activity_id)))


def withdraw(work: Work, mentions: Iterable[Mention]) -> None:
    """Inside a command: their notices that nobody read go, and the views that they alone gave."""
    for mention in mentions:
        record, user = _record(work, mention), work.session.get(User, mention.user_id)
        if record is None or user is None:
            continue
        _unsay(work, mention, record)
        only = _shared_by_mention(work, mention) and not _still_named(work, mention)
        if only and mention.answer_id is None:
            shares.withdraw(work, record, user)


def _record(work: Work, mention: Mention) -> Owned | None:
    model = SUBJECTS[mention.record_kind]
    found = select(model).where(col(model.id) == mention.record_id).with_for_update()
    return work.session.exec(found).one_or_none()


def _shared_by_mention(work: Work, mention: Mention) -> bool:
    """What somebody shared with him by hand stays."""
    found = select(Share.id).where(
        col(Share.record_kind) == mention.record_kind,
        col(Share.record_id) == mention.record_id,
        col(Share.user_id) == mention.user_id,
        col(Share.reason) == REASON,
    )
    return work.session.exec(found).first() is not None


def _still_named(work: Work, mention: Mention) -> bool:
    """Whether another note about the record names him too."""
    found = (
        select(Mention.id)
        .join(Activity, col(Activity.id) == Mention.activity_id)
        .where(
            col(Mention.record_kind) == mention.record_kind,
            col(Mention.record_id) == mention.record_id,
            col(Mention.user_id) == mention.user_id,
            col(Mention.id) != mention.id,
            col(Activity.deleted_at).is_(None),
        )
    )
    return work.session.exec(found).first() is not None


def _unsay(work: Work, mention: Mention, record: Owned) -> None:
    found = select(Notice).where(
        col(Notice.user_id) == mention.user_id,
        col(Notice.read_at).is_(None),
        col(Notice.code).in_(("mentions.asked", "mentions.mentioned")),
        col(Notice.at) == mention.at,
        col(Notice.link).endswith(record.public_id),
    )
    for notice in work.session.exec(found):
        work.session.delete(notice)
