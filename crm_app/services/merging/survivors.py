"""Which of two values a merged record keeps: pure decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm_app.lib.credit_codes import is_credit_code

RULES = ("kept", "newest", "fullest", "verified")
# What is one fact: the parts of a name go together.
TOGETHER = {
    "name": (
        *("name", "name_key", "name_typed", "pinyin", "family_name", "given_name", "honorific"),
    ),
    "birthday": ("birthday", "birthday_key"),
    "stage": ("stage", "stage_since", "stage_set_at", "stage_set_by", "stage_reason"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """A field of both records, and which one would be kept."""

    field: str
    keep: Any
    other: Any
    chosen: str

    @property
    def differs(self) -> bool:
        """Whether somebody may want to look."""
        return self.keep != self.other


def choose(rule: str, field: str, keep: Any, other: Any, *, other_is_newer: bool = False) -> str:
    """`keep` or `other`. What is empty on one side never wins, whatever the rule."""
    if is_empty(other) or keep == other:
        return "keep"
    if is_empty(keep):
        return "other"
    if rule == "newest":
        return "other" if other_is_newer else "keep"
    if rule == "fullest":
        return "other" if len(str(other)) > len(str(keep)) else "keep"
    if rule == "verified":
        proved = (_is_verified(field, keep), _is_verified(field, other))
        return "other" if proved == (False, True) else "keep"
    return "keep"


def is_empty(value: Any) -> bool:
    """Nothing that anybody entered."""
    return value is None or value in ("", [], {})


def _is_verified(field: str, value: Any) -> bool:
    return field == "tax_id" and is_credit_code(str(value))


def decided(
    values: list[Value], choices: Mapping[str, str] | None, allowed: set[str]
) -> dict[str, str]:
    """Field → side: what somebody chose by hand, else what the rule says."""
    by_hand = {
        field: side
        for field, side in (choices or {}).items()
        if field in allowed and side in {"keep", "other"}
    }
    return {value.field: value.chosen for value in values} | by_hand
