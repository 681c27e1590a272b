"""What many records can be given at once, and by whom they can be held."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import col, select

from crm_app.core.permissions import Permission, Scope
from crm_app.core.work import Work, query
from crm_app.locales.catalog import say
from crm_app.models.users import User
from crm_app.services import custom_fields, saved_views
from crm_app.services.bulk import rules
from crm_app.services.bulk.doors import Door, doors
from crm_app.services.bulk.house import House
from crm_app.services.bulk.rows import EditField, EditOption
from crm_app.services.references import Reference
from crm_app.services.saved_views import ConditionChoice

_SHORT = {"text": "text", "number": "number", "money": "number", "date": "day", "link": "text"}


@query(Permission.SELF)
def edit_fields(work: Work, kind: str) -> list[EditField]:
    """The fields of a kind of record that the actor may give many at once; none where he may not."""
    door = _door(work, kind)
    return [] if door is None else [*_plain(work, kind, door, door.fields), *_own(work, kind)]


# What is kept in a form of its own: shown while one types.
_STANDARDS = {"phone": "phone", "email": "mail"}


@query(Permission.SELF)
def cell_fields(work: Work, kind: str) -> list[EditField]:
    """The fields that the actor may change where they stand in a list; none where he may not."""
    door = _door(work, kind)
    if door is None:
        return []
    given = {**(door.cells or {}), **(door.fields or {})}
    listed = {one.name for one in custom_fields.list_fields.within(work, kind)}
    own = [one for one in _own(work, kind) if one.name in listed]
    tags = f"custom.{custom_fields.TAGS}"
    typed = [replace(one, kind="text") if one.name == tags else one for one in own]
    apart = [
        EditField(
            name, "text", say("zh", label), say("en", label), standard=_STANDARDS.get(name, "")
        )
        for name, label in (door.apart or {}).items()
    ]
    return [
        *_plain(work, kind, door, given),
        *apart,
        *(one for one in typed if one.kind != "multi"),
    ]


def _door(work: Work, kind: str) -> Door | None:
    door = doors().get(kind)
    if door is None or door.change is None or not work.actor.can(door.writes):
        return None
    return door


def _plain(work: Work, kind: str, door: Door, given: Mapping[str, str] | None) -> list[EditField]:
    if isinstance(door.listing, House):
        return [one for one in door.listing.choices(work) if one.name in (given or {})]
    if kind not in saved_views.kinds():  # without a list of its own: what it can be given, by date
        return [
            EditField(name, "day", say("zh", f"{kind}s.{name}"), say("en", f"{kind}s.{name}"))
            for name in given or {}
        ]
    known = {one.name: one for one in saved_views.condition_fields.within(work, kind)}
    return [
        EditField(
            name,
            _kind(known[name]),
            known[name].zh,
            known[name].en,
            [EditOption(o.key, o.zh, o.en) for o in known[name].options],
            name in door.needed,
        )
        for name in given or {}
        if name in known
    ]


def _kind(known: ConditionChoice) -> str:
    if known.options:
        return "choice"
    return known.kind if known.kind in ("day", "number") else "text"


def _own(work: Work, kind: str) -> list[EditField]:
    return [
        EditField(
            one.name,
            _SHORT.get(one.kind, one.kind),
            one.label_zh,
            one.label_en,
            [EditOption(o.key, o.zh, o.en) for o in one.options],
            one.is_required,
        )
        for one in custom_fields.form_fields.within(work, kind)
        if one.may_edit and one.kind != "file"  # `one_by_one` says so
    ]


@query(Permission.SELF)
def one_by_one(work: Work, kind: str) -> tuple[str, str]:
    """The fields of files by name, in both languages: each record has files of its own."""
    if _door(work, kind) is None:
        return "", ""
    files = [one for one in custom_fields.form_fields.within(work, kind) if one.kind == "file"]
    return "、".join(one.label_zh for one in files), ", ".join(one.label_en for one in files)


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
