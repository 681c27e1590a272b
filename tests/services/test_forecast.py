"""The forecast: rates with their sample, the simulation against all outcomes, history with its error."""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlmodel import Session, col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import today
from crm_app.lib.periods import month_of, read_period
from crm_app.models.deals import Deal, Stage, StageChange
from crm_app.models.targets import ForecastSnapshot
from crm_app.models.users import User
from crm_app.services import accounts, deals, forecast, targets
from crm_app.services.forecast import rules

DEMO = system_actor("demo")


@pytest.fixture
def loaded(demo_year):
    with Session(demo_year) as session:
        stages = {s.id: s for s in session.exec(select(Stage))}
        living = list(session.exec(select(Deal).where(col(Deal.deleted_at).is_(None))))
        entered = defaultdict(set)
        for change in session.exec(select(StageChange)):
            entered[change.deal_id].add(change.to_stage_id)
    return stages, living, entered


def listed(actor, address):
    asked = dict(parse_qsl(urlsplit(address).query))
    asked.pop("view")
    return deals.deals(actor, ListQuery(filters=asked)).total


def months():
    month = month_of(today(DEMO.zone))
    return [month.key, month.moved(1).key, f"{month.year}Q4", str(month.year)]


@pytest.mark.parametrize("place", range(4))
def test_it_equals_a_recount(loaded, place):
    stages, living, entered = loaded
    period = read_period(months()[place])
    found = forecast.forecast(DEMO, period.key, "owner")
    inside = [
        d
        for d in living
        if stages[d.stage_id].kind == "open"
        and d.expected_close
        and period.first <= d.expected_close <= period.last
    ]
    first, after = period.moments(DEMO.zone)
    gained = [
        d for d in living if stages[d.stage_id].kind == "won" and first <= d.closed_at < after
    ]
    assert {row.currency for row in found.totals} == {d.currency for d in (*inside, *gained)}
    for total in found.totals:
        mine = [d for d in inside if d.currency == total.currency]
        got = [d for d in gained if d.currency == total.currency]
        came = sum((d.amount for d in got), Decimal(0))
        weighted = commit = best = Decimal(0)
        for d in mine:
            through = [
                stages[o.stage_id].kind
                for o in living
                if d.stage_id in entered[o.id] and stages[o.stage_id].kind != "open"
            ]
            own = stages[d.stage_id].probability
            rate = Decimal(own)
            if len(through) >= 20:
                rate = Decimal(through.count("won")) * 100 / len(through)
            weighted += d.amount * rate.quantize(Decimal("0.1")) / 100
            commit += d.amount if own >= 70 else 0
            best += d.amount if own >= 40 else 0
        assert (total.open_count, total.open) == (len(mine), sum(d.amount for d in mine))
        assert (total.won_count, total.won) == (len(got), came)
        assert total.weighted == (came + weighted).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert total.commit == came + commit
        assert total.best == came + best
        assert total.won <= total.low <= total.high <= total.won + total.open
    assert sum(row.count for row in found.stages) == len(inside)
    assert sum(row.won for row in found.groups) == sum(d.amount for d in gained)
    assert listed(DEMO, found.open_deals) == len(inside)
    assert listed(DEMO, found.won_deals) == len(gained)
    for row in found.stages:
        assert listed(DEMO, row.deals) == row.count
        assert listed(DEMO, row.rate.deals) == row.rate.closed
    for by in forecast.GROUPS:
        for row in forecast.forecast(DEMO, period.key, by).groups:
            assert listed(DEMO, row.deals) == row.count
    late = [
        d
        for d in living
        if stages[d.stage_id].kind == "open"
        and d.expected_close
        and d.expected_close < period.first
    ]
    assert found.late == len(late)
    assert not late or listed(DEMO, found.late_deals) == len(late)


def test_too_small_a_sample_falls_back_to_the_stage(loaded):
    found = forecast.forecast(DEMO, months()[3])
    for row in found.stages:
        assert (row.rate.uses == "history") == (row.rate.closed >= rules.ENOUGH)
        if row.rate.uses == "stage":
            assert row.rate.percent == row.rate.probability
    assert {row.rate.uses for row in found.stages} == {"history", "stage"}  # renewals are few


@pytest.mark.parametrize(
    "book",
    [
        [(100, 50)],
        [(100, 50), (300, 20), (50, 90), (700, 65)],
        [(10 * n, 5 + 11 * n) for n in range(1, 9)],
        [(100, 0), (200, 100)],
    ],
)
def test_the_simulation_agrees_with_all_outcomes(book):
    book = [(Decimal(amount), Decimal(percent)) for amount, percent in book]
    chances = defaultdict(Decimal)
    for wins in product((0, 1), repeat=len(book)):
        likely, total = Decimal(1), Decimal(0)
        for won, (amount, percent) in zip(wins, book, strict=True):
            likely *= percent / 100 if won else 1 - percent / 100
            total += amount * won
        chances[total] += likely
    low, high = rules.interval(book, [], "seed")
    assert rules.interval(book, [], "seed") == (low, high)
    slack = Decimal("0.04")  # of a thousand draws
    for edge, part in ((low, Decimal("0.1")), (high, Decimal("0.9"))):
        assert sum(p for total, p in chances.items() if total <= edge) >= part - slack
        assert sum(p for total, p in chances.items() if total < edge) <= part + slack


