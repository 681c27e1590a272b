"""What holds for every address of the API: refusals alike, lists page by page, limits, its description."""

import json

import pytest
from sqlmodel import Session, select

from crm_app.api import route, unknown
from crm_app.api.base import api
from crm_app.models.ledger import SecurityEvent

KEYS = {"type", "title", "status", "detail", "code"}
SPOKEN = ("audio", ("note.webm", b"no recording", "audio/webm"))


@pytest.fixture
def served(call):
    """`served("rep")`: a client of the API as it is served, with what stands behind it."""
    before = list(api.router.routes)
    api.mount("", unknown.behind(api))
    yield call
    api.router.routes[:] = before


@pytest.mark.parametrize(
    ("who", "method", "path", "status"),
    [
        ("rep", "GET", "/api/v1/nothing", 404),
        ("rep", "GET", "/api/", 404),
        ("rep", "POST", "/api/v2/customers", 404),
        ("rep", "PUT", "/api/v1/customers", 405),
        ("rep", "DELETE", "/api/v1/audit/1", 405),
        ("", "GET", "/api/v1/nothing", 401),
        ("", "GET", "/api/v1/customers", 401),
    ],
)
def test_no_address_below_api_answers_with_a_page(served, who, method, path, status):
    answer = served(who).request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == KEYS
    assert answer.json()["status"] == status


def test_what_an_address_takes_is_said_with_405(served):
    assert served("rep").put("/api/v1/customers").headers["allow"] == "GET, POST"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver:81"])
def test_a_foreign_origin_is_refused_whatever_it_asks(call, footprint, origin):
    rep = call("rep")
    before = footprint()
    written = rep.patch("/api/v1/profile", json={"name": "X"}, headers={"origin": origin})
    assert (written.status_code, written.json()["code"]) == (403, "api.foreign_origin")
    read = rep.get("/api/v1/customers", headers={"origin": origin})
    assert (read.status_code, read.json()["code"]) == (403, "api.foreign_origin")
    assert footprint() == before


def test_own_pages_and_what_is_no_page_are_let_in(call):
    rep = call("rep")
    assert rep.get("/api/v1/customers", headers={"origin": "http://testserver"}).is_success
    assert rep.get("/api/v1/customers", headers={"sec-fetch-site": "cross-site"}).is_success
    assert rep.get("/api/v1/customers").is_success


@pytest.mark.parametrize(
    ("body", "code", "field", "said"),
    [
        (
            '{"name":',
            "api.no_json",
            None,
            ("请求内容不是有效的 JSON", "The body is not valid JSON."),
        ),
        (
            "[]",
            "api.no_object",
            None,
            ("请求内容应当是一个 JSON 对象", "The body is to be a JSON object."),
        ),
        ("{}", "api.field_missing", "name", ("缺少“name”", "“name” is missing.")),
        (
            '{"name": "A", "colour": 1}',
            "api.field_unknown",
            "colour",
            ("没有“colour”这个字段", "There is no field “colour”."),
        ),
        ('{"name": 5}', "api.field_text", "name", ("“name”应当是文字", "“name” is to be a text.")),
        (
            json.dumps({"name": "A" * 201}),
            "api.field_long",
            "name",
            ("“name”最多 200 个字符", "“name” has at most 200 characters."),
        ),
    ],
)
def test_what_does_not_fit_is_said_in_both_languages(call, footprint, body, code, field, said):
    rep, before = call("rep"), footprint()
    for language, sentence in (*zip(("zh", "en"), said, strict=True), ("fr-FR", said[1])):
        headers = {"content-type": "application/json", "accept-language": language}
        answer = rep.post("/api/v1/customers", content=body, headers=headers)
        found = answer.json()
        assert (answer.status_code, found["code"], found["detail"]) == (422, code, sentence)
        assert found.get("field") == field
    assert footprint() == before


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("limit=0", "“limit”至少是 1"),
        ("limit=201", "“limit”最多是 200"),
        ("limit=many", "“limit”应当是整数"),
    ],
)
def test_limits_of_a_page_are_said(call, query, detail):
    answer = call("rep").get(f"/api/v1/customers?{query}")
    assert (answer.status_code, answer.json()["detail"]) == (422, detail)


