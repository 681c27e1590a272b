"""Values put on records: what is entered, what is carried over, what a new record is asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from crm_app.core.errors import Forbidden, Invalid
from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.base import Customized
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.custom_fields import rules, tagging, values
from crm_app.services.custom_fields.definitions import definitions, seen_by
from crm_app.services.custom_fields.filed import with_names
from crm_app.services.custom_fields.records import field_values, record_of
from crm_app.services.custom_fields.rows import FieldValue


def new_values(
    work: Work, row: Customized, typed: Mapping[str, Any] | None, of: Customized | None = None
) -> None:
    """Put what was entered onto a new record, beyond what it takes over from the record that it is
    made `of`. Whoever makes it has to fill what is required and his to fill
    (`custom_fields.missing`); what comes by a machine of ours is kept as it comes.
    """
    if of is not None:
        _carry(work, of, row)
    put_values(work, row, typed)
    if typed is not None or work.actor.user_id is not None:
        check_values(work, row)


def put_values(work: Work, row: Customized, typed: Mapping[str, Any] | None) -> None:
    """Put what was entered (key → value) onto a record; None leaves all as it is.

    Refuses unknown fields, those the actor may not change, and the emptying of what is required.
    """
    if typed is None:
        return
    if tagging.TAGS in typed and record_of(row) in tagging.TAGGED:
        names = tagging.names_in(typed[tagging.TAGS])
        tagging.grow(work, record_of(row), names)
        typed = {**typed, tagging.TAGS: tagging.keys_of(work, record_of(row), names)}
    fields = {one.key: one for one in seen_by(work.session, work.actor, record_of(row))}
    stored = dict(row.custom)
    for key, value in typed.items():
        field = fields.get(key)
        if field is None:
            raise Invalid(
                "custom_fields.unknown", field=f"{values.PREFIX}{key[:40]}", name=key[:40]
            )
        _put(work, row, stored, field, value)
    if stored != row.custom:
        row.custom = stored


def check_values(work: Work, row: Customized) -> None:
    """Refuse (`custom_fields.missing`) a record without what is required and the actor may fill:
    all of it is named.
    """
    if missing := _lacking(work, record_of(row), row.custom):
        raise _missing(missing)


def asked_values(
    work: Work, record: str, of: Customized | None = None, also: Iterable[str] = ()
) -> list[FieldValue]:
    """Inside a use case: what a new record would be asked for, beyond what comes with the record
    that it is made `of`; `also` are names of fields that are needed where it goes.
    """
    carried = {} if of is None else _carried(work, of, record)
    fields = _lacking(work, record, carried, frozenset(also))
    return [replace(one, is_required=True) for one in field_values(work, fields, {})]


@contextmanager
def asking_for(record: str) -> Iterator[None]:
    """Within, values are those of one record of several that are made at once: a refusal says of
    which, and its field is called `<record>.custom.<key>`.
    """
    try:
        yield
    except Invalid as refusal:
        if not refusal.field.startswith(values.PREFIX):
            raise
        told = dict(refusal.params)
        for language in {"zh", "en"} & set(told):
            own = say(language, f"custom_fields.of.{record}")
            told[language] = f"{own} · {told[language]}"
        raise Invalid(refusal.code, field=f"{record}.{refusal.field}", **told) from refusal


def _lacking(
    work: Work, record: str, stored: Mapping[str, Any], also: frozenset[str] = frozenset()
) -> list[CustomField]:
    return [
        field
        for field in seen_by(work.session, work.actor, record)
        if (field.is_required or values.name_of(field) in also)
        and stored.get(field.key) is None
        and rules.may_edit(field, work.actor)
    ]


def _missing(fields: Sequence[CustomField]) -> Invalid:
    return Invalid(
        "custom_fields.missing",
        field=values.name_of(fields[0]),
        zh="、".join(field.label_zh for field in fields),
        en=", ".join(field.label_en for field in fields),
    )


def _put(
    work: Work, row: Customized, stored: dict[str, Any], field: CustomField, typed: Any
) -> None:
    if field.kind is FieldKind.FORMULA:
        return  # a form sends what it shows; it follows from others
    before = stored.get(field.key)
    read = values.read(field, typed, before)
    if field.kind is FieldKind.FILE:
        read = with_names(work, field, read, row)
    if read == before:
        return  # a form sends what it shows, whoever may change it
    if not rules.may_edit(field, work.actor):
        raise Forbidden("custom_fields.not_editable", zh=field.label_zh, en=field.label_en)
    if read is not None:
        stored[field.key] = read
    elif field.is_required:
        raise _missing([field])
    else:
        stored.pop(field.key)


def _carry(work: Work, source: Customized, made: Customized) -> None:
    """What a record becomes keeps the values of fields that are called and made alike there; whoever
    turns the one into the other need not be able to see them.
    """
    if carried := _carried(work, source, record_of(made)):
        made.custom = carried | made.custom


def _carried(work: Work, source: Customized, record: str) -> dict[str, Any]:
    own = {one.key: one for one in definitions(work.session, record_of(source))}
    return {
        field.key: source.custom[field.key]
        for field in definitions(work.session, record)
        if field.key in source.custom
        and field.key in own
        and own[field.key].kind is field.kind
        and values.fits(field, source.custom[field.key])
    }
