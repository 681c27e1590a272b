"""Rules that an administrator adds: what records must keep, asked in the door, whoever writes."""

from crm_app.services.validation_rules import asking
from crm_app.services.validation_rules.asking import (
    rules_stamp,
    told_of,
    told_of_values,
    unmet,
    unmet_of,
)
from crm_app.services.validation_rules.commands import (
    change_rule,
    create_rule,
    restore_rule,
    retire_rule,
)
from crm_app.services.validation_rules.queries import rule_fields, try_rule, validation_rules
from crm_app.services.validation_rules.rows import (
    RECORDS,
    Condition,
    Failing,
    Group,
    RuleField,
    RuleForm,
    RuleRow,
    Told,
    Trial,
)

__all__ = [
    "RECORDS",
    "Condition",
    "Failing",
    "Group",
    "RuleField",
    "RuleForm",
    "RuleRow",
    "Told",
    "Trial",
    "asking",
    "change_rule",
    "create_rule",
    "restore_rule",
    "retire_rule",
    "rule_fields",
    "rules_stamp",
    "told_of",
    "told_of_values",
    "try_rule",
    "unmet",
    "unmet_of",
    "validation_rules",
]
