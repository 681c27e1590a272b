"""Every way layouts are read."""

from collections.abc import Callable
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import NotFound
from crm_app.core.permissions import READS, ROLES, Permission
from crm_app.core.work import Work, query
from crm_app.locales.catalog import say
from crm_app.models.ledger import Setting
from crm_app.services.custom_fields import FieldRight, field_rights
from crm_app.services.layouts.known import KINDS, OWN, Kind, Known
from crm_app.services.layouts.rows import LayoutRow, Part, PlacedField, SectionForm, SectionRow
from crm_app.services.layouts.rules import Defined, area_of, arrange, is_panel

DEFAULT = "default"
FORM, NEW = "form", "new"
CHOICES = (DEFAULT, *ROLES)


@query(Permission.SELF)
def my_layout(work: Work, record: str) -> dict[str, list[Part]]:
    """Place (`form`, `new`, or a column of the page) → the sections there, as the actor sees them.

    Rights come first: a section holds no field that he may not see, a form none that he may not change.
    """
    kind = kind_of(record)
    if not work.actor.can(READS[record]):
        return {}
    rights = {f"custom.{key}": one for key, one in field_rights(work, record).items()}
    stored = stored_sections(work, record, work.actor.role)
    sections = arrange(kind, defined(rights), stored)
    known = {one.name: one for one in kind.fields}

    def parts(wanted: list[SectionForm], fits: Callable[[str], bool]) -> list[Part]:
        found = [
            Part(one.key, *title(kind, one), [name for name in one.fields if fits(name)])
            for one in wanted
            if not one.hidden
        ]
        return [one for one in found if one.fields or is_panel(kind, one.key)]

    def on_form(mark: str) -> Callable[[str], bool]:
        return lambda name: _on_form(work, mark, known.get(name), rights.get(name))

    filled = [one for one in sections if not is_panel(kind, one.key)]
    shown = {FORM: parts(filled, on_form("f")), NEW: parts(filled, on_form("n"))}
    for area in kind.areas:
        here = [one for one in sections if area_of(kind, one.key) == area]
        shown[area] = parts(here, lambda name: _seen(work, known.get(name), rights.get(name)))
    return shown


@query(Permission.SETTINGS)
def layout(work: Work, record: str, role: str) -> LayoutRow:
    """How a kind of record is arranged for a role, with everything that there is."""
    kind = kind_of(record)
    check_role(role)
    rights = {f"custom.{key}": one for key, one in field_rights(work, record).items()}
    own = work.session.get(Setting, key_of(record, role))
    sections = arrange(kind, defined(rights), stored_sections(work, record, role))
    words = {one.name: _words(one) for one in kind.fields}
    words |= {name: _defined_words(name, one.field) for name, one in rights.items()}
    rows = [
        SectionRow(
            one.key,
            *title(kind, one),
            area_of(kind, one.key),
            is_panel(kind, one.key),
            _is_new(kind, one.key),
            one.hidden,
            [words[name] for name in one.fields],
        )
        for one in sections
    ]
    version = int(own.value["version"]) if own is not None else 0
    return LayoutRow(record, role, version, own is not None, rows, _arranged(work, record))


def kind_of(record: str) -> Kind:
    """What stands on a kind of record; refuses what has no layouts."""
    if record not in KINDS:
        raise NotFound("layouts.unknown")
    return KINDS[record]


def check_role(role: str) -> None:
    """Refuse what is no role."""
    if role not in CHOICES:
        raise NotFound("layouts.unknown")


def key_of(record: str, role: str) -> str:
    """Where a layout is kept."""
    return f"layout:{record}:{role}"


def stored_sections(work: Work, record: str, role: str) -> list[SectionForm] | None:
    """What was arranged for a role, or for all."""
    for one in (role, DEFAULT):
        row = work.session.get(Setting, key_of(record, one))
        if row is not None:
            return [SectionForm(**section) for section in row.value["sections"]]
    return None


def defined(rights: dict[str, FieldRight]) -> list[Defined]:
    """The fields in use that an administrator defined."""
    return [
        Defined(name, one.field.section_zh, one.field.section_en, one.field.is_required)
        for name, one in rights.items()
        if one.field.is_active
    ]


def title(kind: Kind, section: SectionForm) -> tuple[str, str]:
    """What a section is called in both languages."""
    block = next((one for one in kind.blocks if one.key == section.key), None)
    if section.zh or block is None:
        return section.zh or OWN, section.en or OWN
    return say("zh", block.label), say("en", block.label)


def _is_new(kind: Kind, key: str) -> bool:
    """Made in a layout: neither of the product, nor named by a field's definition."""
    return not key.startswith(f"{OWN}:") and not any(one.key == key for one in kind.blocks)


def _seen(work: Work, known: Known | None, right: FieldRight | None) -> bool:
    if known is not None:
        return known.permission is None or work.actor.can(known.permission)
    return right is not None and right.sees


def _on_form(work: Work, mark: str, known: Known | None, right: FieldRight | None) -> bool:
    """Whether a field stands on a form; what a new record has to have is asked for by itself."""
    if known is not None:
        return mark in known.on and _seen(work, known, None)
    return right is not None and right.edits and not (mark == "n" and right.field.is_required)


def _words(one: Known) -> PlacedField:
    return PlacedField(
        one.name, say("zh", one.label), say("en", one.label), is_required=one.is_required
    )


def _defined_words(name: str, field: Any) -> PlacedField:
    return PlacedField(
        name, field.label_zh, field.label_en, is_own=False, is_required=field.is_required
    )


def _arranged(work: Work, record: str) -> list[str]:
    keys = {key_of(record, role): role for role in CHOICES}
    found = select(Setting.key).where(col(Setting.key).in_(list(keys)))
    return [role for key, role in keys.items() if key in set(work.session.exec(found))]
