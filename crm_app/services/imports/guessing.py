"""Which column holds which field, as an import keeps it: field → column, several columns of one field
numbered (mobile_2); and what two files with the same head share."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from crm_app.core.errors import Invalid
from crm_app.locales.catalog import TEXT
from crm_app.services.custom_fields import FieldValue
from crm_app.services.imports import mapping as columns_of_tables
from crm_app.services.imports.shapes import KINDS

# What a guess calls otherwise than an import.
_CALLED = {("products", "name"): "name_zh"}


def guess(
    kind: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    own: Sequence[FieldValue],
) -> dict[str, str]:
    """What the columns are, as far as one can tell by their names and values."""
    found: dict[str, str] = {}
    for one in columns_of_tables.guess(kind, columns, rows, own):
        key = _CALLED.get((kind, one.field or ""), one.field or "")
        field = KINDS[kind].field(key)
        if key.startswith("custom."):
            found.setdefault(key, one.column)
        elif field is not None and (key not in found or field.is_many):
            found[_free(key, found)] = one.column
    return found


def _free(key: str, found: Mapping[str, str]) -> str:
    name, number = key, 2
    while name in found:
        name, number = f"{key}_{number}", number + 1
    return name


def signature(columns: Sequence[str]) -> str:
    """What two files with the same head share."""
    folded = [re.sub(r"[\s_\-:：.·()（）*/]", "", one).casefold() for one in columns]
    return hashlib.sha256(json.dumps(folded).encode()).hexdigest()


def check_mapping(
    kind: str, columns: Sequence[str], mapping: Mapping[str, str], own: Iterable[str]
) -> None:
    """Refuse fields and columns that there are not, and a mapping without what the kind needs."""
    fields = {f"custom.{key}" for key in own}
    for name, column in mapping.items():
        if name not in fields and KINDS[kind].field(name) is None:
            raise Invalid("imports.field_unknown", field="mapping", name=name[:60])
        if column not in columns:
            raise Invalid("imports.column_unknown", field="mapping", name=column[:60])
    for group in KINDS[kind].needs:
        if not set(group) & mapping.keys():
            needed = TEXT[f"imports.field.{group[0]}"]
            raise Invalid("imports.column_missing", field="mapping", zh=needed[0], en=needed[1])
