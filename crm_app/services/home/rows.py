"""What the home page sees of a day."""

from dataclasses import dataclass

from crm_app.services.references import NOBODY, Reference
from crm_app.services.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class NextUp:
    """The task that comes first, with whom it means and the number to call (empty: none known)."""

    task: TaskRow
    person: Reference = NOBODY
    phone: str = ""
