"""What the columns of a table mean: guessed by their names, by their values, by who wrote them.

Rather none than a wrong one: what is not known is left for the person who imports to say.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from crm_app.lib.ids import is_id
from crm_app.lib.names import has_han
from crm_app.lib.tables.joining import full_address, full_name
from crm_app.services.custom_fields import FieldValue
from crm_app.services.imports.contents import (
    are_mobiles,
    contradicts,
    guessed,
    is_birthday,
    is_name,
    share,
)
from crm_app.services.imports.headers import forms, known_words, plain, says_nothing
from crm_app.services.imports.known import known_export, own_words
from crm_app.services.record_fields import FIELDS, Field, label, words

__all__ = ["Guess", "full_address", "full_name", "guess", "known_export"]

_SAMPLED = 200
_PARTS = frozenset({"street", "city", "province", "postcode", "country"})
_PLACES = (
    ("home", re.compile(r"home|住宅|家庭")),
    ("other", re.compile(r"other|其他")),
    ("shipping", re.compile(r"shipping|delivery|收货")),
)
_BY_NAME, _BY_CONTENT, _BY_EXPORT, _BY_CUSTOM = "name", "content", "export", "custom"


@dataclass(frozen=True, slots=True)
class Guess:
    """A column and the field that it is, None if it is none or one cannot tell; how certain that is
    (0 to 1), and why: name, content, export (a program whose tables are known), custom, or "".
    """

    column: str
    field: str | None = None
    certainty: float = 0.0
    why: str = ""


def guess(
    kind: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    custom: Sequence[FieldValue] = (),
) -> list[Guess]:
    """A guess for each column of a table of `kind` (customers, contacts, …), by its names and some
    rows; `custom` are the fields of the company's own, `custom.<key>` among the answers.
    """
    samples = _samples(columns, rows)
    export = known_export(columns)
    named = {plain(one): field.name for field in custom for one in (field.label_zh, field.label_en)}
    taken = {plain(one) for field in FIELDS[kind] for one in _labels(kind, field)}
    if columns and columns[-1] == "id":  # an export: such a field stands there with its key
        named = {name: field for name, field in named.items() if name not in taken}
    named |= {field.name: field.name for field in custom}
    found = [
        _one(kind, column, values, own_words(export), named)
        for column, values in zip(columns, samples, strict=True)
    ]
    found = _by_content(kind, found, samples)
    return _settled(kind, _one_place(found, samples), samples)


def _labels(kind: str, field: str) -> tuple[str, str]:
    return label(kind, field, "zh"), label(kind, field, "en")


def _samples(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in columns]
    for row, _ in zip(rows, range(_SAMPLED), strict=False):
        for values, cell in zip(found, row, strict=False):
            if cell:
                values.append(cell)
    return found


def _one(
    kind: str,
    column: str,
    values: Sequence[str],
    own: Mapping[str, str | None],
    custom: Mapping[str, str],
) -> Guess:
    """The guess for a column by what it is called."""
    fields = FIELDS[kind]
    if column in own:
        field = own[column]
        fits = field in fields and not contradicts(fields[str(field)].shape, values)
        return Guess(column, field if fits else None, 1.0, _BY_EXPORT)
    if column == "id" and values and all(map(is_id, values)):
        return Guess(column, "id", 1.0, _BY_NAME)
    mine = _custom(column, custom)
    if mine:
        return Guess(column, mine, 1.0, _BY_CUSTOM)
    for form, sure in forms(column):
        field = _names(kind).get(form)
        if field and not contradicts(fields[field].shape, values):
            return Guess(column, _kind_of_phone(field, fields, values), sure, _BY_NAME)
        if field is None and form in _none():
            return Guess(column, None, sure, _BY_NAME)
    return Guess(column)


def _custom(column: str, custom: Mapping[str, str]) -> str:
    """The field of the company's own that a column is called as; exports write its key behind a
    name that a field of the product has too.
    """
    key = re.search(r"(?:^|\[)(custom\.[a-z0-9_]+)\]?$", column)
    if key:
        return key[1] if key[1] in custom.values() else ""
    return custom.get(plain(column), "")


def _kind_of_phone(field: str, fields: Mapping[str, Field], values: Sequence[str]) -> str:
    """A column of telephones that holds mobiles alone is one of mobiles."""
    is_mobile = field == "phone" and field in fields and are_mobiles(values)
    return "mobile" if is_mobile and "mobile" in fields else field


@lru_cache
def _names(kind: str) -> dict[str, str]:
    """Form of a name → field; what the kind itself says goes before what all say."""
    found: dict[str, str] = {}
    for field in FIELDS[kind]:
        own = [word for word in words(kind, field) if field != "id"]
        for place, word in enumerate(own):
            form = plain(word)
            if place == 0 or form not in found:
                found.setdefault(form, field)
    return found


@lru_cache
def _none() -> frozenset[str]:
    return known_words("none")


def _by_content(kind: str, found: list[Guess], samples: Sequence[Sequence[str]]) -> list[Guess]:
    """Guesses for what has no name that says anything, by the values."""
    fields = FIELDS[kind]
    taken = {one.field for one in found if one.field}
    result: list[Guess] = []
    for one, values in zip(found, samples, strict=True):
        nameless = says_nothing(one.column)
        field = ""
        if values and not one.why and (nameless or not _says_something(one.column)):
            field = guessed(values, fields, nameless=nameless) or (
                _rarer(kind, values, taken) if nameless else ""
            )
        if field and (fields[field].is_many or field not in taken):
            taken.add(field)
            sure = 0.7 if nameless else 0.6
            result.append(Guess(one.column, field, sure, _BY_CONTENT))
        else:
            result.append(one)
    return result


def _rarer(kind: str, values: Sequence[str], taken: set[str]) -> str:
    """What only a table without names makes one guess: people, firms, birthdays."""
    person = next((name for name in ("name", "contact") if _shape(kind, name) == "person"), "")
    if person and person not in taken and share(values, is_name) >= 0.8:
        return person
    if kind == "contacts" and is_birthday(values):
        return "birthday"
    if kind == "customers" and "name" not in taken:
        return "name" if guessed(values, {"company": 1}, nameless=True) else ""
    return ""


def _shape(kind: str, field: str) -> str:
    known: Field | None = FIELDS[kind].get(field)
    return known.shape if known else ""


def _says_something(column: str) -> bool:
    """Whether a name holds a word that is known, though not as a whole."""
    text = plain(column)
    known = _vocabulary()
    if has_han(text):
        return any(text[at : at + size] in known for size in (2, 3, 4) for at in range(len(text)))
    return any(word in known for word in text.replace("/", " ").split())


@lru_cache
def _vocabulary() -> frozenset[str]:
    found: set[str] = set(_none())
    for kind, fields in FIELDS.items():
        for field in fields:
            found |= {plain(word) for word in words(kind, field)}
    return frozenset(found | {one for word in found if word.isascii() for one in word.split()})


def _one_place(found: list[Guess], samples: Sequence[Sequence[str]]) -> list[Guess]:
    """Of addresses in parts, at work and at home, the one that is filled most: parts of two would
    make one that there is not.
    """
    filled: dict[str, int] = {}
    for one, values in zip(found, samples, strict=True):
        if one.field in _PARTS:
            filled[_place(one.column)] = filled.get(_place(one.column), 0) + len(values)
    if len(filled) < 2:
        return found
    best = max(filled, key=lambda place: (filled[place], place == ""))
    return [
        replace(one, field=None, certainty=0.0)
        if one.field in _PARTS and _place(one.column) != best
        else one
        for one in found
    ]


def _place(column: str) -> str:
    text = plain(column)
    return next((name for name, sign in _PLACES if sign.search(text)), "")


def _settled(kind: str, found: list[Guess], samples: Sequence[Sequence[str]]) -> list[Guess]:
    """One column a field, where a record has but one of it: the surest, of these the fullest."""
    best: dict[str, int] = {}
    fields = FIELDS[kind]
    for place, one in enumerate(found):
        field = one.field
        if field is None or (field in fields and fields[field].is_many):
            continue
        rank = (one.certainty, len(samples[place]) > 0, -place)
        known = best.get(field)
        if known is None or rank > (found[known].certainty, len(samples[known]) > 0, -known):
            best[field] = place
    return [
        one
        if one.field is None or best.get(one.field, place) == place
        else replace(one, field=None, certainty=0.0)
        for place, one in enumerate(found)
    ]
