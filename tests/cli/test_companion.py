"""The process beside the server: missed when it dies, not when all of us were told to stop."""

import sys
import time

import pytest

from crm_app.cli import companion


def _said_of_one_that_ends(status, monkeypatch, capsys):
    monkeypatch.setattr(companion, "PAUSE_SECONDS", 0.05)
    beside = companion.Companion([sys.executable, "-c", f"import os; os._exit({status})"])
    time.sleep(1)
    beside.stop()
    return capsys.readouterr().err


def test_one_that_dies_is_started_again(monkeypatch, capsys):
    assert "started again" in _said_of_one_that_ends(1, monkeypatch, capsys)


@pytest.mark.parametrize("status", [0, 130, 143])
def test_one_that_was_told_to_stop_is_not(status, monkeypatch, capsys):
    assert "started again" not in _said_of_one_that_ends(status, monkeypatch, capsys)
