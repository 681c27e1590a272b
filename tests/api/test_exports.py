"""Exports: what one sees and no more, written to the audit; refusals take nothing out."""

import csv
import io

import pytest
from sqlmodel import Session, select

from crm_app.core import listing
from crm_app.models.ledger import AuditEntry

PATH = "/api/v1/exports"


def rows(answer):
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))


def make(client, kind, **body):
    answer = client.post(f"/api/v1/{kind}", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def test_customers_of_the_view_in_its_order_as_a_file(call, db):
    rep = call("rep")
    names = ["Birch Teas", "=HYPERLINK(1)", "Alder Teas"]
    for name in names:
        make(rep, "customers", name=name, tier="A")
    make(rep, "customers", name="Cedar Teas", tier="B")
    answer = rep.get(f"{PATH}/customers?tier=A&sort=name", headers={"accept-language": "en"})
    head, *found = rows(answer)
    assert (head[0], head[-1]) == ("Name", "id")
    assert [row[0] for row in found] == ["'=HYPERLINK(1)", "Alder Teas", "Birch Teas"]
    assert answer.headers["content-disposition"] == 'attachment; filename="customers.csv"'
    assert "no-store" in answer.headers["cache-control"]
    with Session(db) as session:
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.action == "customers.export_customers"
    assert entry.changes["export:customers"]["rows"] == 3
    assert entry.changes["export:customers"]["filters"] == {"tier": "A"}


def test_contacts_with_their_place(call):
    rep = call("rep")
    there = [{"company": "回甘茶业", "title": "总经理"}]
    make(rep, "contacts", name="张总", mobile=["13800138000"], positions=there)
    _, found = rows(rep.get(f"{PATH}/contacts"))
    assert found[0] == "张总"
    assert found[3] == "'+86 138 0013 8000"


def test_nobody_takes_out_what_he_does_not_see(call):
    make(call("rep"), "customers", name="只属于我的茶庄")
    assert len(rows(call("rep_west").get(f"{PATH}/customers"))) == 1
    assert len(rows(call("rep").get(f"{PATH}/customers"))) == 2


def test_refusals_leave_nothing_but_a_line_in_the_security_log(call, footprint, security_log):
    make(call("rep"), "contacts", name="李雷")
    finance, nobody, before = call("finance"), call(""), footprint()
    assert finance.get(f"{PATH}/contacts").status_code == 403
    assert nobody.get(f"{PATH}/customers").status_code == 401
    assert footprint() == before
    assert "permission.denied" in str(security_log())


@pytest.mark.parametrize("asked", ["tier=Z", "sort=owner_id", "nonsense=1"])
def test_what_is_no_view_is_refused(call, asked):
    assert call("rep").get(f"{PATH}/customers?{asked}").status_code == 422


def test_more_than_a_file_holds_is_refused_not_cut(call, monkeypatch):
    monkeypatch.setattr(listing, "MOST_TAKEN", 1)
    rep = call("rep")
    for name in ("一号茶庄", "二号茶庄"):
        make(rep, "customers", name=name)
    answer = rep.get(f"{PATH}/customers")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:puer:error:list.too_many")


def test_deals_and_quotes_with_fields_of_the_companys_own(call, workspace, footprint):
    admin, rep = call("admin"), call("rep")
    fields = (("deal", "bid", True, []), ("quote", "term", True, []), ("deal", "aside", False, []))
    for record, key, listed, sees in (*fields, ("deal", "floor", True, ["director"])):
        body = {"record": record, "kind": "text", "key": key, "label_zh": f"字段{key}"}
        body |= {"label_en": key.title(), "is_listed": listed, "sees": sees}
        assert admin.post("/api/v1/custom-fields", json=body).status_code == 201
    customer = make(rep, "customers", name="华东科技")
    own = {"bid": "=1+1", "aside": "x"}
    deal = make(rep, "deals", name="首单", customer=customer, amount="5", custom=own)
    make(rep, "deals", name="别单", customer=customer, custom={"bid": "ZB-2"})
    line = {"text": "茶", "quantity": "1", "price": "5", "tax_rate": "13"}
    make(rep, "quotes", deal=deal, lines=[line], custom={"term": "月结"})
    english = {"accept-language": "en"}
    head, *found = rows(rep.get(f"{PATH}/deals?custom.bid=1%2B1&sort=name", headers=english))
    assert head[-3:] == ["Owner", "Bid", "id"]
    assert [(row[0], row[3], row[-2], row[-1]) for row in found] == [
        ("首单", "5.00", "'=1+1", deal)
    ]
    assert rows(call("director").get(f"{PATH}/deals", headers=english))[0][-2:] == ["Floor", "id"]
    head, row = rows(rep.get(f"{PATH}/quotes?deal={deal}"))
    assert (head[-2], row[-2], row[4:7]) == ("字段term", "月结", ["5.00", "5.65", "CNY"])
    finance, before = call("finance"), footprint()
    for path, status in (
        ("deals?view=list", 422),
        ("deals?custom.aside=x", 422),
        ("deals?custom.floor=x", 422),
        ("quotes?margin=1", 422),
    ):
        assert rep.get(f"{PATH}/{path}").status_code == status, path
    assert finance.get(f"{PATH}/deals").status_code == 403
    assert footprint() == before
    assert rows(call("rep_west").get(f"{PATH}/deals"))[1:] == []
    (card,) = next(one["cards"] for one in rep.get("/api/v1/board?q=首单").json() if one["cards"])
    assert card["custom"] == [
        {"label_zh": "字段bid", "label_en": "Bid", "zh": "=1+1", "en": "=1+1"}
    ]
