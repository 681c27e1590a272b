"""Exchange rates as an administrator keeps them: each from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import zone
from crm_app.models.prices import ExchangeRate
from crm_app.services.currencies.money import read_currency, read_number
from crm_app.services.currencies.rates import rates_of
from crm_app.services.locks import one_at_a_time

PER = (1, 100, 1_000, 10_000)
_MOST = Decimal(1_000_000)
_FIRST, _LAST = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class RateRow:
    """From a day on `per` of a currency are worth `rate` in `base`."""

    public_id: str
    version: int
    code: str
    base: str
    valid_from: date
    rate: Decimal
    per: int


@dataclass(frozen=True, slots=True)
class RateForm:
    """What somebody enters; None leaves a field as it is. `valid_from` is YYYY-MM-DD."""

    code: str | None = None
    valid_from: str | None = None
    rate: str | None = None
    per: str | None = None


@query(Permission.QUOTE_READ)
def exchange_rates(work: Work, code: str = "") -> list[RateRow]:
    """All rates, or those of a currency; the newest of each first."""
    found = select(ExchangeRate).order_by(
        col(ExchangeRate.code), col(ExchangeRate.valid_from).desc()
    )
    if code:
        found = found.where(col(ExchangeRate.code) == read_currency(code))
    return _rows(work, work.session.exec(found).all())


@query(Permission.QUOTE_READ)
def exchange_rate(work: Work, public_id: str) -> RateRow:
    """One rate."""
    return _rows(work, [_find(work, public_id, None)])[0]


@command(Permission.SETTINGS)
def add_rate(work: Work, form: RateForm) -> str:
    """A rate from a day on; returns its public id."""
    one_at_a_time(work, "exchange_rates")
    if not (form.code or "").strip():
        raise Invalid("currencies.code_missing", field="code")
    if not (form.rate or "").strip():
        raise Invalid("currencies.rate_missing", field="rate")
    today = work.now.astimezone(zone(work.actor.zone)).date()
    rate = ExchangeRate(code="", valid_from=today)
    with work.session.no_autoflush:
        _apply(work, rate, form)
    return work.add(rate).public_id


@command(Permission.SETTINGS)
def change_rate(work: Work, public_id: str, form: RateForm, version: int | None = None) -> None:
    """Change what `form` carries."""
    one_at_a_time(work, "exchange_rates")
    rate = _find(work, public_id, version)
    with work.session.no_autoflush:
        _apply(work, rate, form)
    if work.session.is_modified(rate):
        rate.version += 1


@command(Permission.SETTINGS)
def delete_rate(work: Work, public_id: str, version: int | None = None) -> RateForm:
    """Take a rate away: the one before it counts on; returns what `add_rate` brings it back with."""
    rate = _find(work, public_id, version)
    work.session.delete(rate)
    number = f"{rate.rate.normalize():f}"
    return RateForm(rate.code, rate.valid_from.isoformat(), number, str(rate.per))


def _rows(work: Work, found: Sequence[ExchangeRate]) -> list[RateRow]:
    base = rates_of(work.session).base
    return [
        RateRow(row.public_id, row.version, row.code, base, row.valid_from, row.rate, row.per)
        for row in found
    ]


def _find(work: Work, public_id: str, version: int | None) -> ExchangeRate:
    found = select(ExchangeRate).where(col(ExchangeRate.public_id) == public_id)
    rate = work.session.exec(found).one_or_none()
    if rate is None:
        raise NotFound("currencies.rate_not_found")
    if version is not None and rate.version != version:
        raise Stale("record.stale")
    return rate


def _apply(work: Work, rate: ExchangeRate, form: RateForm) -> None:
    if form.code is not None:
        rate.code = read_currency(form.code)
    if form.valid_from is not None:
        rate.valid_from = _day(form.valid_from)
    _apply_value(rate, form)
    if rate.code == rates_of(work.session).base:
        raise Invalid("currencies.rate_of_base", field="code", currency=rate.code)
    same = select(ExchangeRate.id).where(
        col(ExchangeRate.code) == rate.code, col(ExchangeRate.valid_from) == rate.valid_from
    )
    if any(known_id != rate.id for known_id in work.session.exec(same)):
        raise Conflict("currencies.rate_taken", currency=rate.code, day=rate.valid_from.isoformat())


def _apply_value(rate: ExchangeRate, form: RateForm) -> None:
    if form.rate is not None:
        rate.rate = read_number(form.rate, "rate", most=_MOST)
    if form.per is not None:
        known = {str(per): per for per in PER}
        if form.per.strip() not in known:
            raise Invalid("currencies.per_unknown", field="per")
        rate.per = known[form.per.strip()]
    if rate.rate <= 0:
        raise Invalid("currencies.rate_zero", field="rate")


def _day(typed: str) -> date:
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        day = None
    if day is None or not _FIRST <= day <= _LAST:
        raise Invalid("record.day_invalid", field="valid_from", typed=typed[:20])
    return day
