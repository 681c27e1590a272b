"""Values on records: shown and found. For the features whose records have such fields."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from crm_app.core.work import Work
from crm_app.models.base import Customized
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.choices import Option
from crm_app.services.custom_fields import rules, values
from crm_app.services.custom_fields.definitions import definitions, listed_by, seen_by
from crm_app.services.custom_fields.rows import Chip, FieldValue, FileShown, Shown


def record_of(row: Any) -> str:
    """The kind of record that a row is."""
    return str(row.__tablename__)


def values_of(work: Work, row: Customized) -> list[FieldValue]:
    """The fields of a record with its values, as the actor may see them, section by section."""
    return field_values(work, seen_by(work.session, work.actor, record_of(row)), row.custom)


def field_values(
    work: Work, fields: Sequence[CustomField], stored: Mapping[str, Any]
) -> list[FieldValue]:
    """Fields with values, those of a section together, in the order of their first."""
    order = list(dict.fromkeys(field.section_zh for field in fields))
    ordered = sorted(fields, key=lambda field: order.index(field.section_zh))
    found: list[FieldValue] = []
    section = ""
    for field in ordered:
        found.append(_value(work, field, stored.get(field.key), heads=field.section_zh != section))
        section = field.section_zh
    return found


def _value(work: Work, field: CustomField, stored: Any, *, heads: bool) -> FieldValue:
    several = stored if isinstance(stored, list) else []
    kept = {*several, stored if isinstance(stored, str) else ""}
    return FieldValue(
        name=values.name_of(field),
        key=field.key,
        kind=field.holds.value,
        label_zh=field.label_zh,
        label_en=field.label_en,
        help_zh=field.help_zh or field.help_en,
        help_en=field.help_en or field.help_zh,
        section_zh=field.section_zh,
        section_en=field.section_en,
        heads=heads,
        currency=field.currency if field.holds is FieldKind.MONEY else "",
        options=options_of(field, kept),
        is_required=field.is_required,
        is_listed=field.is_listed,
        may_edit=rules.may_edit(field, work.actor),
        is_reckoned=field.kind is FieldKind.FORMULA,
        files=_files_of(stored) if field.kind is FieldKind.FILE else [],
        value=values.typed_of(field, stored),
        chosen=several,
        shown_zh=values.shown_in(field, stored, "zh"),
        shown_en=values.shown_in(field, stored, "en"),
    )


def _files_of(stored: Any) -> list[FileShown]:
    return [FileShown(values.file_id(one), values.file_name(one)) for one in stored or ()]


def options_of(field: CustomField, kept: Iterable[str] = ()) -> list[Option]:
    """The options that can be chosen, and those a record has kept."""
    return [
        Option(one["key"], one["zh"], one["en"])
        for one in field.options
        if one["is_active"] or one["key"] in kept
    ]


def plain_values(work: Work, row: Customized) -> dict[str, Any]:
    """Key → value of a record as the API gives it."""
    fields = seen_by(work.session, work.actor, record_of(row))
    return {one.key: values.plain_of(one, row.custom.get(one.key)) for one in fields}


def cells_of(work: Work, row: Customized) -> list[Shown]:
    """The values of a record that stand in lists, in their order."""
    return [shown(one, row.custom) for one in listed(work, record_of(row))]


def listed(work: Work, record: str) -> list[CustomField]:
    """The fields that stand in lists, as the actor may see them."""
    return listed_by(work.session, work.actor, record)


def shown(field: CustomField, stored: Mapping[str, Any]) -> Shown:
    """One value as one reads it."""
    value = stored.get(field.key)
    zh, en = (values.shown_in(field, value, language) for language in ("zh", "en"))
    href = str(value) if field.holds is FieldKind.LINK and value else ""
    raw = values.typed_of(field, value)
    chips = _chips(field, value) if field.holds is FieldKind.MULTI else []
    if chips:
        raw = ", ".join(one.zh for one in chips)
    label = (field.label_zh, field.label_en)
    return Shown(field.key, field.holds.value, zh, en, href, *label, raw, chips)


def _chips(field: CustomField, stored: Any) -> list[Chip]:
    known = {one["key"]: one for one in field.options}
    given = [known[key] for key in stored or () if key in known]
    return [Chip(one["key"], one["zh"], one["en"], str(one.get("colour") or "")) for one in given]


def writable_fields(work: Work, record: str) -> list[CustomField]:
    """The active fields of a kind of record that the actor may fill by words; files are brought one by
    one, to one record. None of a kind without any.
    """
    if record not in rules.RECORDS:
        return []
    fields = seen_by(work.session, work.actor, record)
    typed = [one for one in fields if one.kind is not FieldKind.FILE]
    return [one for one in typed if rules.may_edit(one, work.actor)]


def read_typed(field: CustomField, typed: Any) -> Any:
    """A value as it is stored; refuses what cannot be."""
    return values.read(field, typed)


def open_words(work: Work, record: str) -> "OpenWords":
    """As `search_words`, of values that are not stored yet: `custom.<key>` → value."""
    known = definitions(work.session, record) if record in rules.RECORDS else []
    return OpenWords([field for field in known if rules.is_open(field)])


class OpenWords:
    """What anybody may find a record by, of its own fields."""

    def __init__(self, fields: Sequence[CustomField]) -> None:
        self._fields = fields

    def __call__(self, read: Mapping[str, Any]) -> list[str]:
        """The words of these values."""
        return [
            word
            for field in self._fields
            for word in values.words_of(field, read.get(values.name_of(field)))
        ]


def search_words(session: Session, row: Customized) -> list[str]:
    """What of a record's values anybody who sees the record may find it by."""
    if not row.custom:
        return []
    return [
        word
        for field in definitions(session, record_of(row))
        if rules.is_open(field)
        for word in values.words_of(field, row.custom.get(field.key))
    ]
