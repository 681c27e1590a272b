"""What a proxy says of its callers: believed when it is to be trusted, and only its own word."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.staticfiles import StaticFiles

from crm_app.api.headers import script_hashes, secured
from crm_app.config import read_settings


async def seen(scope, receive, send):
    request = Request(scope)
    shown = {"scheme": request.url.scheme, "caller": request.client and request.client.host}
    await JSONResponse(shown)(scope, receive, send)


@pytest.mark.parametrize(
    ("trusts", "forwarded", "caller", "scheme"),
    [
        (
            True,
            {"x-forwarded-for": "198.51.100.7", "x-forwarded-proto": "https"},
            "198.51.100.7",
            "https",
        ),
        (True, {"x-forwarded-for": "203.0.113.1, 198.51.100.7"}, "198.51.100.7", "http"),
        (True, {}, "testclient", "http"),
        (
            False,
            {"x-forwarded-for": "198.51.100.7", "x-forwarded-proto": "https"},
            "testclient",
            "http",
        ),
    ],
)
def test_caller_and_scheme(tmp_path, trusts, forwarded, caller, scheme):
    app = secured(tmp_path, replace(read_settings({}), trust_proxy=trusts))(seen)
    answer = TestClient(app).get("/x", headers=forwarded)
    assert answer.json() == {"scheme": scheme, "caller": caller}
    assert ("strict-transport-security" in answer.headers) == (scheme == "https")


@pytest.mark.parametrize(("path", "policy"), [("/api/v1/files/1", "sandbox"), ("/x", "script-src")])
def test_a_file_that_is_a_page_keeps_its_own_policy(tmp_path, path, policy):
    async def page(scope, receive, send):
        own = {"content-security-policy": "default-src 'none'; sandbox"}
        await HTMLResponse("<script>1</script>", headers=own)(scope, receive, send)

    answer = TestClient(secured(tmp_path, read_settings({}))(page)).get(path)
    assert policy in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "policy", "framed"),
    [
        ("/form/1", "default-src 'none'; frame-ancestors https://www.example.com", True),
        ("/form/1", "default-src 'none'", False),  # names nobody: nobody
        ("/q/1", "frame-ancestors https://www.example.com", False),
        ("/x", "frame-ancestors https://www.example.com", False),
    ],
)
def test_only_a_web_form_may_stand_in_a_frame(tmp_path, path, policy, framed):
    async def page(scope, receive, send):
        await HTMLResponse("x", headers={"content-security-policy": policy})(scope, receive, send)

    answer = TestClient(secured(tmp_path, read_settings({}))(page)).get(path)
    assert (answer.headers.get("x-frame-options") is None) is framed


@pytest.fixture
def painted(tmp_path):
    """Two pages, one of them in both languages, as the build leaves them."""
    for name, words in {"zh": "客户", "en": "Customers"}.items():
        page = tmp_path / "customers" / ("index.html" if name == "zh" else "index.en.html")
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"<html><script>{name!r}</script>{words}</html>", "utf-8")
    for name in ("offline", "404"):
        (tmp_path / f"{name}.html").write_text(f"<html>{name}</html>")
    app = secured(tmp_path, read_settings({}))(StaticFiles(directory=tmp_path, html=True))
    return TestClient(app, headers={"accept-language": ""})


@pytest.mark.parametrize(
    ("cookie", "accepts", "words"),
    [
        ("en", "zh-CN,zh;q=0.9", "Customers"),
        ("zh", "en-GB,en;q=0.9", "客户"),
        ("", "en-GB,en;q=0.9", "Customers"),
        ("", "ZH-tw,en;q=0.9", "客户"),
        ("", "en,zh;q=0.9", "Customers"),
        ("", "fr-FR", "Customers"),
        ("", "", "Customers"),
        ("../../zh", "zh", "客户"),
    ],
)
def test_a_page_is_painted_in_the_language_of_who_reads_it(painted, cookie, accepts, words):
    sent = {"accept-language": accepts} | ({"cookie": f"a=b; crm_lang={cookie}"} if cookie else {})
    answer = painted.get("/customers/", headers=sent)
    assert words in answer.text
    # Its own scripts are allowed, those of its sibling are not asked for.
    name = "zh" if words == "客户" else "en"
    assert script_hashes(f"<script>{name!r}</script>") in answer.headers["content-security-policy"]
    kept = {one.strip() for one in answer.headers["vary"].split(",")}
    assert kept >= {"Accept-Language", "Cookie"}
    again = painted.get("/customers/", headers=sent | {"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["vary"] == answer.headers["vary"]


def test_the_language_changes_and_no_page_of_before_is_taken_for_it(painted):
    before = painted.get("/customers/", headers={"accept-language": "zh"})
    sent = {"cookie": "crm_lang=en", "if-none-match": before.headers["etag"]}
    assert "Customers" in painted.get("/customers/", headers=sent).text


def test_what_is_not_painted_twice_is_served_as_it_is(painted):
    answer = painted.get("/offline.html", headers={"accept-language": "en"})
    assert "offline" in answer.text
    assert "cookie" not in answer.headers.get("vary", "").lower()
    assert painted.get("/customers/15/", headers={"accept-language": "en"}).status_code == 404
