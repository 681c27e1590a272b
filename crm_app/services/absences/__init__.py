"""Absences: who is away, so that nothing is given to him meanwhile."""

from crm_app.services.absences.commands import add_absence, remove_absence
from crm_app.services.absences.queries import absences
from crm_app.services.absences.reach import spans_of
from crm_app.services.absences.rows import AbsenceForm, AbsenceRow

__all__ = [
    "AbsenceForm",
    "AbsenceRow",
    "absences",
    "add_absence",
    "remove_absence",
    "spans_of",
]
