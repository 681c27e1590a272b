"""Imports over REST, with the worker's steps done by hand."""

import pytest

from crm_app.core.permissions import system_actor
from crm_app.jobs import imports as steps
from crm_app.jobs.registry import Run
from crm_app.services import jobs
from tests.api.test_orders import good

PATH = "/api/v1/imports"
TABLE = "姓名,手机,负责人\n张伟,13500135005,\n李娜,12ab,\n张伟总,13500135005,\n".encode()
SYSTEM = system_actor("test")


@pytest.fixture
def work(workspace):
    """Do what waits, as the worker does."""

    def done():
        for public_id, name in jobs.waiting(SYSTEM):
            begun = jobs.begin(SYSTEM, public_id)
            step = getattr(steps, name.removeprefix("imports."))
            jobs.finish(SYSTEM, public_id, step(Run(public_id, begun.payload, begun.actor)))

    return done


def bring(client, data=TABLE, kind="contacts", name="people.csv"):
    return client.post(PATH, files={"file": (name, data)}, data={"kind": kind})


def test_from_a_file_to_records_and_back(call, work):
    desk = call("desk")
    one = f"{PATH}/{good(bring(desk), 202)['id']}"
    work()
    found = good(desk.get(one))
    assert (found["state"], found["mapping"]) == (
        "mapping",
        {"name": "姓名", "mobile": "手机", "owner": "负责人"},
    )
    good(desk.patch(one, json={"mapping": found["mapping"]}), 202)
    work()
    rows = good(desk.get(f"{one}/rows", headers={"accept-language": "en"}))["items"]
    assert [(row["row"], row["verdict"]) for row in rows] == [
        (2, "new"),
        (3, "invalid"),
        (4, "duplicate"),
    ]
    assert rows[1]["reasons"][0]["column"] == "手机"
    assert rows[2]["reasons"][0]["message"] == "Repeats row 2"
    page = good(desk.get(f"{one}/rows", params={"limit": 2}))
    rest = good(desk.get(f"{one}/rows", params={"limit": 2, "cursor": page["next"]}))
    assert [row["row"] for row in rest["items"]] == [4]
    fixed = {"rows": [3], "column": "手机", "value": "13500135006"}
    assert good(desk.patch(f"{one}/rows", json=fixed))["counts"] == {"new": 2, "duplicate": 1}
    good(desk.post(f"{one}/commit"), 202)
    work()
    done = good(desk.get(one))
    assert (done["state"], done["report"]["written"], done["report"]["good"]) == ("done", 2, True)
    result = desk.get(f"{one}/result", headers={"accept-language": "zh"}).text.splitlines()
    assert result[0] == "\ufeff行号,姓名,手机,负责人,结果,原因,链接"
    assert result[1].startswith("2,张伟,13500135005,,新增,,http")
    assert good(desk.get("/api/v1/contacts"))["items"][0]["name"] in ("张伟", "李娜")
    good(desk.post(f"{one}/undo"), 202)
    work()
    assert good(desk.get(one))["state"] == "undone"
    assert good(desk.get("/api/v1/contacts"))["items"] == []
    assert [row["id"] for row in good(desk.get(PATH))["items"]] == [done["id"]]


def test_who_may_not_and_what_cannot_be(call, footprint):
    before = footprint()
    assert bring(call("rep")).status_code == 403
    assert bring(call("")).status_code == 401
    assert bring(call("marketing"), kind="orders").status_code == 403
    assert bring(call("desk"), kind="quotes").status_code == 422
    assert bring(call("desk"), b"").status_code == 422
    assert call("desk").get(f"{PATH}/01a208cd-5965-7497-9c45-952bfa12c66f").status_code == 404
    assert footprint()[1] == before[1]


def test_another_teams_import_is_not_there(call, work):
    one = f"{PATH}/{good(bring(call('manager')), 202)['id']}"
    other = call("manager_west")
    for answer in (
        other.get(one),
        other.get(f"{one}/rows"),
        other.get(f"{one}/result"),
        other.patch(one, json={"mapping": {}}),
        other.patch(f"{one}/rows", json={"rows": [2], "decision": "skip"}),
        other.post(f"{one}/commit"),
        other.post(f"{one}/undo"),
        other.delete(one),
    ):
        assert answer.status_code == 404, answer.text
    work()
    wrong = call("manager").patch(one, json={"mapping": {"colour": "姓名"}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "imports.field_unknown")
    assert call("manager").post(f"{one}/commit").status_code == 409
