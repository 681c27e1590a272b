"""Rows held against the rules that an administrator added: each row by itself, before it is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm_app.core.work import Work
from crm_app.models.imports import Verdict
from crm_app.services import validation_rules
from crm_app.services.imports.desk import Fault, Judged
from crm_app.services.imports.kinds import Side
from crm_app.services.pipelines import all_stages

_POINTS = ("mobile", "phone", "email", "wechat", "website", "address")
# What a new record has where its row says nothing.
_USUAL: dict[str, dict[str, str]] = {
    "customer": {"kind": "company", "tier": "C", "stage": "prospect"},
    "deal": {"currency": "CNY"},
}


class Rules:
    """The active rules about a kind of record, asked of rows; cheap where there are none."""

    def __init__(self, work: Work, side: Side) -> None:
        self._work, self._side = work, side
        self._record = str(side.model.__tablename__)
        self.stamp = validation_rules.rules_stamp(work, self._record)

    def refuse(self, row: Judged, stored: Mapping[str, Any] | None = None) -> bool:
        """Whether a row breaks one: then it is invalid, and says why in the rule's own words."""
        faults = self.broken(row.read, row.before, stored) if self.stamp else []
        if faults:
            row.verdict, row.before = Verdict.INVALID.value, {}
            row.reasons = [fault.stored() for fault in faults]
        return bool(faults)

    def broken(
        self,
        read: Mapping[str, Any],
        before: Mapping[str, Sequence[Any]],
        stored: Mapping[str, Any] | None,
    ) -> list[Fault]:
        """What a row breaks: a new record, or one that is stored with what would change."""
        record, changed = self._record, None
        values = dict(read) if stored is None else dict(stored)
        if stored is None:
            values = _USUAL.get(record, {}) | values
        else:
            values |= {name: new for name, (_, new) in before.items()}
            changed = {_of_rule(record, name) for name in before}
        facts = _facts(self._work, record, values)
        told = validation_rules.told_of_values(self._work, record, facts, changed)
        said = [(_of_row(record, one.field), {"zh": one.zh, "en": one.en}) for one in told]
        return [Fault(name, "imports.breaks_rule", texts) for name, texts in said]


def _facts(work: Work, record: str, values: dict[str, Any]) -> dict[str, Any]:
    facts = values | {
        name: [one[2] for one in values[name]]
        for name in _POINTS
        if isinstance(values.get(name), list)
    }
    if record == "contact":
        facts["customer"] = values.get("company")
    if record == "lead":
        facts["name"] = values.get("name") or values.get("company")
    if record == "deal":
        facts["stage"] = _stage_key(work, values)
    return facts


def _stage_key(work: Work, values: Mapping[str, Any]) -> str:
    stages = all_stages(work.session)
    if values.get("to"):
        return stages[values["to"][0]].key
    said = str(values.get("stage", "")).casefold()
    names = {one.name_zh.casefold(): one.key for one in stages.values()}
    return names.get(said, said)


def _of_rule(record: str, name: str) -> str:
    return "customer" if (record, name) == ("contact", "company") else name


def _of_row(record: str, name: str) -> str:
    return "company" if (record, name) == ("contact", "customer") else name
