"""`crm card` as the contract writes it: an entry for every file, whatever it is."""

import json
from pathlib import Path

import pytest

from crm_app.config import ROOT

CARD = ROOT / "tests" / "data" / "cards" / "contoso_avery.jpg"


@pytest.mark.engines
def test_every_file_has_an_entry_and_bad_ones_say_why(process, tmp_path: Path):
    letter, half = tmp_path / "letter.png", tmp_path / "half.jpg"
    letter.write_text("a letter, no picture")
    half.write_bytes(CARD.read_bytes()[:5000])
    done = process("card", "--json", "--region", "US", CARD, letter, half, tmp_path / "none.jpg")
    assert done.returncode == 0, done.stderr
    read, *refused = json.loads(done.stdout)
    assert [entry["error"] for entry in refused] == [
        "pictures.not_an_image",
        "pictures.truncated",
        "pictures.unreadable",
    ]
    assert all(entry["message"] and entry["file"] for entry in refused)
    assert (read["file"], read["name"]) == (str(CARD), "Dr. Avery Smith")
    assert all(number.startswith("+") for number in read["mobile"])
    assert 0 < read["confidence"]["name"] <= 1


@pytest.mark.engines
def test_people_get_a_listing(process):
    done = process("card", "--region", "US", CARD)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{CARD}\n  name        ")
    assert "Avery Smith" in done.stdout


def test_a_region_is_two_letters(process):
    done = process("card", "--region", "China", CARD)
    assert (done.returncode, done.stdout) == (2, "")
    assert "two letters" in done.stderr
