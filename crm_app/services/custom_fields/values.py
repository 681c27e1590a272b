"""Pure: a value as it is typed, as it is stored, and as one reads it.

Stored are texts, days as YYYY-MM-DD, keys of choices, True, and numbers as whole ten-thousandths:
exact, and the same order in every database. What is empty is not stored.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from crm_app.core.errors import Invalid
from crm_app.lib.exact import SCALE, parse_any_decimal
from crm_app.locales.catalog import say
from crm_app.models.custom_fields import CustomField, FieldKind

PREFIX = "custom."
LONGEST = 500
MOST_FILES = 20
_MOST = Decimal(10) ** 13
_YES = frozenset({"true", "1", "on", "yes", "是"})
_NO = frozenset({"", "false", "0", "off", "no", "否"})
NUMBERS = (FieldKind.NUMBER, FieldKind.MONEY)
CHOICES = (FieldKind.CHOICE, FieldKind.MULTI)


def name_of(field: CustomField) -> str:
    """What its input, its filter and its place in a refusal are called."""
    return f"{PREFIX}{field.key}"


def read(field: CustomField, typed: object, stored: object = None) -> Any:
    """What was entered, as it is stored; None for nothing. Refuses what cannot be.

    An option that was retired stays where it is `stored` already.
    """
    if typed is None:
        return None
    return _READERS[field.holds](field, typed, stored)


def typed_of(field: CustomField, stored: Any) -> str:
    """A stored value as one would type it; keys of several choices with commas."""
    if stored is None:
        return ""
    if field.holds in NUMBERS:
        return f"{_decimal(stored).normalize():f}"
    if field.holds is FieldKind.MULTI:
        return ",".join(stored)
    if field.holds is FieldKind.FILE:
        return ",".join(map(file_id, stored))
    return "true" if field.holds is FieldKind.CHECKBOX else str(stored)


def plain_of(field: CustomField, stored: Any) -> Any:
    """A stored value as the API gives it."""
    if field.holds is FieldKind.CHECKBOX:
        return bool(stored)
    if field.holds is FieldKind.MULTI:
        return list(stored or ())
    if field.holds is FieldKind.FILE:
        return [{"id": file_id(one), "name": file_name(one)} for one in stored or ()]
    return typed_of(field, stored) or None


def shown_in(field: CustomField, stored: Any, language: str) -> str:
    """A stored value as one reads it in a language."""
    if stored is None:
        return ""
    if field.holds is FieldKind.CHECKBOX:
        return say(language, "custom_fields.yes")
    if field.holds in NUMBERS:
        figure = f"{_decimal(stored).normalize():,f}"
        return figure if field.holds is FieldKind.NUMBER else f"{figure} {field.currency}"
    if field.holds in CHOICES:
        words = {one["key"]: one[language] for one in field.options}
        keys = stored if isinstance(stored, list) else [stored]
        return ("、" if language == "zh" else ", ").join(words.get(key, key) for key in keys)
    if field.holds is FieldKind.FILE:
        return ("、" if language == "zh" else ", ").join(map(file_name, stored))
    return str(stored)


def file_id(stored: str) -> str:
    """Of a file in a field, which is stored as `<id>/<name>`: its public id."""
    return stored.partition("/")[0]


def file_name(stored: str) -> str:
    """Its name."""
    return stored.partition("/")[2]


def words_of(field: CustomField, stored: Any) -> list[str]:
    """What of a value full text search finds: texts, names of choices and files, in both languages."""
    if (
        field.holds in (FieldKind.TEXT, FieldKind.LINK, FieldKind.FILE, *CHOICES)
        and stored is not None
    ):
        return list(dict.fromkeys(shown_in(field, stored, one) for one in ("zh", "en")))
    return []


def fits(field: CustomField, stored: Any) -> bool:
    """Whether a value that was stored for a field alike is one that this one can hold."""
    if FieldKind.FILE in (field.holds, field.kind) or field.kind is FieldKind.FORMULA:
        return False
    try:
        plain = stored if field.holds is FieldKind.MULTI else typed_of(field, stored)
        return read(field, plain) == stored
    except (Invalid, TypeError, ValueError, ArithmeticError):
        return False


def _decimal(stored: Any) -> Decimal:
    return Decimal(int(stored)) / SCALE


def _text(field: CustomField, typed: object, _: object) -> str | None:
    text = " ".join(str(typed).split())
    if len(text) > LONGEST:
        raise Invalid("record.too_long", field=name_of(field), most=LONGEST)
    return text or None


def _number(field: CustomField, typed: object, _: object) -> int | None:
    if isinstance(typed, bool):
        raise Invalid("money.number_invalid", field=name_of(field), typed=str(typed))
    if not str(typed).strip():
        return None
    number = parse_any_decimal(str(typed))
    least = Decimal(0) if field.holds is FieldKind.MONEY else -_MOST
    told = {"field": name_of(field), "typed": str(typed)[:30]}
    if number is None:
        raise Invalid("money.number_invalid", **told)
    if number < least:
        raise Invalid("money.number_low", **told, least=f"{least:,f}")
    if number > _MOST:
        raise Invalid("money.number_high", **told, most=f"{_MOST:,f}")
    whole = number * SCALE
    if whole != whole.to_integral_value():
        raise Invalid("money.too_fine", field=name_of(field))
    return int(whole)


def _day(field: CustomField, typed: object, _: object) -> str | None:
    if not str(typed).strip():
        return None
    try:
        return date.fromisoformat(str(typed).strip()).isoformat()
    except ValueError:
        refused = {"field": name_of(field), "typed": str(typed)[:20]}
        raise Invalid("record.day_invalid", **refused) from None


def _choice(field: CustomField, typed: object, stored: object) -> str | None:
    return next(iter(_keys(field, [typed], {stored})), None)


def _multi(field: CustomField, typed: object, stored: object) -> list[str] | None:
    several = typed if isinstance(typed, list | tuple) else str(typed).split(",")
    kept = set(stored) if isinstance(stored, list) else set()
    return _keys(field, several, kept) or None


def _keys(field: CustomField, typed: Iterable[object], kept: set[Any]) -> list[str]:
    """The keys that were chosen, in the order of the options; words of an option name it too."""
    wanted = {str(one).strip() for one in typed} - {""}
    found, known = [], set()
    for option in field.options:
        if not option["is_active"] and option["key"] not in kept:
            continue
        names = {option["key"], option["zh"], option["en"]} & wanted
        if names:
            found.append(option["key"])
            known |= names
    if unknown := wanted - known:
        refused = {"field": name_of(field), "typed": min(unknown)[:40]}
        raise Invalid("custom_fields.option_unknown", **refused)
    return found


def _files(field: CustomField, typed: object, stored: object) -> list[str] | None:
    """What is there already keeps its name; of the others whoever stores them looks it up."""
    several = typed if isinstance(typed, list | tuple) else str(typed).split(",")
    ids = [str(one.get("id", "") if isinstance(one, dict) else one).strip() for one in several]
    known = {file_id(one): one for one in (stored if isinstance(stored, list) else ())}
    found = [known.get(one, f"{one[:36]}/") for one in dict.fromkeys(ids) if one]
    if len(found) > MOST_FILES:
        raise Invalid("custom_fields.files_many", field=name_of(field), most=MOST_FILES)
    return found or None


def _tick(field: CustomField, typed: object, _: object) -> bool | None:
    text = str(typed).strip().lower()
    if text not in _YES | _NO:
        raise Invalid("custom_fields.tick_unknown", field=name_of(field), typed=text[:20])
    return True if text in _YES else None


def _link(field: CustomField, typed: object, _: object) -> str | None:
    text = str(typed).strip()
    if not text:
        return None
    if "://" not in text:
        text = f"https://{text}"
    scheme, _sep, rest = text.partition("://")
    host = rest.split("/", maxsplit=1)[0]
    if scheme.lower() not in ("http", "https") or "." not in host or any(c.isspace() for c in text):
        raise Invalid("custom_fields.link_invalid", field=name_of(field), typed=text[:60])
    if len(text) > LONGEST:
        raise Invalid("record.too_long", field=name_of(field), most=LONGEST)
    return text


_READERS: dict[FieldKind, Callable[[CustomField, object, object], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _number,
    FieldKind.DATE: _day,
    FieldKind.CHOICE: _choice,
    FieldKind.MULTI: _multi,
    FieldKind.CHECKBOX: _tick,
    FieldKind.LINK: _link,
    FieldKind.FILE: _files,
}
