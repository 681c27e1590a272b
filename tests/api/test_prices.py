"""Categories, bundles, pictures, price books, currencies and tax rates over REST."""

import io

import pytest
from PIL import Image


@pytest.fixture
def boss(workspace, call):
    return call("director")


@pytest.fixture
def tea(boss):
    sent = {"code": "PU-01", "name_zh": "熟普", "name_en": "Ripe", "price": "180", "cost": 72}
    return boss.post("/api/v1/products", json=sent).json()["id"]


def test_products_lie_in_groups(boss, call, tea):
    made = boss.post("/api/v1/product-categories", json={"name_zh": "茶", "name_en": "Tea"})
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    group = made.json()["id"]
    inner = boss.post("/api/v1/product-categories", json={"name_en": "Ripe", "parent": group})
    path = f"/api/v1/products/{tea}"
    changed = boss.patch(path, json={"category": inner.json()["id"]}).json()
    assert changed["category"] == {"id": inner.json()["id"], "name": "Tea / Ripe"}
    rep = call("rep")
    listed = rep.get(f"/api/v1/products?category={group}").json()["items"]
    assert [row["code"] for row in listed] == ["PU-01"]
    groups = rep.get("/api/v1/product-categories").json()["items"]
    assert [(row["name_en"], row["parent"], row["count"]) for row in groups] == [
        *(("Tea", None, 0), ("Ripe", group, 1)),
    ]
    home = f"/api/v1/product-categories/{group}"
    assert rep.patch(home, json={"name_en": "x"}).status_code == 403
    stale = boss.patch(home, json={"name_en": "x"}, headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    assert boss.post(f"{home}/place", json={"to": "down"}).status_code == 200
    assert boss.get("/api/v1/products?category=nobody").status_code == 404
    assert boss.patch(path, json={"category": None}).json()["category"] is None


def test_a_bundle_has_parts_and_their_cost(boss, call, tea):
    sent = {"code": "SET", "name_en": "Set", "parts": [{"product": tea, "quantity": 3}]}
    made = boss.post("/api/v1/products", json=sent | {"accessories": [tea]}).json()
    assert (made["is_bundle"], made["cost"]) == (True, "216.00")
    assert made["parts"][0]["quantity"] == "3.00"
    assert [one["id"] for one in made["accessories"]] == [tea]
    seen = call("rep").get(f"/api/v1/products/{made['id']}").json()
    assert (seen["cost"], seen["parts"][0]["code"]) == (None, "PU-01")
    ring = boss.patch(f"/api/v1/products/{tea}", json={"parts": [{"product": made["id"]}]})
    assert (ring.status_code, ring.json()["code"]) == (422, "products.part_ring")


def test_a_picture_is_checked_by_content_and_needs_a_caller(boss, call, tea):
    target = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(target, "PNG")
    path = f"/api/v1/products/{tea}/image"
    assert boss.get(path).status_code == 404
    files = {"file": ("x.png", target.getvalue(), "image/png")}
    assert call("rep").put(path, files=files).status_code == 403
    put = boss.put(path, files=files)
    assert put.json()["image"] == path
    got = call("rep").get(f"{path}?v=anything")
    assert (got.headers["content-type"], got.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
    small = call("rep").get(f"/api/v1/products/{tea}/thumbnail")
    assert len(small.content) < len(got.content)
    assert call("").get(path).status_code == 401
    fake = boss.put(path, files={"file": ("x.png", b"<html>", "image/png")})
    assert (fake.status_code, fake.json()["code"]) == (422, "pictures.not_an_image")
    assert boss.put(path, files={"file": ("x", b"0" * 6 * 2**20)}).status_code == 413
    assert boss.delete(path).status_code == 204
    assert boss.get(path).status_code == 404


def test_a_book_prices_a_line_by_its_tier(boss, call, tea):
    made = boss.post("/api/v1/price-books", json={"name_en": "Key", "tiers": ["A"]})
    assert made.status_code == 201
    home = f"/api/v1/price-books/{made.json()['id']}"
    tiers = [{"price": "170"}, {"from_quantity": 10, "price": "150"}]
    assert boss.put(f"{home}/prices/{tea}", json={"tiers": tiers}).status_code == 204
    rep = call("rep")
    (entry,) = rep.get(f"{home}/prices").json()["items"]
    assert [one["price"] for one in entry["tiers"]] == ["170.00", "150.00"]
    customer = rep.post("/api/v1/customers", json={"name": "云岭", "tier": "A"}).json()["id"]
    asked = f"/api/v1/products/{tea}/price?customer={customer}&quantity=12"
    price = rep.get(asked).json()
    assert (price["price"], price["source"], price["tier_from"]) == ("150.00", "book", "10.00")
    assert call("rep_west").get(asked).status_code == 404
    sent = {"customer": customer, "lines": [{"product": tea, "quantity": "9"}]}
    quote = rep.post("/api/v1/quotes", json=sent).json()
    line = quote["lines"][0]
    assert (line["price"], line["priced_by"]["source"]) == ("170.00", "book")
    again = {"lines": [{"id": line["id"], "quantity": "10"}], "discount_amount": "50"}
    quote = rep.patch(f"/api/v1/quotes/{quote['id']}", json=again).json()
    assert (quote["lines"][0]["price"], quote["net"]) == ("150.00", "1450.00")
    assert (quote["discount_amount"], quote["rounding"]) == ("50.00", "0.00")
    both = rep.patch(f"/api/v1/quotes/{quote['id']}", json={"discount": 1, "discount_amount": 1})
    assert (both.status_code, both.json()["code"]) == (422, "quotes.discount_both")


def test_a_book_is_changed_placed_and_pasted_into(boss, call, tea):
    first, second = (
        boss.post("/api/v1/price-books", json={"name_en": name}).json() for name in ("One", "Two")
    )
    home = f"/api/v1/price-books/{second['id']}"
    assert boss.post(f"{home}/place", json={"to": "up"}).json()["place"] == 1
    changed = boss.patch(home, json={"valid_until": "2030-01-01"}, headers={"If-Match": '"1"'})
    assert (changed.json()["valid_until"], changed.headers["etag"]) == ("2030-01-01", '"2"')
    assert boss.patch(home, json={"valid_until": None}).json()["valid_until"] is None
    assert boss.post(f"{home}/prices", json={"text": "PU-01\t10\t99"}).json() == {"count": 1}
    bad = boss.post(f"{home}/prices", json={"text": "nothing\t1\t1"})
    assert (bad.status_code, bad.json()["field"]) == (422, "text")
    twice = [{"price": "1"}, {"price": "2"}]
    refused = boss.put(f"{home}/prices/{tea}", json={"tiers": twice})
    assert refused.json()["field"] == "tiers.1.from_quantity"
    rep = call("rep")
    assert [row["id"] for row in rep.get("/api/v1/price-books").json()["items"]] == [
        *(second["id"], first["id"]),
    ]
    assert rep.patch(home, json={"name_en": "x"}).status_code == 403
    assert rep.get("/api/v1/price-books/nobody").status_code == 404


def test_rates_currencies_and_taxes(workspace, call):
    admin, rep = call("admin"), call("rep")
    sent = {"code": "jpy", "valid_from": "2026-01-01", "rate": "4.81", "per": 100}
    made = admin.post("/api/v1/exchange-rates", json=sent)
    assert (made.status_code, made.json()["code"], made.json()["base"]) == (201, "JPY", "CNY")
    path = f"/api/v1/exchange-rates/{made.json()['id']}"
    changed = admin.patch(path, json={"rate": 4.9}, headers={"If-Match": '"1"'}).json()
    assert (changed["rate"], changed["version"]) == ("4.90", 2)
    listed = rep.get("/api/v1/exchange-rates?currency=JPY").json()["items"]
    assert [row["rate"] for row in listed] == ["4.90"]
    assert rep.post("/api/v1/exchange-rates", json=sent).status_code == 403
    known = {row["code"]: row for row in rep.get("/api/v1/currencies").json()["items"]}
    assert (known["JPY"]["digits"], known["JPY"]["rate"], known["CHF"]["step"]) == (
        *(0, "4.90", "0.05"),
    )
    step = admin.patch("/api/v1/currencies/CNY", json={"step": "0.1"})
    assert step.json()["step"] == "0.10"
    assert admin.patch("/api/v1/currencies/JPY", json={"is_base": True}).status_code == 409
    assert admin.patch("/api/v1/currencies/QQQ", json={}).status_code == 422
    assert admin.delete(path).status_code == 204
    tax = admin.post("/api/v1/tax-rates", json={"name_en": "Five", "percent": 5})
    assert tax.status_code == 201
    home = f"/api/v1/tax-rates/{tax.json()['id']}"
    assert admin.patch(home, json={"is_default": True}).json()["is_default"]
    rates = rep.get("/api/v1/tax-rates").json()["items"]
    assert [row["percent"] for row in rates if row["is_default"]] == ["5.00"]
    assert rep.patch(home, json={"percent": 6}).status_code == 403


def test_a_promotion_is_offered_taken_and_what_collides_is_said(boss, call, tea):
    path, rep = "/api/v1/promotions", call("rep")
    sent = {"name_zh": "秋茶节", "name_en": "Autumn", "discount": "10", "products": [tea]}
    days = {"valid_from": "2020-01-01", "valid_until": "2099-12-31"}
    made = boss.post(path, json=sent | days)
    assert (made.status_code, made.headers["etag"], made.json()["state"]) == (201, '"1"', "current")
    fair = made.json()["id"]
    assert rep.post(path, json=sent | days | {"name_zh": "x", "name_en": "x"}).status_code == 403
    twice = boss.post(path, json=sent | days)
    assert (twice.status_code, twice.json()["code"]) == (409, "promotions.name_taken")
    assert boss.patch(f"{path}/{fair}", json={"price": "-1"}).status_code == 422
    stale = boss.patch(f"{path}/{fair}", json={"discount": "5"}, headers={"If-Match": '"7"'})
    assert stale.status_code == 412

    customer = rep.post("/api/v1/customers", json={"name": "云岭"}).json()["id"]
    lines = [
        {"kind": "section", "text": "茶", "text_en": "Tea"},
        {"product": tea, "quantity": 2, "promotion": fair},
        {"product": tea, "discount": "20"},
    ]
    quote = rep.post("/api/v1/quotes", json={"customer": customer, "lines": lines}).json()
    section, taken, other = quote["lines"]
    assert section["text_en"] == "Tea"
    assert (taken["promotion"], taken["discount"], taken["collision_en"]) == (fair, "10.00", "")
    assert (other["promotion"], other["promotion_offered"]) == (None, fair)
    assert "20% off of its own: 144 CNY each" in other["collision_en"]
    raised = rep.patch(f"/api/v1/quotes/{quote['id']}", json={"discount": "3"}).json()
    assert "stands alone" in raised["lines"][1]["collision_en"]
    assert rep.get(path).json()["items"][0]["lines"] == 1
    refused = boss.delete(f"{path}/{fair}")
    assert (refused.status_code, refused.json()["code"]) == (409, "promotions.is_taken")
    off = boss.patch(f"{path}/{fair}", json={"is_active": False})
    assert (off.status_code, off.json()["state"]) == (200, "off")
