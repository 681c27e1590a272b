"""Velocity, conversion and win rates equal a recount by hand on the demo's year."""

from collections import defaultdict
from decimal import Decimal
from statistics import median

import pytest
from sqlmodel import Session, col, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Scope, system_actor
from crm_app.models.customers import Customer
from crm_app.models.deals import Competitor, Deal, Pipeline, Stage, StageChange
from crm_app.models.ownership import Share
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.models.users import Team, User
from crm_app.services import accounts, custom_fields, deals
from crm_app.services.checks import first_fault
from crm_app.services.custom_fields import FieldForm
from crm_app.services.deals import DealForm, Span, firsts, tallies

DEMO = system_actor("demo")


class Recount:
    """Everything read plainly, counted in Python."""

    def __init__(self, engine):
        with Session(engine) as session:
            self.pipelines = {p.key: p.id for p in session.exec(select(Pipeline))}
            self.stages = {s.id: s for s in session.exec(select(Stage))}
            self.deals = {
                d.id: d for d in session.exec(select(Deal).where(col(Deal.deleted_at).is_(None)))
            }
            order = (col(StageChange.deal_id), col(StageChange.at), col(StageChange.id))
            self.changes = defaultdict(list)
            for change in session.exec(select(StageChange).order_by(*order)):
                self.changes[change.deal_id].append(change)
            self.shared = {
                (s.user_id, s.record_id)
                for s in session.exec(select(Share))
                if s.record_kind == "deal"
            }
            self.customers = {c.id: c for c in session.exec(select(Customer))}
            self.names = {
                "owner": {u.id: u.public_id for u in session.exec(select(User))},
                "team": {t.id: t.public_id for t in session.exec(select(Team))},
                "competitor": {c.id: c.name for c in session.exec(select(Competitor))},
                "product": {p.id: p.public_id for p in session.exec(select(Product))},
            }
            self.products = defaultdict(set)
            joined = select(Quote.deal_id, QuoteLine.product_id).join(
                QuoteLine, col(QuoteLine.quote_id) == Quote.id
            )
            for deal_id, product_id in session.exec(joined.where(col(Quote.deleted_at).is_(None))):
                self.products[deal_id].add(product_id)

    def of(self, pipeline):
        home = self.pipelines[pipeline]
        return [s for s in self.stages.values() if s.pipeline_id == home and s.is_active]

    def values(self, deal, by):
        if by == "product":
            return {self.names[by][one] for one in self.products[deal.id] if one}
        if by in ("industry", "source", "region", "size", "tier"):
            return {getattr(self.customers[deal.customer_id], by)}
        return {self.names[by].get(getattr(deal, f"{by}_id"), "")}


@pytest.fixture
def loaded(demo_year):
    return Recount(demo_year)


@pytest.mark.parametrize("pipeline", ["sales", "renewals"])
def test_velocity_is_the_median_of_the_stays(loaded, pipeline):
    for row in deals.velocity(DEMO, pipeline):
        (stage,) = [s for s in loaded.of(pipeline) if s.key == row.stage.key]
        stays = [
            int((after.at - one.at).total_seconds())
            for deal_id in loaded.deals
            for one, after in zip(
                loaded.changes[deal_id], loaded.changes[deal_id][1:], strict=False
            )
            if one.to_stage_id == stage.id
        ]
        assert row.count == len(stays)
        if stays:
            wanted = Decimal(str(median(stays))) / 86_400
            assert abs(row.median_days - wanted) <= Decimal("0.1"), row


@pytest.mark.parametrize("pipeline", ["sales", "renewals"])
def test_conversion_says_what_became_of_them(loaded, pipeline):
    for row in deals.conversion(DEMO, pipeline):
        (stage,) = [s for s in loaded.of(pipeline) if s.key == row.stage.key]
        entered = [
            d
            for d in loaded.deals.values()
            if any(change.to_stage_id == stage.id for change in loaded.changes[d.id])
        ]
        on = [
            d
            for d in entered
            if any(
                loaded.stages[c.to_stage_id].rank > stage.rank
                and loaded.stages[c.to_stage_id].kind != "lost"
                for c in loaded.changes[d.id]
            )
        ]
        kinds = [loaded.stages[d.stage_id].kind.value for d in entered]
        assert (row.entered, row.went_on, row.won, row.lost, row.open) == (
            len(entered),
            len(on),
            kinds.count("won"),
            kinds.count("lost"),
            kinds.count("open"),
        )


