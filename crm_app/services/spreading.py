"""An amount spread exactly over others: nothing is lost, and the same input gives the same shares."""

from collections.abc import Sequence
from decimal import Decimal


def spread(amount: Decimal, over: Sequence[Decimal], unit: Decimal) -> list[Decimal]:
    """Shares of `amount` in the ratio of `over`, in whole units, none larger than its own.

    Each gets its exact share rounded down; the units that remain go to those that lost most by it,
    and of equals to the first. All are whole units, `amount` at most their sum.
    """
    parts = [int(one / unit) for one in over]
    units, whole = int(amount / unit), sum(parts)
    if not units or not whole:
        return [Decimal(0)] * len(over)
    shares = [units * part // whole for part in parts]
    lost = [units * part % whole for part in parts]
    order = sorted(range(len(parts)), key=lambda place: (-lost[place], place))
    for place in order[: units - sum(shares)]:
        shares[place] += 1
    return [share * unit for share in shares]
