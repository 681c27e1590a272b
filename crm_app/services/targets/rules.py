"""Pure decisions about targets: splitting without loss, parts that change, pace."""

from collections.abc import Sequence
from decimal import Decimal

from crm_app.core.errors import Invalid
from crm_app.lib.exact import money
from crm_app.lib.periods import EARLIEST, LATEST, Period

HUNDRED = Decimal(100)


def split(amount: Decimal, parts: int, unit: Decimal) -> list[Decimal]:
    """Equal parts in whole units; what does not divide goes to the first ones, a unit each."""
    units = int(amount / unit)
    rest = amount - units * unit
    each, more = divmod(units, parts)
    found = [unit * (each + (place < more)) for place in range(parts)]
    return [found[0] + rest, *found[1:]]


def split_year(amount: Decimal, unit: Decimal) -> list[Decimal]:
    """The twelve months of a year: into quarters, then each of these into its months."""
    return [month for part in split(amount, 4, unit) for month in split(part, 3, unit)]


def quarters(months: Sequence[Decimal]) -> list[Decimal]:
    """The four quarters: each the sum of its months."""
    return [sum(months[place : place + 3], Decimal(0)) for place in range(0, 12, 3)]


def put_part(
    months: Sequence[Decimal],
    part: Period,
    amount: Decimal,
    *,
    unit: Decimal,
    whole: Decimal | None = None,
) -> list[Decimal]:
    """The months after a month or a quarter was given another figure.

    With `whole` the other months take up the difference, so that all together are that much;
    refuses where they cannot. Without it the others stay.
    """
    changed = list(months)
    first = part.month - 1
    changed[first : first + part.months] = split(amount, part.months, unit)
    if whole is None:
        return changed
    inside = range(first, first + part.months)
    others = [place for place in range(12) if place not in inside]
    difference = whole - sum(changed, Decimal(0))
    shares = split(abs(difference), len(others), unit)
    for place, share in zip(others, shares, strict=True):
        changed[place] += share if difference > 0 else -share
    if min(changed) < 0:
        raise Invalid("targets.rest_negative", field="amount")
    return changed


def check_year(year: int) -> int:
    """Refuse (`targets.year_invalid`) what is no year to plan for."""
    if not EARLIEST <= year <= LATEST:
        raise Invalid("targets.year_invalid", field="year")
    return year


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    """In percent, to one place; of nothing everything is reached."""
    return (part * HUNDRED / whole).quantize(Decimal("0.1")) if whole else HUNDRED


def pace_of(target: Decimal, passed: tuple[int, int], unit: Decimal) -> Decimal:
    """What a steady pace brings by the end of today."""
    days, whole = passed
    return money(target * days / whole, unit)