@pytest.mark.parametrize("by", deals.RATES)
def test_win_rate_by_any_field(loaded, monkeypatch, by):
    wanted = defaultdict(lambda: [0, 0])
    kinds = {s.id: s.kind.value for s in loaded.of("sales")}
    for deal in loaded.deals.values():
        kind = kinds.get(deal.stage_id)
        if kind in ("won", "lost"):
            for value in loaded.values(deal, by):
                wanted[value][kind == "lost"] += 1
    rows = {row.key: (row.won, row.lost) for row in deals.win_rate(DEMO, by)}
    assert rows == {key: tuple(pair) for key, pair in wanted.items()}
    monkeypatch.setattr(tallies, "_SAMPLE", 1)  # which does not show all values there are
    assert {row.key: (row.won, row.lost) for row in deals.win_rate(DEMO, by)} == rows
    for row in deals.win_rate(DEMO, by):
        assert row.rate == (Decimal(row.won) * 100 / (row.won + row.lost)).quantize(Decimal("0.1"))


def test_win_rate_by_a_choice_of_the_companys_own(loaded):
    """Its numbers are those of the lists they lead to, of those without a value too."""
    way = next(one for one in custom_fields.custom_fields(DEMO, "deal") if one.key == "way")
    custom_fields.change_field(DEMO, way.public_id, FieldForm(is_listed=False))
    with pytest.raises(Invalid):  # it stands in no list
        deals.win_rate(DEMO, "custom.way")
    custom_fields.change_field(DEMO, way.public_id, FieldForm(is_listed=True))
    rows = deals.win_rate(DEMO, "custom.way")
    assert {row.key for row in rows} == {
        *("", "public_tender", "request_for_quotes", "single_source")
    }
    for row in rows:
        for state, count in (("won", row.won), ("lost", row.lost)):
            filters = {"custom.way": row.key or "-", "state": state, "pipeline": "sales"}
            assert deals.deals(DEMO, ListQuery(filters=filters)).total == count, (row, state)


