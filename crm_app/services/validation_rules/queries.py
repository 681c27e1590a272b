"""Rules as they are read, and tried on what there is."""

from dataclasses import replace

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.validation_rules import ValidationRule
from crm_app.services.custom_fields.definitions import all_definitions
from crm_app.services.validation_rules import rules
from crm_app.services.validation_rules.asking import gone_fields, today
from crm_app.services.validation_rules.commands import draft
from crm_app.services.validation_rules.fields import MODELS, facts_of, fields_of
from crm_app.services.validation_rules.rows import Failing, RuleField, RuleForm, RuleRow, Trial

_BATCH, _MOST_TRIED, _MOST_SHOWN = 1000, 100_000, 20


@query(Permission.SETTINGS)
def validation_rules(work: Work, record: str = "") -> list[RuleRow]:
    """All rules, or those of a kind of record; the retired ones last."""
    found = select(ValidationRule)
    if record:
        found = found.where(col(ValidationRule.record) == rules.check_record(record))
    ordered = found.order_by(
        col(ValidationRule.is_active).desc(), col(ValidationRule.rank), col(ValidationRule.id)
    )
    return [_row(work, rule) for rule in work.session.exec(ordered)]


@query(Permission.SETTINGS)
def rule_fields(work: Work, record: str) -> list[RuleField]:
    """What a rule of a kind of record can look at."""
    return list(fields_of(work.session, rules.check_record(record)).values())


@query(Permission.SETTINGS)
def try_rule(work: Work, form: RuleForm) -> Trial:
    """How many of the records there are would fail a rule that is not stored, and the first of them.

    A rule without a name or a message can be tried too.
    """
    named = replace(form, name_zh=form.name_zh or "-", message_zh=form.message_zh or "-")
    rule = draft(work, named)
    model, day = MODELS[rule.record], today(work)
    total, failing, shown, last = 0, 0, list[Failing](), 0
    while total < _MOST_TRIED:
        chosen = work.visible(model).where(col(model.id) > last).order_by(col(model.id))
        rows = list(work.session.exec(chosen.limit(_BATCH)))
        if not rows:
            return Trial(total, failing, shown)
        facts = facts_of(work, rule.record, rows)
        for row in rows:
            if not rules.keeps(rule, facts[row.key], day):
                failing += 1
                if len(shown) < _MOST_SHOWN:
                    shown.append(Failing(row.public_id, getattr(row, "name", "") or row.number))
        total, last = total + len(rows), rows[-1].key
        work.session.expunge_all()
    return Trial(total, failing, shown, more=True)


def _row(work: Work, rule: ValidationRule) -> RuleRow:
    fields = fields_of(work.session, rule.record)
    gone = _labels(work, rule)
    texts = ("public_id", "version", "record", "is_active")
    names = ("name_zh", "name_en", "message_zh", "message_en")
    return RuleRow(
        **{name: getattr(rule, name) for name in (*texts, *names)},
        asked=rules.group_of(rule.asked),
        only_when=rules.group_of(rule.only_when),
        says_zh=rules.sentence(rule, fields, "zh"),
        says_en=rules.sentence(rule, fields, "en"),
        gone_zh="、".join(zh for zh, _ in gone),
        gone_en=", ".join(en for _, en in gone),
    )


def _labels(work: Work, rule: ValidationRule) -> list[tuple[str, str]]:
    """What the fields are called that a rule looks at and that are in use no more."""
    gone = gone_fields(work.session, rule)
    known = {f"custom.{one.key}": one for one in all_definitions(work.session, rule.record)}
    return [
        (known[one].label_zh, known[one].label_en) if one in known else (one, one) for one in gone
    ]
