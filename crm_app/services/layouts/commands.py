"""Every way a layout can change: at once, for everybody with that role, and back again."""

from collections.abc import Sequence
from typing import Any

from crm_app.core.errors import Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.ledger import Setting
from crm_app.services.custom_fields import field_rights
from crm_app.services.layouts.known import Kind
from crm_app.services.layouts.queries import (
    check_role,
    defined,
    key_of,
    kind_of,
    stored_sections,
    title,
)
from crm_app.services.layouts.rows import SectionForm
from crm_app.services.layouts.rules import arrange, read_sections, stored_form
from crm_app.services.locks import one_at_a_time

Kept = list[dict[str, Any]] | None


@command(Permission.SETTINGS)
def put_layout(
    work: Work, record: str, role: str, sections: Sequence[SectionForm], version: int | None = None
) -> Kept:
    """Arrange a kind of record for a role; returns what was kept before (None: nothing of its own)."""
    kind = kind_of(record)
    check_role(role)
    read = read_sections(kind, sections)
    row = _locked(work, record, role)
    if version is not None and version != (row.value["version"] if row is not None else 0):
        raise Stale("record.stale")
    return _store(work, record, role, stored_form(read))


@command(Permission.SETTINGS)
def reset_layout(work: Work, record: str, role: str) -> Kept:
    """As it comes by default; returns what was kept before."""
    kind_of(record)
    check_role(role)
    _locked(work, record, role)
    return _store(work, record, role, None)


@command(Permission.SETTINGS)
def put_back_layout(work: Work, record: str, role: str, kept: Kept) -> None:
    """What a change returned is kept again."""
    kind = kind_of(record)
    check_role(role)
    given = None if kept is None else [SectionForm(**one) for one in kept]
    _locked(work, record, role)
    back = None if given is None else stored_form(read_sections(kind, given))
    _store(work, record, role, back)


def _locked(work: Work, record: str, role: str) -> Setting | None:
    one_at_a_time(work, "layouts")
    return work.session.get(Setting, key_of(record, role))


def _store(work: Work, record: str, role: str, sections: Kept) -> Kept:
    row = work.session.get(Setting, key_of(record, role))
    before = row.value["sections"] if row is not None else None
    said = _in_words(work, record, role)
    if sections is None and row is not None:
        work.session.delete(row)
    if sections is not None:
        row = row or Setting(key=key_of(record, role), value={"version": 0})
        row.value = {"version": row.value["version"] + 1, "sections": sections}
        work.session.add(row)
    work.session.flush()
    after = _in_words(work, record, role)
    work.record(
        "workspace:layouts", **{f"layout_{record}": [f"{role}: {said}", f"{role}: {after}"]}
    )
    work.touch("layout")
    return before


def _in_words(work: Work, record: str, role: str) -> str:
    """The sections in order, as the audit keeps them; hidden ones in brackets."""
    kind: Kind = kind_of(record)
    rights = {f"custom.{key}": one for key, one in field_rights(work, record).items()}
    sections = arrange(kind, defined(rights), stored_sections(work, record, role))
    language = 0 if work.actor.language == "zh" else 1
    told = []
    for one in sections:
        words = title(kind, one)[language]
        inner = f"{words}: {' '.join(one.fields)}" if one.fields else words
        told.append(f"[{inner}]" if one.hidden else inner)
    return " / ".join(told)
