"""Pure decisions about custom fields: how they are defined, and who may see and change them."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from crm_app.core.errors import Invalid
from crm_app.core.permissions import ROLES, Actor
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.currencies import read_currency
from crm_app.services.custom_fields.rows import FieldForm
from crm_app.services.custom_fields.values import CHOICES
from crm_app.services.lines import one_line

# The kinds of record that have such fields.
RECORDS = ("customer", "contact", "lead", "deal", "quote", "product")
# Products have no owner, by whom files are seen.
FILELESS = ("product",)
MOST_FIELDS, MOST_OPTIONS = 60, 100
# What of its changes an approval that was given does not cover; only what has an order has a way.
WORSE = ("any", "higher", "lower")
ORDERED = (FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DATE)
# No one is kept from these: somebody has to be able to put things right.
_ALWAYS = ("admin", "system")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")
_TEXTS = {"label_zh": 60, "label_en": 60, "help_zh": 200, "help_en": 200}
_TEXTS |= {"section_zh": 60, "section_en": 60}


def may_see(field: CustomField, actor: Actor) -> bool:
    """Whether the actor may read the field at all; whoever may change it may read it."""
    if actor.role in _ALWAYS:
        return True
    roles = {*field.sees, *field.edits}
    if field.sees and actor.role not in roles:
        return False
    return all(actor.role in guard for guard in field.guards)


def may_edit(field: CustomField, actor: Actor) -> bool:
    """Whether the actor may change it, where he may change the record."""
    if field.kind is FieldKind.FORMULA:
        return False  # it follows from others
    if actor.role in _ALWAYS:
        return True
    return may_see(field, actor) and (not field.edits or actor.role in field.edits)


def is_open(field: CustomField) -> bool:
    """Whether everybody may see it: only such words go into the search index."""
    return not field.sees and not field.guards


def begin(form: FieldForm, taken: Iterable[str]) -> CustomField:
    """A field with what is said once: record, kind and key."""
    if form.record not in RECORDS or (form.kind == FieldKind.FILE and form.record in FILELESS):
        raise Invalid("custom_fields.record_unknown", field="record")
    if form.kind not in set(FieldKind):
        raise Invalid("custom_fields.kind_unknown", field="kind")
    typed = (form.key or "").strip().lower()
    if typed and not _KEY.fullmatch(typed):
        raise Invalid("custom_fields.key_invalid", field="key")
    if typed in taken:
        raise Invalid("custom_fields.key_taken", field="key", typed=typed)
    key = typed or free_key(form.label_en or form.label_zh or "", taken, "field")
    kind = FieldKind(form.kind)
    return CustomField(record=form.record, key=key, kind=kind, label_zh="", label_en="")


def apply(field: CustomField, form: FieldForm) -> None:
    """Put what was entered onto the field; refuses what cannot be, naming it."""
    _apply_texts(field, form)
    if form.currency:
        field.currency = read_currency(form.currency)
    _apply_options(field, form)
    if form.worse is not None:
        if form.worse not in WORSE or (form.worse != WORSE[0] and field.holds not in ORDERED):
            raise Invalid("custom_fields.worse_unknown", field="worse")
        field.worse = form.worse
    _apply_marks(field, form)


def _apply_marks(field: CustomField, form: FieldForm) -> None:
    for name in ("is_required", "is_listed"):
        if (said := getattr(form, name)) is not None:
            setattr(field, name, said)
    for name in ("sees", "edits"):
        if (roles := getattr(form, name)) is not None:
            setattr(field, name, _roles(roles, name))
    if field.kind is FieldKind.FORMULA:
        field.is_required = False


def _apply_texts(field: CustomField, form: FieldForm) -> None:
    """Words in both languages; those of one serve for both."""
    for name, most in _TEXTS.items():
        if (typed := getattr(form, name)) is not None:
            setattr(field, name, one_line(typed, name, most))
    for name in ("label", "section"):
        zh, en = getattr(field, f"{name}_zh"), getattr(field, f"{name}_en")
        setattr(field, f"{name}_zh", zh or en)
        setattr(field, f"{name}_en", en or zh)
    if not field.label_zh:
        raise Invalid("custom_fields.label_missing", field="label_zh")


def free_key(words: str, taken: Iterable[str], otherwise: str) -> str:
    """A key made of words, unlike those that are taken."""
    known = set(taken)
    base = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:24]
    base = base if _KEY.fullmatch(base) else otherwise
    if base not in known and base != otherwise:
        return base
    return next(key for n in range(1, 10_000) if (key := f"{base}_{n}") not in known)


def options_text(field: CustomField) -> str:
    """The options as they are entered."""
    return "\n".join(
        one["zh"] if one["zh"] == one["en"] else f"{one['zh']} | {one['en']}"
        for one in field.options
        if one["is_active"]
    )


def _apply_options(field: CustomField, form: FieldForm) -> None:
    if field.kind not in CHOICES:
        return
    if form.options is not None:
        field.options = read_options(form.options, field.options)
    if not any(one["is_active"] for one in field.options):
        raise Invalid("custom_fields.options_missing", field="options")


def read_options(typed: str, before: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One option a line, `中文 | English`; one name serves for both languages.

    An option that is there already is known by either name and keeps its key; one that is no longer
    named is retired: records that have it keep it.
    """
    found: dict[str, dict[str, Any]] = {}
    taken = {one["key"] for one in before}
    for line in typed.replace("｜", "|").splitlines():
        zh, _, en = (" ".join(part.split())[:80] for part in line.partition("|"))
        zh, en = zh or en, en or zh
        if not zh:
            continue
        same = [one for one in before if one["zh"] == zh or one["en"] == en]
        key = same[0]["key"] if same else free_key(en, taken, "option")
        taken.add(key)
        kept = same[0] if same else {}  # its colour
        found.setdefault(key, {**kept, "key": key, "zh": zh, "en": en, "is_active": True})
    if len(found) > MOST_OPTIONS:
        raise Invalid("custom_fields.options_many", field="options", most=MOST_OPTIONS)
    retired = [one | {"is_active": False} for one in before if one["key"] not in found]
    return [*found.values(), *retired]


def _roles(roles: Sequence[str], name: str) -> list[str]:
    if not set(roles) <= set(ROLES):
        raise Invalid("custom_fields.role_unknown", field=name)
    return [role for role in ROLES if role in roles]
