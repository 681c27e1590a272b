"""What was sold follows deals and quotes in the same transaction, and `crm verify` sees when it does not."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import today
from crm_app.lib.periods import Period
from crm_app.models.deals import Deal, Stage
from crm_app.models.quotes import LineKind, Quote, QuoteLine
from crm_app.models.sales import Offered, Sale
from crm_app.models.users import User
from crm_app.services import checks, customers, deals, pricing, products, reports
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.products import ProductForm
from crm_app.services.quotes import LineForm
from tests.services.selling import agreed, customer

DOOR = system_actor("test")
CENTS = st.integers(0, 10**7).map(lambda n: Decimal(n) / 100)
RATES = st.sampled_from([Decimal(0), Decimal(6), Decimal(13), Decimal("33.3333")])


@settings(deadline=None)
@given(
    st.lists(st.tuples(CENTS, CENTS, RATES, st.integers(0, 2)), min_size=1, max_size=8),
    RATES,
    CENTS,
    st.booleans(),
    st.sampled_from(["CNY", "JPY"]),
)
def test_what_lines_come_to_adds_up_to_the_quote(rows, discount, amount, included, currency):
    lines = [
        QuoteLine(
            quote_id=1,
            rank=rank,
            text="line",
            kind=LineKind.SECTION.value if what == 1 else LineKind.ITEM.value,
            is_optional=what == 2,
            quantity=Decimal(3),
            price=price,
            cost=cost,
            tax_rate=rate,
        )
        for rank, (price, cost, rate, what) in enumerate(rows)
    ]
    quote = Quote(
        number="1",
        customer_id=1,
        currency=currency,
        discount=discount,
        discount_amount=amount,
        tax_included=included,
    )
    pricing.apply_totals(quote, lines)
    assert sum(line.sold_net for line in lines) == quote.net
    assert sum(line.sold_cost for line in lines) == quote.cost
    left_out = [line for line in lines if not pricing.counts(line)]
    assert {(line.sold_net, line.sold_cost) for line in left_out} <= {(0, 0)}


def stored(db):
    with Session(db) as session:
        rows = session.exec(select(Sale).order_by(Sale.product_id)).all()
        return [(row.currency, row.quantity, row.net, row.cost) for row in rows]


@pytest.fixture
def sold(workspace, db):
    """A rep's won deal with an accepted quote of two lines of one product and one of another."""
    director, rep = workspace["director"], workspace["rep"]
    tea, cup = (
        products.create_product(director, ProductForm(code=code, zh=code, en=code, cost=cost))
        for code, cost in (("TEA", "40"), ("CUP", "1"))
    )
    form = DealForm(name="Autumn", customer=customer(rep), amount="500", expected_close=DAY)
    deal = deals.create_deal(rep, form)
    lines = [
        LineForm(product=tea, quantity="2", price="100"),
        LineForm(product=cup, quantity="3", price="10"),
        LineForm(product=tea, quantity="1", price="90"),
        LineForm(product=cup, quantity="5", price="10", is_optional=True),
    ]
    agreed(rep, lines, deal)
    return rep, deal


DAY = today(DOOR.zone).isoformat()
BOTH = [("CNY", 3, 290, 120), ("CNY", 3, 30, 3)]


def test_they_follow_the_deal_and_its_quote(sold, db):
    rep, deal = sold
    assert stored(db) == []  # agreed, not won
    deals.move_deal(rep, deal, "won")
    assert stored(db) == BOTH
    row, _ = reports.product_sales(rep, DAY[:7])
    assert (row.quantity, row.revenue, row.count, row.cost) == (3, 290, 1, None)
    deals.move_deal(rep, deal, "negotiation", reason="They think again")
    assert stored(db) == []
    deals.move_deal(rep, deal, "won")
    assert stored(db) == BOTH
    deals.delete_deal(rep, deal)
    assert stored(db) == []
    deals.restore_deal(rep, deal)
    assert stored(db) == BOTH
    assert checks.first_fault(DOOR) is None


