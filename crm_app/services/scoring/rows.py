"""What screens and the API see of scores and of what learnt them."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason in both languages, and its points for or against."""

    feature: str
    zh: str
    en: str
    points: int


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A score with its reasons. An empty `band`: there is none. `learnt_version` 0: by the rules."""

    score: int = 0
    band: str = ""
    learnt_version: int = 0
    reasons: list[ReasonRow] = field(default_factory=list)


NO_SCORE = ScoreRow()


@dataclass(frozen=True, slots=True)
class Bin:
    """A fifth of the later ones: how many, what was foretold in percent, what came."""

    n: int
    foretold: int
    came: int


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of the last training of a kind; `outcome` "" before the first.

    Shares are percents; AUC and Brier as text of three places, "" where they were not measured.
    """

    kind: str
    outcome: str = ""
    number: int = 0
    trained_at: datetime | None = None
    n: int = 0
    won: int = 0
    needed: int = 0
    needed_rarer: int = 0
    trained_on: int = 0
    tested_on: int = 0
    since: str = ""
    base_rate: int = 0
    later_rate: int = 0
    accuracy: int = 0
    rules_accuracy: int = 0
    auc: str = ""
    auc_low: str = ""
    auc_rules: str = ""
    brier: str = ""
    brier_base: str = ""
    brier_rules: str = ""
    calibrated_on: int = 0
    bins: list[Bin] = field(default_factory=list)
    weights: list[ReasonRow] = field(default_factory=list)
