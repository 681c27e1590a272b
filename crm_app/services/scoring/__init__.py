"""How likely a lead or a deal comes to something, with the reasons; learnt from how others ended."""

from crm_app.services.scoring.arriving import deals_arrived, lead_changed, leads_arrived
from crm_app.services.scoring.commands import (
    JOB,
    ask_training,
    keep_training,
    score_anew,
    score_unscored,
    train_if_due,
)
from crm_app.services.scoring.queries import (
    deal_examples,
    deal_score,
    lead_examples,
    lead_score,
    model_cards,
    score_rows,
)
from crm_app.services.scoring.rows import NO_SCORE, Bin, ModelCard, ReasonRow, ScoreRow
from crm_app.services.scoring.rules import BANDS
from crm_app.services.scoring.training import train
from crm_app.services.scoring.wording import band_options

__all__ = [
    "BANDS",
    "JOB",
    "NO_SCORE",
    "Bin",
    "ModelCard",
    "ReasonRow",
    "ScoreRow",
    "ask_training",
    "band_options",
    "deal_examples",
    "deal_score",
    "deals_arrived",
    "keep_training",
    "lead_changed",
    "lead_examples",
    "lead_score",
    "leads_arrived",
    "model_cards",
    "score_anew",
    "score_rows",
    "score_unscored",
    "train",
    "train_if_due",
]