def test_verify_names_the_deal_and_the_line(sold, db):
    rep, deal = sold
    deals.move_deal(rep, deal, "won")
    with Session(db) as session:
        sale = session.exec(select(Sale)).first()
        sale.net += 1
        session.add(sale)
        session.commit()
    assert checks.first_fault(DOOR).code == "verify.sales"
    with Session(db) as session:
        line = session.exec(select(QuoteLine)).first()
        line.sold_net += 1
        session.add(line)
        session.commit()
    assert checks.first_fault(DOOR).code == "verify.sum"


def test_month_by_month_is_the_same_for_everybody(demo_year, db):
    """Whose sums go along an index and whose are grouped: the same figures."""
    year = Period(today(DOOR.zone).year).parts()
    from crm_app.core.work import Work

    with Session(db) as session:
        work = Work(session, DOOR, writes=False)
        along = deals.sold_sums(work, year, monthly=True)
        whole = deals.sold_sums(work, year)
    sums: dict[tuple[int, str], list[Decimal]] = {}
    for one in along:
        row = sums.setdefault((one.product_id, one.currency), [Decimal(0)] * 4)
        for place, name in enumerate(("quantity", "net", "cost", "count")):
            row[place] += getattr(one, name)
    assert sums == {
        (one.product_id, one.currency): [one.quantity, one.net, one.cost, one.count]
        for one in whole
    }
    assert len(along) > len(whole) > 3


def test_what_was_offered_follows_deal_quote_and_owner(sold, workspace, db):
    rep, deal = sold
    manager = workspace["manager"]

    def kept():
        with Session(db) as session:
            rows = session.exec(select(Offered).order_by(Offered.product_id)).all()
            stages = {one.id: one.key for one in session.exec(select(Stage))}
            return [(stages[row.stage_id], row.owner_id) for row in rows]

    assert kept() == []  # still open
    deals.move_deal(rep, deal, "lost", reason="price")
    assert kept() == [("lost", rep.user_id)] * 2
    assert [(one.won, one.lost) for one in deals.win_rate(rep, "product")] == [(0, 1), (0, 1)]
    deals.move_deal(rep, deal, "negotiation", reason="They ask again")
    deals.move_deal(rep, deal, "won")
    with Session(db) as session:
        public_id = session.get_one(User, manager.user_id).public_id
    deals.change_deal(manager, deal, DealForm(owner=public_id))
    assert kept() == [("won", manager.user_id)] * 2
    assert [row.won for row in deals.win_rate(rep, "product")] == []
    assert sum(row.count for row in reports.product_sales(rep, DAY[:4])) == 0
    assert sum(row.count for row in reports.product_sales(manager, DAY[:4])) == 2
    deals.delete_deal(manager, deal)
    assert kept() == []
    deals.restore_deal(manager, deal)
    assert checks.first_fault(DOOR) is None
    with Session(db) as session:
        session.delete(session.exec(select(Offered)).first())
        session.commit()
    assert checks.first_fault(DOOR).code == "verify.offered"


def test_a_deal_knows_what_its_customer_is(workspace, db):
    rep = workspace["rep"]
    first = customer(rep)
    deal = deals.create_deal(rep, DealForm(name="Autumn", customer=first))
    facts = {"tier": "A", "industry": "food", "source": "referral", "region": "昆明"}
    customers.change_customer(rep, first, CustomerForm(**facts))
    for name, value in facts.items():
        found = deals.deals(rep, ListQuery(filters={name: value}))
        assert [row.public_id for row in found.rows] == [deal], name
    assert [lane.key for lane in deals.board_lanes(rep, ListQuery(), "tier")] == ["A"]
    deals.change_deal(rep, deal, DealForm(customer=customer(rep, "昆明茶厂")))
    assert deals.deals(rep, ListQuery(filters={"tier": "A"})).rows == []
    assert [lane.key for lane in deals.board_lanes(rep, ListQuery(), "tier")] == ["C"]
    assert deals.deals(rep, ListQuery(filters={"region": "-"})).total == 1
    assert checks.first_fault(DOOR) is None
    with Session(db) as session:
        row = session.exec(select(Deal)).one()
        row.buyer_region = "云南"
        session.add(row)
        session.commit()
    assert checks.first_fault(DOOR).code == "verify.buyer"
