"""Files over REST: listed and served by the rights of their record."""

import pytest

PATH = "/api/v1/files"


@pytest.fixture
def customer(call):
    return call("rep").post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]


def add(client, customer, name="报价.pdf", data=b"%PDF-1.4 x", kind="customer"):
    form = {"record_kind": kind, "record_id": customer}
    return client.post(PATH, data=form, files={"file": (name, data)})


def asked(client, customer, kind="customer"):
    return client.get(PATH, params={"record_kind": kind, "record_id": customer})


def test_what_is_filed_is_listed_read_and_thrown_away(call, customer):
    rep = call("rep")
    added = add(rep, customer)
    assert added.status_code == 201
    (item,) = asked(rep, customer).json()["items"]
    assert (item["id"], item["name"], item["size"]) == (added.json()["id"], "报价.pdf", 10)
    read = rep.get(f"{PATH}/{item['id']}")
    assert (read.content, "sandbox" in read.headers["content-security-policy"]) == (
        b"%PDF-1.4 x",
        True,
    )
    assert rep.delete(f"{PATH}/{item['id']}").status_code == 204
    assert asked(rep, customer).json()["items"] == []


def test_another_team_finds_neither_record_nor_file(call, customer, footprint):
    file = add(call("rep"), customer).json()["id"]
    other = call("rep_west")
    before = footprint()
    assert asked(other, customer).status_code == 404
    assert add(other, customer).status_code == 404
    assert other.get(f"{PATH}/{file}").status_code == 404
    assert other.get(f"{PATH}/{file}/thumbnail").status_code == 404
    assert other.delete(f"{PATH}/{file}").status_code == 404
    assert footprint() == before


@pytest.mark.parametrize(
    ("change", "code"),
    [({"kind": "planet"}, "files.record_unknown"), ({"data": b""}, "files.empty")],
)
def test_what_cannot_be_filed_leaves_nothing(call, customer, footprint, change, code):
    rep = call("rep")
    before = footprint()
    answer = add(rep, customer, **change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert asked(rep, customer, "planet").status_code == 422
    assert footprint() == before


def test_a_file_is_gone_with_its_record_and_comes_back_with_it(call, customer):
    rep = call("rep")
    file = add(rep, customer).json()["id"]
    rep.delete(f"/api/v1/customers/{customer}")
    assert rep.get(f"{PATH}/{file}").status_code == 404
    assert rep.get(f"{PATH}/{file}/thumbnail").status_code == 404
    rep.post(f"/api/v1/customers/{customer}/restore")
    assert rep.get(f"{PATH}/{file}").status_code == 200


def test_who_may_not_read_a_kind_of_record_has_none_of_its_files(
    workspace, call, customer, footprint
):
    rep, finance = call("rep"), call("finance")
    deal = rep.post("/api/v1/deals", json={"name": "秋季", "customer": customer}).json()["id"]
    file = add(rep, deal, kind="deal").json()["id"]
    theirs = add(rep, customer).json()["id"]
    before = footprint()
    assert finance.get(f"/api/v1/deals/{deal}").status_code == 403
    assert asked(finance, deal, "deal").status_code == 403
    assert finance.get(f"{PATH}/{file}").status_code == 403
    assert finance.get(f"{PATH}/{file}/thumbnail").status_code == 403
    assert finance.get(f"{PATH}/{theirs}").status_code == 200
    assert footprint() == before
