"""Pure decisions about layouts: how what was arranged and what there is today come together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crm_app.core.errors import Invalid
from crm_app.locales.catalog import TEXT
from crm_app.services.layouts.known import FACTS, OWN, Kind
from crm_app.services.layouts.rows import SectionForm
from crm_app.services.lines import one_line

MOST_SECTIONS, MOST_LETTERS = 40, 60


@dataclass(frozen=True, slots=True)
class Defined:
    """A field that an administrator defined, as far as layouts go."""

    name: str
    section_zh: str = ""
    section_en: str = ""
    is_required: bool = False


def arrange(
    kind: Kind, defined: Sequence[Defined], stored: Iterable[SectionForm] | None
) -> list[SectionForm]:
    """The sections of a kind of record: what was arranged, without what is no more, and with what came
    since. What has to be filled is never hidden.
    """
    here = _standing(kind, defined, stored or ())
    here = _with_new_blocks(kind, here)
    placed = {name for one in here for name in one.fields}
    for one in kind.fields:
        if one.name not in placed:
            here = _put(here, FACTS, one.name)
    for field in defined:
        if field.name not in placed:
            here = _put_defined(here, field)
    return _with_required(kind, defined, here)


def is_panel(kind: Kind, key: str) -> bool:
    """Whether a section stands on the page as a whole."""
    return key not in (FACTS, OWN) and any(one.key == key for one in kind.blocks)


def area_of(kind: Kind, key: str) -> str:
    """The column of a section; what an administrator made stands among the facts."""
    return next((one.area for one in kind.blocks if one.key == key), FACTS)


def read_sections(kind: Kind, given: Sequence[SectionForm]) -> list[SectionForm]:
    """Sections as they are stored; refuses what cannot be."""
    if len(given) > MOST_SECTIONS:
        raise Invalid("layouts.too_many", field="sections", most=MOST_SECTIONS)
    keys = [one.key for one in given]
    if len(set(keys)) != len(keys) or not all(0 < len(key) <= 80 for key in keys):
        raise Invalid("layouts.keys", field="sections")
    read = [_read_section(kind, one) for one in given]
    hidden = {one.key for one in read if one.hidden}
    if hidden >= {key for key in (FACTS, OWN, *keys) if not is_panel(kind, key)}:
        raise Invalid("layouts.all_hidden", field="sections")
    return read


def stored_form(sections: Iterable[SectionForm]) -> list[dict[str, Any]]:
    """As they lie in the database."""
    names = ("key", "zh", "en", "hidden", "fields")
    return [{name: getattr(one, name) for name in names} for one in sections]


def _read_section(kind: Kind, one: SectionForm) -> SectionForm:
    zh, en = (one_line(text, "title", MOST_LETTERS) for text in (one.zh, one.en))
    zh, en = zh or en, en or zh
    block = next((block for block in kind.blocks if block.key == one.key), None)
    if block is None and not zh:
        raise Invalid("layouts.title_missing", field="title")
    if block is not None and (is_panel(kind, one.key) or (zh, en) == TEXT[block.label]):
        zh = en = ""  # it goes on saying what it says by itself
    return SectionForm(one.key, zh, en, one.hidden, [str(name)[:40] for name in one.fields])


def _standing(
    kind: Kind, defined: Sequence[Defined], stored: Iterable[SectionForm]
) -> list[SectionForm]:
    """What was arranged, without fields that are gone or stand twice."""
    left = {one.name for one in (*kind.fields, *defined)}
    found = []
    for section in stored:
        fields = [] if is_panel(kind, section.key) else section.fields
        kept = [name for name in dict.fromkeys(fields) if name in left]
        left -= set(kept)
        found.append(replace(section, fields=kept))
    return found


def _with_new_blocks(kind: Kind, here: list[SectionForm]) -> list[SectionForm]:
    there = {one.key for one in here}
    return [*here, *(SectionForm(one.key) for one in kind.blocks if one.key not in there)]


def _put(here: list[SectionForm], key: str, name: str) -> list[SectionForm]:
    return [replace(one, fields=[*one.fields, name]) if one.key == key else one for one in here]


def _put_defined(here: list[SectionForm], field: Defined) -> list[SectionForm]:
    """Into the section that its definition names, which may be there already."""
    if not field.section_zh:
        return _put(here, OWN, field.name)
    key = f"{OWN}:{field.section_zh}"
    for one in here:
        if key == one.key or field.section_zh == one.zh:
            return _put(here, one.key, field.name)
    new = SectionForm(key, field.section_zh, field.section_en or field.section_zh, False)
    after = max(at for at, one in enumerate(here) if one.key.partition(":")[0] == OWN) + 1
    return _put([*here[:after], new, *here[after:]], key, field.name)


def _with_required(
    kind: Kind, defined: Sequence[Defined], here: list[SectionForm]
) -> list[SectionForm]:
    required = {one.name for one in (*kind.fields, *defined) if one.is_required}
    homeless = [name for one in here if one.hidden for name in one.fields if name in required]
    seen = [one.key for one in here if not one.hidden and not is_panel(kind, one.key)]
    if not homeless or not seen:
        return here
    home = next((key for key in (OWN, FACTS) if key in seen), seen[0])
    shown = [
        replace(one, fields=[name for name in one.fields if name not in homeless]) for one in here
    ]
    for name in homeless:
        shown = _put(shown, home, name)
    return shown