def test_a_span_and_a_persons_rights_narrow_them(loaded, db):
    moments = sorted(d.closed_at for d in loaded.deals.values() if d.closed_at)
    span = Span(moments[len(moments) // 3], moments[2 * len(moments) // 3])
    won = {
        s.id for s in loaded.stages.values() if s.kind.value != "open" and s in loaded.of("sales")
    }
    inside = [
        d
        for d in loaded.deals.values()
        if d.stage_id in won and span.first <= d.closed_at < span.after
    ]
    rows = deals.win_rate(DEMO, "owner", span=span)
    assert sum(row.won + row.lost for row in rows) == len(inside)
    with Session(db) as session:
        seller = session.exec(select(User).where(User.email == "rep@demo.example.com")).one()
        actor = accounts.actor_of_user(session, seller)
    own = deals.win_rate(actor, "owner")
    assert {row.key for row in own} <= {seller.public_id}
    assert [row.count for row in deals.velocity(actor)] <= [
        row.count for row in deals.velocity(DEMO)
    ]


def _actor(db, email):
    with Session(db) as session:
        user = session.exec(select(User).where(User.email == f"{email}@demo.example.com")).one()
        return accounts.actor_of_user(session, user)


@pytest.mark.parametrize("few", [6_000, 0], ids=["ranked", "looked up place by place"])
def test_board_and_lanes_equal_a_recount(loaded, db, monkeypatch, few):
    monkeypatch.setattr(firsts, "_FEW", few)
    monkeypatch.setattr(firsts, "_MANY", 1)  # along an order's index, too
    orders = {
        "": "stage_entered_at",
        "-amount": "amount",
        "name": "name",
        "close": "expected_close",
    }
    asked = [({}, sort) for sort in orders]
    asked += [({"tier": "B"}, "name"), ({"amount_from": "50000"}, "")]
    lanes_of = {
        "owner": lambda d: loaded.names["owner"][d.owner_id],
        "team": lambda d: loaded.names["team"][d.team_id],
        "tier": lambda d: loaded.customers[d.customer_id].tier.value,
    }
    here = {stage.id for stage in loaded.of("sales")}
    for actor in (DEMO, _actor(db, "manager"), _actor(db, "rep")):
        for filters, sort in asked:
            mine = [
                d
                for d in loaded.deals.values()
                if d.stage_id in here
                and _sees(loaded, actor, d)
                and ("tier" not in filters or lanes_of["tier"](d) == "B")
                and ("amount_from" not in filters or d.amount >= 50_000)
            ]
            query = ListQuery(filters=filters, sort=sort)
            for column in deals.board(actor, query):
                there = [d for d in mine if loaded.stages[d.stage_id].key == column.stage.key]
                _same(column.cards, there, orders[sort], 25, column.count)
            for by, lane_of in lanes_of.items():
                _check_lanes(
                    loaded, deals.board_lanes(actor, query, by), mine, lane_of, orders[sort]
                )


def _sees(loaded, actor, deal):
    return (
        actor.scope is Scope.ALL
        or deal.owner_id == actor.user_id
        or (actor.user_id, deal.id) in loaded.shared
        or (actor.scope is Scope.TEAM and deal.team_id in actor.team_ids)
    )


def _check_lanes(loaded, lanes, mine, lane_of, order):
    assert sum(lane.count for lane in lanes) == len(mine)
    most = max(3, min(8, 40 // max(1, len(lanes))))
    for lane in lanes:
        theirs = [d for d in mine if lane_of(d) == lane.key]
        totals = {a.currency: a.amount for a in lane.sums}
        assert totals == {
            c: sum(d.amount for d in theirs if d.currency == c)
            for c in {d.currency for d in theirs}
        }
        for cell in lane.cells:
            there = [d for d in theirs if loaded.stages[d.stage_id].key == cell.stage]
            _same(cell.cards, there, order, most, cell.count)


def _same(cards, deals_there, order, most, count):
    """The right number of them, and in order; of equal ones any."""
    assert count == len(deals_there)
    by_id = {d.public_id: d for d in deals_there}
    shown = [getattr(by_id[card.public_id], order) for card in cards]
    if order == "expected_close":
        assert len(shown) == min(most, count)
        return
    wanted = sorted((getattr(d, order) for d in deals_there), reverse=order != "name")
    assert shown == wanted[:most]


def test_who_holds_a_deal_holds_its_history(loaded, db):
    manager = _actor(db, "manager")
    mine = [d for d in loaded.deals.values() if d.team_id in manager.team_ids and not d.closed_at]
    before, chosen = {v.stage.key: v.count for v in deals.velocity(manager)}, mine[0]
    left = [c.to_stage_id for c in loaded.changes[chosen.id] if c.stayed_seconds is not None]
    away = next(d for d in loaded.deals.values() if d.team_id not in manager.team_ids)
    owner = loaded.names["owner"][away.owner_id]
    page = deals.deal_page(DEMO, chosen.public_id)
    deals.change_deal(DEMO, chosen.public_id, DealForm(owner=owner), page.version)
    after = {v.stage.key: v.count for v in deals.velocity(manager)}
    gone = {key: before[key] - after[key] for key in before}
    keys = [loaded.stages[one].key for one in left]
    assert gone == {key: keys.count(key) for key in before}
    whole = {v.stage.key: v.count for v in deals.velocity(DEMO)}
    deals.delete_deal(DEMO, chosen.public_id)
    fewer = {v.stage.key: v.count for v in deals.velocity(DEMO)}
    assert {key: whole[key] - fewer[key] for key in whole} == gone  # who sees all of them, too
    assert first_fault(DEMO) is None


def test_an_unknown_field_is_refused(loaded):
    with pytest.raises(Invalid):
        deals.win_rate(DEMO, "colour")
