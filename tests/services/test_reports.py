"""Every report equals a recount over all rows, and every number the list it opens."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlmodel import Session, col, select

from crm_app.core.errors import Forbidden, Invalid
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import today
from crm_app.lib.periods import month_of, quarter_of, read_period
from crm_app.models.customers import Customer
from crm_app.models.deals import Competitor, Deal, Pipeline, Stage, StageChange
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.models.users import Team, User
from crm_app.services import accounts, checks, deals, pricing, reports, targets
from crm_app.services.reports import rules

DEMO = system_actor("demo")
DAY = today(DEMO.zone)
PERIODS = [month_of(DAY).key, quarter_of(DAY).key, str(DAY.year)]


class Recount:
    """All rows, plainly."""

    def __init__(self, engine):
        with Session(engine) as session:
            self.stages = {s.id: s for s in session.exec(select(Stage))}
            self.homes = {p.id: p.key for p in session.exec(select(Pipeline))}
            self.users = {u.id: u for u in session.exec(select(User))}
            self.teams = {t.id: t for t in session.exec(select(Team))}
            self.customers = {c.id: c for c in session.exec(select(Customer))}
            self.products = {p.id: p for p in session.exec(select(Product))}
            self.rivals = {c.id: c.name for c in session.exec(select(Competitor))}
            self.deals = list(session.exec(select(Deal).where(col(Deal.deleted_at).is_(None))))
            self.entered = defaultdict(set)
            for change in session.exec(select(StageChange)):
                self.entered[change.deal_id].add(change.to_stage_id)
            self.quotes = list(session.exec(select(Quote).where(col(Quote.deleted_at).is_(None))))
            self.lines = defaultdict(list)
            for line in session.exec(select(QuoteLine)):
                self.lines[line.quote_id].append(line)

    def kind(self, deal):
        return self.stages[deal.stage_id].kind.value

    def home(self, deal):
        return self.homes[self.stages[deal.stage_id].pipeline_id]

    def probability(self, pipeline, stage):
        (one,) = [
            s
            for s in self.stages.values()
            if s.key == stage and self.homes[s.pipeline_id] == pipeline
        ]
        return one.probability

    def closed(self, kind, period):
        first, after = read_period(period).moments(DEMO.zone)
        return [d for d in self.deals if self.kind(d) == kind and first <= d.closed_at < after]

    def sold(self, period):
        won = {d.id for d in self.closed("won", period)}
        for quote in self.quotes:
            if quote.deal_id in won and quote.status.value == "accepted":
                each = pricing.each_line(
                    sorted(self.lines[quote.id], key=lambda line: line.rank),
                    quote.discount,
                    quote.currency,
                    tax_included=quote.tax_included,
                    amount=quote.discount_amount,
                )
                for line, figures in each:
                    if pricing.counts(line) and line.product_id:
                        yield quote, line, figures


@pytest.fixture
def loaded(demo_year):
    return Recount(demo_year)


def listed(address, actor=DEMO):
    asked = dict(parse_qsl(urlsplit(address).query))
    assert asked.pop("view") == "list"
    return deals.deals(actor, ListQuery(filters=asked)).total


@pytest.mark.parametrize("period", PERIODS)
def test_won_lost_and_why(loaded, period):
    report = reports.sales_report(DEMO, period)
    won, lost = (
        [d for d in loaded.closed(kind, period) if loaded.home(d) == "sales"]
        for kind in ("won", "lost")
    )
    assert (report.won_count, report.lost_count) == (len(won), len(lost))
    assert [(a.amount, a.currency) for a in report.won] == [(sum(d.amount for d in won), "CNY")]
    assert listed(report.won_deals) == len(won)
    assert listed(report.lost_deals) == len(lost)
    reasons = defaultdict(int)
    for kind, found in (("won", won), ("lost", lost)):
        for d in found:
            reasons[kind, d.won_reason if kind == "won" else d.lost_reason] += 1
    assert {(r.kind, r.reason.key): r.count for r in report.reasons} == dict(reasons)
    for row in report.reasons:
        assert listed(row.deals) == row.count
    rivals = defaultdict(lambda: [0, 0])
    for place, found in enumerate((won, lost)):
        for d in found:
            rivals[loaded.rivals.get(d.competitor_id, "")][place] += 1
    assert {r.key: [r.won, r.lost] for r in report.rates} == dict(rivals)
    for row in report.rates:
        assert row.rate == (Decimal(row.won) * 100 / (row.won + row.lost)).quantize(Decimal("0.1"))
        assert (listed(row.deals_won), listed(row.deals_lost)) == (row.won, row.lost)


@pytest.mark.parametrize("pipeline", ["sales", "renewals"])
def test_pipeline_and_pace(loaded, pipeline):
    report = reports.sales_report(DEMO, PERIODS[0], pipeline)
    for row in report.stages:
        here = [
            d
            for d in loaded.deals
            if loaded.home(d) == pipeline and loaded.stages[d.stage_id].key == row.stage.key
        ]
        assert row.count == len(here) == listed(row.deals)
        sums, odds = defaultdict(Decimal), loaded.probability(pipeline, row.stage.key)
        for d in here:
            sums[d.currency] += d.amount
        assert {a.currency: a.amount for a in row.sums} == dict(sums)
        assert {a.currency: a.amount for a in row.weighted} == {
            code: (amount * odds / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
            for code, amount in sums.items()
        }
    for row in report.pace:
        assert listed(row.deals) == row.entered
        assert listed(row.deals_on) == row.went_on
        assert (listed(row.deals_won), listed(row.deals_lost)) == (row.won, row.lost)
        assert listed(row.deals_open) == row.open


@pytest.mark.parametrize("period", PERIODS)
def test_top_ten_people(loaded, period):
    sums, counts = defaultdict(Decimal), defaultdict(int)
    for d in loaded.closed("won", period):
        sums[loaded.users[d.owner_id].name] += d.amount
        counts[loaded.users[d.owner_id].name] += 1
    rows = reports.top_people(DEMO, period)
    ten = sorted(sums, key=lambda name: (-sums[name], name))[:10]
    assert [(r.place, r.name, r.amount, r.count) for r in rows] == [
        (place, name, sums[name], counts[name]) for place, name in enumerate(ten, 1)
    ]
    for row in rows:
        assert listed(row.deals) == row.count


@pytest.mark.parametrize("period", PERIODS)
def test_products_by_quantity_revenue_margin(loaded, period):
    wanted = defaultdict(lambda: [Decimal(0), Decimal(0), Decimal(0), set()])
    for quote, line, figures in loaded.sold(period):
        row = wanted[loaded.products[line.product_id].name_en]
        row[0] += line.quantity
        row[1] += figures.net
        row[2] += figures.cost
        row[3].add(quote.deal_id)
    rows = reports.product_sales(DEMO, period)
    assert {r.en: (r.quantity, r.revenue, r.cost, r.count) for r in rows} == {
        name: (*row[:3], len(row[3])) for name, row in wanted.items()
    }
    for row in rows:
        assert row.margin == rules.margin(row.revenue, row.cost)
        assert listed(row.deals) == row.count


@pytest.mark.parametrize("by", reports.TRENDS)
def test_trend_month_by_month(loaded, by):
    months = [month_of(DAY).moved(step).key for step in range(-11, 1)]
    wanted = defaultdict(lambda: [Decimal(0)] * 12)
    for place, month in enumerate(months):
        if by == "product":
            for _, line, figures in loaded.sold(month):
                wanted[loaded.products[line.product_id].name_en][place] += figures.net
            continue
        for d in loaded.closed("won", month):
            key = {
                "house": "Whole company",
                "team": loaded.teams[d.team_id].name,
                "owner": loaded.users[d.owner_id].name,
                "region": loaded.customers[d.customer_id].region or "No region",
            }[by]
            wanted[key][place] += d.amount
    rows = reports.trend(DEMO, by)
    assert {r.en: [p.amount for p in r.points] for r in rows} == dict(wanted)
    for row in rows[:3]:
        for point in row.points:
            assert listed(point.deals) == point.count


def test_outlook_is_the_mean_of_three_months_with_its_error(loaded):
    months = [month_of(DAY).moved(step).key for step in range(-12, 0)]
    sold = defaultdict(lambda: [Decimal(0)] * 12)
    for place, month in enumerate(months):
        for _, line, _ in loaded.sold(month):
            sold[loaded.products[line.product_id].name_en][place] += line.quantity
    for row in reports.product_outlook(DEMO):
        past = sold[row.en]
        assert row.quantity == (sum(past[-3:]) / 3).quantize(Decimal("0.1"))
        off = [
            abs((sum(past[n - 3 : n]) / 3).quantize(Decimal("0.1")) - past[n]) for n in range(3, 12)
        ]
        came = sum(past[3:])
        assert row.error == ((sum(off) * 100 / came).quantize(Decimal("0.1")) if came else None)
        assert row.months == 9


@pytest.mark.parametrize("period", PERIODS)
def test_attainment_of_every_target(loaded, period):
    """Of the house, each team with those below it, and each person: what was won, and the pace."""
    below = {key: {key} for key in loaded.teams}
    for _ in loaded.teams:
        for key, team in loaded.teams.items():
            if team.parent_id in below:
                below[team.parent_id] |= below[key]
    won = loaded.closed("won", period)
    begun, whole = read_period(period).passed(DAY)
    teams = {team.public_id: key for key, team in loaded.teams.items()}
    rows = targets.attainments(DEMO, period)
    assert {row.subject.kind for row in rows} == {"house", "team", "user"}
    for row in rows:
        mine = [
            d
            for d in won
            if row.subject.kind == "house"
            or loaded.users[d.owner_id].public_id == row.subject.public_id
            or (row.subject.kind == "team" and d.team_id in below[teams[row.subject.public_id]])
        ]
        amount = sum((d.amount for d in mine if d.currency == row.currency), Decimal(0))
        assert (row.won, row.count) == (amount, len(mine)), row.subject.en
        assert row.percent == (amount * 100 / row.target).quantize(Decimal("0.1"))
        assert row.pace == (row.target * begun / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert row.ahead == amount - row.pace


def test_rights_narrow_them_and_hide_margins(loaded, db):
    with Session(db) as session:
        found = select(User).where(User.email == "rep@demo.example.com")
        rep = accounts.actor_of_user(session, session.exec(found).one())
    report = reports.sales_report(rep, PERIODS[2])
    mine = [d for d in loaded.closed("won", PERIODS[2]) if d.owner_id == rep.user_id]
    assert sum(row.count for row in report.people) == len(mine)
    assert {row.name for row in report.people} <= {rep.name}
    assert {(row.cost, row.margin) for row in report.products} <= {(None, None)}
    assert listed(report.won_deals, rep) == report.won_count


def test_what_is_refused(workspace):
    with pytest.raises(Invalid):
        reports.sales_report(workspace["rep"], "2026-13")
    with pytest.raises(Invalid):
        reports.trend(workspace["rep"], "colour")
    with pytest.raises(Invalid):
        reports.trend(workspace["rep"], "house", "2026")
    with pytest.raises(Forbidden):
        reports.sales_report(workspace["finance"], "2026")
    assert reports.sales_report(workspace["rep"], "2026").won == []


def test_what_a_deal_has_passed_is_checked(loaded, db):
    assert checks.first_fault(DEMO) is None
    with Session(db) as session:
        deal = session.exec(select(Deal)).first()
        deal.passed = ".99."
        session.add(deal)
        session.commit()
    assert checks.first_fault(DEMO).code == "verify.passed"
