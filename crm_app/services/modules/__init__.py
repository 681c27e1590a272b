"""Parts of the product, switched on step by step; what is off keeps its data."""

from crm_app.services.modules.commands import switch_module, undo_switch
from crm_app.services.modules.queries import features_off, modules, steps
from crm_app.services.modules.rows import ModuleRow, StepRow

__all__ = [
    "ModuleRow",
    "StepRow",
    "features_off",
    "modules",
    "steps",
    "switch_module",
    "undo_switch",
]
