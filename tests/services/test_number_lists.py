"""Every number of the forecast, the reports and the targets opens the list that it is of: whoever
adds up or counts that list gets the number.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlmodel import Session, col, select

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import today
from crm_app.lib.periods import month_of, quarter_of
from crm_app.models.deals import Deal, Stage
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.models.users import User
from crm_app.services import accounts, deals, forecast, pricing, reports, targets

DAY = today(system_actor("demo").zone)
PERIODS = [month_of(DAY).key, month_of(DAY).moved(-1).key, quarter_of(DAY).key, str(DAY.year)]
ROLES = ("director", "manager", "rep")
CENT = Decimal("0.01")


@dataclass
class Book:
    """The database read plainly: what a list's deals come to."""

    stages: dict
    stage_of: dict
    sold: dict

    def rows(self, actor, address):
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked.pop("view") == "list", address
        found, page = [], 1
        while True:
            shown = deals.deals(actor, ListQuery(filters=asked, page=page, size=200))
            found += shown.rows
            if page >= shown.pages:
                assert len(found) == shown.total
                return found
            page += 1

    def count(self, actor, address):
        return len(self.rows(actor, address))

    def sum(self, actor, address):
        return sum((row.amount for row in self.rows(actor, address)), Decimal(0))

    def weighted(self, actor, address, rates):
        total = Decimal(0)
        for row in self.rows(actor, address):
            stage = self.stages[self.stage_of[row.public_id]]
            sure = stage.kind.value == "won"
            total += row.amount * (100 if sure else rates[stage.id]) / 100
        return total.quantize(CENT, ROUND_HALF_UP)

    def of_product(self, actor, address, place):
        product, _, currency = dict(parse_qsl(urlsplit(address).query))["sold"].partition(":")
        lines = [
            line
            for row in self.rows(actor, address)
            for line in self.sold[row.public_id]
            if line[0] == product and currency in ("", line[1])
        ]
        return sum((line[place] for line in lines), Decimal(0))


@pytest.fixture
def book(demo_year):
    with Session(demo_year) as session:
        stages = {one.id: one for one in session.exec(select(Stage))}
        living = session.exec(select(Deal).where(col(Deal.deleted_at).is_(None))).all()
        products = {one.id: one.public_id for one in session.exec(select(Product))}
        names = {one.id: one.public_id for one in living}
        sold = defaultdict(list)
        for quote in session.exec(select(Quote)):
            if quote.status.value != "accepted" or quote.deleted_at or not quote.deal_id:
                continue
            found = select(QuoteLine).where(QuoteLine.quote_id == quote.id)
            lines = session.exec(found.order_by(QuoteLine.rank)).all()
            for line, figures in zip(lines, pricing.quote_lines(quote, lines), strict=True):
                if pricing.counts(line) and line.product_id:
                    entry = (products[line.product_id], quote.currency)
                    entry += (line.quantity, figures.net, figures.cost)
                    sold[names[quote.deal_id]].append(entry)
        return Book(stages, {one.public_id: one.stage_id for one in living}, sold)


@pytest.fixture
def actors(demo_year):
    with Session(demo_year) as session:
        found = select(User).where(col(User.role).in_(ROLES), col(User.email).contains("demo"))
        return {user.role: accounts.actor_of_user(session, user) for user in session.exec(found)}


def of_forecast(book, actor, period):
    for by in forecast.GROUPS:
        found = forecast.forecast(actor, period, by)
        rates = {
            key: row.rate.percent
            for row in found.stages
            for key, stage in book.stages.items()
            if dict(parse_qsl(urlsplit(row.deals).query))["stage"] == stage.public_id
        }
        yield from of_groups(found, by, rates)
    yield from of_totals(found, rates)
    for row in forecast.forecast_history(actor).rows:
        yield "came", row.came, "sum", row.deals


def of_groups(found, by, rates):
    for row in found.groups:
        yield f"{by} count", row.count, "count", row.deals
        yield f"{by} open", row.open, "sum", row.deals
        if by != "category":
            yield f"{by} won", row.won, "sum", row.won_deals
            yield f"{by} commit", row.commit, "sum", row.commit_deals
        yield f"{by} weighted", row.weighted, rates, row.weighted_deals


def of_totals(found, rates):
    for row in found.totals:
        yield "won count", row.won_count, "count", row.won_deals
        yield "won", row.won, "sum", row.won_deals
        yield "open count", row.open_count, "count", row.open_deals
        yield "open", row.open, "sum", row.open_deals
        yield "commit", row.commit, "sum", row.commit_deals
        yield "best", row.best, "sum", row.best_deals
        yield "weighted", row.weighted, rates, row.weighted_deals
    yield from of_rates(found, rates)
    if found.late:
        yield "late", found.late, "count", found.late_deals


