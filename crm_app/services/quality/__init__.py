"""How good the data is: scores by record, owner and source, their trend, and a queue to put right."""

from crm_app.models.quality import PARTS
from crm_app.services.quality.commands import (
    JOB,
    ask_reckoning,
    fix,
    leave,
    leave_no_more,
    reckon_if_due,
    save_weights,
    take_back,
)
from crm_app.services.quality.queries import overview, queue, record_quality
from crm_app.services.quality.reckoning import reckon
from crm_app.services.quality.rows import (
    Day,
    FaultCount,
    Fixed,
    Overview,
    Part,
    Proposal,
    QueueRow,
    Share,
)
from crm_app.services.quality.rules import FAULTS, KINDS

__all__ = [
    "FAULTS",
    "JOB",
    "KINDS",
    "PARTS",
    "Day",
    "FaultCount",
    "Fixed",
    "Overview",
    "Part",
    "Proposal",
    "QueueRow",
    "Share",
    "ask_reckoning",
    "fix",
    "leave",
    "leave_no_more",
    "overview",
    "queue",
    "reckon",
    "reckon_if_due",
    "record_quality",
    "save_weights",
    "take_back",
]
