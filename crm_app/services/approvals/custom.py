"""Custom fields among the fields of conditions: known to the administrator, not to the code."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.approvals import ApprovalFlow
from crm_app.models.base import Customized
from crm_app.services.approvals.fields import FIELDS, Field
from crm_app.services.approvals.rows import Words
from crm_app.services.custom_fields import (
    ConditionField,
    condition_facts,
    condition_field,
    condition_fields,
)

PREFIX = "custom."
# What is said of a record is asked of offers about it.
_SUBJECTS = {
    "quote": frozenset({"quote"}),
    "deal": frozenset({"deal", "quote"}),
    "customer": frozenset({"deal", "quote"}),
}


def known_fields(work: Work) -> list[Field]:
    """All fields that conditions can look at."""
    return [*FIELDS.values(), *map(_field, condition_fields(work))]


def find_field(work: Work, key: str) -> Field | None:
    """The field with that key; a custom one that was retired too."""
    if not key.startswith(PREFIX):
        return FIELDS.get(key)
    found = condition_field(work, key)
    return None if found is None else _field(found)


def called(work: Work, key: str) -> Words:
    """What a field is called; one that the reader may not see is not named."""
    if not key.startswith(PREFIX):
        name = f"approvals.field.{key}"
        return Words(say("zh", name), say("en", name))
    found = condition_field(work, key)
    if found is None or found.is_hidden:
        return Words(*(say(one, "custom_fields.page") for one in ("zh", "en")))
    return Words(found.zh, found.en)


def looked_at(flows: Iterable[ApprovalFlow], subject: str) -> list[str]:
    """The custom fields that flows in force look at, for such subjects."""
    keys: dict[str, None] = {}
    for flow in flows:
        if flow.is_active and flow.subject == subject:
            whens = (step["when"] for step in flow.steps if step.get("when"))
            keys |= dict.fromkeys(one["field"] for one in (*flow.conditions, *whens))
    return [key for key in keys if key.startswith(PREFIX)]


def facts_of_records(
    work: Work, flows: Iterable[ApprovalFlow], subject: str, rows: Mapping[str, Customized | None]
) -> dict[str, Any]:
    """What flows in force look at of a subject's records."""
    keys = looked_at(flows, subject)
    return condition_facts(work, keys, rows) if keys else {}


def with_custom(digest: str, facts: Mapping[str, Any]) -> str:
    """A hash of what was judged, custom fields included: a change of one is another matter."""
    own = {key: str(value) for key, value in facts.items() if key.startswith(PREFIX)}
    if not own:
        return digest
    return hashlib.sha256(f"{digest}|{sorted(own.items())}".encode()).hexdigest()


def _field(known: ConditionField) -> Field:
    return Field(
        known.key,
        known.kind,
        _SUBJECTS[known.record],
        options=tuple(known.options),
        is_secret=known.is_hidden,
    )
