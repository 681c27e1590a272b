"""What many records can be given at once, and by whom they can be held."""

from sqlmodel import col, select

from crm_app.core.permissions import Permission, Scope
from crm_app.core.work import Work, query
from crm_app.models.users import User
from crm_app.services import custom_fields, saved_views
from crm_app.services.bulk import rules
from crm_app.services.bulk.doors import doors
from crm_app.services.bulk.rows import EditField, EditOption
from crm_app.services.references import Reference

_SHORT = {"text": "text", "number": "number", "money": "number", "date": "day", "link": "text"}


@query(Permission.SELF)
def edit_fields(work: Work, kind: str) -> list[EditField]:
    """The fields of a kind of record that the actor may give many at once; none where he may not."""
    door = doors().get(kind)
    if door is None or door.change is None or not work.actor.can(door.writes):
        return []
    known = {one.name: one for one in saved_views.condition_fields.within(work, kind)}
    plain = [
        EditField(
            name,
            "day" if name == "close" else "choice" if known[name].options else "text",
            known[name].zh,
            known[name].en,
            [EditOption(o.key, o.zh, o.en) for o in known[name].options],
        )
        for name in door.fields or {}
        if name in known
    ]
    own = [
        EditField(
            one.name,
            _SHORT.get(one.kind, one.kind),
            one.label_zh,
            one.label_en,
            [EditOption(o.key, o.zh, o.en) for o in one.options],
        )
        for one in custom_fields.form_fields.within(work, kind)
        if one.kind != "file"  # each record has files of its own
        if one.may_edit
    ]
    return [*plain, *own]


@query(Permission.SELF)
def possible_owners(work: Work, kind: str) -> list[Reference]:
    """Whom the actor may give records of a kind."""
    door = doors().get(kind)
    if door is None or work.actor.scope is Scope.OWN or not work.actor.can(door.writes):
        return []
    people = select(User).where(col(User.is_active)).order_by(col(User.name))
    return [
        Reference("user", one.public_id, one.name)
        for one in work.session.exec(people)
        if not rules.may_get(one, work.actor, door)
    ]
