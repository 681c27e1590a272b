"""The public pool: leads of nobody, claimed and given back within limits that all can see."""

from crm_app.services.pools.commands import claim, return_lead, take_back, unclaim
from crm_app.services.pools.fairness import KINDS, fairness, moves
from crm_app.services.pools.holding import loads, one_giver_at_a_time, quotas, setting_of
from crm_app.services.pools.queries import holding, pool, pool_slice
from crm_app.services.pools.recycling import recycle
from crm_app.services.pools.rows import (
    Fairness,
    FairRow,
    HolderRow,
    Holding,
    MoveRow,
    PoolRow,
    Recycled,
    SettingForm,
    SettingRow,
)
from crm_app.services.pools.rules import is_at_work
from crm_app.services.pools.settings import lead_holders, pool_settings, save_settings, set_quota
from crm_app.services.pools.undoing import undo_handing

__all__ = [
    "KINDS",
    "FairRow",
    "Fairness",
    "HolderRow",
    "Holding",
    "MoveRow",
    "PoolRow",
    "Recycled",
    "SettingForm",
    "SettingRow",
    "claim",
    "fairness",
    "holding",
    "is_at_work",
    "lead_holders",
    "loads",
    "moves",
    "one_giver_at_a_time",
    "pool",
    "pool_settings",
    "pool_slice",
    "quotas",
    "recycle",
    "return_lead",
    "save_settings",
    "set_quota",
    "setting_of",
    "take_back",
    "unclaim",
    "undo_handing",
]
