"""Rules in the door: asked of whatever was made or changed before it is stored, whoever wrote it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core.demands import Written, demanded
from crm_app.core.errors import Invalid
from crm_app.core.permissions import READS, Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.validation_rules import ValidationRule
from crm_app.services.custom_fields.definitions import definitions
from crm_app.services.validation_rules import rules
from crm_app.services.validation_rules.fields import COLUMNS, MODELS, POINTS, facts_of, read_facts
from crm_app.services.validation_rules.rows import RECORDS, Told

_KEPT = "validation_rules"
_MOST_TOLD = 5
_AT_ONCE = 500


@demanded(*MODELS.values())
def ask(work: Work, written: list[Written]) -> None:
    """Refuse (`validation_rules.broken`) records that break a rule about what was entered just now.

    What was entered before a rule came is asked for when a field that the rule looks at changes.
    """
    record = str(written[0].row.__tablename__)
    active = active_rules(work, record)
    if not active:
        return
    asked = {
        one.row.id: (one.row, mine)
        for one in written
        if one.row.deleted_at is None and (mine := _of(active, one))
    }
    facts = facts_of(work, record, [row for row, _ in asked.values()]) if asked else {}
    for row_id, (_, mine) in asked.items():
        if told := _told(mine, facts[row_id], today(work)):
            raise _refusal(told)


def _of(active: list[ValidationRule], one: Written) -> list[ValidationRule]:
    if one.is_new:
        return active
    return [rule for rule in active if _touches(rules.fields_of(rule), one.changed)]


def _refusal(told: list[Told]) -> Invalid:
    texts = {
        "zh": "；".join(one.zh.rstrip("。；") for one in told),
        "en": " ".join(one.en for one in told),
    }
    return Invalid("validation_rules.broken", field=told[0].field, **texts)


def _told(active: list[ValidationRule], facts: rules.Facts, day: date) -> list[Told]:
    broken = rules.first_faults(active, facts, day)[:_MOST_TOLD]
    return [Told(rules.fields_of(one)[0], one.message_zh, one.message_en) for one in broken]


def told_of(work: Work, row: Any) -> list[Told]:
    """What the active rules say of a record."""
    record = str(row.__tablename__)
    active = active_rules(work, record)
    if not active:
        return []
    return _told(active, facts_of(work, record, [row])[row.id], today(work))


def told_of_values(
    work: Work, record: str, values: Mapping[str, Any], changed: Collection[str] | None = None
) -> list[Told]:
    """Inside a use case: what the active rules say of a record that is not stored yet, by its values
    (field of a rule → as `fields.read_facts` takes them); of one that is, what is `changed`."""
    active = active_rules(work, record)
    if changed is not None:
        active = [rule for rule in active if set(rules.fields_of(rule)) & set(changed)]
    if not active:
        return []
    return _told(active, read_facts(work.session, record, values), today(work))


def rules_stamp(work: Work, record: str) -> str:
    """Inside a use case: another text once a rule of a kind of record has come, changed or gone."""
    active = active_rules(work, record) if record in RECORDS else []
    return " ".join(f"{one.id}:{one.version}" for one in active)


def unmet_of(work: Work, record: str, ids: Sequence[int] | None = None) -> set[int]:
    """Inside a use case: which living records, of all or of these, break an active rule."""
    active, model = active_rules(work, record), MODELS[record]
    if not active:
        return set()
    found = select(model).where(col(model.deleted_at).is_(None)).order_by(col(model.id))
    if ids is not None:
        found = found.where(col(model.id).in_(ids))
    broken: set[int] = set()
    for rows in work.session.exec(found).partitions(_AT_ONCE):
        facts = facts_of(work, record, list(rows))
        broken |= {row.id for row in rows if _told(active, facts[row.id], today(work))}
    return broken


@query(Permission.SELF)
def unmet(work: Work, record: str, public_id: str) -> list[Told]:
    """What is still to be put right on a record: it came before a rule, or by itself."""
    rules.check_record(record)
    work.actor.require(READS[record])
    return told_of(work, work.find(MODELS[record], public_id))


def active_rules(work: Work, record: str) -> list[ValidationRule]:
    """The active rules of a kind of record, in order; read once a transaction."""
    known: dict[str, list[ValidationRule]] = work.session.info.setdefault(_KEPT, {})
    if record not in known:
        found = select(ValidationRule).where(
            col(ValidationRule.record) == record, col(ValidationRule.is_active)
        )
        with work.session.no_autoflush:
            ordered = found.order_by(col(ValidationRule.rank), col(ValidationRule.id))
            rows = list(work.session.exec(ordered))
            known[record] = [one for one in rows if not gone_fields(work.session, one)]
    return known[record]


def gone_fields(session: Session, rule: ValidationRule) -> list[str]:
    """The custom fields that a rule looks at and that are in use no more: nobody could keep it."""
    looked = [one for one in rules.fields_of(rule) if one.startswith("custom.")]
    if not looked:
        return []
    known = {f"custom.{one.key}" for one in definitions(session, rule.record)}
    return [one for one in looked if one not in known]


def today(work: Work) -> date:
    """The day it is for who asks."""
    return work.now.astimezone(zone(work.actor.zone)).date()


def _touches(fields: list[str], changed: Collection[str]) -> bool:
    points = POINTS in changed
    return any(
        COLUMNS.get(name, name) in changed or name in changed or (points and _is_point(name))
        for name in fields
    )


def _is_point(name: str) -> bool:
    return name in ("mobile", "phone", "email", "wechat", "website", "address", "customer")
