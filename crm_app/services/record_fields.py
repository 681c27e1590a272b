"""What a table can say of each kind of record, and how its columns are called in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from crm_app.locales.catalog import TEXT, say


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column may hold. `shape` says what its values look like; `is_many`: several
    columns may hold it.
    """

    name: str
    shape: str = "text"
    is_many: bool = False


def _fields(*given: str) -> dict[str, Field]:
    """`name`, `name:shape`; a star behind: of many columns."""
    found = {}
    for one in given:
        name, _, shape = one.rstrip("*").partition(":")
        found[name] = Field(name, shape or "text", one.endswith("*"))
    return found


_POINTS = ("mobile:phone*", "phone:phone*", "fax:phone*", "email:email*", "wechat", "website:url*")
_PLACES = ("address:address*", "street*", "city", "province", "postcode", "country")
_NAMES = ("name:person", "given_name:person", "middle_name", "family_name:person")
_NAMES += ("suffix", "honorific")

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "customers": _fields(
        *("name:company", "legal_name_zh:company", "legal_name_en:company", "kind", "tier"),
        *("stage", "industry", "size", "region", "source", "tax_id:tax_id", "parent:company"),
        *("contact:person", *_POINTS, *_PLACES, "owner", "note*", "id"),
    ),
    "contacts": _fields(
        *(*_NAMES, "other_name", "company:company", "title:words", "department:words", *_POINTS),
        *(*_PLACES, "birthday:day", "source", "owner", "note*", "id"),
    ),
    "leads": _fields(
        *(*_NAMES, "company:company", "title:words", "mobile:phone*", "phone:phone*"),
        *("email:email*", "wechat", "region", *_PLACES, "industry", "size", "source", "campaign"),
        *("product", "note*", "status", "owner", "id"),
    ),
    "deals": _fields(
        *("name", "customer:company", "contact:person", "pipeline", "stage", "amount:number"),
        *("currency", "expected_close:day", "competitor", "lost_reason", "owner", "note*", "id"),
    ),
    "products": _fields(
        *("code", "name", "name_zh", "name_en", "category", "unit:words", "price:number"),
        *("cost:number", "currency", "tax_rate:number", "is_active", "id"),
    ),
    "orders": _fields(
        *("number", "customer:company", "contact:person", "ordered_on:day", "deliver_by:day"),
        *(
            "ordered_time",
            "party",
            "status",
            "product",
            "text",
            "unit:words",
            "quantity:number",
            "price:number",
        ),
        *("discount:number", "tax_rate:number", "net:number", "tax:number", "total:number"),
        *("currency", "owner", "note*", "id"),
    ),
    "activities": _fields(
        *("kind", "happened_at:day", "text*", "outcome", "customer:company"),
        *("contact:person", "deal", "author", "id"),
    ),
}


def label(kind: str, field: str, language: str) -> str:
    """What the product itself calls a field: exports write it, imports know it."""
    name = say(language, _key(kind, field)).split("、" if language == "zh" else ", ")[0]
    return name if field == "id" else name[:1].upper() + name[1:]


@lru_cache
def words(kind: str, field: str) -> tuple[str, ...]:
    """All names of a field in both languages, the product's own first."""
    found: list[str] = []
    for key in dict.fromkeys((_key(kind, field), f"imports.words.{field}")):
        if key == f"imports.words.{field}" and (kind, field) in _APART:
            continue
        zh, en = TEXT.get(key, ("", ""))
        found += [*zh.split("、"), *en.split(", ")]
    return tuple(dict.fromkeys(word for word in found if word))


# Where the general words of a field mean something else.
_APART = {
    *((kind, "name") for kind in ("customers", "deals", "products")),
    *(("customers", one) for one in ("kind", "stage")),
    *((kind, "unit") for kind in ("products", "orders")),
}


def _key(kind: str, field: str) -> str:
    own = f"imports.words.{kind}.{field}"
    return own if own in TEXT else f"imports.words.{field}"
