"""The score before anything is learnt, and what a score says in bands and reasons: pure."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from crm_app.lib.odds import chance

TOP, MIDDLE, LOW = BANDS = ("top", "middle", "low")
# Where a lead of which nothing is known begins.
_START = {"lead": 30, "deal": 40}
# Points anybody can add up: what sellers everywhere go by. They are replaced by what the company's
# own leads teach once there are enough of them.
POINTS: dict[str, dict[str, int]] = {
    "lead": {
        "person": 5,
        "company": 5,
        "decides": 12,
        "phone": 8,
        "mail_own": 8,
        "mail_public": -5,
        "unreachable": -25,
        "product": 8,
        "campaign": 2,
        "no_note": -8,
        "long_note": 4,
        "asks_price": 10,
        "soon": 10,
        "quantity": 8,
        "known": 15,
        "source:referral": 15,
        "source:partner": 10,
        "source:exhibition": 5,
        "source:website": 5,
        "source:call": -8,
        "source:advertisement": -4,
        "source:import": -8,
        "size:101-500": 4,
        "size:501-2000": 4,
    },
    "deal": {
        "contact": 8,
        "close_date": 6,
        "won_before": 15,
        "won_mostly": 8,
        "lost_mostly": -12,
        "new_customer": -4,
        "amount:4": -8,
        "source:referral": 8,
        "source:partner": 5,
        "source:call": -5,
    },
}
# The rules' bands are fixed; those of a learnt model are the best fifth and the worst two fifths
# of the leads it learnt from.
RULE_BANDS = (45, 65)
MOST_REASONS = 8


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature and what it is worth: points of the score, more or fewer."""

    feature: str
    points: int


@dataclass(frozen=True, slots=True)
class Scored:
    """A score from 0 to 100, its band and reasons, the weightiest first."""

    score: int
    band: str
    reasons: tuple[Reason, ...]


def by_rules(kind: str, features: Collection[str]) -> Scored:
    """The sum of the points, within 0 and 100."""
    known = [Reason(name, POINTS[kind][name]) for name in features if name in POINTS[kind]]
    score = max(0, min(100, _START[kind] + sum(one.points for one in known)))
    return Scored(score, band_of(score, RULE_BANDS), _weighty(known))


def by_weights(model: Mapping[str, Any], features: Collection[str]) -> Scored:
    """The learnt probability in percent; a reason is what it would be without the feature.

    A feature is compared with how common it is: one that all have says nothing of any.
    """
    weights, shares = model["weights"], model["shares"]
    sure = chance(weights, features)
    score = round(100 * sure)
    slope = 100 * sure * (1 - sure)
    reasons = [
        Reason(name, round(slope * weight * ((name in features) - shares.get(name, 0.0))))
        for name, weight in weights.items()
        if name and name in features
    ]
    return Scored(score, band_of(score, model["bands"]), _weighty(r for r in reasons if r.points))


def band_of(score: int, limits: Sequence[int]) -> str:
    """Below the first limit low, from the second on top."""
    return LOW if score < limits[0] else TOP if score >= limits[1] else MIDDLE


def _weighty(reasons: Any) -> tuple[Reason, ...]:
    ordered = sorted(reasons, key=lambda one: (-abs(one.points), one.feature))
    return tuple(ordered[:MOST_REASONS])


def area_under(chances: Sequence[float], outcomes: Sequence[bool]) -> float:
    """AUC: how often of a pair the one that was won has the higher chance; ties count half."""
    order = sorted(zip(chances, outcomes, strict=True))
    ranks, at = 0.0, 0
    while at < len(order):
        last = at
        while last < len(order) and order[last][0] == order[at][0]:
            last += 1
        ranks += sum(won for _, won in order[at:last]) * (at + last + 1) / 2
        at = last
    won = sum(outcomes)
    lost = len(outcomes) - won
    return (ranks - won * (won + 1) / 2) / (won * lost) if won and lost else 0.5


def error_of_area(area: float, won: int, lost: int) -> float:
    """The standard error of an AUC (Hanley and McNeil 1982)."""
    if not won or not lost:
        return 0.5
    both, other = area / (2 - area), 2 * area * area / (1 + area)
    spread = area * (1 - area) + (won - 1) * (both - area**2) + (lost - 1) * (other - area**2)
    return math.sqrt(max(0.0, spread) / (won * lost))


def brier(chances: Sequence[float], outcomes: Sequence[bool]) -> float:
    """The mean squared error of probabilities: 0 is perfect."""
    pairs = list(zip(chances, outcomes, strict=True))
    return sum((sure - won) ** 2 for sure, won in pairs) / max(1, len(pairs))


def bins(
    chances: Sequence[float], outcomes: Sequence[bool], count: int = 5
) -> list[dict[str, Any]]:
    """Reliability: of each fifth, by chance, what was foretold and what came."""
    # By the chance alone: those that are alike must not lie in order of how they ended.
    order = sorted(zip(chances, outcomes, strict=True), key=lambda one: one[0])
    cuts = [round(len(order) * part / count) for part in range(count + 1)]
    found = [order[first:last] for first, last in pairwise(cuts)]
    return [
        {
            "n": len(some),
            "foretold": round(sum(sure for sure, _ in some) / len(some), 4),
            "came": round(sum(won for _, won in some) / len(some), 4),
        }
        for some in found
        if some
    ]
