"""Targets: what is to be sold, split into quarters and months, and what came of it."""

from crm_app.services.targets.attainment import attainments, deals_address, my_standing, planned
from crm_app.services.targets.commands import paste_targets, remove_target, set_part, set_target
from crm_app.services.targets.queries import possible_subjects, target, targets
from crm_app.services.targets.rows import Attained, Standing, Subject, TargetForm, TargetRow
from crm_app.services.targets.rules import months_over
from crm_app.services.targets.subjects import Found, reached_columns, subject_row
from crm_app.services.targets.subjects import find as find_subject
from crm_app.services.targets.subjects import own as own_subject

__all__ = [
    "Attained",
    "Found",
    "Standing",
    "Subject",
    "TargetForm",
    "TargetRow",
    "attainments",
    "deals_address",
    "find_subject",
    "months_over",
    "my_standing",
    "own_subject",
    "paste_targets",
    "planned",
    "possible_subjects",
    "reached_columns",
    "remove_target",
    "set_part",
    "set_target",
    "subject_row",
    "target",
    "targets",
]
