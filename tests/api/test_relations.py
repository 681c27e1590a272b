"""Relations over REST: entered, read from both ends, ended; the people of a customer as a tree."""


def test_relations_and_the_tree_of_people(call):
    rep, west = call("rep"), call("rep_west")
    firm = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    boss, buyer = (
        rep.post("/api/v1/contacts", json={"name": name, "customer": firm}).json()["id"]
        for name in ("张伟", "李明")
    )
    body = {"record": "contact", "record_id": buyer, "kind": "reports_to", "other_id": boss}
    made = rep.post("/api/v1/relations", json=body)
    assert made.status_code == 201
    assert rep.post("/api/v1/relations", json=body).status_code == 409
    assert rep.post("/api/v1/relations", json=body | {"kind": "parent"}).status_code == 422
    assert west.post("/api/v1/relations", json=body).status_code == 404
    assert call("finance").post("/api/v1/relations", json=body).status_code == 403
    people = f"/api/v1/customers/{firm}/people"
    assert rep.put(f"{people}/{buyer}", json={"role": "x"}).status_code == 422
    sent = {"role": "buyer", "reports_to": boss}
    assert rep.put(f"{people}/{buyer}", json=sent).status_code == 204
    shown = [(p["name"], p["role"], p["depth"]) for p in rep.get(people).json()["items"]]
    assert shown == [("张伟", "", 0), ("李明", "buyer", 1)]
    (row,) = rep.get(f"/api/v1/contacts/{boss}/relations").json()["items"]
    assert (row["kind"], row["other"]["name"]) == ("leads", "李明")
    assert west.get(f"/api/v1/customers/{firm}/relations").status_code == 404
    timeline = f"/api/v1/customers/{firm}/timeline"
    (entry,) = rep.get(timeline, params={"group": "changes"}).json()["items"]
    assert entry["kind"] == "relation_reports_to"
    assert rep.get(timeline, params={"q": "没有"}).json()["items"] == []
    assert rep.get(timeline, params={"group": "x"}).status_code == 422
    address = f"/api/v1/relations/{made.json()['id']}"
    assert west.delete(address).status_code == 404
    assert rep.delete(address).status_code == 204
    assert rep.get(f"/api/v1/customers/{firm}/relations").json()["items"] == []
