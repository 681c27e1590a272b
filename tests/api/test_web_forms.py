"""A web form as the world gets it: shown and sent where it may be, refused to everybody else."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from crm_app.api.base import api
from crm_app.core import database, limiter
from crm_app.models.ledger import SecurityEvent

SITE = "https://www.example.com"
OWN = {"origin": "http://testserver"}
TYPED = {"name": "李梅", "mobile": "13800138001", "consents": "yes", "homepage": ""}
FORM = {
    "name": "官网",
    "title_zh": "联系我们",
    "title_en": "Contact us",
    "consent_zh": "同意与我联系",
    "consent_en": "You may contact me",
    "consent_version": "2026-01",
    "fields": {"name": "required", "mobile": "required", "note": "optional"},
    "campaign": "秋季",
    "origins": [SITE],
}


@pytest.fixture(autouse=True)
def fresh_counters():
    limiter.limiter().storage.reset()


@pytest.fixture
def admin(workspace, call):
    return call("admin")


@pytest.fixture
def address(admin):
    made = admin.post("/api/v1/web-forms", json=FORM)
    assert made.status_code == 201, made.text
    return f"/form/{made.json()['id']}"


@pytest.fixture
def guest():
    with TestClient(api, headers={"accept-language": "zh-CN"}) as client:
        yield client


def send(guest, address, headers=OWN, **more):
    return guest.post(address, data=TYPED | more, headers=headers)


def leads(admin):
    return admin.get("/api/v1/leads").json()["items"]


def test_the_form_is_plain_and_in_both_languages(guest, address):
    page = guest.get(address)
    assert page.status_code == 200
    for words in ("联系我们", "同意与我联系", "姓名", 'name="mobile"', "提交"):
        assert words in page.text
    assert "<script" not in page.text
    english = guest.get(f"{address}?lang=en")
    for words in ("Contact us", "You may contact me", "What would you like to know?"):
        assert words in english.text


def test_it_stands_on_the_listed_sites_alone(guest, address):
    page = guest.get(address)
    policy = page.headers["content-security-policy"]
    assert f"frame-ancestors 'self' {SITE}" in policy
    assert policy.startswith("default-src 'none'; style-src 'self'; form-action 'self'")
    framed = {"sec-fetch-dest": "iframe"}
    there = guest.get(address, headers=framed | {"referer": f"{SITE}/"})
    assert (there.status_code, f'name="site" value="{SITE}"' in there.text) == (200, True)
    evil = guest.get(address, headers=framed | {"referer": "https://evil.example/"})
    assert (evil.status_code, "<form" in evil.text) == (403, False)
    assert "frame-ancestors 'self'" in evil.headers["content-security-policy"]


def test_who_is_turned_away_stands_in_the_security_log(guest, admin, address):
    framed = {"sec-fetch-dest": "iframe", "referer": "https://evil.example/a"}
    guest.get(address, headers=framed)
    send(guest, address, {"origin": "https://other.example"})
    send(guest, address, homepage="https://spam.example")
    with Session(database.engine()) as session:
        seen = [(one.kind, one.details) for one in session.exec(select(SecurityEvent)).all()]
    named = [(kind, said["origin"], said["form"]) for kind, said in seen]
    assert named == [
        ("web_forms.foreign_frame", "https://evil.example", "官网"),
        ("web_forms.foreign_origin", "https://other.example", "官网"),
        ("web_forms.trapped", OWN["origin"], "官网"),
    ]


def test_the_script_is_for_every_site_and_names_none(guest):
    answer = guest.get("/form/embed.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.text.startswith("/* Puts a web form")


def test_sent_from_a_frame_it_is_a_lead_of_that_site(guest, admin, address):
    page = guest.get(address, headers={"sec-fetch-dest": "iframe", "referer": f"{SITE}/a"})
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    answer = send(guest, address, note="两百台", **hidden)
    assert (answer.status_code, "已收到" in answer.text) == (200, True)
    assert send(guest, address, **hidden).status_code == 200  # a second click
    (lead,) = leads(admin)
    assert (lead["name"], lead["note"], lead["source"]) == ("李梅", "两百台", "website")
    assert (
        lead["score"]["band"] != ""
    )  # before anybody has seen it, and before the rules ask for it
    assert (lead["web_form"], lead["campaign"], lead["owner"]) == ("官网", "秋季", None)
    consent = lead["consent"]
    assert (consent["text"], consent["version"]) == ("同意与我联系", "2026-01")
    assert (consent["origin"], consent["at"] is not None) == (SITE, True)
    (row,) = admin.get("/api/v1/web-forms").json()["items"]
    assert (row["count"], row["url"].endswith(address)) == (1, True)


def test_a_form_of_ones_own_on_a_listed_site_may_send(guest, admin, address):
    assert send(guest, address, {"origin": SITE}).status_code == 200
    assert leads(admin)[0]["consent"]["origin"] == SITE


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"{SITE}.evil.example"},
        {"origin": "http://www.example.com"},
        {},
    ],
)
def test_nobody_else_may_send(guest, admin, address, headers):
    answer = send(guest, address, headers)
    assert (answer.status_code, "不能提交" in answer.text) == (403, True)
    assert leads(admin) == []


def test_a_site_that_is_claimed_and_not_listed_is_not_kept(guest, admin, address):
    assert send(guest, address, site="https://evil.example").status_code == 200
    assert leads(admin)[0]["consent"]["origin"] == OWN["origin"]


def test_a_filled_trap_looks_like_success(guest, admin, address):
    answer = send(guest, address, homepage="https://spam.example")
    assert (answer.status_code, "已收到" in answer.text, leads(admin)) == (200, True, [])


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(guest, admin, address):
    answer = send(guest, address, mobile="x", note='"><b>两百台</b>')
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert 'value="李梅"' in answer.text
    assert "&lt;b&gt;两百台&lt;/b&gt;" in answer.text
    assert 'class="wrong"' in answer.text
    missing = guest.post(address, data={"name": "李梅", "mobile": "13800138001"}, headers=OWN)
    assert "请先勾选同意" in missing.text
    assert leads(admin) == []


@pytest.mark.parametrize(
    "sent",
    [
        {"data": TYPED | {"name": "x" * 200_000}},
        {"data": TYPED | {"name": "x" * 500}},
        {"data": TYPED | {"name": "a\0b"}},
        {"data": {f"f{n}": "x" for n in range(100)}},
        {
            "content": b"\xff\xfe=%ff",
            "headers": {"content-type": "application/x-www-form-urlencoded"},
        },
        {"json": {"name": "李梅"}},
        {"content": b""},
    ],
)
def test_absurd_input_is_refused_in_words(guest, admin, address, sent):
    headers = OWN | sent.pop("headers", {})
    answer = guest.post(address, headers=headers, **sent)
    assert (answer.status_code, "<form" in answer.text) == (422, True)
    assert leads(admin) == []


def test_a_file_is_no_form(guest, address):
    answer = guest.post(address, files={"name": b"x"}, headers=OWN)
    assert answer.status_code in (401, 403, 422)


def test_too_many_are_slowed_down(guest, admin, address):
    statuses = [send(guest, address, mobile="x").status_code for _ in range(21)]
    assert statuses == [422] * 20 + [429]
    assert guest.get(address).status_code == 200  # looking is another thing
    looks = [guest.get(address).status_code for _ in range(60)]
    assert (looks[0], looks[-1]) == (200, 429)


def test_what_is_off_or_unknown_is_gone(guest, admin, address):
    form = address.removeprefix("/form/")
    off = admin.put(f"/api/v1/web-forms/{form}/active", json={"is_active": False})
    assert off.status_code == 204
    for where in (address, "/form/nothing"):
        assert guest.get(where).status_code == 404
        assert send(guest, where).status_code == 404
    assert leads(admin) == []


def test_forms_over_rest_are_an_administrators(admin, call, address):
    form = address.removeprefix("/form/")
    assert call("marketing").get("/api/v1/web-forms").status_code == 403
    change = FORM | {"consent_zh": "别的"}
    answer = admin.put(f"/api/v1/web-forms/{form}", json=change, headers={"if-match": "1"})
    assert answer.json()["code"] == "web_forms.version_same"
    change |= {"consent_version": "2"}
    put = {"json": change, "headers": {"if-match": "1"}}
    assert admin.put(f"/api/v1/web-forms/{form}", **put).status_code == 200
    assert admin.put(f"/api/v1/web-forms/{form}", **put).status_code == 412
    wrong = admin.post("/api/v1/web-forms", json=FORM | {"origins": ["*"]}).json()
    assert (wrong["code"], wrong["field"]) == ("web_forms.origin_invalid", "origins")
