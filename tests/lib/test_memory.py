"""Memory that was freed is the system's again."""

import platform
import subprocess
import sys

import pytest

# Many small pieces, freed but for the last ones: the heap's end stays in use, and what lies before it
# is given back only to who asks for that.
TAKE = """
import sys
from crm_app.lib.memory import give_back, resident_bytes
import os
pieces = [bytes(50_000) for _ in range(2_000)]
kept = pieces[-20:]
most = resident_bytes(os.getpid())
del pieces
if sys.argv[1] == "give":
    give_back()
print(most - resident_bytes(os.getpid()))
"""


def given(how: str) -> int:
    """Bytes that a process of its own holds less, once it has freed 99 MB."""
    shown = subprocess.run(
        [sys.executable, "-c", TAKE, how], capture_output=True, text=True, check=True
    )
    return int(shown.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is freed")
def test_what_is_given_back_is_gone():
    assert given("give") > 80_000_000
    assert given("keep") < 40_000_000
