"""Every way definitions are read."""

from sqlalchemy import text
from sqlmodel import col, select

from crm_app.core.permissions import ROLES, Permission
from crm_app.core.work import Work, query
from crm_app.locales.catalog import say
from crm_app.models.custom_fields import CustomField
from crm_app.services.choices import Option
from crm_app.services.custom_fields import rules
from crm_app.services.custom_fields.definitions import definitions, seen_by
from crm_app.services.custom_fields.formula_fields import offered
from crm_app.services.custom_fields.formulas import KINDS
from crm_app.services.custom_fields.indexes import value_of
from crm_app.services.custom_fields.records import field_values, listed
from crm_app.services.custom_fields.rows import FieldRow, FieldValue


@query(Permission.SETTINGS)
def custom_fields(work: Work, record: str = "") -> list[FieldRow]:
    """All fields, or those of a kind of record: in order, the retired ones last."""
    found = select(CustomField)
    if record:
        found = found.where(col(CustomField.record) == record)
    kinds: list[str] = list(rules.RECORDS)
    rows = sorted(
        work.session.exec(found.order_by(col(CustomField.rank), col(CustomField.id))),
        key=lambda one: (kinds.index(one.record), not one.is_active),
    )
    return [_row(one) for one in rows]


@query(Permission.SELF)
def form_fields(work: Work, record: str) -> list[FieldValue]:
    """The fields of a new record, empty, as the actor may fill them."""
    if record not in rules.RECORDS:
        return []
    fields = seen_by(work.session, work.actor, record)
    return field_values(work, [one for one in fields if rules.may_edit(one, work.actor)], {})


@query(Permission.SELF)
def list_fields(work: Work, record: str) -> list[FieldValue]:
    """The fields that stand in a kind of record's lists: columns, filters, orders."""
    if record not in rules.RECORDS:
        return []
    fields = listed(work, record)
    by_key = {one.key: one for one in field_values(work, fields, {})}
    return [by_key[field.key] for field in fields]


@query(Permission.SETTINGS)
def readable_fields(work: Work, record: str) -> list[Option]:
    """What formulas of a kind of record can read, by the name that they write."""
    if record not in rules.RECORDS:
        return []
    own = [Option(*one) for one in offered(record)]
    known = (one for one in definitions(work.session, record) if one.holds in KINDS)
    return [*own, *(Option(one.key, one.label_zh, one.label_en) for one in known)]


def is_used(work: Work, public_id: str) -> bool:
    """Inside a use case: whether a record that is not of the demo has a value in a field."""
    found = select(CustomField).where(col(CustomField.public_id) == public_id)
    field = work.session.exec(found).one()
    own = text(f'SELECT 1 FROM "{field.record}" WHERE NOT is_demo')  # noqa: S608 - our own names
    filled = text(f"{value_of(field)} IS NOT NULL LIMIT 1")
    return work.session.connection().execute(text(f"{own} AND {filled}")).first() is not None


def _row(field: CustomField) -> FieldRow:
    names = (
        *("public_id", "version", "record", "key", "label_zh", "label_en", "help_zh", "help_en"),
        *("section_zh", "section_en", "currency", "is_required", "is_listed", "is_active", "rank"),
        *("worse", "formula", "result"),
    )
    return FieldRow(
        **{name: getattr(field, name) for name in names},
        kind=field.kind.value,
        options=rules.options_text(field),
        sees=list(field.sees),
        edits=list(field.edits),
        who_zh=_who(field, "zh"),
        who_en=_who(field, "en"),
    )


def _who(field: CustomField, language: str) -> str:
    """Who may see and change it, in words; nothing where everybody may."""
    said = []
    for name, roles in (("sees", field.sees), ("edits", field.edits)):
        if roles and set(roles) != set(ROLES):
            mark = "、" if language == "zh" else ", "
            who = mark.join(say(language, f"role.{role}") for role in roles)
            said.append(say(language, f"custom_fields.who_{name}", who=who))
    return ("；" if language == "zh" else "; ").join(said)
