"""Every way a definition can change. No code, no restart: the next screen that is read has it."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.custom_fields import formulas, rules
from crm_app.services.custom_fields.definitions import forget
from crm_app.services.custom_fields.indexes import keep_index
from crm_app.services.custom_fields.reckoning import reckon_all
from crm_app.services.custom_fields.rows import FieldForm
from crm_app.services.locks import one_at_a_time


@command(Permission.SETTINGS)
def create_field(work: Work, form: FieldForm) -> str:
    """A new field at the end of its record's; returns its public id."""
    one_at_a_time(work, "custom_fields")
    known = _of_record(work, form.record or "")
    active = [one for one in known if one.is_active]
    if len(active) >= rules.MOST_FIELDS:
        raise Conflict("custom_fields.too_many", most=rules.MOST_FIELDS)
    field = rules.begin(form, [one.key for one in known])
    formulas.settle(field, form.formula or "", form.result, known)
    rules.apply(field, form)
    field.rank = max((one.rank for one in known), default=0) + 1
    return _stored(work, field)


@command(Permission.SETTINGS)
def change_field(
    work: Work, public_id: str, form: FieldForm, version: int | None = None
) -> FieldForm:
    """Change what `form` carries; returns what undoes it. Record, key and kind stay as they are."""
    field = _find(work, public_id)
    if version is not None and field.version != version:
        raise Stale("record.stale")
    same = {"record": field.record, "key": field.key, "kind": field.kind.value}
    for name, value in same.items():
        if getattr(form, name) not in (None, value):
            raise Conflict("custom_fields.fixed")
    before = form_of(field)
    formulas.settle(field, form.formula, form.result, _of_record(work, field.record))
    rules.apply(field, form)
    field.version += 1
    _stored(work, field)
    return before


@command(Permission.SETTINGS)
def retire_field(work: Work, public_id: str) -> None:
    """It stands nowhere any more; what was entered stays, and is back when it is restored."""
    field = _find(work, public_id)
    if not field.is_active:
        raise Conflict("custom_fields.retired_already")
    if used := formulas.used_by(field, _of_record(work, field.record)):
        raise Conflict("custom_fields.used_by", zh=used[0].label_zh, en=used[0].label_en)
    field.is_active, field.version = False, field.version + 1
    _stored(work, field)


@command(Permission.SETTINGS)
def restore_field(work: Work, public_id: str) -> None:
    """It is asked again, with what was entered before."""
    field = _find(work, public_id)
    if field.is_active:
        raise Conflict("custom_fields.active_already")
    formulas.settle(field, None, None, _of_record(work, field.record))
    field.is_active, field.version = True, field.version + 1
    _stored(work, field)


@command(Permission.SETTINGS)
def move_field(work: Work, public_id: str, steps: int) -> None:
    """Up (-1) or down (1) among the fields of its record; at the end it stays."""
    one_at_a_time(work, "custom_fields")
    field = _find(work, public_id)
    active = [one for one in _of_record(work, field.record) if one.is_active]
    if field not in active:
        raise Conflict("custom_fields.retired_already")
    here = active.index(field)
    there = min(max(here + (1 if steps > 0 else -1), 0), len(active) - 1)
    active.insert(there, active.pop(here))
    for rank, one in enumerate(active, 1):
        one.rank = rank
    forget(work.session)


def form_of(field: CustomField) -> FieldForm:
    """What an administrator would enter to have the field as it is."""
    names = ("label_zh", "label_en", "help_zh", "help_en", "section_zh", "section_en", "currency")
    return FieldForm(
        **{name: getattr(field, name) for name in names},
        options=rules.options_text(field),
        sees=list(field.sees),
        edits=list(field.edits),
        is_required=field.is_required,
        is_listed=field.is_listed,
        worse=field.worse,
        formula=field.formula or None,
        result=field.result or None,
    )


def _stored(work: Work, field: CustomField) -> str:
    work.add(field)
    for guarded in formulas.guard(_of_record(work, field.record)):
        work.add(guarded)
    keep_index(work.session, field)
    forget(work.session)
    if field.kind is FieldKind.FORMULA and field.is_active:
        reckon_all(work, field.record, 0)
    return field.public_id


def _of_record(work: Work, record: str) -> list[CustomField]:
    found = select(CustomField).where(col(CustomField.record) == record)
    return list(work.session.exec(found.order_by(col(CustomField.rank), col(CustomField.id))))


def _find(work: Work, public_id: str) -> CustomField:
    found = select(CustomField).where(col(CustomField.public_id) == public_id)
    field = work.session.exec(found.with_for_update()).one_or_none()
    if field is None:
        raise NotFound("custom_fields.not_found")
    return field
