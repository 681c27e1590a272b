"""`crm voice` as the contract writes it: one document, an entry for every file, whatever it is."""

import json
from pathlib import Path

import pytest

from crm_app.config import ROOT

DATA = ROOT / "tests" / "data" / "speech"


@pytest.mark.engines
def test_every_file_has_an_entry_and_bad_ones_say_why(process, tmp_path: Path):
    empty, letter, names = tmp_path / "empty.webm", tmp_path / "letter.wav", tmp_path / "names"
    empty.write_bytes(b"")
    letter.write_text("a letter, no sound. " * 100)
    names.write_text("Acme Corporation\nSarah Johnson\n北京蓝海物流\n", "utf-8")
    recording = DATA / "en_proposal.m4a"
    now = "2026-11-20T09:00+08:00"
    files = (recording, empty, letter, tmp_path / "none.wav")
    done = process("voice", "--json", "--now", now, "--names", names, "--language", "en", *files)
    assert done.returncode == 0, done.stderr
    heard, *refused = json.loads(done.stdout)
    assert [entry["error"] for entry in refused] == [
        "sound.empty",
        "sound.not_audio",
        "sound.unreadable",
    ]
    assert all(entry["message"] and entry["file"] for entry in refused)
    assert heard["facts"]["customer"] == "Acme Corporation"
    assert heard["facts"]["contact"] == "Sarah Johnson"
    assert heard["facts"]["amount"] == {"value": "50000.00", "currency": "USD"}
    assert heard["facts"]["due"] == "2026-11-25"
    assert heard["facts"]["due"] == "2026-11-25"
    assert heard["language"] == "en"
    assert heard["audio_seconds"] == pytest.approx(13.06, abs=0.1)
    assert heard["segments"][0]["start"] < heard["segments"][-1]["end"]
    assert "proposal" in heard["text"]


def test_a_list_of_names_that_is_not_there_is_a_wrong_call(process, tmp_path: Path):
    done = process("voice", "--names", tmp_path / "none", DATA / "en_jfk.ogg")
    assert done.returncode == 2
    assert "cannot read" in done.stderr
    assert done.stdout == ""
