"""Learning from how the company's own leads and deals ended, measured on later ones."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_app.lib.odds import chance, log_odds, sigmoid
from crm_app.services.learnt import NO_BETTER, TOO_FEW, USED, Training
from crm_app.services.scoring import rules

# Forty of the rarer outcome: a quarter of them, ten, is the least that tells a rank from luck, and
# the thirty others carry three weights at ten each before the ridge has to help.
ENOUGH, ENOUGH_RARER = 200, 40
_LEAST_TESTED = 8
_HELD_OUT = 0.25
_LEAST_SEEN = 10
_RIDGE = 3.0
# The newest fifth of what is learnt from recalibrates the rest, where it holds so many of each.
_CALIBRATING, _LEAST_CALIBRATING = 0.2, 10
# One-sided 95 %: what is called better must hardly be luck.
_SURE = 1.645


@dataclass(frozen=True, slots=True)
class Example:
    """One that is over: as it came, and how it ended."""

    features: tuple[str, ...]
    arrived: datetime
    closed: datetime
    won: bool
    is_demo: bool = False


def learn(kind: str, examples: Sequence[Example]) -> Training:
    """Train on the past, measure on what came later; used if that beats the base rate and
    the rules there."""
    rows = sorted(examples, key=lambda one: (one.arrived, one.closed, one.features, one.won))
    won = sum(one.won for one in rows)
    rarer = min(won, len(rows) - won)
    quality: dict[str, Any] = {
        "n": len(rows),
        "won": won,
        "needed": ENOUGH,
        "needed_rarer": ENOUGH_RARER,
    }
    is_demo = any(one.is_demo for one in rows)
    if len(rows) < ENOUGH or rarer < ENOUGH_RARER:
        return Training(kind, TOO_FEW, quality, {}, is_demo)
    past, later = split(rows)
    tested = sum(one.won for one in later)
    if min(tested, len(later) - tested) < _LEAST_TESTED or len({one.won for one in past}) < 2:
        return Training(kind, TOO_FEW, quality, {}, is_demo)
    quality |= measure(kind, past, later)
    if not quality["is_better"]:
        return Training(kind, NO_BETTER, quality, {}, is_demo)
    return Training(kind, USED, quality, _model(rows), is_demo)


def split(rows: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """The newest quarter by arrival, and before it only what was over when that began: whoever
    trains on that day could not have known more."""
    cut = rows[round(len(rows) * (1 - _HELD_OUT))].arrived
    return (
        [one for one in rows if one.arrived < cut and one.closed < cut],
        [one for one in rows if one.arrived >= cut],
    )


def measure(kind: str, past: Sequence[Example], later: Sequence[Example]) -> dict[str, Any]:
    """How well the past foretells what came later, beside the base rate and the rules.

    The rules' points are turned into probabilities by the same past, else they had no error.
    """
    weights, calibrated_on = _calibrated(past)
    outcomes = [one.won for one in later]
    told = [chance(weights, one.features) for one in later]
    points = [float(rules.by_rules(kind, one.features).score) for one in later]
    rate = sum(one.won for one in past) / len(past)
    area = rules.area_under(told, outcomes)
    error = rules.error_of_area(area, sum(outcomes), len(outcomes) - sum(outcomes))
    found = {
        "trained_on": len(past),
        "tested_on": len(later),
        "tested_won": sum(outcomes),
        "since": later[0].arrived.date().isoformat(),
        "base_rate": round(rate, 4),
        "later_rate": round(sum(outcomes) / len(outcomes), 4),
        "auc": round(area, 4),
        "auc_low": round(area - _SURE * error, 4),
        "auc_rules": round(rules.area_under(points, outcomes), 4),
        "calibrated_on": calibrated_on,
        "brier": round(rules.brier(told, outcomes), 4),
        "brier_base": round(rules.brier([rate] * len(later), outcomes), 4),
        "brier_rules": round(rules.brier(_as_rules(kind, past, later), outcomes), 4),
        "bins": rules.bins(told, outcomes),
    }
    beats_rate = found["auc_low"] > 0.5 and found["brier"] < found["brier_base"]
    beats_rules = found["auc"] > found["auc_rules"] and found["brier"] < found["brier_rules"]
    found["is_better"] = beats_rate and beats_rules
    return found


def _as_rules(kind: str, past: Sequence[Example], later: Sequence[Example]) -> list[float]:
    """What the rules say of later ones, as probabilities."""
    from crm_app.lib.logistic import recalibrate  # noqa: PLC0415 - numpy

    def odds(one: Example) -> float:
        share = min(99, max(1, rules.by_rules(kind, one.features).score)) / 100
        return math.log(share / (1 - share))

    slope, shift = recalibrate([odds(one) for one in past], [one.won for one in past])
    return [sigmoid(slope * odds(one) + shift) for one in later]


def _calibrated(rows: Sequence[Example]) -> tuple[dict[str, float], int]:
    """Weights of all rows, recalibrated by how the older ones foretold the newest; and by how many
    of these, 0 where they are too few."""
    from crm_app.lib.logistic import recalibrate  # noqa: PLC0415 - numpy

    weights = _fit(rows)
    cut = round(len(rows) * (1 - _CALIBRATING))
    older, newest = rows[:cut], rows[cut:]
    won = sum(one.won for one in newest)
    if min(won, len(newest) - won) < _LEAST_CALIBRATING or len({one.won for one in older}) < 2:
        return weights, 0
    first = _fit(older)
    told = [log_odds(first, one.features) for one in newest]
    slope, shift = recalibrate(told, [one.won for one in newest])
    scaled = {name: round(slope * weight, 6) for name, weight in weights.items()}
    return scaled | {"": round(slope * weights[""] + shift, 6)}, len(newest)


def _model(rows: Sequence[Example]) -> dict[str, Any]:
    """The weights that are used: of all examples, the later ones too."""
    weights, _ = _calibrated(rows)
    seen = Counter(name for one in rows for name in one.features)
    told = sorted(round(100 * chance(weights, one.features)) for one in rows)
    # Ties are whole: at least two fifths are low, and of the rest at least what the best fifth has is top.
    low, top = told[len(told) * 2 // 5 - 1] + 1, told[len(told) * 4 // 5]
    return {
        "weights": weights,
        "shares": {name: round(seen[name] / len(rows), 4) for name in weights if name},
        "bands": [low, max(top, low + 1)],
    }


def _fit(rows: Sequence[Example]) -> dict[str, float]:
    # numpy, 30 MB: only the worker pays for it.
    from crm_app.lib.logistic import fit  # noqa: PLC0415

    seen = Counter(name for one in rows for name in one.features)
    names = sorted(
        n for n, count in seen.items() if _LEAST_SEEN <= count <= len(rows) - _LEAST_SEEN
    )
    return fit([one.features for one in rows], [one.won for one in rows], names, _RIDGE)
