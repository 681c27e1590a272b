"""What was won month by month: together, by team, person, region or product."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of
from crm_app.locales.catalog import say
from crm_app.models.users import Team, User
from crm_app.services import deals, targets
from crm_app.services.reports import rules
from crm_app.services.reports.addresses import Lists
from crm_app.services.reports.products import products_of
from crm_app.services.reports.rows import Trend, TrendPoint

TRENDS = ("house", "team", "owner", "region", "product")
_Sum = tuple[Any, Period, str, Decimal, int]


@query(Permission.DEAL_READ)
def trend(work: Work, by: str = "house", last: str = "") -> list[Trend]:
    """Twelve months up to `last` (a month; the running one) of what was won: together, or by team,
    person, the customer's region, or product; each in its currency.
    """
    if by not in TRENDS:
        raise Invalid("list.value_unknown", value=by[:60])
    end = rules.a_period(last) if last else month_of(today(work.actor.zone))
    if end.months != 1:
        raise Invalid("targets.period_unknown", field="period", typed=last[:20])
    months = [end.moved(step) for step in range(-11, 1)]
    sums = _sums(work, by, months)
    names = _names(work, by, {key for key, *_ in sums})
    found: dict[tuple[Any, str], dict[Period, tuple[Decimal, int]]] = {}
    for key, month, code, amount, count in sums:
        points = found.setdefault((key, code), {})
        before, deals_before = points.get(month, (Decimal(0), 0))
        points[month] = (before + amount, deals_before + count)
    rows = [_trend(by, names(key), code, points, months) for (key, code), points in found.items()]
    return sorted(rows, key=lambda row: (row.currency != "CNY", -row.total, row.en))


def _sums(work: Work, by: str, months: Sequence[Period]) -> list[_Sum]:
    if by == "product":
        sold = deals.sold_sums(work, months, monthly=True)
        return [
            (one.product_id, one.month, one.currency, one.net, one.count)
            for one in sold
            if one.month is not None
        ]
    if by == "region":
        return deals.won_by_region(work, months)
    won = deals.won_by_month(work, months)
    keys = {"house": lambda _: "", "team": lambda one: one.team_id}
    key = keys.get(by, lambda one: one.owner_id)
    return [(key(one), one.month, one.currency, one.amount, one.count) for one in won]


def _trend(
    by: str,
    name: tuple[str, str, str],
    code: str,
    points: dict[Period, tuple[Decimal, int]],
    months: Sequence[Period],
) -> Trend:
    most = max(amount for amount, _ in points.values())
    made = []
    for month in months:
        amount, count = points.get(month, (Decimal(0), 0))
        address = _address(by, name[0], code, Lists("", month))
        made.append(TrendPoint(month.key, amount, count, rules.share(amount, most), address))
    total = sum((point.amount for point in made), Decimal(0))
    whole = Lists("", months[0].until(months[-1]))
    return Trend(*name, code, total, made, _address(by, name[0], code, whole))


def _address(by: str, key: str, code: str, lists: Lists) -> str:
    if by == "product":
        return lists.sold(key, code)
    narrowed = {by: key or "-"} if by != "house" else {}
    return lists.closed("won", **narrowed, currency=code)


def _names(work: Work, by: str, keys: set[Any]) -> Callable[[Any], tuple[str, str, str]]:
    if by == "house":
        one = targets.subject_row(work, targets.own_subject(work))
        return lambda _: ("", one.zh, one.en)
    if by == "region":
        none = (say("zh", "reports.no_region"), say("en", "reports.no_region"))
        return lambda key: (key, key, key) if key else ("", *none)
    if by == "product":
        products = products_of(work, keys)
        return lambda key: (
            *(products[key].public_id, products[key].name_zh, products[key].name_en),
        )
    model: Any = Team if by == "team" else User
    rows = {row.id: row for row in work.session.exec(select(model).where(col(model.id).in_(keys)))}
    return lambda key: (rows[key].public_id, rows[key].name, rows[key].name)
