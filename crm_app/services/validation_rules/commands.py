"""Every way a rule can change."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.validation_rules import ValidationRule
from crm_app.services.locks import one_at_a_time
from crm_app.services.validation_rules import rules
from crm_app.services.validation_rules.fields import fields_of
from crm_app.services.validation_rules.rows import RuleForm


@command(Permission.SETTINGS)
def create_rule(work: Work, form: RuleForm) -> str:
    """A new rule, asked from now on; returns its public id."""
    one_at_a_time(work, "validation_rules")
    rule = draft(work, form)
    known = list(work.session.exec(select(ValidationRule)).all())
    if sum(one.is_active for one in known) >= rules.MOST_RULES:
        raise Conflict("validation_rules.too_many_rules", most=rules.MOST_RULES)
    rule.rank = max((one.rank for one in known), default=0) + 1
    work.add(rule)
    work.touch("validation_rule")
    return rule.public_id


@command(Permission.SETTINGS)
def change_rule(work: Work, public_id: str, form: RuleForm, version: int | None = None) -> RuleForm:
    """Change what `form` carries; returns what undoes it. The kind of record stays."""
    rule = _find(work, public_id)
    if version is not None and rule.version != version:
        raise Stale("record.stale")
    if form.record not in (None, rule.record):
        raise Conflict("validation_rules.record_fixed")
    before = form_of(rule)
    rules.apply(rule, form, fields_of(work.session, rule.record))
    rule.version += 1
    work.touch("validation_rule")
    return before


@command(Permission.SETTINGS)
def retire_rule(work: Work, public_id: str) -> None:
    """It is asked no more."""
    rule = _find(work, public_id)
    if not rule.is_active:
        raise Conflict("validation_rules.retired_already")
    rule.is_active, rule.version = False, rule.version + 1
    work.touch("validation_rule")


@command(Permission.SETTINGS)
def restore_rule(work: Work, public_id: str) -> None:
    """It is asked again."""
    rule = _find(work, public_id)
    if rule.is_active:
        raise Conflict("validation_rules.active_already")
    rule.is_active, rule.version = True, rule.version + 1
    work.touch("validation_rule")


def draft(work: Work, form: RuleForm) -> ValidationRule:
    """Inside a use case: a rule as it is entered, not stored."""
    record = rules.check_record(form.record)
    rule = ValidationRule(record=record, name_zh="", name_en="", message_zh="", message_en="")
    rules.apply(rule, form, fields_of(work.session, record))
    return rule


def form_of(rule: ValidationRule) -> RuleForm:
    """What somebody would enter to have the rule as it is."""
    texts = ("name_zh", "name_en", "message_zh", "message_en")
    return RuleForm(
        **{name: getattr(rule, name) for name in texts},
        asked=rules.group_of(rule.asked),
        only_when=rules.group_of(rule.only_when),
    )


def _find(work: Work, public_id: str) -> ValidationRule:
    found = select(ValidationRule).where(col(ValidationRule.public_id) == public_id)
    rule = work.session.exec(found.with_for_update()).one_or_none()
    if rule is None:
        raise NotFound("validation_rules.not_found")
    return rule
