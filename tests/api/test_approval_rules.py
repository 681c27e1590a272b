"""Approval limits over REST: read by sellers, changed by administrators alone."""

import pytest

PATH = "/api/v1/approval-rules"
NEW = {"role": "service", "measure": "discount", "limit": "5", "level": "manager"}


@pytest.fixture
def limits(workspace, call):
    """The limits of a fresh workspace."""
    return call("admin").get(PATH).json()["items"]


def test_made_changed_and_deleted(limits, call):
    admin = call("admin")
    rule = next(one for one in limits if (one["role"], one["measure"]) == ("rep", "discount"))
    path = f"{PATH}/{rule['id']}"
    read = admin.get(path)
    assert (read.json(), read.headers["etag"]) == (rule, f'"{rule["version"]}"')
    changed = admin.patch(path, json={"limit": 12.5}, headers={"If-Match": read.headers["etag"]})
    assert changed.json() == rule | {"limit": "12.50", "version": rule["version"] + 1}
    late = admin.patch(path, json={"limit": "9"}, headers={"If-Match": read.headers["etag"]})
    assert (late.status_code, late.json()["code"]) == (412, "record.stale")
    assert admin.patch(path, json={"is_active": False}).json()["is_active"] is False
    assert admin.delete(path).status_code == 204
    assert admin.get(path).status_code == admin.delete(path).status_code == 404
    again = {name: value for name, value in rule.items() if name not in ("id", "version")}
    answer = admin.post(PATH, json=again)
    assert (answer.status_code, answer.json()["limit"]) == (201, rule["limit"])
    assert admin.post(PATH, json=again).json()["code"] == "approvals.rule_exists"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"role": "finance"}, "role"),
        ({"role": None}, "role"),
        ({"measure": "mood"}, "measure"),
        ({"level": "ceo"}, "level"),
        ({"limit": ""}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "NaN"}, "limit"),
        ({"currency": "XXXX"}, "currency"),
        ({"currency": "QQQ", "measure": "amount"}, "currency"),
        ({"is_active": "perhaps"}, "is_active"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_is_422_with_its_field(limits, call, footprint, change, field):
    admin = call("admin")
    rule = next(one["id"] for one in limits if one["measure"] == "discount")
    before = footprint()
    sent = {**NEW, "role": "desk", **change}
    for answer in (
        admin.post(PATH, json=sent),
        admin.patch(f"{PATH}/{rule}", json=change),
    ):
        assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert footprint() == before


def test_sellers_read_and_nobody_else_changes(limits, call, footprint, security_log):
    who = {name: call(name) for name in ("rep", "director", "finance", "")}
    path = f"{PATH}/{limits[0]['id']}"
    before, logged = footprint(), len(security_log())
    # Limit and price together would say what it costs: margins are for those who may see costs.
    shown = [one | ({"limit": None} if one["measure"] == "margin" else {}) for one in limits]
    assert who["rep"].get(PATH).json()["items"] == shown
    assert who["director"].get(PATH).json()["items"] == limits
    assert who["finance"].get(PATH).json()["items"] == limits
    assert who[""].get(PATH).status_code == 401
    for name in ("rep", "director", "finance"):
        assert who[name].post(PATH, json=NEW).status_code == 403
        assert who[name].patch(path, json={"limit": "99"}).status_code == 403
        assert who[name].delete(path).status_code == 403
    assert footprint() == before
    assert security_log()[logged:] == ["permission.denied"] * 9