def test_a_crowd_spreads_like_its_deals():
    single = [(Decimal(100), Decimal(40))] * 300
    crowd = rules.Crowd(Decimal(40), Decimal(30000), 300 * (100 * 10_000.0) ** 2)
    one, other = rules.interval(single, [], "a"), rules.interval([], [crowd], "a")
    for left, right in zip(one, other, strict=True):
        assert abs(left - right) < Decimal(300)


def test_a_seller_says_how_sure_he_is(loaded, db):
    with Session(db) as session:
        user = session.exec(select(User).where(User.email == "rep@demo.example.com")).one()
        rep = accounts.actor_of_user(session, user)
        stages = {s.id: s for s in session.exec(select(Stage))}
        mine = [d for d in session.exec(select(Deal)) if d.owner_id == user.id]
    opened = next(d for d in mine if stages[d.stage_id].kind == "open" and d.expected_close)
    key = month_of(opened.expected_close).key
    before = forecast.forecast(rep, key).totals[0]
    assert deals.set_forecast(rep, opened.public_id, "omitted") == ""
    after = forecast.forecast(rep, key).totals[0]
    assert after.open_count == before.open_count
    assert after.weighted < before.weighted
    deals.set_forecast(rep, opened.public_id, "commit")
    surer = forecast.forecast(rep, key).totals[0]
    assert surer.commit >= before.won + opened.amount
    with pytest.raises(Invalid):
        deals.set_forecast(rep, opened.public_id, "sure")
    closed = next((d for d in mine if stages[d.stage_id].kind != "open"), None)
    if closed:
        with pytest.raises(Conflict):
            deals.set_forecast(rep, closed.public_id, "commit")


def test_it_is_kept_once_a_day_and_compared(loaded, db):
    with Session(db) as session:
        for row in session.exec(select(ForecastSnapshot)):
            session.delete(row)
        session.commit()
    assert forecast.keep_forecasts(DEMO) > 0
    assert forecast.keep_forecasts(DEMO) == 0
    month = month_of(today(DEMO.zone))
    (point,) = forecast.forecast_history(DEMO).course
    assert point.weighted == forecast.forecast(DEMO, month.key).totals[0].weighted
    past = month.moved(-1)
    with Session(db) as session:
        for day, weighted in ((past.moved(-1).last, "9"), (past.first, "10"), (past.last, "11")):
            session.add(
                ForecastSnapshot(
                    taken_on=day,
                    month=past.key,
                    subject="house",
                    currency="CNY",
                    weighted=Decimal(weighted),
                )
            )
        session.commit()
    found = forecast.forecast_history(DEMO)
    (row,) = found.rows
    came = forecast.forecast(DEMO, past.key).totals[0].won
    assert (row.taken_on, row.weighted, row.came) == (past.first, 10, came)
    wanted = (abs(10 - came) * 100 / came).quantize(Decimal("0.1"))
    assert (row.error, found.mape, found.months) == (wanted, wanted, 1)
    assert listed(DEMO, row.deals) == forecast.forecast(DEMO, past.key).totals[0].won_count


def test_the_demo_foretold_what_its_history_said_then(loaded, db):
    """What is kept of the past months is a recount of where each deal stood as they began."""
    stages, living, _ = loaded
    with Session(db) as session:
        ways = defaultdict(list)
        for change in session.exec(select(StageChange).order_by(StageChange.at, StageChange.id)):
            ways[change.deal_id].append((change.at, change.to_stage_id))
        kept = session.exec(select(ForecastSnapshot).where(ForecastSnapshot.subject == "house"))
        known = {row.month: row for row in kept if row.currency == "CNY"}
    past = {k: r for k, r in known.items() if k < month_of(today(DEMO.zone)).key}
    assert len(past) >= 8
    for key, row in past.items():
        period = read_period(key)
        moment = period.moments(DEMO.zone)[0]
        then = {
            d.id: [stage for at, stage in ways[d.id] if at < moment]
            for d in living
            if ways[d.id][0][0] < moment
        }
        weighted = Decimal(0)
        for d in (one for one in living if one.id in then):
            stage = stages[then[d.id][-1]]
            hoped = d.expected_close and period.first <= d.expected_close <= period.last
            if stage.kind != "open" or not hoped or d.currency != "CNY":
                continue
            ends = [
                stages[other[-1]].kind
                for other in then.values()
                if stage.id in other and stages[other[-1]].kind != "open"
            ]
            rate = Decimal(stage.probability)
            if len(ends) >= rules.ENOUGH:
                rate = (Decimal(ends.count("won")) * 100 / len(ends)).quantize(Decimal("0.1"))
            weighted += d.amount * rate / 100
        assert (row.taken_on, row.weighted) == (
            period.first,
            weighted.quantize(Decimal("0.01"), ROUND_HALF_UP),
        )


