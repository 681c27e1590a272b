"""The conditions of a rule: as they are entered, checked, stored, and entered again."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.models.quotes import Product
from crm_app.services.assignment.rows import RuleForm, RuleRow
from crm_app.services.assignment.saying import LISTS
from crm_app.services.choices import options_of
from crm_app.services.custom_fields import read_sought
from crm_app.services.scoring import BANDS

_MOST_WORDS = 50
# Field of a lead → what the form calls its values.
_LISTED = {"industry": "industries", "size": "sizes", "source": "sources"}
_WORDS = {"region": "regions", "campaign": "campaigns", "company": "companies"}
_WORDS |= {"title": "titles", "address": "addresses", "note": "notes"}
_KEYS = {**_LISTED, "product": "products", "band": "bands"}
_CUSTOM = "custom."


def read_conditions(work: Work, form: RuleForm) -> dict[str, list[str]]:
    """Only what was entered; refuses entries that are in no list."""
    found = {field: _words(getattr(form, name), name) for field, name in _WORDS.items()}
    for field in LISTS:
        given = list(dict.fromkeys(getattr(form, _LISTED[field])))
        _check_known(given, options_of(work.session, field), _LISTED[field])
        found[field] = given
    found["product"] = list(dict.fromkeys(form.products))
    known = select(Product.public_id).where(col(Product.public_id).in_(found["product"]))
    _check_known(found["product"], set(work.session.exec(known)), "products")
    found["band"] = [one for one in BANDS if one in form.bands]
    _check_known(list(form.bands), BANDS, "bands")
    found |= read_sought(work.session, "lead", form.custom)
    return {field: values for field, values in found.items() if values}


def entered(conditions: Mapping[str, list[str]], seen: Iterable[str]) -> dict[str, Any]:
    """Stored conditions as the form has them; of custom fields those whose names are `seen`."""
    words = {name: "、".join(conditions.get(field, [])) for field, name in _WORDS.items()}
    lists = {name: list(conditions.get(field, [])) for field, name in _KEYS.items()}
    own = {
        name.removeprefix(_CUSTOM): list(wanted)
        for name, wanted in conditions.items()
        if name in set(seen)
    }
    return words | lists | {"custom": own}


def form_of(row: RuleRow) -> RuleForm:
    """What an administrator would enter to have the rule as it is."""
    same = ("name", "way", "person", "team", "seniors_only", "in_hours", "is_active")
    given: dict[str, Any] = {name: getattr(row, name) for name in (*same, *_WORDS.values())}
    given |= {name: tuple(getattr(row, name)) for name in _KEYS.values()}
    return RuleForm(**given, custom={key: tuple(one) for key, one in row.custom.items()})


def _check_known(given: list[str], known: Iterable[str], field: str) -> None:
    if not set(given) <= set(known):
        raise Invalid("assignment.value_unknown", field=field)


def _words(typed: str, field: str) -> list[str]:
    """Apart by commas of either kind, semicolons or lines."""
    parts = [" ".join(part.split()) for part in re.split(r"[,，、;；\n]", typed)]
    words = list(dict.fromkeys(part for part in parts if part))
    if len(words) > _MOST_WORDS or any(len(word) > 60 for word in words):
        raise Invalid("assignment.words_too_many", field=field, most=_MOST_WORDS)
    return words
