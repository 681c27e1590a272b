"""Custom fields over REST: defined, written, read, filtered, refused."""

PATH = "/api/v1/custom-fields"


def define(client, **body):
    body = {"record": "customer", "kind": "text", "label_zh": "字段", "is_listed": True} | body
    answer = client.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def test_defined_filled_filtered_and_retired(call, workspace):
    admin, rep = call("admin"), call("rep")
    tea = define(admin, key="tea", kind="choice", label_en="Tea", options="生普 | Raw\n熟普 | Ripe")
    define(admin, kind="number", label_en="Cups a day", is_required=True)
    define(admin, key="vip", kind="checkbox")
    define(admin, record="deal", key="bid", label_en="Bid number", is_required=True)
    asked = rep.get(f"{PATH}/of/customer").json()["items"]
    assert [(one["key"], one["kind"], one["is_required"]) for one in asked] == [
        ("tea", "choice", False),
        ("cups_a_day", "number", True),
        ("vip", "checkbox", False),
    ]
    refused = rep.post("/api/v1/customers", json={"name": "A"})
    assert (refused.status_code, refused.json()["field"]) == (422, "custom.cups_a_day")
    sent = {"cups_a_day": 2.5, "tea": "Ripe", "vip": True}
    made = rep.post("/api/v1/customers", json={"name": "A", "custom": sent}).json()
    assert made["custom"] == {"tea": "ripe", "cups_a_day": "2.5", "vip": True}
    rep.post("/api/v1/customers", json={"name": "B", "custom": {"cups_a_day": "9"}})
    for query, names in (
        ("custom.tea=ripe", ["A"]),
        ("custom.cups_a_day.from=3", ["B"]),
        ("custom.vip=no", ["B"]),
    ):
        answer = rep.get(f"/api/v1/customers?{query}")
        assert answer.status_code == 200, answer.text
        found = answer.json()["items"]
        assert [one["name"] for one in found] == names, query
    for query in ("custom.none=1", "custom.cups_a_day=x", "custom.vip.from=1"):
        assert rep.get(f"/api/v1/customers?{query}").status_code == 422, query
    assert rep.get("/api/v1/contacts?custom.tea=1").json()["code"] == "list.filter_unknown"
    address = f"/api/v1/customers/{made['id']}"
    changed = rep.patch(address, json={"custom": {"tea": None}}, headers={"If-Match": '"1"'})
    assert changed.json()["custom"] == {"tea": None, "cups_a_day": "2.5", "vip": True}
    deal = {"name": "D", "customer": made["id"]}
    assert rep.post("/api/v1/deals", json=deal).json()["field"] == "custom.bid"
    bid = rep.post("/api/v1/deals", json=deal | {"custom": {"bid": "ZB-2026"}}).json()
    assert bid["custom"] == {"bid": "ZB-2026"}
    assert rep.get("/api/v1/deals?q=ZB-2026").json()["items"][0]["id"] == bid["id"]
    assert rep.get("/api/v1/deals?custom.bid=2026").json()["items"][0]["id"] == bid["id"]
    quote = rep.post("/api/v1/quotes", json={"deal": bid["id"], "custom": {"bid": "1"}})
    assert quote.json()["code"] == "custom_fields.unknown"
    changed = admin.patch(
        f"{PATH}/{tea}", json={"label_en": "Tea drunk"}, headers={"If-Match": '"1"'}
    )
    assert changed.status_code == 200
    assert admin.patch(f"{PATH}/{tea}", json={}, headers={"If-Match": '"1"'}).status_code == 412
    assert admin.delete(f"{PATH}/{tea}").status_code == 204
    assert "tea" not in rep.get(address).json()["custom"]
    assert admin.post(f"{PATH}/{tea}/restore").status_code == 204
    assert admin.post(f"{PATH}/{tea}/move", json={"steps": 1}).status_code == 204
    rows = admin.get(f"{PATH}?record=customer").json()["items"]
    assert [(row["key"], row["label_en"]) for row in rows][:2] == [
        ("cups_a_day", "Cups a day"),
        ("tea", "Tea drunk"),
    ]
    for method, path in (("get", PATH), ("delete", f"{PATH}/{tea}")):
        assert getattr(rep, method)(path).status_code == 403


def test_formulas_and_files_over_rest(call, workspace):
    admin, rep = call("admin"), call("rep")
    define(admin, key="cups", kind="number", label_en="Cups")
    define(
        admin, key="cost", kind="formula", label_en="Cost", formula="cups * 12.5", result="money"
    )
    define(admin, key="scan", kind="file", label_en="Scan")
    wrong = {"record": "customer", "kind": "formula", "label_zh": "错", "formula": "cups +* 2"}
    refused = admin.post(PATH, json=wrong, headers={"accept-language": "en"}).json()
    assert (refused["code"], refused["field"]) == ("custom_fields.formula_unexpected", "formula")
    assert refused["detail"] == "At character 7: * does not belong here."
    upload = {"file": ("合同.txt", b"hello", "text/plain")}
    asked = {"record_kind": "customer", "field": "scan"}
    brought = rep.post("/api/v1/files", files=upload, data=asked).json()["id"]
    sent = {"name": "A", "custom": {"cups": 3, "scan": [brought], "cost": "9"}}
    made = rep.post("/api/v1/customers", json=sent).json()
    files = [{"id": brought, "name": "合同.txt"}]
    assert made["custom"] == {"cups": "3", "cost": "37.5", "scan": files}
    rep.post("/api/v1/customers", json={"name": "B", "custom": {"cups": 1}})
    for query in ("custom.cost.from=30", "custom.scan=yes"):
        assert rep.get(f"/api/v1/customers?{query}").json()["items"][0]["name"] == "A", query
    assert rep.get(f"/api/v1/files/{brought}").content == b"hello"
    assert call("rep_west").get(f"/api/v1/files/{brought}").status_code == 404
    listed = admin.get(PATH).json()["items"]
    assert [(one["key"], one["formula"], one["result"]) for one in listed][1] == (
        *("cost", "cups * 12.5", "money"),
    )