def test_of_a_month_that_is_over_one_forecast_stays(loaded, db):
    month = month_of(today(DEMO.zone))
    over, old = month.moved(-1), month.moved(-40)
    days = [over.moved(-1).first, over.moved(-1).last, over.first, over.last]
    rows = [(over.key, day, "house") for day in days] + [(old.key, old.first, "house")]
    rows += [(over.key, over.last, "user:1"), (month.key, month.first, "house")]
    with Session(db) as session:
        for row in session.exec(select(ForecastSnapshot)):
            session.delete(row)
        session.flush()
        for key, day, subject in rows:
            session.add(ForecastSnapshot(taken_on=day, month=key, subject=subject, currency="CNY"))
        session.commit()
    assert forecast.keep_forecasts(DEMO) > 0
    with Session(db) as session:
        kept = session.exec(select(ForecastSnapshot).order_by(ForecastSnapshot.subject)).all()
    past = [(row.month, row.taken_on, row.subject) for row in kept if row.month < month.key]
    assert past == [(over.key, over.first, "house"), (over.key, over.last, "user:1")]
    assert (month.key, month.first) in {(row.month, row.taken_on) for row in kept}


def test_history_in_each_currency_and_of_whom_one_asks(loaded, db):
    over = month_of(today(DEMO.zone)).moved(-1)
    with Session(db) as session:
        row = ForecastSnapshot(
            taken_on=over.first, month=over.key, subject="house", currency="USD", weighted=5
        )
        session.add(row)
        session.commit()
        rep = session.exec(select(User).where(User.email == "rep@demo.example.com")).one()
        mine = accounts.actor_of_user(session, rep)
    plain = forecast.forecast_history(DEMO)
    assert (plain.currency, plain.currencies[0]) == ("CNY", "CNY")
    assert "USD" in plain.currencies
    dollars = forecast.forecast_history(DEMO, currency="USD")
    assert [(row.month, row.weighted) for row in dollars.rows] == [(over.key, 5)]
    assert forecast.forecast_history(DEMO, "user", rep.public_id).en == rep.name
    assert forecast.forecast_history(mine).en == rep.name
    with pytest.raises(NotFound):
        forecast.forecast_history(mine, "house")


def test_a_team_is_asked_for_and_stands_beside_its_target(loaded):
    year = str(today(DEMO.zone).year)
    choices = forecast.forecast_teams(DEMO)
    whole = forecast.forecast(DEMO, year).totals[0]
    stated = {r.subject.public_id: r for r in targets.attainments(DEMO, year)}
    assert whole.target == stated[""].target
    shares = []
    for team in choices:
        rows = forecast.forecast(DEMO, year, "owner", {"under": team.public_id}).totals
        total = next((row for row in rows if row.currency == "CNY"), None)
        if team.public_id in stated and total:
            assert total.target == stated[team.public_id].target
            assert total.of_target == (total.weighted * 100 / total.target).quantize(Decimal("0.1"))
            assert total.won == stated[team.public_id].won
            shares.append(total.won)
    assert len(shares) >= 3
    for row in forecast.forecast(DEMO, year).groups:
        if row.currency == "CNY":
            assert row.target == stated[row.key].target
    assert forecast.forecast(DEMO, year, "owner", {"pipeline": "sales"}).totals[0].target is None


def test_mape_says_of_how_many():
    errors = [rules.error(Decimal(f), Decimal(a)) for f, a in ((110, 100), (50, 100), (5, 0))]
    assert errors == [Decimal(10), Decimal(50), None]
    assert rules.mape(errors) == (Decimal(30), 2)
    assert rules.mape([None]) == (None, 0)


def test_each_sees_his_own(workspace, db):
    assert forecast.forecast(workspace["rep"], "2026-12").totals == []
    with pytest.raises(Invalid):
        forecast.forecast(workspace["rep"], "soon")
    with pytest.raises(Invalid):
        forecast.forecast(workspace["rep"], "2026-12", "colour")
    with pytest.raises(Invalid):
        forecast.forecast(workspace["rep"], "2026-12", "owner", {"colour": "red"})
    with pytest.raises(Forbidden):
        forecast.forecast(workspace["finance"], "2026-12")
    assert date.fromisoformat("2026-12-01") == read_period("2026-12").first
