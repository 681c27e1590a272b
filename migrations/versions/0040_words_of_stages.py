"""approval flows and validation rules ask for the stages that there are since 0034"""

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0038"
branch_labels = None
depends_on = None

_BEFORE = {"customer": "first", "loyal": "repeat", "dormant": "at_risk"}


def upgrade() -> None:
    _each("approval_flow", ("conditions", "steps"), _flow)
    _each("validation_rule", ("asked", "only_when"), _rule, "WHERE record = 'customer'")


def downgrade() -> None:
    """The older release knows fewer stages: which of them was meant cannot be told."""


def _each(table: str, columns: tuple[str, ...], mend: Any, which: str = "") -> None:
    """Mend the JSON of some columns where a stage of before stands in it."""
    link = op.get_bind()
    found = link.execute(sa.text(f"SELECT id, {', '.join(columns)} FROM {table} {which}")).all()  # noqa: S608
    for key, *values in found:
        read = [json.loads(one) if isinstance(one, str) else one for one in values]
        mended = [mend(one) for one in read]
        if mended == read:
            continue
        said = {name: json.dumps(one, ensure_ascii=False) for name, one in zip(columns, mended, strict=True)}
        marks = ", ".join(f"{name} = :{name}" for name in columns)
        link.execute(sa.text(f"UPDATE {table} SET {marks} WHERE id = :id"), said | {"id": key})  # noqa: S608


def _flow(parts: list[Any]) -> list[Any]:
    """Conditions, or steps that may have one."""
    return [
        one | {"when": _condition(one["when"])} if one.get("when") else _condition(one)
        for one in parts
    ]


def _rule(group: dict[str, Any]) -> dict[str, Any]:
    parts = group.get("parts")
    return group | {"parts": [_condition(one) for one in parts]} if parts else group


def _condition(one: dict[str, Any]) -> dict[str, Any]:
    if one.get("field") != "stage" or "value" not in one:
        return one
    return one | {"value": _value(one["value"])}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(_BEFORE.get(one, one) for one in value))
    if not isinstance(value, str):
        return value
    words = [_BEFORE.get(one.strip(), one) for one in re.split(r"[,，]", value)]
    return ",".join(dict.fromkeys(words))