def of_rates(found, rates):
    for row in found.stages:
        yield "stage count", row.count, "count", row.deals
        yield "closed", row.rate.closed, "count", row.rate.deals
        yield "closed won", row.rate.won, "count", row.rate.won_deals
        for one in row.sums:
            yield "stage sum", one.amount, "sum", one.deals
        for one in row.weighted:
            yield "stage weighted", one.amount.quantize(CENT, ROUND_HALF_UP), rates, one.deals


def of_reports(book, actor, period):
    found = reports.sales_report(actor, period)
    own = {key: stage.probability for key, stage in book.stages.items()}
    yield from of_stages(found, own)
    yield from of_reasons(found)
    yield from of_sales(found)
    yield "won", found.won_count, "count", found.won_deals
    yield "lost", found.lost_count, "count", found.lost_deals
    for one in found.won:
        yield "won sum", one.amount, "sum", one.deals
    for by in reports.RATES[1:]:
        yield from of_win_rates(reports.sales_report(actor, period, "", by))
    if found.headline.count:
        yield "headline", found.headline.amount, "sum", found.headline.deals
        yield "headline count", found.headline.count, "count", found.headline.deals


def of_stages(found, own):
    for row in found.stages:
        yield "stage", row.count, "count", row.deals
        for one in row.sums:
            yield "stage sum", one.amount, "sum", one.deals
        for one in row.weighted:
            yield "stage weighted", one.amount, own, one.deals
    for row in found.pace:
        for name, at in (("entered", ""), ("went_on", "_on"), ("won", "_won"), ("lost", "_lost")):
            yield name, getattr(row, name), "count", getattr(row, f"deals{at}")
        yield "open", row.open, "count", row.deals_open


def of_reasons(found):
    yield from of_win_rates(found)
    for row in found.reasons:
        yield "reason", row.count, "count", row.deals


def of_win_rates(found):
    for row in found.rates:
        yield f"{found.rated_by}, won", row.won, "count", row.deals_won
        yield f"{found.rated_by}, lost", row.lost, "count", row.deals_lost
        yield found.rated_by, row.won + row.lost, "count", row.deals


def of_sales(found):
    for row in found.people:
        yield "person", row.amount, "sum", row.deals
        yield "person count", row.count, "count", row.deals
    for row in found.products:
        yield "product", row.count, "count", row.deals
        yield "quantity", row.quantity, 2, row.deals
        yield "revenue", row.revenue, 3, row.deals
        if row.cost is not None:
            yield "cost", row.cost, 4, row.deals


def of_trends(_book, actor, _period):
    for by in reports.TRENDS:
        how = 3 if by == "product" else "sum"
        for row in reports.trend(actor, by)[:3]:
            yield f"{by} total", row.total, how, row.deals
            for point in row.points[-3:]:
                yield f"{by} month", point.amount, how, point.deals
                yield f"{by} count", point.count, "count", point.deals
    for row in reports.product_outlook(actor):
        yield "outlook", row.quantity, "third", row.deals


def of_targets(_book, actor, period):
    for row in targets.attainments(actor, period):
        yield f"{row.subject.kind} won", row.won, "sum", row.deals
        yield f"{row.subject.kind} count", row.count, "count", row.deals
        for one in row.others:
            yield "in another currency", one.amount, "sum", one.deals


@pytest.mark.long
@pytest.mark.parametrize("numbers", [of_forecast, of_reports, of_trends, of_targets])
def test_every_number_is_of_its_list(book, actors, numbers):
    wrong, seen = [], 0
    for role in ROLES:
        for period in PERIODS if numbers is not of_trends else PERIODS[:1]:
            for what, number, how, address in numbers(book, actors[role], period):
                seen += 1
                if how == "third":
                    got = (book.of_product(actors[role], address, 2) / 3).quantize(Decimal("0.1"))
                elif isinstance(how, int):
                    got = book.of_product(actors[role], address, how)
                elif isinstance(how, dict):
                    got = book.weighted(actors[role], address, how)
                else:
                    got = getattr(book, how)(actors[role], address)
                if got != number:
                    wrong.append(f"{role} {period} {what}: {number}, its list {got}, {address}")
    assert not wrong, "\n".join(wrong[:20])
    assert seen > 60


@pytest.mark.parametrize("period", PERIODS)
def test_half_of_it_is_carried_by_the_largest(book, actors, period):
    one = reports.sales_report(actors["director"], period).headline
    amounts = sorted((r.amount for r in book.rows(actors["director"], one.deals)), reverse=True)
    fewest = next(n for n in range(len(amounts) + 1) if sum(amounts[:n]) * 2 >= one.amount)
    assert one.half == fewest
    if one.target:
        assert one.of_target == (one.amount * 100 / one.target).quantize(Decimal("0.1"))
