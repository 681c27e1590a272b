"""Tax rates as data: what products and lines may be taxed at; one is that of what is new."""

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, select

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.prices import TaxRate
from crm_app.services.currencies import read_number
from crm_app.services.lines import put_names
from crm_app.services.locks import one_at_a_time

_USUAL = Decimal(13)


@dataclass(frozen=True, slots=True)
class TaxRateRow:
    """A rate in percent, with its names."""

    public_id: str
    version: int
    zh: str
    en: str
    percent: Decimal
    is_default: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class TaxRateForm:
    """What somebody enters; None leaves a field as it is."""

    zh: str | None = None
    en: str | None = None
    percent: str | None = None
    is_default: bool | None = None
    is_active: bool | None = None


@query(Permission.PRODUCT_READ)
def tax_rates(work: Work) -> list[TaxRateRow]:
    """All rates: those in use first, the highest first."""
    rows = [_row(rate) for rate in work.session.exec(select(TaxRate))]
    return sorted(rows, key=lambda row: (not row.is_active, -row.percent, row.zh))


@query(Permission.PRODUCT_READ)
def tax_rate(work: Work, public_id: str) -> TaxRateRow:
    """One rate."""
    return _row(_find(work, public_id, None))


@query(Permission.PRODUCT_READ)
def usual_percent(work: Work) -> Decimal:
    """The rate of what is new, in percent."""
    return default_percent(work.session)


@command(Permission.SETTINGS)
def save_tax_rate(
    work: Work, form: TaxRateForm, public_id: str = "", version: int | None = None
) -> str:
    """Store a new rate, or the one with `public_id`; returns its public id.

    Products and quotes keep the percent they have.
    """
    one_at_a_time(work, "tax_rates")
    rate = _find(work, public_id, version) if public_id else TaxRate(name_zh="", name_en="")
    with work.session.no_autoflush:
        _apply(rate, form, is_new=not public_id)
        _check(work, rate, form)
    if public_id and work.session.is_modified(rate):
        rate.version += 1
    return work.add(rate).public_id


def default_percent(session: Session) -> Decimal:
    """Inside a use case: the rate of what is new."""
    found = select(TaxRate).where(col(TaxRate.is_default), col(TaxRate.is_active))
    rate = session.exec(found).first()
    return _USUAL if rate is None else rate.percent


def _row(rate: TaxRate) -> TaxRateRow:
    return TaxRateRow(
        rate.public_id,
        rate.version,
        rate.name_zh,
        rate.name_en,
        rate.percent,
        rate.is_default,
        rate.is_active,
    )


def _find(work: Work, public_id: str, version: int | None) -> TaxRate:
    found = select(TaxRate).where(col(TaxRate.public_id) == public_id)
    rate = work.session.exec(found).one_or_none()
    if rate is None:
        raise NotFound("tax_rates.not_found")
    if version is not None and rate.version != version:
        raise Stale("record.stale")
    return rate


def _apply(rate: TaxRate, form: TaxRateForm, *, is_new: bool) -> None:
    put_names(rate, form.zh, form.en, "tax_rates.name_missing")
    if form.percent is not None:
        if not form.percent.strip():
            raise Invalid("tax_rates.percent_missing", field="percent")
        rate.percent = read_number(form.percent, "percent", most=Decimal(100))
    elif is_new:
        raise Invalid("tax_rates.percent_missing", field="percent")
    if form.is_active is not None:
        rate.is_active = form.is_active


def _check(work: Work, rate: TaxRate, form: TaxRateForm) -> None:
    """Each percent once; exactly one rate is the default, and in use."""
    others = [one for one in work.session.exec(select(TaxRate)) if one.id != rate.id]
    if any(one.percent == rate.percent for one in others):
        raise Conflict("tax_rates.taken", percent=f"{rate.percent.normalize():f}")
    if form.is_default:
        for one in others:
            one.is_default = False
        rate.is_default = True
    if rate.is_default and (not rate.is_active or form.is_default is False):
        raise Conflict("tax_rates.default_needed")
