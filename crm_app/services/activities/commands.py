"""Every way an activity can change; the customers' last contact follows in the same transaction."""

from collections.abc import Sequence
from dataclasses import replace

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.activities import Activity
from crm_app.services import tasks
from crm_app.services.activities import rules
from crm_app.services.activities.rows import WRITTEN, ActivityForm, Recorded
from crm_app.services.activities.subjects import announce, link, links_of, subjects
from crm_app.services.brought import brought
from crm_app.services.references import SUBJECTS
from crm_app.services.tasks import TaskForm


@command(Permission.ACTIVITY_WRITE)
def record_activity(
    work: Work,
    form: ActivityForm,
    links: Sequence[tuple[str, str]] = (),
    public_id: str | None = None,
) -> str:
    """Something happened with the records of `links` (kind, public id); returns its public id.

    The owner of the first one owns it (the actor, when it is about nobody); the actor is its
    author. A client may bring the id: sending it twice makes one activity.
    """
    if public_id is not None:
        known = brought(work, Activity, public_id)
        if known is not None:
            return known.public_id
    activity = Activity(author_id=work.actor.user_id or 0, happened_at=work.now)
    if public_id is not None:
        activity.public_id = public_id
    rules.apply(activity, form, work.now, work.actor.zone)
    found = subjects(work, links)
    work.add(activity, owner=found[0][1] if found else None)
    link(work, activity, found)
    announce(work, activity)
    return activity.public_id


@command(Permission.ACTIVITY_WRITE)
def follow_up(
    work: Work,
    form: ActivityForm,
    links: Sequence[tuple[str, str]],
    next_step: TaskForm | None = None,
    public_id: str | None = None,
) -> Recorded:
    """Write down what happened, and what is to be done next, in one transaction.

    The next step is about the same records, unless it says otherwise. A client may bring the id of
    the activity: sent again, it makes neither a second time.
    """
    _check_written(form.kind)
    if public_id is not None and brought(work, Activity, public_id) is not None:
        return Recorded(public_id)
    made = record_activity.within(work, form, links, public_id)
    if next_step is None:
        return Recorded(made)
    about = {kind: getattr(next_step, kind) or dict(links).get(kind) for kind in SUBJECTS}
    step = replace(next_step, **about)
    return Recorded(made, tasks.create_task.within(work, step, source="activity"))


@command(Permission.ACTIVITY_WRITE)
def change_activity(
    work: Work,
    public_id: str,
    form: ActivityForm,
    version: int | None = None,
    links: Sequence[tuple[str, str]] | None = None,
) -> None:
    """Change what `form` carries of what one wrote; `links`, if given, are the whole set.

    Refuses a stale `version`, and what others wrote with `activities.not_yours`. What was spoken
    stays a voice note.
    """
    activity = work.find(Activity, public_id, version)
    rules.check_own(work.actor, activity)
    if form.kind not in (None, activity.kind):
        _check_written(form.kind)
        _check_written(activity.kind)
    rules.apply(activity, form, work.now, work.actor.zone)
    earlier = links_of(work, activity)
    if links is not None:
        link(work, activity, subjects(work, links))
        activity.updated_at = work.now  # links are part of it: its version grows with them
    announce(work, activity, earlier=earlier)


@command(Permission.ACTIVITY_WRITE)
def delete_activity(work: Work, public_id: str, version: int | None = None) -> None:
    """Into the recycle bin; only what one wrote oneself."""
    activity = work.find(Activity, public_id, version)
    rules.check_own(work.actor, activity)
    work.remove(activity)
    announce(work, activity)


@command(Permission.ACTIVITY_WRITE)
def restore_activity(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    activity = work.find(Activity, public_id, deleted=True)
    rules.check_own(work.actor, activity)
    work.restore(activity)
    announce(work, activity)


@command(Permission.ACTIVITY_WRITE)
def take_back(work: Work, made: Recorded) -> None:
    """Undo `follow_up`: the activity and its next step."""
    delete_activity.within(work, made.activity)
    if made.task:
        tasks.delete_task.within(work, made.task)


def _check_written(kind: str | None) -> None:
    if kind not in WRITTEN:
        raise Invalid("activities.kind_unknown", field="kind", kind=(kind or "")[:20])