@pytest.mark.parametrize(
    "path", ["teams", "roles", "approval-rules", "cards", "voice-notes", "customers", "users"]
)
def test_every_list_goes_on_where_its_cursor_says(call, workspace, path):
    admin = call("admin")
    address = f"/api/v1/{path}"
    whole = [row["id"] for row in admin.get(address, params={"limit": 200}).json()["items"]]
    found, cursor = [], ""
    while cursor is not None:
        params = {"limit": 1, **({"cursor": cursor} if cursor else {})}
        page = admin.get(address, params=params).json()
        found += [row["id"] for row in page["items"]]
        cursor = page["next"]
    assert found == whole
    assert len(set(found)) == len(found)
    assert admin.get(address, params={"cursor": "eA=="}).status_code == 422


def test_a_form_with_a_field_too_many_is_refused(call, footprint):
    rep = call("rep")
    before = footprint()
    answer = rep.post("/api/v1/voice-notes", files=[SPOKEN], data={"custmer": "x"})
    assert (answer.status_code, answer.json()["field"]) == (422, "custmer")
    assert footprint() == before


@pytest.mark.parametrize(
    ("field", "value"), [("language", "fr"), ("spoken_at", "2026-11-20T09:00:00")]
)
def test_a_form_with_a_wrong_value_is_refused(call, footprint, field, value):
    rep = call("rep")
    before = footprint()
    answer = rep.post("/api/v1/voice-notes", files=[SPOKEN], data={field: value})
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert footprint() == before


def test_nothing_of_a_stranger_s_file_is_read(call):
    # Read, this would be 400: it is no form.
    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert call("rep").post("/api/v1/cards", content=b"x", headers=headers).status_code == 400
    assert call("").post("/api/v1/cards", content=b"x", headers=headers).status_code == 401


def test_bodies_have_an_end(call, monkeypatch):
    rep = call("rep")
    monkeypatch.setattr(route, "_MOST_WORDS", 1000)
    monkeypatch.setattr(route, "_MOST_BYTES", 5000)
    assert rep.post("/api/v1/customers", json={"name": "A" * 2000}).status_code == 413
    large = [("image", ("card.jpg", b"\xff" * 9000, "image/jpeg"))]
    answer = rep.post("/api/v1/cards", files=large)
    assert (answer.status_code, answer.json()["code"]) == (413, "api.too_large")

    def unannounced():
        yield b'{"name": "'
        for _ in range(20):
            yield b"A" * 100
        yield b'"}'

    headers = {"content-type": "application/json"}
    answer = rep.post("/api/v1/customers", content=unannounced(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "http.413")


def test_who_may_not_record_is_in_the_security_log(call, db, footprint):
    finance = call("finance")
    before = footprint()
    answer = finance.post("/api/v1/voice-notes", files=[SPOKEN])
    assert (answer.status_code, answer.json()["code"]) == (403, "permission.denied")
    with Session(db) as session:
        events = session.exec(select(SecurityEvent.kind)).all()
    assert list(events) == ["permission.denied"]
    assert footprint() == before


def test_the_description_says_what_holds_everywhere():
    described = api.openapi()
    assert described["openapi"] == "3.1.0"
    assert set(described["components"]["securitySchemes"]) == {"cookie", "key"}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert "422" not in operation["responses"]
            refused = operation["responses"]["default"]["content"]
            assert list(refused) == ["application/problem+json"]
            named = [one["name"] for one in operation.get("parameters", [])]
            assert ("Idempotency-Key" in named) == (method == "post"), path
    public = {
        (method, path)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if operation["security"] == []
    }
    assert public == {
        ("get", "/_health"),
        ("post", "/api/v1/session"),
        ("get", "/api/v1/setup"),
        ("post", "/api/v1/setup"),
        ("post", "/api/v1/welcome"),
    }


def test_roles_and_oneself_are_read_by_id(call):
    rep = call("rep")
    assert rep.get("/api/v1/roles/manager").json()["scope"] == "team"
    assert rep.get("/api/v1/roles/king").status_code == 404
    me = rep.get("/api/v1/session").json()
    assert me == rep.get(f"/api/v1/users/{me['id']}").json()


def test_what_is_found_has_its_id(call):
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "云岭春秋"}).json()["id"]
    (hit,) = rep.get("/api/v1/search", params={"q": "春秋"}).json()["items"]
    assert (hit["id"], hit["kind"], hit["title"]) == (customer, "customer", "云岭春秋")
    assert call("rep_west").get("/api/v1/search", params={"q": "春秋"}).json()["items"] == []
