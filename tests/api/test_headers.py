"""What a proxy says of its callers: believed when it is to be trusted, and only its own word."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from crm_app.api.headers import secured
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
