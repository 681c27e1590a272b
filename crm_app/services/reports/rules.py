"""Pure decisions of the reports: shares, margins, what a product's past says of its next month."""

from collections.abc import Sequence
from decimal import Decimal

from crm_app.core.errors import Invalid
from crm_app.lib.periods import Period, read_period

HUNDRED = Decimal(100)
WINDOW = 3


def share(part: Decimal | int, whole: Decimal | int) -> int:
    """The part in whole percent of the largest, for a bar."""
    return int(Decimal(part) * 100 / Decimal(whole)) if whole > 0 and part > 0 else 0


def margin(revenue: Decimal, cost: Decimal) -> Decimal | None:
    """(Revenue - cost) / revenue in percent; None where nothing was charged."""
    return ((revenue - cost) * HUNDRED / revenue).quantize(Decimal("0.1")) if revenue else None


def of_target(won: Decimal, target: Decimal | None) -> Decimal | None:
    """What was won in percent of what was planned; None where nothing was."""
    return (won * HUNDRED / target).quantize(Decimal("0.1")) if target else None


def next_month(quantities: Sequence[Decimal]) -> Decimal:
    """The mean of the last three full months."""
    last = quantities[-WINDOW:]
    return (sum(last, Decimal(0)) / len(last)).quantize(Decimal("0.1")) if last else Decimal(0)


def backtest(quantities: Sequence[Decimal]) -> tuple[Decimal | None, int]:
    """How far `next_month` was off for the months that have three before them: the sum of its
    errors in percent of what was sold, and of how many months.
    """
    wrong = came = Decimal(0)
    months = 0
    for place in range(WINDOW, len(quantities)):
        wrong += abs(next_month(quantities[:place]) - quantities[place])
        came += quantities[place]
        months += 1
    return ((wrong * HUNDRED / came).quantize(Decimal("0.1")) if came else None), months


def a_period(key: str) -> Period:
    """The period with that key; refuses others."""
    found = read_period(key)
    if found is None:
        raise Invalid("targets.period_unknown", field="period", typed=key[:20])
    return found
