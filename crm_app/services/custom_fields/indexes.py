"""Columns and indexes of custom fields: an index for each field that stands in lists.

Of numbers too a database compares whole numbers, of days texts. Index and condition have to be
written alike, or no database sees that the one serves the other.
"""

from typing import Any

from sqlalchemy import BigInteger, String, literal_column
from sqlmodel import Session

from crm_app.core.database import is_sqlite
from crm_app.models.custom_fields import CustomField
from crm_app.services.custom_fields.values import NUMBERS

# Kinds whose lists are read along an index; products are few.
INDEXED = ("customer", "contact", "lead", "deal", "quote")


def column_of(field: CustomField) -> Any:
    """The value of a field as a column of its record's table."""
    kind: Any = BigInteger() if field.holds in NUMBERS else String()
    return literal_column(value_of(field, f"{field.record}."), kind)


def ticked() -> Any:
    """A tick as the column of its field gives it."""
    return literal_column("1") if is_sqlite() else "true"


def keep_index(session: Session, field: CustomField) -> None:
    """An index while the field stands in lists, none before and after."""
    if field.record not in INDEXED:
        return
    name = f"ix_custom_{field.record}_{field.key}"
    if field.is_listed and field.is_active:
        columns = f"({value_of(field)}), updated_at, id, owner_id, team_id"
        statement = (
            f"CREATE INDEX IF NOT EXISTS {name} ON {field.record} ({columns}) "
            "WHERE deleted_at IS NULL"
        )
    else:
        statement = f"DROP INDEX IF EXISTS {name}"
    session.flush()
    session.connection().exec_driver_sql(statement)


def value_of(field: CustomField, table: str = "") -> str:
    """The value of a field as SQL."""
    # A key is [a-z0-9_] (rules.begin), so that it can stand in a statement: as a parameter no index
    # would be found by it.
    if is_sqlite():
        return f"json_extract({table}custom, '$.{field.key}')"
    text = f"({table}custom ->> '{field.key}')"
    return f"({text}::bigint)" if field.holds in NUMBERS else text
