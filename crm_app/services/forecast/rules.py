"""Pure decisions about the forecast: rates, categories, the simulation, errors."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress
from random import Random

from crm_app.lib.exact import SCALE

HUNDRED = Decimal(100)
# Fewer closed deals than this say too little: the stage's own probability is taken.
ENOUGH = 20
DRAWS = 1000
# So many of the largest deals are drawn one by one; the others' sum is close to normal.
SINGLY = 100
LOW, HIGH = 10, 90
_BITS = 16
_PARTS = 1 << _BITS
_AS_BITS = bytes.maketrans(b"01", b"\0\1")


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
    amounts = [int(amount * SCALE) for amount, _ in deals]
    won = zip(*(_draws(chance, percent) for _, percent in deals), strict=True)
    sums = [sum(compress(amounts, one)) for one in won] if deals else [0] * DRAWS
    mean, variance = _together(crowds)
    if mean:
        spread = math.sqrt(variance)
        sums = [total + round(chance.gauss(mean, spread)) for total in sums]
    sums.sort()
    low, high = (max(0, sums[-(-DRAWS * part // 100) - 1]) for part in (LOW, HIGH))
    return Decimal(low) / SCALE, Decimal(high) / SCALE


def _draws(chance: Random, percent: Decimal) -> bytes:
    """Whether a deal is won, draw by draw: 1 with its rate, to one part in 65,536, else 0.

    All draws at once, bit by bit of the rate from the last one on: a coin that shows a one wins where
    the bit is one and leaves what was before where it is not.
    """
    likely = round(float(percent) / 100 * _PARTS)
    if likely >= _PARTS:
        return b"\1" * DRAWS
    won = 0
    for place in range(_BITS):
        coins = chance.getrandbits(DRAWS)
        won = won | coins if likely >> place & 1 else won & coins
    return f"{won:0{DRAWS}b}".encode().translate(_AS_BITS)


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
