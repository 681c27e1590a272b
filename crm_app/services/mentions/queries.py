"""Which questions are open, and whom one can ask."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, or_, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity
from crm_app.models.mentions import Mention
from crm_app.services.mentions.commands import mentionable
from crm_app.services.mentions.rows import QuestionRow
from crm_app.services.references import NOBODY, Reference, find_subject, references, users_by_id

_MOST = 50


@query(Permission.ACTIVITY_READ)
def open_questions(work: Work) -> list[QuestionRow]:
    """What the actor was asked and what he has asked, as long as it is open: the former and
    the oldest first.
    """
    me = work.actor.user_id
    mine = or_(col(Mention.user_id) == me, col(Mention.by_id) == me)
    found = _questions().where(mine, col(Mention.answered_at).is_(None))
    order = (col(Mention.user_id) != me, col(Mention.at))
    return _rows(work, work.session.exec(found.order_by(*order).limit(_MOST)).all())


@query(Permission.ACTIVITY_READ)
def questions_of(work: Work, kind: str, public_id: str) -> list[QuestionRow]:
    """The questions about a record: open ones first, then the newest."""
    record = find_subject(work, kind, public_id)
    found = _questions().where(
        col(Mention.record_kind) == kind, col(Mention.record_id) == record.key
    )
    order = (col(Mention.answered_at).is_not(None), col(Mention.at).desc())
    return _rows(work, work.session.exec(found.order_by(*order).limit(_MOST)).all())


@query(Permission.ACTIVITY_READ)
def colleagues(work: Work, kind: str = "deal") -> list[Reference]:
    """Whom one can name in what one writes about a record of that kind, without oneself."""
    return [
        Reference("user", user.public_id, user.name)
        for user in mentionable(work, kind)
        if user.id != work.actor.user_id
    ]


def _questions() -> Any:
    living = col(Activity.deleted_at).is_(None)
    joined = select(Mention, Activity).join(Activity, col(Activity.id) == Mention.activity_id)
    return joined.where(col(Mention.is_question), living)


def _rows(work: Work, found: Sequence[tuple[Mention, Activity]]) -> list[QuestionRow]:
    about = references(work, ((one.record_kind, one.record_id) for one, _ in found))
    people = users_by_id(
        work.session, (key for one, _ in found for key in (one.by_id, one.user_id))
    )
    answers = _answers(work, [one.answer_id for one, _ in found if one.answer_id])
    return [
        QuestionRow(
            public_id=one.public_id,
            text=activity.text,
            asked_by=people.get(one.by_id, NOBODY),
            asked=people.get(one.user_id, NOBODY),
            about=about[one.record_kind, one.record_id],
            at=one.at,
            is_open=one.answered_at is None,
            is_mine=one.user_id == work.actor.user_id,
            answer=answers.get(one.answer_id or 0, ""),
            answered_at=one.answered_at,
        )
        for one, activity in found
        if (one.record_kind, one.record_id) in about
    ]


def _answers(work: Work, ids: list[int]) -> dict[int, str]:
    found = select(Activity.id, Activity.text).where(
        col(Activity.id).in_(ids), col(Activity.deleted_at).is_(None)
    )
    return {key: text for key, text in work.session.exec(found) if key is not None}
