"""Exports: what one sees and no more, written to the audit; refusals take nothing out."""

import csv
import io

import pytest
from sqlmodel import Session, select

from crm_app.core import listing
from crm_app.core.permissions import system_actor
from crm_app.lib.tables import open_table
from crm_app.models.ledger import AuditEntry
from crm_app.services.custom_fields import form_fields
from crm_app.services.imports.mapping import guess

PATH = "/api/v1/exports"
RECORDS = {
    "customers": "customer",
    "contacts": "contact",
    "leads": "lead",
    "deals": "deal",
    "products": "product",
}


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
    assert (found[0], found[1], found[3]) == ("张", "总", "回甘茶业")
    assert "'+86 138 0013 8000" in found


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
    # All fields of the company's own that one may see, in the list or not.
    assert head[-3:] == ["Bid", "Aside", "id"]
    assert [(row[0], row[5], *row[-3:]) for row in found] == [("首单", "5.00", "'=1+1", "x", deal)]
    assert "Floor" in rows(call("director").get(f"{PATH}/deals", headers=english))[0]
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


def opened(answer, tmp_path, kind):
    assert answer.status_code == 200, answer.text
    path = tmp_path / f"x.{kind}"
    path.write_bytes(answer.content)
    return open_table(path)


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_list_is_a_file_whose_columns_imports_know(call, workspace, tmp_path, kind, language):
    rep, admin = call("rep"), call("admin")
    body = {
        "record": "customer",
        "kind": "text",
        "key": "mark",
        "label_zh": "备注",
        "label_en": "Owner",
    }
    assert admin.post("/api/v1/custom-fields", json=body).status_code == 201
    customer = make(
        rep, "customers", name="=远山茶厂", phone=["021 5555 0101"], custom={"mark": "@1/2"}
    )
    contact = make(
        rep,
        "contacts",
        name="李梅",
        mobile=["14250000001", "14250000002"],
        positions=[{"company": "=远山茶厂"}],
    )
    make(rep, "leads", name="王强", company="北岸")
    make(rep, "deals", name="首单", customer=customer, contact=contact, amount="12.5")
    make(
        admin,
        "products",
        code="T-1",
        name_zh="饼茶",
        name_en="Cake",
        price="20",
        cost="9",
        unit="饼",
    )
    line = {"product": admin.get("/api/v1/products").json()["items"][0]["id"], "quantity": "3"}
    make(call("admin"), "orders", customer=customer, lines=[line])
    for name in ("customers", "contacts", "leads", "deals", "products", "orders"):
        answer = admin.get(f"{PATH}/{name}?as={kind}", headers={"accept-language": language})
        table = opened(answer, tmp_path, kind)
        assert table.is_own, name
        own = list(form_fields(system_actor("test"), RECORDS[name])) if name in RECORDS else []
        found = guess(name, table.columns, table.sample(), own)
        fields = [one.field for one in found if one.field]
        assert fields[-1] == "id"
        assert {"customers": 17, "contacts": 13, "leads": 15, "deals": 8}.get(name, 8) <= len(
            set(fields)
        )
        beside = [one.column for one in found if not one.field]
        assert len(beside) == {"customers": 1, "leads": 2, "deals": 4, "orders": 1}.get(name, 0), (
            beside
        )
        if name == "customers":
            (row,) = [dict(zip(fields, cells, strict=False)) for cells in _mapped(table, found)]
            assert (row["name"], row["custom.mark"], row["id"]) == ("=远山茶厂", "@1/2", customer)
        if name == "orders":
            (row,) = [dict(zip(fields, cells, strict=False)) for cells in _mapped(table, found)]
            assert (row["product"], row["quantity"], row["total"]) == ("T-1", "3", row["total"])


def _mapped(table, found):
    places = [place for place, one in enumerate(found) if one.field]
    return [[row.cells[place] for place in places] for row in table.rows()]


def test_people_as_an_address_book_and_costs_for_those_who_may_see_them(call, tmp_path):
    rep, admin = call("rep"), call("admin")
    contact = make(
        rep, "contacts", name="张总", mobile=["14250000001"], positions=[{"company": "回甘茶业"}]
    )
    answer = rep.get(f"{PATH}/contacts?as=vcf")
    table = opened(answer, tmp_path, "vcf")
    (row,) = [dict(zip(table.columns, one.cells, strict=True)) for one in table.rows()]
    assert (row["name"], row["honorific"], row["company"], row["id"]) == (
        "张",
        "总",
        "回甘茶业",
        contact,
    )
    assert answer.headers["content-disposition"] == 'attachment; filename="contacts.vcf"'
    assert rep.get(f"{PATH}/customers?as=vcf").status_code == 422
    assert rep.get(f"{PATH}/customers?as=exe").status_code == 422
    make(admin, "products", code="T-1", name_zh="饼茶", name_en="Cake", price="20", cost="9")
    english = {"accept-language": "en"}
    assert "Cost" in rows(admin.get(f"{PATH}/products", headers=english))[0]
    assert "Cost" not in rows(rep.get(f"{PATH}/products", headers=english))[0]
