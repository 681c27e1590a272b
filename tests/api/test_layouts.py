"""Layouts over REST."""

PATH = "/api/v1/layouts/contact"


def test_a_layout_is_put_read_kept_from_others_and_reset(call, workspace):
    admin, rep = call("admin"), call("rep")
    before = rep.get(PATH).json()
    assert [one["key"] for one in before["places"]] == ["places", "relations", "shelf"]
    sections = [{"key": "shelf"}, {"key": "relations", "hidden": True}]
    body = {"sections": [*sections, {"key": "facts", "fields": ["source", "name"]}]}
    assert admin.put(f"{PATH}/rep", json=body, headers={"if-match": '"0"'}).status_code == 204
    stale = admin.put(f"{PATH}/rep", json=body, headers={"if-match": '"0"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "record.stale")
    now = rep.get(PATH).json()
    assert [one["key"] for one in now["places"]] == ["shelf", "places"]
    assert now["form"][0]["fields"][:2] == ["source", "name"]
    row = admin.get(f"{PATH}/rep").json()
    assert (row["is_own"], row["version"], row["arranged"]) == (True, 1, ["rep"])
    assert row["sections"][0]["key"] == "shelf"
    for method, path in (("get", f"{PATH}/rep"), ("delete", f"{PATH}/rep")):
        assert getattr(rep, method)(path).status_code == 403
    assert rep.put(f"{PATH}/rep", json=body).status_code == 403
    assert admin.get(f"{PATH}/nobody").status_code == 404
    assert admin.delete(f"{PATH}/rep").status_code == 204
    assert rep.get(PATH).json() == before
