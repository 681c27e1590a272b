"""Whatever is sent to whichever address: a refusal in words, never a fault of the server."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_app import api as api_package
from crm_app.api.base import api
from crm_app.lib.discover import import_all

import_all(api_package)

# Ends the session that the tests are made with, or says whether the machine is well.
_LEFT_OUT = {("delete", "/api/v1/session"), ("get", "/_health")}


def _operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in api.openapi()["paths"].items()
        for method, operation in methods.items()
        if (method, path) not in _LEFT_OUT
    ]


_ODD = (
    *("", " ", "\x00", "a\x00b", "\ud800", "0", "-1", "1e999", "NaN", "9" * 40, "x" * 5000),
    *("2026-02-30", "0001-01-01T00:00:00+14:00", "' or 1=1 --", "%", "../..", "null", "2026"),
    *("12.50", "CNY", "manager", "discount", "customer", "call", "zh", "13800000000"),
)
_TEXT = st.one_of(
    st.text(max_size=30),
    st.text(st.characters(), max_size=8),
    st.sampled_from(_ODD),
)
_NUMBER = st.one_of(
    st.integers(),
    st.integers(min_value=-5, max_value=5),
    st.floats(),
    st.sampled_from([2**31, 2**63, 10**400, -(2**63) - 1]),
)
_ANY = st.recursive(
    st.none() | st.booleans() | _NUMBER | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)


def _fitting(schema: dict[str, Any], ids: list[str]) -> st.SearchStrategy[Any]:
    """Values of a schema's shape, so that they come as far as the use cases."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return _fitting(api.openapi()["components"]["schemas"][name], ids)
    if "anyOf" in schema:
        return st.one_of(*[_fitting(one, ids) for one in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    simple: dict[str, st.SearchStrategy[Any]] = {
        "object": _object(schema, ids),
        "array": st.deferred(lambda: st.lists(_fitting(schema.get("items", {}), ids), max_size=3)),
        "string": _TEXT | st.sampled_from(ids),
        "boolean": st.booleans(),
        "null": st.none(),
        "integer": _NUMBER,
        "number": _NUMBER,
    }
    return simple.get(str(schema.get("type")), _ANY)


def _object(schema: dict[str, Any], ids: list[str]) -> st.SearchStrategy[Any]:
    fields = {k: _fitting(v, ids) for k, v in schema.get("properties", {}).items()}
    needed = {name: fields.pop(name) for name in schema.get("required", ())}
    return st.fixed_dictionaries(needed, optional=fields)


@pytest.fixture
def stored(workspace, call) -> Iterator[tuple[TestClient, list[str]]]:
    """An administrator's client that shows faults as answers, and the ids of some records."""
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    contact = rep.post("/api/v1/contacts", json={"name": "李梅"}).json()["id"]
    deal = rep.post("/api/v1/deals", json={"name": "秋季", "customer": customer}).json()["id"]
    about = [{"kind": "customer", "id": customer}]
    activity = {"kind": "call", "text": "谈了秋茶", "about": about}
    lines = [{"text": "咨询", "quantity": "2", "price": "1000"}]
    asked = {"customer": customer, "deal": deal, "discount": "15", "lines": lines}
    offer = rep.post("/api/v1/quotes", json=asked).json()["id"]
    approval = rep.post(f"/api/v1/quotes/{offer}/approval", json={"reason": "x"}).json()["id"]
    sent = rep.post("/api/v1/quotes", json=asked | {"discount": "0"}).json()["id"]
    rep.post(f"/api/v1/quotes/{sent}/send")
    ids = [customer, contact, deal, offer, approval, sent]
    ids += [rep.post(f"/api/v1/quotes/{sent}/links").json()["id"]]
    ids += [rep.post("/api/v1/activities", json=activity).json()["id"]]
    ids += [rep.post("/api/v1/tasks", json={"title": "送样茶"}).json()["id"]]
    deal_of_money = {"customer": customer, "amount": "5000"}
    ids += [rep.post("/api/v1/contracts", json=deal_of_money).json()["id"]]
    ids += [rep.post("/api/v1/orders", json={"customer": customer, "lines": lines}).json()["id"]]
    ids += [
        call("finance")
        .post("/api/v1/payments", json={"order": ids[-1], "amount": "9"})
        .json()["id"]
    ]
    asked_for = {"contract": ids[-3], "title": "华东", "amount": "9"}
    ids += [rep.post("/api/v1/invoices", json=asked_for).json()["id"]]
    lead = {"name": "王芳", "company": "海风贸易", "mobile": "13800138001"}
    ids += [rep.post("/api/v1/leads", json=lead).json()["id"]]
    wish = {"wish": "share", "kind": "lead", "record": ids[-1], "reason": "x"}
    wish |= {"phone": "13800138001"}
    ids += [call("rep_west").post("/api/v1/ownership-requests", json=wish).json()["id"]]
    admin = call("admin")
    ids += [admin.get("/api/v1/screening-questions").json()["items"][0]["id"]]
    ids += [admin.post("/api/v1/leads", json={"name": "公海", "owner": None}).json()["id"]]
    ids += [admin.post("/api/v1/assignment-rules", json={"name": "轮流"}).json()["id"]]
    site = {"name": "官网", "title_zh": "联系", "origins": ["https://www.example.com"]}
    site |= {"fields": {"name": "required", "mobile": "required"}}
    ids += [admin.post("/api/v1/web-forms", json=site).json()["id"]]
    away = {"first_day": "2126-01-01", "last_day": "2126-01-02"}
    ids += [admin.post("/api/v1/absences", json=away).json()["id"]]
    ids += [admin.get("/api/v1/approval-rules").json()["items"][0]["id"]]
    with TestClient(api, headers=admin.headers, raise_server_exceptions=False) as client:
        yield client, ids


@pytest.mark.parametrize("wanted", ["get", "post", "patch", "put", "delete"])
def test_no_input_is_a_fault(stored, wanted):
    client, ids = stored
    for method, path, operation in _operations():
        if method == wanted:
            _check(client, ids, method, path, operation)


def _check(
    client: TestClient, ids: list[str], method: str, path: str, operation: dict[str, Any]
) -> None:
    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=(
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.filter_too_much,
        ),
    )
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        address = path
        query: dict[str, str] = {}
        headers: dict[str, str] = {}
        sent: dict[str, Any] = {}
        for parameter in operation.get("parameters", ()):
            fitting = _fitting(parameter.get("schema", {}), ids)
            name, place = parameter["name"], parameter["in"]
            if place == "path":
                value = str(data.draw(st.sampled_from(ids) | _TEXT.filter(bool))) or "x"
                plain = value.encode("utf-8", "replace").decode()
                address = address.replace(f"{{{name}}}", quote(plain, safe="") or "x")
            elif place == "query" and data.draw(st.booleans()):
                query[name] = str(data.draw(fitting)).encode("utf-8", "replace").decode()
            elif place == "header" and data.draw(st.booleans()):
                headers[name] = str(data.draw(st.integers(0, 3)))
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" in content:
            shape = _fitting(content["application/json"]["schema"], ids)
            body = json.dumps(data.draw(shape | shape | shape | _ANY), ensure_ascii=True)
            sent = {"content": body.encode()}
            headers["content-type"] = "application/json"
        elif content:
            sent = {"content": data.draw(st.binary(max_size=60))}
            headers["content-type"] = "multipart/form-data; boundary=x"
        answer = client.request(method, address, params=query, headers=headers, **sent)
        assert answer.status_code < 500, (method, address, query, sent, answer.text[:300])

    check()
