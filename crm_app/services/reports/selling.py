"""Who won most, what was sold of which product, how it went month by month."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of, read_period
from crm_app.locales.catalog import say
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import Product
from crm_app.models.users import Team, User
from crm_app.services import deals
from crm_app.services.reports import rules
from crm_app.services.reports.addresses import Lists
from crm_app.services.reports.rows import Outlook, ProductSales, TopPerson, Trend, TrendPoint

TRENDS = ("house", "team", "region", "product")
MOST = 10
_Sum = tuple[Any, int, str, Decimal, int]


@query(Permission.DEAL_READ)
def top_people(work: Work, period: str) -> list[TopPerson]:
    """The ten who won most in a period, in each currency."""
    wanted = a_period(period)
    sums: dict[tuple[str, int], tuple[Decimal, int]] = {}
    for one in deals.won_by_month(work, wanted.parts()):
        amount, count = sums.get((one.currency, one.owner_id), (Decimal(0), 0))
        sums[one.currency, one.owner_id] = (amount + one.amount, count + one.count)
    found = select(User).where(col(User.id).in_({owner for _, owner in sums}))
    users = {user.id: user for user in work.session.exec(found)}
    rows: list[TopPerson] = []
    for code in sorted({code for code, _ in sums}, key=lambda code: -_total(sums, code)):
        mine = [(owner, *sums[c, owner]) for c, owner in sums if c == code]
        mine.sort(key=lambda row: (-row[1], users[row[0]].name))
        for place, (owner, amount, count) in enumerate(mine[:MOST], 1):
            user = users[owner]
            address = Lists("", wanted).closed("won", owner=user.public_id, currency=code)
            part = rules.share(amount, mine[0][1])
            rows.append(
                TopPerson(place, user.public_id, user.name, code, amount, count, part, address)
            )
    return rows


def _total(sums: dict[tuple[str, int], tuple[Decimal, int]], code: str) -> Decimal:
    return sum((amount for (c, _), (amount, _) in sums.items() if c == code), Decimal(0))


@query(Permission.DEAL_READ)
def product_sales(work: Work, period: str) -> list[ProductSales]:
    """What was sold of each product in a period: accepted quotes of won deals, without tax."""
    wanted = a_period(period)
    lines: dict[tuple[int, str], list[deals.Sold]] = {}
    for line in deals.sold_lines(work, wanted.parts()):
        lines.setdefault((line.product_id, line.currency), []).append(line)
    products = _products(work, {key for key, _ in lines})
    most: dict[str, Decimal] = {}
    for (_, code), found in lines.items():
        most[code] = max(most.get(code, Decimal(0)), _added(found, "net"))
    rows = [
        _sales(work, products[key], code, found, most[code], wanted)
        for (key, code), found in lines.items()
    ]
    return sorted(rows, key=lambda row: (row.currency != "CNY", -row.revenue, row.en))


def _sales(
    work: Work,
    product: Product,
    code: str,
    lines: Sequence[deals.Sold],
    most: Decimal,
    period: Period,
) -> ProductSales:
    revenue, cost = _added(lines, "net"), _added(lines, "cost")
    seen = work.actor.can(Permission.COST_READ)
    return ProductSales(
        public_id=product.public_id,
        zh=product.name_zh,
        en=product.name_en,
        unit=product.unit,
        currency=code,
        quantity=_added(lines, "quantity"),
        revenue=revenue,
        cost=cost if seen else None,
        margin=rules.margin(revenue, cost) if seen else None,
        count=len({line.deal_id for line in lines}),
        share=rules.share(revenue, most),
        deals=Lists("", period).closed("won", sold=product.public_id),
    )


@query(Permission.DEAL_READ)
def product_outlook(work: Work) -> list[Outlook]:
    """How much of each product is likely to be sold next month, with the error of saying so."""
    running = month_of(today(work.actor.zone))
    months = [running.moved(step) for step in range(-12, 0)]
    sold: dict[int, list[Decimal]] = {}
    for line in deals.sold_lines(work, months):
        row = sold.setdefault(line.product_id, [Decimal(0)] * len(months))
        row[months.index(line.month)] += line.quantity
    products = _products(work, sold)
    whole = {"closed_from": months[0].first.isoformat(), "closed_to": months[-1].last.isoformat()}
    rows = [
        Outlook(
            *(products[key].public_id, products[key].name_zh, products[key].name_en),
            products[key].unit,
            running.key,
            rules.next_month(quantities),
            *rules.backtest(quantities),
            Lists("", running).any(state="won", sold=products[key].public_id, **whole),
        )
        for key, quantities in sold.items()
    ]
    return sorted(rows, key=lambda row: (-row.quantity, row.en))


@query(Permission.DEAL_READ)
def trend(work: Work, by: str = "house", last: str = "") -> list[Trend]:
    """Twelve months up to `last` (a month; the running one) of what was won: of the house, or by
    team, the customer's region, or product; each in its currency.
    """
    if by not in TRENDS:
        raise Invalid("list.value_unknown", value=by[:60])
    end = a_period(last) if last else month_of(today(work.actor.zone))
    if end.months != 1:
        raise Invalid("targets.period_unknown", field="period", typed=last[:20])
    months = [end.moved(step) for step in range(-11, 1)]
    sums = _by_product(work, months) if by == "product" else _by_column(work, by, months)
    names = _names(work, by, {key for key, *_ in sums})
    found: dict[tuple[Any, str], dict[int, tuple[Decimal, int]]] = {}
    for key, place, code, amount, count in sums:
        found.setdefault((key, code), {})[place] = (amount, count)
    rows = [_trend(by, names(key), code, points, months) for (key, code), points in found.items()]
    return sorted(rows, key=lambda row: (row.currency != "CNY", -row.total, row.en))


def _by_column(work: Work, by: str, months: Sequence[Period]) -> list[_Sum]:
    place = deals.month_column(Deal.closed_at, months, work.actor.zone).label("place")
    column: Any = {"house": func.coalesce("", ""), "team": col(Deal.team_id)}.get(by)
    found = select(column if column is not None else col(Customer.region).label("region"))
    keys = found.selected_columns[0]
    sums: list[Any] = [col(Deal.currency), func.sum(Deal.amount), func.count()]
    columns = select(keys, place, *sums)
    if by == "region":
        columns = columns.join(Customer, col(Customer.id) == Deal.customer_id)
    else:
        columns = columns.select_from(Deal)
    asked = work.narrowed(columns.where(*deals.won_within(work, months)), Deal)
    return [tuple(row) for row in work.session.exec(asked.group_by(keys, place, Deal.currency))]


def _by_product(work: Work, months: Sequence[Period]) -> list[_Sum]:
    sums: dict[tuple[int, int, str], list[deals.Sold]] = {}
    for line in deals.sold_lines(work, months):
        key = (line.product_id, months.index(line.month), line.currency)
        sums.setdefault(key, []).append(line)
    return [
        (*key, _added(lines, "net"), len({line.deal_id for line in lines}))
        for key, lines in sums.items()
    ]


def _trend(
    by: str,
    name: tuple[str, str, str],
    code: str,
    points: dict[int, tuple[Decimal, int]],
    months: Sequence[Period],
) -> Trend:
    most = max(amount for amount, _ in points.values())
    narrowed = {"team": "team", "region": "region", "product": "sold"}.get(by, "")
    made = []
    for place, month in enumerate(months):
        amount, count = points.get(place, (Decimal(0), 0))
        more = {narrowed: name[0] or "-"} if narrowed else {}
        if by != "product":
            more["currency"] = code
        address = Lists("", month).closed("won", **more)
        made.append(TrendPoint(month.key, amount, count, rules.share(amount, most), address))
    total = sum((point.amount for point in made), Decimal(0))
    return Trend(*name, currency=code, total=total, points=made)


def _names(work: Work, by: str, keys: set[Any]) -> Callable[[Any], tuple[str, str, str]]:
    if by == "house":
        whole = ("", say("zh", "targets.house"), say("en", "targets.house"))
        return lambda _: whole
    if by == "region":
        none = (say("zh", "reports.no_region"), say("en", "reports.no_region"))
        return lambda key: (key, key, key) if key else ("", *none)
    if by == "product":
        products = _products(work, keys)
        return lambda key: (
            *(products[key].public_id, products[key].name_zh, products[key].name_en),
        )
    found = select(Team).where(col(Team.id).in_(keys))
    teams = {team.id: team for team in work.session.exec(found)}
    return lambda key: (teams[key].public_id, teams[key].name, teams[key].name)


def _products(work: Work, keys: Any) -> dict[int, Product]:
    found = select(Product).where(col(Product.id).in_(list(keys)))
    return {row.id: row for row in work.session.exec(found) if row.id is not None}


def _added(lines: Sequence[deals.Sold], name: str) -> Decimal:
    return sum((getattr(line, name) for line in lines), Decimal(0))


def a_period(key: str) -> Period:
    """The period with that key; refuses others."""
    found = read_period(key)
    if found is None:
        raise Invalid("targets.period_unknown", field="period", typed=key[:20])
    return found
