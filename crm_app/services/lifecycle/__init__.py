"""Where customers stand by their orders: figures, RFM groups, tiers, stages, value."""

from crm_app.services.lifecycle.commands import (
    JOB,
    ask_recompute,
    override_tier,
    recompute,
    recompute_if_due,
    release_tier,
    save_rules,
)
from crm_app.services.lifecycle.keeping import refresh
from crm_app.services.lifecycle.queries import (
    lifecycle_rules,
    overview,
    profile,
    wrong_standings,
)
from crm_app.services.lifecycle.rows import (
    Bar,
    Overview,
    Profile,
    RuleForm,
    RuleRow,
    Sentence,
    Slot,
    StageRow,
)
from crm_app.services.lifecycle.rules import GROUPS, STAGES, TIERS

__all__ = [
    "GROUPS",
    "JOB",
    "STAGES",
    "TIERS",
    "Bar",
    "Overview",
    "Profile",
    "RuleForm",
    "RuleRow",
    "Sentence",
    "Slot",
    "StageRow",
    "ask_recompute",
    "lifecycle_rules",
    "override_tier",
    "overview",
    "profile",
    "recompute",
    "recompute_if_due",
    "refresh",
    "release_tier",
    "save_rules",
    "wrong_standings",
]
