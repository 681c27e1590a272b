"""Tags: a field of several choices to which everybody who may write a record adds by typing.

So lists, filters, conditions, forms, exports, imports, search, REST and rights know them already. The
field is there from the first tag on; an administrator renames, retires and protects it like any other.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from crm_app.core.errors import Forbidden, Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.locales.catalog import say
from crm_app.models.base import Customized
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.custom_fields import rules
from crm_app.services.custom_fields.definitions import all_definitions, forget, seen_by
from crm_app.services.custom_fields.indexes import keep_index, value_of
from crm_app.services.locks import one_at_a_time

TAGS = "tags"
TAGGED = ("customer", "contact", "lead", "deal")
COLOURS = ("grey", "blue", "green", "amber", "red", "violet")
LONGEST = 40
_MARKS = re.compile(r"[,，、;；\n]")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that can be given."""

    key: str
    name: str
    colour: str


@query(Permission.SELF)
def tags(work: Work, record: str) -> list[Tag]:
    """The tags of a kind of record, as the actor may see them."""
    if record not in TAGGED:
        return []
    found = next(
        (one for one in seen_by(work.session, work.actor, record) if one.key == TAGS), None
    )
    options = found.options if found is not None else []
    return [Tag(one["key"], one["zh"], colour_of(one)) for one in options if one["is_active"]]


@command(Permission.SETTINGS)
def colour_tag(work: Work, record: str, key: str, colour: str) -> str:
    """Another colour; returns what it was."""
    field = _known(work, record)
    named = [one for one in field.options if one["key"] == key] if field else []
    if field is None or not named:
        raise NotFound("custom_fields.not_found")
    wanted = read_colour(colour)
    field.options = [{**one, "colour": wanted} if one in named else one for one in field.options]
    field.version += 1
    work.add(field)
    forget(work.session)
    return colour_of(named[0])


def colour_of(option: dict[str, Any]) -> str:
    """The colour of an option; none is grey."""
    return str(option.get("colour") or COLOURS[0])


def read_colour(typed: str) -> str:
    """A colour there is."""
    if typed not in COLOURS:
        raise Invalid("custom_fields.colour_unknown", field="colour")
    return typed


def names_in(typed: Any) -> list[str]:
    """The names that were typed, or came one by one."""
    several = typed if isinstance(typed, list | tuple) else _MARKS.split(str(typed or ""))
    names = [name for one in several if (name := " ".join(str(one).split()))]
    return list({name.casefold(): name for name in reversed(names)}.values())[::-1]


def retagged(work: Work, row: Customized, add: Iterable[str], remove: Iterable[str]) -> list[str]:
    """Inside a command: the tags that a record has with some more, and without some."""
    field = _known(work, str(row.__tablename__))  # pyright: ignore[reportAttributeAccessIssue]
    gone = {key for name in remove for key in _keys(field, name)}
    kept = [key for key in row.custom.get(TAGS, []) if key not in gone]
    return [*kept, *names_in(list(add))]


def grow(
    work: Work,
    record: str,
    names: list[str],
    colour: str = "",
    english: Mapping[str, str] | None = None,
) -> None:
    """Inside a command: what is typed and new becomes a tag; the first one brings the field."""
    field = _known(work, record)
    new = [name for name in names if not _keys(field, name)]
    if record not in TAGGED or not new or (field is not None and not field.is_active):
        return
    if field is not None and not rules.may_edit(field, work.actor):
        raise Forbidden("custom_fields.not_editable", zh=field.label_zh, en=field.label_en)
    if any(len(name) > LONGEST for name in new):
        raise Invalid("record.too_long", field=f"custom.{TAGS}", most=LONGEST)
    one_at_a_time(work, "custom_fields")
    field = field or _begun(work, record)
    options = list(field.options)
    for name in new:
        en = (english or {}).get(name, name)
        key = rules.free_key(en, [one["key"] for one in options], "tag")
        shade = read_colour(colour) if colour else COLOURS[len(options) % len(COLOURS)]
        options.append({"key": key, "zh": name, "en": en, "is_active": True, "colour": shade})
    if len(options) > rules.MOST_OPTIONS:
        raise Invalid("custom_fields.options_many", field="options", most=rules.MOST_OPTIONS)
    field.options, field.version = options, field.version + 1
    work.add(field)
    keep_index(work.session, field)
    forget(work.session)


def drop_tag(work: Work, record: str, name: str) -> bool:
    """Inside a command: a tag that no record has is gone, the field with its last one; whether it is."""
    field = _known(work, record)
    keys = _keys(field, name)
    if field is None or not keys:
        return True
    if any(_is_given(work, field, key) for key in keys):
        return False
    one_at_a_time(work, "custom_fields")
    field.options = [one for one in field.options if one["key"] not in keys]
    field.version += 1
    if not field.options:
        field.is_active = False
    keep_index(work.session, field)
    work.add(field) if field.options else work.session.delete(field)
    work.session.flush()
    forget(work.session)
    return True


def _is_given(work: Work, field: CustomField, key: str) -> bool:
    given = text(f'SELECT 1 FROM "{field.record}" WHERE {value_of(field)} LIKE :like LIMIT 1')  # noqa: S608 - our own names
    found = work.session.connection().execute(given, {"like": f'%"{key}"%'})
    return found.first() is not None


def keys_of(work: Work, record: str, names: Iterable[str]) -> list[str]:
    """Inside a command: the keys of tags by their names, however these are written."""
    field = _known(work, record)
    return [next(iter(_keys(field, name)), name) for name in names]


def _known(work: Work, record: str) -> CustomField | None:
    found = (one for one in all_definitions(work.session, record) if one.key == TAGS)
    field = next(found, None)
    return field if field is not None and field.kind is FieldKind.MULTI else None


def _keys(field: CustomField | None, name: str) -> list[str]:
    options = field.options if field is not None else []
    same = name.casefold()
    return [
        one["key"] for one in options if same in {one[k].casefold() for k in ("key", "zh", "en")}
    ]


def _begun(work: Work, record: str) -> CustomField:
    known = list(all_definitions(work.session, record))
    if any(one.key == TAGS for one in known):
        raise Invalid("custom_fields.key_taken", field=f"custom.{TAGS}", typed=TAGS)
    return CustomField(
        record=record,
        key=TAGS,
        kind=FieldKind.MULTI,
        label_zh=say("zh", "custom_fields.tags"),
        label_en=say("en", "custom_fields.tags"),
        rank=max((one.rank for one in known), default=0) + 1,
        is_listed=True,
    )
