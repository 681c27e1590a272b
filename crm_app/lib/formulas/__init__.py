"""A small language of formulas: numbers, days, texts, yes or no; checked before it is reckoned.

Nothing of it can loop, repeat or reach anything but the fields that it is given.
"""

from crm_app.lib.formulas.checking import Formula, compiled
from crm_app.lib.formulas.functions import FUNCTIONS
from crm_app.lib.formulas.language import LONGEST, Mistake
from crm_app.lib.formulas.values import DATE, NUMBER, TEXT, TICK

__all__ = [
    "DATE",
    "FUNCTIONS",
    "LONGEST",
    "NUMBER",
    "TEXT",
    "TICK",
    "Formula",
    "Mistake",
    "compiled",
]
