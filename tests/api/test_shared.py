"""The page of a shared quote, as a customer without an account gets it."""

import io
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from crm_app.api.base import api
from crm_app.core import limiter
from crm_app.lib.clock import now
from crm_app.models.quotes import ShareLink, ShareView

PATH = "/api/v1/quotes"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


@pytest.fixture(autouse=True)
def fresh_counters():
    """Each test has its own minute."""
    limiter.limiter().storage.reset()


@pytest.fixture
def rep(workspace, call):
    return call("rep")


@pytest.fixture
def quote(rep):
    customer = rep.post("/api/v1/customers", json={"name": "<b>华东</b>科技"}).json()["id"]
    lines = [
        {"kind": "section", "text": "一期"},
        {"text": "咨询 & <script>alert(1)</script>", "quantity": "2", "price": "1000"},
        {"text": "二期", "price": "500", "is_optional": True},
    ]
    made = rep.post(PATH, json={"customer": customer, "lines": lines}).json()["id"]
    assert rep.post(f"{PATH}/{made}/send").status_code == 200
    return made


@pytest.fixture
def address(rep, quote):
    made = rep.post(f"{PATH}/{quote}/links", json={"days": 7})
    assert made.status_code == 201, made.text
    assert made.headers["cache-control"] == "no-store"
    return "/q/" + made.json()["url"].rsplit("/q/", 1)[1]


@pytest.fixture
def guest():
    with TestClient(api, headers={"user-agent": PHONE, "accept-language": "zh-CN"}) as client:
        yield client


def views(db) -> int:
    with Session(db) as session:
        return len(session.exec(select(ShareView)).all())


def test_page_shows_the_offer_safely_in_both_languages(guest, address):
    page = guest.get(address)
    assert page.status_code == 200
    for words in ("报价单", "一期", "2,260.00", "(500.00)", "接受报价"):
        assert words in page.text
    assert "<script>" not in page.text
    assert "&lt;b&gt;华东&lt;/b&gt;科技" in page.text
    assert not re.search(r"成本|毛利|cost|margin", page.text)
    english = guest.get(f"{address}?lang=en")
    assert "Quotation" in english.text
    assert "Accept this quote" in english.text


def test_page_is_closed_to_everything_else(guest, address):
    headers = guest.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "noindex" in headers["x-robots-tag"]
    assert headers["cache-control"] == "private, no-store"
    assert "set-cookie" not in headers


def test_revoked_expired_and_unknown_look_the_same(guest, rep, quote, address, db):
    other = rep.post(f"{PATH}/{quote}/links").json()
    late = "/q/" + other["url"].rsplit("/q/", 1)[1]
    with Session(db) as session:
        row = session.exec(select(ShareLink).where(ShareLink.public_id == other["id"])).one()
        row.expires_at = now() - timedelta(seconds=1)
        session.commit()
    (first,) = [
        one for one in rep.get(f"{PATH}/{quote}/links").json()["items"] if one["state"] == "open"
    ]
    assert rep.delete(f"{PATH}/{quote}/links/{first['id']}").status_code == 204
    for tail in ("", "/pdf", "/logo"):
        answers = [guest.get(where + tail) for where in (address, late, "/q/nothing")]
        assert [answer.status_code for answer in answers] == [404] * 3
        assert len({answer.text for answer in answers}) == 1
        assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    posted = [guest.post(f"{where}/accept") for where in (address, late, "/q/nothing")]
    assert [answer.status_code for answer in posted] == [404] * 3


def test_looks_of_customers_are_counted_of_others_not(guest, rep, address, db):
    for agent in ("Googlebot/2.1", "WhatsApp/2.23", "Slackbot-LinkExpanding 1.0", "curl/8", ""):
        assert guest.get(address, headers={"user-agent": agent}).status_code == 200
    guest.get(address, headers={"sec-purpose": "prefetch;prerender"})
    assert rep.get(address).status_code == 200
    assert views(db) == 0
    guest.get(address)
    assert views(db) == 1


def test_accepting_by_the_form_once(guest, rep, quote, address):
    form = {"name": "王芳", "consents": "yes"}
    answer = guest.post(f"{address}/accept", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{address}?lang=zh")
    assert "王芳 已于" in guest.get(address).text
    here = now().astimezone(ZoneInfo("Asia/Shanghai"))
    assert re.search(rf"{here:%Y-%m-%d} \d\d:\d\d \(UTC\+08:00\)", guest.get(address).text)
    assert "<form" not in guest.get(address).text
    assert guest.post(f"{address}/accept", data=form, follow_redirects=False).status_code == 303
    stored = rep.get(f"{PATH}/{quote}").json()
    assert (stored["status"], stored["answered_by"]) == ("accepted", "王芳")
    declined = guest.post(f"{address}/decline", data={"reason": "不"})
    assert declined.status_code == 409
    assert "已经答复过了" in declined.text


def test_a_refused_form_keeps_what_was_typed(guest, address):
    answer = guest.post(f"{address}/accept", data={"name": "王 <芳>"})
    assert answer.status_code == 422
    assert "请先勾选同意" in answer.text
    assert 'value="王 &lt;芳&gt;"' in answer.text


def test_declining_with_a_reason(guest, rep, quote, address):
    guest.post(f"{address}/decline", data={"reason": "预算不够"})
    stored = rep.get(f"{PATH}/{quote}").json()
    assert (stored["status"], stored["answer_reason"]) == ("declined", "预算不够")
    assert "这份报价已被谢绝" in guest.get(address).text


def test_another_site_cannot_answer(guest, rep, quote, address):
    form = {"name": "王芳", "consents": "yes"}
    answer = guest.post(f"{address}/accept", data=form, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert rep.get(f"{PATH}/{quote}").json()["status"] == "sent"


def test_pdf_of_the_guest_says_the_same(guest, address):
    answer = guest.get(f"{address}/pdf?languages=zh")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    page = pypdfium2.PdfDocument(io.BytesIO(answer.content))[0]
    text = page.get_textpage().get_text_bounded()
    assert "2,260.00" in text
    assert "草稿" not in text
    assert guest.get(f"{address}/pdf?languages=fr").status_code == 404


def test_too_many_requests_are_slowed_down(guest, address):
    statuses = [guest.get("/q/guess").status_code for _ in range(61)]
    assert statuses == [404] * 60 + [429]
    assert guest.get(address).status_code == 429


def test_links_over_rest(rep, call, quote, address):
    (row,) = rep.get(f"{PATH}/{quote}/links").json()["items"]
    assert (row["state"], row["views"], row["answer"], row["created_by"]) == ("open", 0, "", "rep")
    assert "token" not in row
    assert rep.post(f"{PATH}/{quote}/links", json={"days": 0}).status_code == 422
    assert call("rep_west").get(f"{PATH}/{quote}/links").status_code == 404
    assert call("finance").post(f"{PATH}/{quote}/links").status_code == 403
