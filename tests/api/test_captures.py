"""Cards over REST: taken at once, owned by who took them; a useless picture leaves nothing."""

import io
import struct
import time
import zlib

import pytest
from PIL import Image

PATH = "/api/v1/cards"


def picture(width=640, height=400, kind="JPEG", color="white"):
    """A blank picture."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), color).save(target, kind)
    return target.getvalue()


def bomb():
    """A few bytes of PNG that announce 900 megapixels."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


BAD = {
    "text": (lambda: b"not a picture at all", 415, "pictures.not_an_image"),
    "empty": (lambda: b"", 415, "pictures.not_an_image"),
    "half": (lambda: picture(color="navy")[:600], 422, "pictures.truncated"),
    "bomb": (bomb, 413, "pictures.too_many_pixels"),
    "strip": (lambda: picture(4000, 20), 422, "pictures.bad_shape"),
    "heavy": (lambda: picture() + b"\0" * 30 * 1024 * 1024, 413, "pictures.too_large"),
}


def send(client, *sides, path=PATH):
    return client.post(path, files=[("image", ("card.jpg", side)) for side in sides])


@pytest.fixture
def stored(tmp_path):
    """What lies in the data folder beside the database."""

    def names():
        return {p for p in tmp_path.rglob("*") if p.is_file() and not p.name.startswith("crm.db")}

    return names


@pytest.mark.parametrize("name", BAD)
def test_useless_picture_is_refused_with_a_sentence_and_leaves_nothing(
    call, footprint, stored, name
):
    make, status, code = BAD[name]
    rep, data = call("rep"), make()
    before, kept, started = footprint(), stored(), time.monotonic()
    answer = send(rep, data)
    assert time.monotonic() - started < 3
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"] not in ("", code)
    assert (footprint(), stored()) == (before, kept)
    assert rep.get(PATH).json()["items"] == []


def test_useless_back_refuses_the_front_with_it(call, footprint, stored):
    rep = call("rep")
    before, kept = footprint(), stored()
    assert send(rep, picture(), b"not a picture").status_code == 415
    assert (footprint(), stored()) == (before, kept)


def test_blank_picture_is_taken_and_answers_for_itself(call):
    rep = call("rep")
    answer = send(rep, picture())
    public_id = answer.json()["id"]
    assert (answer.status_code, answer.headers["location"]) == (202, f"/api/v1/jobs/{public_id}")
    assert len(rep.get(PATH).json()["items"]) == 1
    assert rep.get(f"{PATH}/{public_id}").status_code == 200
    assert rep.delete(f"{PATH}/{public_id}").status_code == 204
    assert rep.get(PATH).json()["items"] == []


def test_three_sides_are_refused(call, footprint):
    rep = call("rep")
    before = footprint()
    answer = send(rep, picture(), picture(), picture())
    assert (answer.status_code, answer.json()["code"]) == (422, "cards.sides")
    assert footprint() == before


def test_card_of_another_team_is_not_there(call, footprint):
    public_id = send(call("rep"), picture()).json()["id"]
    other = call("rep_west")
    before = footprint()
    assert other.get(f"{PATH}/{public_id}").status_code == 404
    assert other.delete(f"{PATH}/{public_id}").status_code == 404
    assert send(other, picture(), path=f"{PATH}/{public_id}/back").status_code == 404
    assert footprint() == before


def test_nobody_and_who_may_not_capture_are_refused(call, stored, footprint, security_log):
    assert send(call(""), picture()).status_code == 401
    finance = call("finance")
    before, kept = footprint(), stored()
    assert send(finance, picture()).status_code == 403
    assert (footprint(), stored()) == (before, kept)
    assert security_log() == ["permission.denied"]
