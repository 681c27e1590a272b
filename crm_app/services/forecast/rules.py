"""Pure decisions about the forecast: rates, categories, the simulation, errors."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from crm_app.lib.exact import SCALE

HUNDRED = Decimal(100)
# Fewer closed deals than this say too little: the stage's own probability is taken.
ENOUGH = 20
DRAWS = 1000
# So many of the largest deals are drawn one by one; the others' sum is close to normal.
SINGLY = 100
LOW, HIGH = 10, 90


def rate(won: int, closed: int, probability: int) -> tuple[Decimal, str]:
    """In percent to one place, and whether it is from history or the stage's own."""
    if closed < ENOUGH:
        return Decimal(probability), "stage"
    return (Decimal(won) * HUNDRED / closed).quantize(Decimal("0.1")), "history"


@dataclass(frozen=True, slots=True)
class Crowd:
    """Deals of one rate that are not drawn one by one: their sum, and the sum of their squares in
    ten-thousandths of the currency.
    """

    percent: Decimal
    total: Decimal
    squares: float


def interval(
    deals: Sequence[tuple[Decimal, Decimal]], crowds: Iterable[Crowd], seed: str
) -> tuple[Decimal, Decimal]:
    """The 10th and 90th percentile of what the deals (amount, rate in percent) bring.

    Each draw wins every deal with its rate, independently of the others; the crowds add a normal
    variable with their mean and variance. The same seed gives the same interval.
    """
    chance = Random(seed)  # noqa: S311 - a simulation, not a secret
    units = [(int(amount * SCALE), float(percent) / 100) for amount, percent in deals]
    mean, variance = _together(crowds)
    spread = math.sqrt(variance)
    sums: list[int] = []
    for _ in range(DRAWS):
        total = sum(amount for amount, likely in units if chance.random() < likely)
        sums.append(total + (round(chance.gauss(mean, spread)) if mean else 0))
    sums.sort()
    low, high = (max(0, sums[-(-DRAWS * part // 100) - 1]) for part in (LOW, HIGH))
    return Decimal(low) / SCALE, Decimal(high) / SCALE


def _together(crowds: Iterable[Crowd]) -> tuple[float, float]:
    mean = variance = 0.0
    for one in crowds:
        likely = float(one.percent) / 100
        mean += float(one.total * SCALE) * likely
        variance += max(0.0, one.squares) * likely * (1 - likely)
    return mean, variance


def of_target(weighted: Decimal, target: Decimal | None) -> Decimal | None:
    """The forecast in percent of what was planned; None where nothing was."""
    return (weighted * HUNDRED / target).quantize(Decimal("0.1")) if target else None


def error(forecast: Decimal, came: Decimal) -> Decimal | None:
    """How far a forecast was off, in percent of what came; None where nothing came."""
    if not came:
        return None
    return (abs(forecast - came) * HUNDRED / came).quantize(Decimal("0.1"))


def mape(errors: Sequence[Decimal | None]) -> tuple[Decimal | None, int]:
    """The mean of those that exist, and of how many it is."""
    known = [one for one in errors if one is not None]
    if not known:
        return None, 0
    mean = sum(known, Decimal(0)) / len(known)
    return mean.quantize(Decimal("0.1")), len(known)
