"""Relations: who reports to whom, who came through whom, which company belongs to which."""

from crm_app.services.relations.commands import give_role, place, relate, take_back, unrelate
from crm_app.services.relations.queries import people_chart, relations_of
from crm_app.services.relations.rows import Made, PersonNode, Placed, RelationForm, RelationRow, Tie
from crm_app.services.relations.rules import CHOICES, ROLES, choices_of

__all__ = [
    "CHOICES",
    "ROLES",
    "Made",
    "PersonNode",
    "Placed",
    "RelationForm",
    "RelationRow",
    "Tie",
    "choices_of",
    "give_role",
    "people_chart",
    "place",
    "relate",
    "relations_of",
    "take_back",
    "unrelate",
]
