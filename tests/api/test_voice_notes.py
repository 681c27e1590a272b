"""Voice notes over REST: kept at once, bad recordings refused quickly, confirmed once."""

import io
import os
import time

import av
import numpy as np
import pytest
from sqlmodel import Session, select

from crm_app.api import route
from crm_app.config import settings
from crm_app.models.activities import Activity, Task
from crm_app.models.captures import File, VoiceNote
from crm_app.services import voice
from tests.lib.test_sound import DATA, recording, two_hours

PATH = "/api/v1/voice-notes"
SPOKEN = (DATA / "zh_contract.webm").read_bytes()
HEARD = {
    "language": "zh",
    "text": "约好十二月五号上门签合同。",
    "audio_seconds": 12.6,
    "incomplete": False,
    "segments": [{"start": 0.0, "end": 3.0, "text": "约好十二月五号上门签合同。"}],
    "facts": {"next_step": "上门签合同", "due": "2026-12-05", "customer": "华东科技"},
    "evidence": {},
    "model": "base",
}


def send(client, data, name="note.webm", **about):
    return client.post(PATH, files={"audio": (name, data, "audio/webm")}, data=about)


def film():
    """A moving picture without a sound track."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as output:
        stream = output.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(10):
            black = np.zeros((64, 64, 3), np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(black, format="rgb24")))
        output.mux(stream.encode(None))
    return target.getvalue()


def kept(db):
    """Rows and files that a recording leaves behind."""
    files = [path for path in settings().files.rglob("*") if path.is_file()]
    with Session(db) as session:
        rows = [len(session.exec(select(model)).all()) for model in (VoiceNote, File)]
    return [*rows, len(files)]


BAD = {
    "empty": (lambda: b"", 422, "sound.empty"),
    "text": (lambda: b"hello, this is a letter. " * 400, 415, "sound.not_audio"),
    "random bytes": (lambda: os.urandom(100_000), 415, "sound.not_audio"),
    "film": (film, 422, "sound.no_audio_track"),
    "a moment": (lambda: recording("wav", "pcm_s16le", 0.05), 422, "sound.too_short"),
    "torn m4a": (lambda: (DATA / "en_proposal.m4a").read_bytes()[:20_000], 415, "sound.not_audio"),
    "two hours": (two_hours, 413, "sound.too_long"),
    "eleven minutes": (
        lambda: recording("wav", "pcm_s16le", 660, rate=8000),
        413,
        "sound.too_long",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_recording_is_refused_at_once_and_leaves_nothing(
    call, db, footprint, monkeypatch, case
):
    make, status, code = BAD[case]
    # The hum of the test is no speech: a codec makes more bytes of it than of two spoken hours.
    monkeypatch.setattr(voice, "MAX_BYTES", 10**8)
    monkeypatch.setattr(voice.capture, "MAX_BYTES", 10**8)
    monkeypatch.setattr(route, "_MOST_BYTES", 10**8)
    rep, data = call("rep"), make()
    before = (footprint(), kept(db))
    began = time.perf_counter()
    answer = send(rep, data)
    assert time.perf_counter() - began < 3
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"]
    assert (footprint(), kept(db)) == before


def test_too_many_bytes_are_refused(call, db, footprint, monkeypatch):
    rep, before = call("rep"), (footprint(), kept(db))
    monkeypatch.setattr(voice, "MAX_BYTES", 1024)
    answer = send(rep, SPOKEN)
    assert (answer.status_code, answer.json()["code"]) == (413, "sound.too_large")
    assert (footprint(), kept(db)) == before


@pytest.mark.parametrize("name", ["note.wav", "note.exe", "../../note", ""])
def test_the_name_of_the_file_does_not_matter(call, name):
    answer = send(call("rep"), SPOKEN, name or "x")
    assert answer.status_code == 202, answer.text
    note = call("rep").get(f"{PATH}/{answer.json()['id']}").json()
    heard = call("rep").get(f"/api/v1/files/{note['file']}")
    assert heard.headers["content-type"] == "audio/webm"
    assert heard.content == SPOKEN


def test_a_torn_recording_is_kept_for_what_is_left(call):
    answer = send(call("rep"), SPOKEN[: len(SPOKEN) // 2])
    assert answer.status_code == 202


def test_accepted_is_waiting_with_a_job_of_the_same_id(call):
    rep = call("rep")
    answer = send(rep, SPOKEN, language="zh", spoken_at="2026-11-20T09:00:00+08:00")
    note = answer.json()["id"]
    assert answer.headers["location"] == f"/api/v1/jobs/{note}"
    page = rep.get(f"{PATH}/{note}").json()
    assert (page["status"], page["text"], page["spoken_at"][:10]) == ("waiting", "", "2026-11-20")
    assert [row["id"] for row in rep.get(PATH).json()["items"]] == [note]


def test_another_team_neither_hears_nor_touches(call, people, footprint):
    note = send(call("rep"), SPOKEN).json()["id"]
    other, nobody = call("rep_west"), call("")
    before = footprint()
    body = {"text": "x", "new_customer": "X"}
    assert other.get(f"{PATH}/{note}").status_code == 404
    assert other.delete(f"{PATH}/{note}").status_code == 404
    assert other.post(f"{PATH}/{note}/confirmation", json=body).status_code == 404
    assert other.get(PATH).json()["items"] == []
    assert nobody.get(f"{PATH}/{note}").status_code == 401
    assert send(nobody, SPOKEN).status_code == 401
    assert footprint() == before


def test_about_a_record_one_may_not_see_is_refused_before_a_byte_is_kept(call, db, footprint):
    hidden = call("rep_west").post("/api/v1/customers", json={"name": "西部能源"}).json()["id"]
    rep, before = call("rep"), (footprint(), kept(db))
    assert send(rep, SPOKEN, customer=hidden).status_code == 404
    assert (footprint(), kept(db)) == before


def test_confirmed_once_and_only_what_was_confirmed_is_a_fact(call, people, db, workspace):
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    note = send(rep, SPOKEN).json()["id"]
    voice.note_heard(people["rep"], note, HEARD)
    with Session(db) as session:
        assert session.exec(select(Activity)).all() == []
        assert session.exec(select(Task)).all() == []
    body = {"text": HEARD["text"], "customer": customer, "next_step": "寄样品", "due": "2026-12-08"}
    answer = rep.post(f"{PATH}/{note}/confirmation", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["customer"] == customer
    with Session(db) as session:
        assert [task.title for task in session.exec(select(Task)).all()] == ["寄样品"]
        assert [a.text for a in session.exec(select(Activity)).all()] == [HEARD["text"]]
    again = rep.post(f"{PATH}/{note}/confirmation", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "voice.confirmed_already")
    assert rep.delete(f"{PATH}/{note}").status_code == 409
    with Session(db) as session:
        assert len(session.exec(select(Task)).all()) == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"text": " "}, 422),
        ({"customer": ""}, 422),
        ({"customer": "nobody"}, 404),
        ({"due": "someday"}, 422),
        ({"sets_amount": True}, 422),
        ({"sentiment": 4}, 422),
        ({"unknown": 1}, 422),
    ],
)
def test_a_refused_confirmation_changes_nothing(call, people, footprint, workspace, change, status):
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    note = send(rep, SPOKEN).json()["id"]
    voice.note_heard(people["rep"], note, HEARD)
    before = footprint()
    body = {"text": "约好上门", "customer": customer, "next_step": "寄样品", **change}
    assert rep.post(f"{PATH}/{note}/confirmation", json=body).status_code == status
    assert footprint() == before
    assert rep.get(f"{PATH}/{note}").json()["status"] == "ready"
