"""Customers over REST: the whole life of one, lists, versions, refusals."""

import pytest

PATH = "/api/v1/customers"
OWN_ID = "01a208cd-5965-7497-9c45-952bfa12c66f"


def make(client, name="华东科技有限公司", **more):
    answer = client.post(PATH, json={"name": name, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_created_read_changed_deleted_and_restored(call):
    rep = call("rep")
    sent = {"phone": "021-5555 0123", "email": ["Info@Example.com"], "tier": "A", "id": OWN_ID}
    answer = rep.post(PATH, json={"name": "华东科技", "address": "上海市浦东新区", **sent})
    made = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, f"{PATH}/{OWN_ID}")
    assert (made["id"], made["phone"], made["email"]) == (
        (OWN_ID, ["+862155550123"], ["info@example.com"])
    )
    assert made["owner"]["name"] == "rep"
    read = rep.get(f"{PATH}/{OWN_ID}")
    assert (read.json(), read.headers["etag"]) == (made, '"1"')
    changed = rep.patch(f"{PATH}/{OWN_ID}", json={"region": "上海"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert changed.json()["region"] == "上海"
    assert changed.json()["phone"] == ["+862155550123"]
    assert rep.delete(f"{PATH}/{OWN_ID}").status_code == 204
    assert rep.get(f"{PATH}/{OWN_ID}").status_code == 404
    assert rep.post(f"{PATH}/{OWN_ID}/restore").json()["region"] == "上海"


def test_no_inner_id_leaves(call):
    made = make(call("rep"))
    text = call("rep").get(PATH).text
    assert "owner_id" not in text
    assert "team_id" not in text
    assert all(not (key.endswith("id") and isinstance(v, int)) for key, v in made.items())
    assert len(made["owner"]["id"]) == 36


def test_stale_version_is_412_and_a_new_number_makes_a_new_version(call):
    rep = call("rep")
    public_id = make(rep)["id"]
    assert rep.patch(f"{PATH}/{public_id}", json={"phone": "021-55550123"}).json()["version"] == 2
    for tag in ('"1"', "1", 'W/"1"', '"x"'):
        answer = rep.patch(f"{PATH}/{public_id}", json={"name": "B"}, headers={"If-Match": tag})
        assert (answer.status_code, answer.json()["code"]) == (412, "record.stale"), tag
    assert rep.delete(f"{PATH}/{public_id}", headers={"If-Match": '"1"'}).status_code == 412
    assert rep.get(f"{PATH}/{public_id}").json()["name"] == "华东科技有限公司"
    assert rep.patch(f"{PATH}/{public_id}", json={}, headers={"If-Match": "*"}).status_code == 200


def test_one_kind_of_number_is_replaced_and_others_stay(call):
    rep = call("rep")
    public_id = make(rep, phone=["021-5555 0123"], email="a@example.com")["id"]
    changed = rep.patch(f"{PATH}/{public_id}", json={"email": ["b@example.com"]}).json()
    assert (changed["phone"], changed["email"]) == (["+862155550123"], ["b@example.com"])
    assert rep.patch(f"{PATH}/{public_id}", json={"phone": None}).json()["phone"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "A", "surprise": 1}, "surprise"),
        ({}, "name"),
        ({"name": " "}, "name"),
        ({"name": "A", "tier": "Z"}, "tier"),
        ({"name": "A", "email": "no"}, "email"),
        ({"name": "A", "phone": 5}, "phone"),
        ({"name": "x" * 201}, "name"),
        ({"name": "A", "id": "5"}, "id"),
    ],
)
def test_what_cannot_be_is_422_with_its_field(call, footprint, body, field):
    rep = call("rep")
    before = footprint()
    answer = rep.post(PATH, json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.headers["content-type"] == "application/problem+json"
    assert footprint() == before


def test_strangers_and_roles(call, footprint):
    public_id = make(call("rep"))["id"]
    nobody, west, finance = call(""), call("rep_west"), call("finance")
    before = footprint()
    assert nobody.get(PATH).status_code == 401
    assert nobody.post(PATH, json={"name": "A"}).status_code == 401
    for method, path in (("get", ""), ("delete", ""), ("post", "/restore")):
        assert getattr(west, method)(f"{PATH}/{public_id}{path}").status_code == 404
    assert west.patch(f"{PATH}/{public_id}", json={"name": "X"}).status_code == 404
    assert west.get(PATH).json() == {"items": [], "next": None}
    assert finance.get(f"{PATH}/{public_id}").status_code == 200
    assert finance.post(PATH, json={"name": "A"}).status_code == 403
    assert finance.delete(f"{PATH}/{public_id}").status_code == 403
    assert footprint() == before


def test_pages_hold_each_once_while_records_come_and_go(call):
    rep = call("rep")
    made = [make(rep, f"客户{number}")["id"] for number in range(7)]
    first = rep.get(PATH, params={"limit": 3}).json()
    make(rep, "新来的")
    assert rep.delete(f"{PATH}/{first['items'][-1]['id']}").status_code == 204
    seen = [row["id"] for row in first["items"]]
    cursor = first["next"]
    while cursor:
        page = rep.get(PATH, params={"limit": 3, "cursor": cursor}).json()
        seen += [row["id"] for row in page["items"]]
        cursor = page["next"]
    assert seen == made[::-1]


def test_filters_words_and_what_is_unknown(call):
    rep = call("rep")
    make(rep, "华东科技", tier="A", region="上海", phone="021-5555 0123")
    make(rep, "海风贸易", tier="B", stage="repeat")

    def names(**params):
        answer = rep.get(PATH, params=params)
        assert answer.status_code == 200, answer.text
        return [row["name"] for row in answer.json()["items"]]

    assert names(tier="A") == ["华东科技"]
    assert names(stage="repeat") == names(q="海风") == ["海风贸易"]
    assert names(q="55550123", region="上海") == ["华东科技"]
    assert names(tier="A", region="北京") == []
    for params in ({"tier": "Z"}, {"colour": "red"}, {"limit": 0}, {"limit": 201}, {"cursor": "x"}):
        assert rep.get(PATH, params=params).status_code == 422, params
    assert rep.get(f"{PATH}/{OWN_ID}?x=1").status_code == 422


def test_cursor_of_another_list_is_refused(call):
    rep = call("rep")
    for number in range(3):
        make(rep, f"客户{number}", tier="A")
    cursor = rep.get(PATH, params={"limit": 1, "tier": "A"}).json()["next"]
    assert rep.get(PATH, params={"limit": 2, "tier": "A", "cursor": cursor}).status_code == 200
    answer = rep.get(PATH, params={"limit": 1, "tier": "B", "cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "list.cursor_invalid")


def test_duplicates_are_named_with_reasons(call):
    rep = call("rep")
    public_id = make(rep, phone="021-5555 0123")["id"]
    found = rep.get(f"{PATH}/duplicates", params={"name": "华东科技", "phone": "02155550123"})
    assert found.json()["items"] == [
        {
            "id": public_id,
            "kind": "customer",
            "name": "华东科技有限公司",
            "score": 0.99,
            "certainty": "sure",
            "reasons": ["phone", "same_name"],
            "why": "电话相同、名字相同",
            "open_deals": 0,
        }
    ]


def test_details_come_and_go(call):
    rep = call("rep")
    public_id = make(rep)["id"]
    made = rep.post(f"{PATH}/{public_id}/details", json={"text": "每年三月采购春茶"}).json()
    assert rep.get(f"{PATH}/{public_id}").json()["details"] == [made]
    assert call("rep_west").delete(f"/api/v1/details/{made['id']}").status_code == 404
    assert rep.delete(f"/api/v1/details/{made['id']}").status_code == 204
    assert rep.get(f"{PATH}/{public_id}").json()["details"] == []


def test_parent_and_branch_make_no_circle(call):
    rep = call("rep")
    top = make(rep, "总部")["id"]
    branch = make(rep, "分部", parent=top)
    assert branch["parent"] == {"id": top, "name": "总部"}
    answer = rep.patch(f"{PATH}/{top}", json={"parent": branch["id"]})
    assert (answer.status_code, answer.json()["field"]) == (422, "parent")
    assert rep.patch(f"{PATH}/{branch['id']}", json={"parent": None}).json()["parent"] is None
