"""Where customers stand by their orders: figures, RFM groups, tiers, stages, value."""

from crm_app.services.lifecycle.commands import (
    JOB,
    ask_recompute,
    override_stage,
    override_tier,
    recompute,
    recompute_if_due,
    release_stage,
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
    Effect,
    Overview,
    Profile,
    RuleEffect,
    RuleForm,
    RuleRow,
    Sentence,
    Slot,
    StageRow,
)
from crm_app.services.lifecycle.rules import GROUPS, STAGES, TIERS
from crm_app.services.lifecycle.staging import wrong_stages
from crm_app.services.lifecycle.trying import try_rules

__all__ = [
    "GROUPS",
    "JOB",
    "STAGES",
    "TIERS",
    "Bar",
    "Effect",
    "Overview",
    "Profile",
    "RuleEffect",
    "RuleForm",
    "RuleRow",
    "Sentence",
    "Slot",
    "StageRow",
    "ask_recompute",
    "lifecycle_rules",
    "override_stage",
    "override_tier",
    "overview",
    "profile",
    "recompute",
    "recompute_if_due",
    "refresh",
    "release_stage",
    "release_tier",
    "save_rules",
    "try_rules",
    "wrong_stages",
    "wrong_standings",
]
