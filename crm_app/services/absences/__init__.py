"""Absences: who is away from when to when, and who stands in for him meanwhile."""

from crm_app.services.absences.commands import add_absence, remove_absence
from crm_app.services.absences.queries import absences, possible_stand_ins
from crm_app.services.absences.rows import AbsenceForm, AbsenceRow

__all__ = [
    "AbsenceForm",
    "AbsenceRow",
    "absences",
    "add_absence",
    "possible_stand_ins",
    "remove_absence",
]
