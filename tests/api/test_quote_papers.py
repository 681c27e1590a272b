"""Papers, versions and the company's profile over REST."""

import io

import pytest
from PIL import Image

PATH = "/api/v1/quotes"


@pytest.fixture
def rep(workspace, call):
    return call("rep")


@pytest.fixture
def quote(rep):
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    lines = [{"text": "A", "price": "100"}, {"text": "B", "price": "200"}]
    return rep.post(PATH, json={"customer": customer, "lines": lines}).json()


def picture(kind="PNG", size=(300, 100)):
    target = io.BytesIO()
    Image.new("RGB", size, "red").save(target, kind)
    return target.getvalue()


def test_pdf_is_shown_to_those_who_see_the_quote(call, rep, quote):
    path = f"{PATH}/{quote['id']}/pdf"
    answer = rep.get(path, params={"languages": "en"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert f"{quote['number']}-en.pdf" in answer.headers["content-disposition"]
    assert call("rep_west").get(path).status_code == 404
    assert call("").get(path).status_code == 401
    assert rep.get(path, params={"languages": "xx"}).status_code == 422
    (filed,) = rep.get(
        "/api/v1/files", params={"record_kind": "quote", "record_id": quote["id"]}
    ).json()["items"]
    assert filed["media_type"] == "application/pdf"


def test_sections_options_and_tax_in_prices(rep, quote):
    lines = [
        {"kind": "section", "text": "一期"},
        {"text": "A", "price": "113", "quantity": "2"},
        {"text": "B", "price": "50", "is_optional": True},
    ]
    body = {"lines": lines, "tax_included": True}
    seen = rep.patch(f"{PATH}/{quote['id']}", json=body).json()
    assert (seen["tax_included"], seen["net"], seen["tax"], seen["total"]) == (
        True,
        "200.00",
        "26.00",
        "226.00",
    )
    assert [(one["kind"], one["is_optional"], one["amount"]) for one in seen["lines"]] == [
        ("section", False, "226.00"),
        ("item", False, "226.00"),
        ("item", True, "50.00"),
    ]
    assert seen["rates"] == [{"rate": "13.00", "net": "200.00", "tax": "26.00"}]
    assert rep.patch(f"{PATH}/{quote['id']}", json={"lines": [{"kind": "x"}]}).status_code == 422


def test_versions_side_by_side(call, rep, quote):
    rep.post(f"{PATH}/{quote['id']}/send")
    second = rep.post(f"{PATH}/{quote['id']}/revise").json()
    a, b = second["lines"]
    lines = [{"id": b["id"], "price": "190"}, {"text": "C", "price": "5"}]
    rep.patch(f"{PATH}/{second['id']}", json={"lines": lines, "discount": "2"})
    path = f"{PATH}/{second['id']}/compare"
    seen = rep.get(path, params={"other": quote["id"]}).json()
    assert [(one["change"], one["fields"]) for one in seen["lines"]] == [
        ("removed", []),
        ("changed", ["price"]),
        ("added", []),
    ]
    assert seen["lines"][0]["before"]["text"] == a["text"]
    assert seen["facts"] == [{"name": "discount", "before": "0", "after": "2"}]
    assert (seen["before"]["total"], seen["after"]["total"]) == ("339.00", "215.95")
    assert seen["after"]["margin"] is None
    managers = call("manager").get(path, params={"other": quote["id"]}).json()
    assert managers["after"]["margin"] == "100.00"
    assert call("rep_west").get(path, params={"other": quote["id"]}).status_code == 404


def test_copied_to_another_customer(rep, quote):
    other = rep.post("/api/v1/customers", json={"name": "华南"}).json()["id"]
    copy = rep.post(f"{PATH}/{quote['id']}/copy", json={"customer": other}).json()
    assert (copy["customer"]["id"], copy["deal"], copy["total"]) == (other, None, quote["total"])
    assert rep.post(f"{PATH}/{quote['id']}/renew").status_code == 409


def test_company_profile(call, rep):
    admin = call("admin")
    assert rep.get("/api/v1/company").json()["quote_pattern"] == "Q-{YYYY}-{NNNN}"
    body = {"name_zh": "云岭茶业", "terms_zh": "款到发货", "quote_pattern": "YL{YY}{MM}-{NNN}"}
    changed = admin.patch("/api/v1/company", json=body, headers={"If-Match": '"0"'})
    assert (changed.status_code, changed.json()["name_en"]) == (200, "云岭茶业")
    assert admin.patch("/api/v1/company", json=body, headers={"If-Match": '"0"'}).status_code == 412
    assert rep.patch("/api/v1/company", json=body).status_code == 403
    for wrong in ("Q-{NNNN}", "{YYYY}", "{YYYY}{NN}{NN}", "{NNNN}-{YYYY}", "<{YYYY}{NN}>"):
        answer = admin.patch("/api/v1/company", json={"quote_pattern": wrong})
        assert (answer.status_code, answer.json()["field"]) == (422, "quote_pattern"), wrong


def test_logo_is_a_picture_written_anew(call, rep):
    admin, path = call("admin"), "/api/v1/company/logo"
    admin.patch("/api/v1/company", json={"name_zh": "云岭茶业"})
    assert rep.get(path).status_code == 404
    put = admin.put(path, files={"file": ("a.jpg", picture("JPEG"), "image/jpeg")})
    assert put.status_code == 200, put.text
    shown = rep.get(path)
    assert (shown.headers["content-type"], shown.content[:4]) == ("image/png", b"\x89PNG")
    for wrong in (b"", b"GIF89a", b"<svg onload=alert(1)>", picture(size=(2000, 70))):
        assert admin.put(path, files={"file": ("x.png", wrong, "image/png")}).status_code == 422
    assert rep.put(path, files={"file": ("a.png", picture(), "image/png")}).status_code == 403
    assert admin.delete(path).status_code == 204
    assert rep.get(path).status_code == 404
