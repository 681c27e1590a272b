"""What screens and the API see of mentions."""

from dataclasses import dataclass
from datetime import datetime

from crm_app.services.references import Reference


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A colleague was asked for help: open until it is answered.

    `is_mine` says that the reader is the one who was asked.
    """

    public_id: str
    text: str
    asked_by: Reference
    asked: Reference
    about: Reference
    at: datetime
    is_open: bool
    is_mine: bool
    answer: str = ""
    answered_at: datetime | None = None
