"""Pure decisions about targets: splitting without loss, parts that change, pace."""

from collections.abc import Sequence
from datetime import date
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


def part_of(amount: Decimal, months: Sequence[Decimal], period: Period) -> Decimal:
    """What a target of a year is in a period of it: a whole year is its own figure."""
    if period.months == 12:
        return amount
    first = period.month - 1
    return sum(months[first : first + period.months], Decimal(0))


def put_part(
    months: Sequence[Decimal],
    part: Period,
    amount: Decimal,
    *,
    unit: Decimal,
    whole: Decimal | None = None,
    over: int = 0,
) -> list[Decimal]:
    """The months after a month or a quarter was given another figure; the first `over` are over and
    stay as they are.

    With `whole` the other months take up the difference, so that all together are that much;
    refuses where they cannot. Without it the others stay.
    """
    changed = list(months)
    inside = range(part.month - 1, part.month - 1 + part.months)
    changed = _spread(changed, [place for place in inside if place >= over], inside, amount, unit)
    if whole is None:
        return changed
    others = [place for place in range(over, 12) if place not in inside]
    difference = whole - sum(changed, Decimal(0))
    if difference and not others:
        raise Invalid("targets.rest_negative", field="amount")
    shares = split(abs(difference), len(others), unit) if others else []
    for place, share in zip(others, shares, strict=True):
        changed[place] += share if difference > 0 else -share
    if min(changed) < 0:
        raise Invalid("targets.rest_negative", field="amount")
    return changed


def put_year(
    months: Sequence[Decimal], amount: Decimal, *, unit: Decimal, over: int
) -> list[Decimal]:
    """The months of a year whose target is another: those that are over stay, the others share the
    rest evenly.
    """
    if not over:
        return split_year(amount, unit)
    return _spread(list(months), list(range(over, 12)), range(12), amount, unit)


def _spread(
    months: list[Decimal], free: list[int], inside: range, amount: Decimal, unit: Decimal
) -> list[Decimal]:
    """The months with those inside adding up to an amount; only the free ones change."""
    if not free:
        raise Invalid("targets.period_closed", field="period")
    rest = amount - sum((months[place] for place in inside if place not in free), Decimal(0))
    if rest < 0:
        raise Invalid("targets.over_more", field="amount")
    for place, share in zip(free, split(rest, len(free), unit), strict=True):
        months[place] = share
    return months


def months_over(year: int, today: date) -> int:
    """How many months of a year are over."""
    if year != today.year:
        return 12 if year < today.year else 0
    return today.month - 1


def check_year(year: int, today: date) -> int:
    """Refuse what is no year to plan for (`targets.year_invalid`), or is over (`targets.year_closed`)."""
    if not EARLIEST <= year <= LATEST:
        raise Invalid("targets.year_invalid", field="year")
    if year < today.year:
        raise Invalid("targets.year_closed", field="year", year=str(year))
    return year


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    """In percent, to one place; of nothing everything is reached."""
    return (part * HUNDRED / whole).quantize(Decimal("0.1")) if whole else HUNDRED


def pace_of(target: Decimal, passed: tuple[int, int], unit: Decimal) -> Decimal:
    """What a steady pace brings by the end of today."""
    days, whole = passed
    return money(target * days / whole, unit)
