"""How each currency is handled: what totals are rounded to, and which one is the house's own."""

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, select

from crm_app.core.errors import Conflict, Invalid, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import zone
from crm_app.models.prices import CurrencyRule, ExchangeRate
from crm_app.services.currencies.money import CURRENCIES, read_currency, read_number, smallest
from crm_app.services.currencies.rates import USUAL_BASE, Dated, rates_of
from crm_app.services.locks import one_at_a_time

_MOST_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """A currency: its smallest part, the step of totals, and what it is worth today (None: unknown)."""

    code: str
    version: int
    smallest: Decimal
    digits: int
    step: Decimal
    is_base: bool
    rate: Decimal | None
    per: int
    rate_from: str


@dataclass(frozen=True, slots=True)
class CurrencyForm:
    """What somebody enters; None leaves a field as it is."""

    step: str | None = None
    is_base: bool | None = None


@query(Permission.QUOTE_READ)
def currencies(work: Work) -> list[CurrencyRow]:
    """All currencies that amounts may be in, the house's own first."""
    known = {rule.code: rule for rule in work.session.exec(select(CurrencyRule))}
    rates = rates_of(work.session)
    today = work.now.astimezone(zone(work.actor.zone)).date()
    rows = [_row(code, known.get(code), rates.base, rates.on(code, today)) for code in CURRENCIES]
    return sorted(rows, key=lambda row: not row.is_base)


@command(Permission.SETTINGS)
def change_currency(work: Work, code: str, form: CurrencyForm, version: int | None = None) -> None:
    """Set the step of totals, or make a currency the house's own.

    Quotes that are there keep their totals. The house's own changes only while there are no rates:
    they are told in it.
    """
    one_at_a_time(work, "currencies")
    code = read_currency(code)
    known = {rule.code: rule for rule in work.session.exec(select(CurrencyRule))}
    rule = known.get(code) or CurrencyRule(code=code, step=smallest(code), version=0)
    if version is not None and version != rule.version:
        raise Stale("record.stale")
    if form.step is not None:
        rule.step = _step(form.step, code)
    if form.is_base is not None:
        _make_base(work, rule, known, wanted=form.is_base)
    rule.version += 1
    work.add(rule)


def step_of(session: Session, code: str) -> Decimal:
    """Inside a use case: what totals in a currency are rounded to; 0 for no more than its parts."""
    rule = session.exec(select(CurrencyRule).where(col(CurrencyRule.code) == code)).first()
    return rule.step if rule is not None and rule.step > smallest(code) else Decimal(0)


def _row(code: str, rule: CurrencyRule | None, base: str, rate: Dated | None) -> CurrencyRow:
    part = smallest(code)
    exponent = part.as_tuple().exponent
    return CurrencyRow(
        code=code,
        version=rule.version if rule else 0,
        smallest=part,
        digits=-exponent if isinstance(exponent, int) else 0,
        step=rule.step if rule else part,
        is_base=code == base,
        rate=rate.rate if rate else None,
        per=rate.per if rate else 1,
        rate_from=rate.valid_from.isoformat() if rate else "",
    )


def _step(typed: str, code: str) -> Decimal:
    part = smallest(code)
    step = read_number(typed, "step")
    if not part <= step <= part * _MOST_PARTS or step % part:
        raise Invalid("currencies.step_invalid", field="step", part=f"{part:f}", currency=code)
    return step


def _make_base(
    work: Work, rule: CurrencyRule, known: dict[str, CurrencyRule], *, wanted: bool
) -> None:
    base = next((one.code for one in known.values() if one.is_base), USUAL_BASE)
    if wanted == (rule.code == base):
        return
    if not wanted:
        raise Conflict("currencies.base_needed")
    if work.session.exec(select(ExchangeRate.id)).first() is not None:
        raise Conflict("currencies.base_has_rates", currency=base)
    for other in known.values():
        other.is_base = False
    rule.is_base = True
