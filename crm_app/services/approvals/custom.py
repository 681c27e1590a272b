"""Custom fields among the fields of conditions: known to the administrator, not to the code."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.approvals import ApprovalFlow
from crm_app.services.approvals.fields import FIELDS, Field
from crm_app.services.approvals.rows import Words
from crm_app.services.custom_fields import (
    ConditionField,
    Rows,
    condition_facts,
    condition_field,
    condition_fields,
)

PREFIX = "custom."
# What is said of a record is asked of offers about it.
_SUBJECTS = {
    "quote": frozenset({"quote", "deal", "contract", "export"}),
    "deal": frozenset({"deal", "quote", "contract", "export"}),
    "customer": frozenset({"deal", "quote", "contract", "transfer", "export"}),
    "contact": frozenset({"deal", "quote", "contract", "transfer", "export"}),
    "lead": frozenset({"transfer", "export"}),
    "product": frozenset({"quote", "deal", "contract", "export"}),
}
Readers = dict[str, Callable[[], Rows]]


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


def looks_at(flows: Iterable[ApprovalFlow], subject: str, key: str) -> bool:
    """Whether a flow in force looks at a field, for such subjects."""
    return key in _looked_at(flows, subject)


def _looked_at(flows: Iterable[ApprovalFlow], subject: str) -> list[str]:
    keys: dict[str, None] = {}
    for flow in flows:
        if flow.is_active and flow.subject == subject:
            whens = (step["when"] for step in flow.steps if step.get("when"))
            keys |= dict.fromkeys(one["field"] for one in (*flow.conditions, *whens))
    return list(keys)


def facts_of_records(
    work: Work, flows: Iterable[ApprovalFlow], subject: str, rows: Readers
) -> dict[str, Any]:
    """What flows in force look at of a subject's records; only these are read."""
    keys = [key for key in _looked_at(flows, subject) if key.startswith(PREFIX)]
    return condition_facts(work, keys, rows) if keys else {}


def with_custom(digest: str, facts: Mapping[str, Any]) -> str:
    """A hash of what was judged, custom fields included: a change of one is another matter."""
    own = {key: str(value) for key, value in facts.items() if key.startswith(PREFIX)}
    if not own:
        return digest
    return hashlib.sha256(f"{digest}|{sorted(own.items())}".encode()).hexdigest()


def directions(work: Work, keys: Iterable[str]) -> dict[str, str]:
    """Custom field → the way in which it becomes worse, as the administrator says."""
    own = (key for key in keys if key.startswith(PREFIX))
    found = {key: condition_field(work, key) for key in own}
    return {key: one.worse for key, one in found.items() if one is not None}


def _field(known: ConditionField) -> Field:
    return Field(
        known.key,
        known.kind,
        _SUBJECTS[known.record],
        options=tuple(known.options),
        is_secret=known.is_hidden,
    )
