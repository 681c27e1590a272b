"""A colleague is named in what one writes: he is told, and may see the record it is about."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.permissions import GRANTS, READS, Permission
from crm_app.core.work import Work, command
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.base import Owned
from crm_app.models.mentions import Mention
from crm_app.models.users import User
from crm_app.services import activities, shares
from crm_app.services.activities import ActivityForm, Recorded
from crm_app.services.mentions import rules
from crm_app.services.mentions.withdrawing import REASON, mentions_of, withdraw
from crm_app.services.notices import notify
from crm_app.services.references import SUBJECTS, find_subject
from crm_app.services.shares import Rights
from crm_app.services.tasks import TaskForm

_HOMES = {"customer": "customers", "contact": "contacts", "deal": "deals", "lead": "leads"}


@command(Permission.ACTIVITY_WRITE)
def write_down(  # noqa: PLR0913, PLR0917 - what a form of the timeline holds
    work: Work,
    form: ActivityForm,
    links: Sequence[tuple[str, str]],
    next_step: TaskForm | None = None,
    public_id: str | None = None,
    people: Sequence[str] = (),
    is_question: bool = False,
) -> Recorded:
    """Write down what happened; whom it names (`@name`, or by public id in `people`) is told.

    With `is_question` those asked have it open until they answer. Each sees the record it is about
    first from then on, if he did not before. Sent again with the same `public_id` nothing happens.
    """
    known = select(Activity.id).where(col(Activity.public_id) == (public_id or ""))
    is_new = work.session.exec(known).first() is None
    made = activities.follow_up.within(work, form, links, next_step, public_id)
    if is_new:
        _tell(work, made.activity, links, people, is_question=is_question)
    return made


@command(Permission.ACTIVITY_WRITE)
def rewrite(
    work: Work,
    public_id: str,
    form: ActivityForm,
    version: int | None = None,
    links: Sequence[tuple[str, str]] | None = None,
) -> None:
    """Change what one wrote, as `activities.change_activity`; who is newly named is told, and who is
    named no longer loses what that gave him."""
    before = _text(work, public_id)
    activities.change_activity.within(work, public_id, form, version, links)
    if form.text is None:
        return
    about = _first_link(work, public_id)
    if about is not None:
        _drop(work, public_id, about[0], before)
        _tell(work, public_id, [about], (), is_question=False)


@command(Permission.ACTIVITY_WRITE)
def answer(work: Work, public_id: str, text: str) -> str:
    """Answer a question one was asked: a note on the record; who asked is told. Returns its id."""
    mention = _question(work, public_id)
    if mention.user_id != work.actor.user_id:
        raise Forbidden("mentions.not_asked")
    record = work.session.get_one(SUBJECTS[mention.record_kind], mention.record_id)
    form = ActivityForm(kind="note", text=text)
    about = [(mention.record_kind, record.public_id)]
    made = activities.record_activity.within(work, form, about)
    found = select(Activity.id).where(col(Activity.public_id) == made)
    mention.answer_id, mention.answered_at = work.session.exec(found).one(), work.now
    place, words = _place(mention.record_kind, record), rules.excerpt(text)
    notify(work, [mention.by_id], "mentions.answered", place, who=work.actor.name, text=words)
    return made


@command(Permission.ACTIVITY_WRITE)
def close_question(work: Work, public_id: str) -> None:
    """It need not be answered any more; for who asked and who was asked."""
    mention = _question(work, public_id)
    if work.actor.user_id not in (mention.user_id, mention.by_id):
        raise Forbidden("mentions.not_asked")
    mention.answered_at = work.now


@command(Permission.ACTIVITY_WRITE)
def reopen_question(work: Work, public_id: str) -> None:
    """Take back that it was closed without an answer."""
    mention = _find(work, public_id)
    if work.actor.user_id not in (mention.user_id, mention.by_id):
        raise Forbidden("mentions.not_asked")
    if mention.answer_id is not None or mention.answered_at is None:
        raise Conflict("mentions.answered_already")
    mention.answered_at = None


def mentionable(work: Work, kind: str) -> list[User]:
    """Colleagues who could read a record of that kind, by name."""
    found = select(User).where(col(User.is_active)).order_by(col(User.name), col(User.id))
    needed = READS.get(kind, Permission.ACTIVITY_READ)
    return [
        user
        for user in work.session.exec(found)
        if {needed, Permission.ACTIVITY_READ} <= GRANTS.get(user.role, frozenset())
    ]


def _tell(
    work: Work,
    activity_id: str,
    links: Sequence[tuple[str, str]],
    people: Sequence[str],
    *,
    is_question: bool,
) -> None:
    activity = work.session.exec(
        select(Activity).where(col(Activity.public_id) == activity_id)
    ).one()
    if not links:
        return
    kind, record_id = links[0]
    wanted = _named(work, activity, kind, people)
    if is_question and not wanted:
        raise Invalid("mentions.nobody_asked", field="people")
    if not wanted:
        return
    record = find_subject(work, kind, record_id)
    earlier = select(Mention.user_id).where(col(Mention.activity_id) == activity.id)
    told = set(work.session.exec(earlier))
    code = "mentions.asked" if is_question else "mentions.mentioned"
    for user in wanted:
        if user.id in told:
            continue
        _mention(work, activity, kind, record, user, is_question=is_question)
        words = {"who": work.actor.name, "text": rules.excerpt(activity.text)}
        notify(work, [user.id], code, _place(kind, record), name=record.name, **words)


def _drop(work: Work, activity_id: str, kind: str, before: str) -> None:
    """Whom the text named before and names no longer."""
    everybody = mentionable(work, kind)
    now, _ = rules.named_in(_text(work, activity_id), everybody)
    then, _ = rules.named_in(before, everybody)
    gone = {user.id for user in then} - {user.id for user in now}
    dropped = [one for one in mentions_of(work, activity_id) if one.user_id in gone]
    dropped = [one for one in dropped if not one.is_question]
    withdraw(work, dropped)
    for mention in dropped:
        work.session.delete(mention)
    work.session.flush()


def _text(work: Work, activity_id: str) -> str:
    found = select(Activity.text).where(col(Activity.public_id) == activity_id)
    return work.session.exec(found).one_or_none() or ""


def _named(work: Work, activity: Activity, kind: str, people: Sequence[str]) -> list[User]:
    everybody = mentionable(work, kind)
    by_id = {user.public_id: user for user in everybody}
    unknown = [one for one in people if one not in by_id]
    if unknown:
        raise Invalid("mentions.unknown", field="people")
    chosen = [by_id[one] for one in people]
    named, unclear = rules.named_in(activity.text, everybody)
    known = {user.name for user in chosen}
    if missing := [name for name in unclear if name not in known]:
        raise Invalid("mentions.unclear", field="people", name=missing[0])
    return rules.without([*chosen, *named], work.actor.user_id)


def _mention(
    work: Work, activity: Activity, kind: str, record: Owned, user: User, *, is_question: bool
) -> None:
    work.add(
        Mention(
            activity_id=activity.key,
            record_kind=kind,
            record_id=record.key,
            user_id=user.id or 0,
            by_id=work.actor.user_id or 0,
            at=work.now,
            is_question=is_question,
        )
    )
    if not shares.sees(work, record, user):
        shares.give(work, record, user, Rights.VIEW, REASON)


def _place(kind: str, record: Owned) -> str:
    return f"/{_HOMES[kind]}/{record.public_id}"


def _first_link(work: Work, activity_id: str) -> tuple[str, str] | None:
    found = (
        select(ActivityLink)
        .join(Activity, col(Activity.id) == ActivityLink.activity_id)
        .where(col(Activity.public_id) == activity_id)
        .order_by(col(ActivityLink.id))
    )
    link = work.session.exec(found).first()
    if link is None or link.record_kind not in SUBJECTS:
        return None
    record = work.session.get_one(SUBJECTS[link.record_kind], link.record_id)
    return link.record_kind, record.public_id


def _question(work: Work, public_id: str) -> Mention:
    mention = _find(work, public_id)
    if mention.answered_at is not None:
        raise Conflict("mentions.answered_already")
    return mention


def _find(work: Work, public_id: str) -> Mention:
    found = select(Mention).where(col(Mention.public_id) == public_id, col(Mention.is_question))
    mention = work.session.exec(found.with_for_update()).one_or_none()
    if mention is not None:
        model = SUBJECTS[mention.record_kind]
        seen = work.visible(model).where(col(model.id) == mention.record_id)
        if work.session.exec(seen).first() is not None:
            return mention
    raise NotFound("mentions.not_found")
