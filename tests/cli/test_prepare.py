"""Building the pages: what a busy machine is given, and what is said when it cannot be done."""

from pathlib import Path

import pytest

from crm_app.cli import prepare


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[bool]:
    """How the next tries end; every build takes one."""
    (tmp_path / ".web").mkdir()
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "_fingerprint", lambda: "sources")
    ends: list[bool] = []
    monkeypatch.setattr(prepare, "_export", lambda: ends.pop(0))
    return ends


def test_a_build_that_fails_is_tried_once_more(tries: list[bool], tmp_path: Path) -> None:
    tries += [False, True]
    prepare.build_front_end()
    assert (tmp_path / ".web" / ".crm-build").read_text() == "sources"
    assert not tries


def test_one_that_fails_again_is_said_in_a_sentence(tries: list[bool], tmp_path: Path) -> None:
    tries += [False, False]
    with pytest.raises(SystemExit, match="could not be built"):
        prepare.build_front_end()
    assert not (tmp_path / ".web" / ".crm-build").exists()
