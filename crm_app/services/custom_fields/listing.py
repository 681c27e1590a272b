"""Lists by custom fields: `custom.<key>` filters and sorts; `.from` and `.to` are ends of a range."""

from typing import Any

from sqlmodel import col, func, select

from crm_app.core.asking import Asked
from crm_app.core.database import is_sqlite
from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.choices import Option
from crm_app.services.custom_fields import values
from crm_app.services.custom_fields.definitions import seen_by
from crm_app.services.custom_fields.indexes import column_of, ticked
from crm_app.services.custom_fields.records import listed, options_of

_ENDS = (".from", ".to")
# So many rows are gathered along the field's index; of more the first come soon in the list's order.
_FEW = 10_000
_RANGED = (*values.NUMBERS, FieldKind.DATE)


class CustomColumns:
    """What lists of a kind of record can be filtered and sorted by, beside their own columns."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._record = str(model.__tablename__)

    def condition(self, work: Work, name: str, value: str) -> Any | None:
        """What a filter asks of a row; None when there is no such field for the actor."""
        bare, end = name, ""
        for known in _ENDS:
            if name.endswith(known):
                bare, end = name.removesuffix(known), known
        field = self._field(work, bare)
        if field is None or (end and field.holds not in _RANGED):
            return None
        if field.holds in (FieldKind.CHECKBOX, FieldKind.FILE):
            return _ticked(field, value)
        read = _read(field, value)
        column = column_of(field)
        if end:
            return self._within(work, field, column >= read if end == ".from" else column <= read)
        if field.holds in (FieldKind.TEXT, FieldKind.LINK):
            return self._within(work, field, column.icontains(read, autoescape=True))
        if field.holds is FieldKind.MULTI:
            return self._within(work, field, column.contains(f'"{read}"', autoescape=True))
        return column == read  # of none: IS NULL

    def choices(self, work: Work, name: str) -> tuple[Any, list[Option]] | None:
        """A choice's column and its options, to group by; None where there is no such choice."""
        field = self._field(work, name)
        if field is None or field.holds is not FieldKind.CHOICE:
            return None
        return column_of(field), options_of(field, [one["key"] for one in field.options])

    def order(self, work: Work, name: str) -> list[Any] | None:
        """The columns of an order, along the field's index; None when there is no such field."""
        field = self._field(work, name)
        if field is None or field.holds in (FieldKind.MULTI, FieldKind.FILE):
            return None
        newest = getattr(self._model, "updated_at", None)
        return [column_of(field), *([] if newest is None else [col(newest)])]

    def asked(self, work: Work, name: str) -> Asked | None:
        """A field as conditions in groups look at it; None when there is none for the actor."""
        bare = name.removeprefix(values.PREFIX)
        seen = seen_by(work.session, work.actor, self._record) if bare != name else []
        return next((asked_of(one) for one in seen if one.key == bare), None)

    def all_asked(self, work: Work) -> dict[str, Asked]:
        """All of them that the actor may see, by name."""
        seen = seen_by(work.session, work.actor, self._record)
        return {values.name_of(one): asked_of(one) for one in seen}

    def _within(self, work: Work, field: CustomField, condition: Any) -> Any:
        """A condition that is none of equality, along the field's index where it leaves few rows:
        SQLite has no figures to tell by, and would go through the whole list in its order.
        """
        if not is_sqlite() or not hasattr(self._model, "deleted_at"):
            return condition
        key, living = col(self._model.id), col(self._model.deleted_at).is_(None)
        # Beyond an empty text: something that the index can be entered at.
        entry = () if field.holds in _RANGED else (column_of(field) > "",)
        found = select(key).where(*entry, condition, living)
        counted = select(func.count()).select_from(found.limit(_FEW + 1).subquery())
        few = work.session.exec(counted).one() <= _FEW
        return key.in_(found) if few else condition

    def _field(self, work: Work, name: str) -> CustomField | None:
        if not name.startswith(values.PREFIX):
            return None
        wanted = (one for one in listed(work, self._record) if values.name_of(one) == name)
        return next(wanted, None)


_ASKED = {
    FieldKind.NUMBER: "number",
    FieldKind.MONEY: "number",
    FieldKind.DATE: "day",
    FieldKind.CHOICE: "choice",
    FieldKind.MULTI: "several",
    FieldKind.CHECKBOX: "tick",
    FieldKind.FILE: "file",
}


def asked_of(field: CustomField) -> Asked:
    """A field as conditions in groups look at it."""

    def read(_: Work, value: str) -> Any:
        return ticked() if field.holds is FieldKind.CHECKBOX else _read(field, value)

    return Asked(
        _ASKED.get(field.holds, "text"),
        column_of(field),
        read=read,
        zh=field.label_zh,
        en=field.label_en,
        choices=tuple((one["key"], one["zh"], one["en"]) for one in field.options),
    )


def _ticked(field: CustomField, value: str) -> Any:
    if value not in ("yes", "no"):
        raise Invalid("list.value_unknown", value=value[:60])
    column = column_of(field)
    if field.holds is FieldKind.FILE:
        return column.is_not(None) if value == "yes" else column.is_(None)
    return column == ticked() if value == "yes" else column.is_(None)


def _read(field: CustomField, value: str) -> Any:
    """A filter's value as it is stored; one option of several. "-" stands for no choice."""
    try:
        kept: Any = [one["key"] for one in field.options]
        if field.holds is FieldKind.CHOICE:
            return None if value == "-" else value if value in kept else values.read(field, value)
        if field.holds is FieldKind.LINK:
            return value.strip()
        read = values.read(field, value, kept)
    except Invalid:
        raise Invalid("list.value_unknown", value=value[:60]) from None
    if read is None:
        raise Invalid("list.value_unknown", value=value[:60])
    return read[0] if field.holds is FieldKind.MULTI else read
