"""The command line as people call it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_app.config import ROOT

Process = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def process() -> Process:
    """`process("card", file)` is what `crm card FILE` prints and how it ends."""

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "crm_app", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    return call
