"""`crm card` as the contract writes it: an entry for every file, whatever it is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_app.config import ROOT

CARD = ROOT / "tests" / "data" / "cards" / "contoso_avery.jpg"


def crm(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "crm_app", "card", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.engines
def test_every_file_has_an_entry_and_bad_ones_say_why(tmp_path: Path) -> None:
    letter, half = tmp_path / "letter.png", tmp_path / "half.jpg"
    letter.write_text("a letter, no picture")
    half.write_bytes(CARD.read_bytes()[:5000])
    done = crm("--json", "--region", "US", CARD, letter, half, tmp_path / "none.jpg")
    assert done.returncode == 0, done.stderr
    read, *refused = json.loads(done.stdout)
    assert [entry["error"] for entry in refused] == [
        "pictures.not_an_image",
        "pictures.truncated",
        "pictures.unreadable",
    ]
    assert all(entry["message"] and entry["file"] for entry in refused)
    assert (read["file"], read["name"]) == (str(CARD), "Avery Smith")
    assert all(number.startswith("+") for number in read["mobile"])
    assert 0 < read["confidence"]["name"] <= 1


@pytest.mark.engines
def test_people_get_a_listing() -> None:
    done = crm("--region", "US", CARD)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{CARD}\n  name        ")
    assert "Avery Smith" in done.stdout


def test_a_region_is_two_letters() -> None:
    done = crm("--region", "China", CARD)
    assert (done.returncode, done.stdout) == (2, "")
    assert "two letters" in done.stderr
