"""Pure decisions about plans and payments: what adds up, who takes of a payment, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_app.core.errors import Invalid
from crm_app.services.currencies import read_number, smallest
from crm_app.services.days import read_day
from crm_app.services.lines import one_line
from crm_app.services.payments.rows import InstalmentForm, Warned
from crm_app.services.spreading import spread

ZERO = Decimal(0)
HUNDRED = Decimal(100)
MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class Planned:
    """A part of the plan, read and worth its exact amount."""

    public_id: str
    label: str
    due_on: date
    percent: Decimal | None
    amount: Decimal


def read_plan(forms: Sequence[InstalmentForm], whole: Decimal, currency: str) -> list[Planned]:
    """The parts of `whole`, earliest first; refuses parts that are not together exactly that.

    What rounding of percentages leaves over goes to the percentages.
    """
    if len(forms) > MOST_PARTS:
        raise Invalid("payments.too_many", field="instalments", most=MOST_PARTS)
    read = [_read(place, form) for place, form in enumerate(forms)]
    amounts = _amounts(read, whole, smallest(currency))
    for place, amount in enumerate(amounts):
        if amount <= 0:
            raise Invalid("payments.part_empty", field=f"instalments.{place}.amount")
        if amount % smallest(currency):
            raise Invalid("money.too_fine", field=f"instalments.{place}.amount")
    made = [
        Planned(form.public_id, label, due_on, percent, amount)
        for form, (label, due_on, percent, _), amount in zip(forms, read, amounts, strict=True)
    ]
    return sorted(made, key=lambda one: one.due_on)


_Read = tuple[str, date, Decimal | None, Decimal]


def _read(place: int, form: InstalmentForm) -> _Read:
    field = f"instalments.{place}"
    due_on = read_day(form.due_on, f"{field}.due_on")
    if due_on is None:
        raise Invalid("payments.due_missing", field=f"{field}.due_on")
    label = one_line(form.label, f"{field}.label", 80)
    if form.percent is not None and form.percent.strip():
        percent = read_number(form.percent, f"{field}.percent", most=HUNDRED)
        return label, due_on, percent, ZERO
    return label, due_on, None, read_number(form.amount or "", f"{field}.amount")


def _amounts(read: Sequence[_Read], whole: Decimal, unit: Decimal) -> list[Decimal]:
    percents = [percent for _, _, percent, _ in read if percent is not None]
    left = whole - sum((amount for _, _, _, amount in read), ZERO)
    meant = whole * sum(percents, ZERO) / HUNDRED
    if abs(left - meant) > unit * len(percents):
        planned = whole - left + meant
        difference = f"{abs(planned - whole):,.2f}"
        code = "payments.plan_over" if planned > whole else "payments.plan_under"
        raise Invalid(code, field="instalments", difference=difference, amount=f"{whole:,.2f}")
    parts = iter(spread(left, [whole * percent for percent in percents], unit))
    return [amount if percent is None else next(parts) for _, _, percent, amount in read]


def allocate(open_parts: Sequence[tuple[int, Decimal]], amount: Decimal) -> dict[int, Decimal]:
    """Part → what it takes of an amount, in order, none more than it is open; the rest is an advance."""
    taken: dict[int, Decimal] = {}
    left = amount
    for key, room in open_parts:
        part = min(room, left)
        if part > 0:
            taken[key] = part
            left -= part
    return taken


def state_of(due_on: date, amount: Decimal, received: Decimal, today: date) -> str:
    """Where an instalment stands."""
    if received >= amount:
        return "paid"
    if due_on < today:
        return "overdue"
    return "partly" if received else "open"


def warnings(
    *, amount: Decimal, planned: Decimal, received: Decimal, advance: Decimal, invoiced: Decimal
) -> list[Warned]:
    """What should be looked at: received is to be invoiced or an advance, and no more than all."""
    found = [
        ("payments.warn_no_plan", amount if not planned else ZERO),
        ("payments.warn_over_amount", received - amount),
        ("payments.warn_not_invoiced", received - advance - invoiced),
        ("payments.warn_advance", advance),
    ]
    return [Warned(code, much) for code, much in found if much > 0]
