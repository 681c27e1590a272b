"""Assignment: rules in an administrator's order decide who gets a lead that is nobody's."""

from crm_app.services.assignment.commands import (
    arrive,
    assign,
    assign_all,
    desk_for,
    place_all,
    unassign,
)
from crm_app.services.assignment.editing import (
    assignment_rules,
    place_rule,
    put_rule_back,
    remove_rule,
    save_rule,
    try_rules,
)
from crm_app.services.assignment.rows import (
    Assigned,
    RuleForm,
    RuleRow,
    Sample,
    Trial,
    TrialStep,
)

__all__ = [
    "Assigned",
    "RuleForm",
    "RuleRow",
    "Sample",
    "Trial",
    "TrialStep",
    "arrive",
    "assign",
    "assign_all",
    "assignment_rules",
    "desk_for",
    "place_all",
    "place_rule",
    "put_rule_back",
    "remove_rule",
    "save_rule",
    "try_rules",
    "unassign",
]
