"""When somebody leaves: who would get what, and moving all of it in one step with a way back."""

from crm_app.services.handover.commands import hand_over_all, take_back
from crm_app.services.handover.queries import departures, people, simulate
from crm_app.services.handover.rows import DepartureRow, Heap, Load, Person, Plan, Taker
from crm_app.services.handover.rules import WAYS

__all__ = [
    "WAYS",
    "DepartureRow",
    "Heap",
    "Load",
    "Person",
    "Plan",
    "Taker",
    "departures",
    "hand_over_all",
    "people",
    "simulate",
    "take_back",
]
