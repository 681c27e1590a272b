"""Targets, forecast and reports over REST."""

from decimal import Decimal

import pytest

from crm_app.lib.clock import today
from crm_app.services import deals
from crm_app.services.customers import CustomerForm, create_customer
from crm_app.services.deals import DealForm

# A year of which nothing is over yet.
YEAR = today("Asia/Shanghai").year + 1


@pytest.fixture
def user(workspace, call):
    rows = call("director").get("/api/v1/users?q=rep_west").json()["items"]
    return next(row["id"] for row in rows if row["name"] == "rep_west")


def test_a_target_over_rest(call, user):
    director = call("director")
    body = {"kind": "user", "subject": user, "year": YEAR, "amount": "1000"}
    made = director.post("/api/v1/targets", json=body)
    assert made.status_code == 201, made.text
    row = made.json()
    assert row["amount"] == "1000.00"
    assert row["quarters"] == ["250.00"] * 4
    assert sum(Decimal(month) for month in row["months"]) == 1000
    address = made.headers["location"]
    changed = director.put(f"{address}/parts/{YEAR}-05", json={"amount": 100, "keep": False})
    assert changed.json()["months"][4] == "100.00"
    assert changed.json()["gap"] == "-16.67"
    stale = director.put(
        f"{address}/parts/{YEAR}-05", json={"amount": "1"}, headers={"if-match": '"1"'}
    )
    assert stale.status_code == 412
    assert call("rep").get(address).status_code == 404
    assert call("rep").post("/api/v1/targets", json=body).status_code == 403
    assert call("").get(address).status_code == 401
    assert [
        r["id"] for r in call("rep_west").get(f"/api/v1/targets?year={YEAR}").json()["items"]
    ] == [row["id"]]
    shown = call("rep_west").get(f"/api/v1/attainment?period={YEAR}-05").json()["items"]
    assert [(r["target"], r["won"]) for r in shown] == [("100.00", "0.00")]
    assert director.get("/api/v1/attainment?period=May").status_code == 422
    assert director.delete(address).status_code == 204
    assert director.get(address).status_code == 404


def test_forecast_and_reports_over_rest(workspace, call):
    rep = workspace["rep"]
    customer = create_customer(rep, CustomerForm(name="Buyer"))
    form = DealForm(
        name="=SUM(1)",
        customer=customer,
        amount="500",
        expected_close="2026-12-09",
        stage="qualified",
    )
    deal = deals.create_deal(rep, form)
    client = call("rep")
    found = client.get("/api/v1/forecast?period=2026-12").json()
    (total,) = found["totals"]
    assert (total["open"], total["weighted"], total["commit"]) == ("500.00", "125.00", "0.00")
    (stage,) = found["stages"]
    assert (stage["rate"]["uses"], stage["rate"]["percent"]) == ("stage", "25.00")
    put = client.put(f"/api/v1/deals/{deal}/forecast", json={"category": "commit"})
    assert put.status_code == 204
    assert client.get("/api/v1/forecast?period=2026-12").json()["totals"][0]["commit"] == "500.00"
    assert client.put(f"/api/v1/deals/{deal}/forecast", json={"category": "x"}).status_code == 422
    other = call("rep_west")
    assert other.put(f"/api/v1/deals/{deal}/forecast", json={"category": ""}).status_code == 404
    assert other.get("/api/v1/forecast?period=2026-12").json()["totals"] == []
    assert client.get("/api/v1/forecast/history").json()["rows"] == []
    assert client.get("/api/v1/forecast/history?kind=house").status_code == 404
    assert client.get("/api/v1/reports/sales?period=2026Q4").json()["stages"][1]["count"] == 1
    assert client.get("/api/v1/reports/trend?by=team").json() == []
    assert client.get("/api/v1/reports/outlook").json() == []
    assert call("finance").get("/api/v1/reports/outlook").status_code == 403
    listed = client.get("/api/v1/deals?forecast=commit&state=open").json()["items"]
    assert [row["id"] for row in listed] == [deal]


def test_what_leaves_as_csv_is_no_formula(workspace, call, db):
    from sqlmodel import Session, select

    from crm_app.models.approvals import ApprovalRule
    from crm_app.models.users import User

    with Session(db) as session:
        for rule in session.exec(select(ApprovalRule)):
            session.delete(rule)
        user = session.exec(select(User).where(User.name == "rep")).one()
        user.name = "=HYPERLINK(1)"
        session.add(user)
        session.commit()
    rep = workspace["rep"]
    customer = create_customer(rep, CustomerForm(name="Buyer"))
    form = DealForm(name="Deal", customer=customer, amount="500", expected_close="2026-12-09")
    deals.move_deal(rep, deals.create_deal(rep, form), "won")
    text = call("director").get("/api/v1/exports/reports/people?period=2026").text
    assert "'=HYPERLINK(1),500.00,1,CNY" in text
    assert call("director").get("/api/v1/exports/reports/products?period=2026").status_code == 200
