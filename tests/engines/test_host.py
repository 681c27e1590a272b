"""Engines in processes of their own: what happens when they crash, hang, swell or are left behind."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from crm_app.engines import host as host_module
from crm_app.engines.errors import EngineError
from crm_app.engines.host import MEGABYTE, EngineHost, Limits

COMMAND = (sys.executable, "-m", "tests.engines.fake_engine")
QUICK = Limits(idle=60, timeout=20, memory=4096 * MEGABYTE, spare=0)


@pytest.fixture
def make_host() -> Iterator[Callable[..., EngineHost]]:
    made: list[EngineHost] = []

    def make(limits: Limits = QUICK) -> EngineHost:
        made.append(EngineHost("speech", limits, COMMAND))
        return made[-1]

    yield make
    for host in made:
        host.release()


def gone(pid: int, seconds: float = 5) -> bool:
    """Whether a process ends within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    return False


def test_nothing_runs_until_the_first_call_and_the_process_is_kept(make_host) -> None:
    host = make_host()
    assert host.status() != "ready"
    first, second = host.call({"call": "x", "say": "你好"}), host.call({"call": "x"})
    assert first["said"] == "你好"
    assert first["pid"] == second["pid"] != os.getpid()
    assert first["nice"] >= 10
    assert host.status() == "ready"


def test_progress_comes_through(make_host) -> None:
    seen: list[float] = []
    make_host().call({"call": "x", "steps": [0.25, 0.5, 1.0]}, progress=seen.append)
    assert seen == [0.25, 0.5, 1.0]


def test_what_libraries_print_does_not_disturb(make_host) -> None:
    assert make_host().call({"call": "x", "deed": "print", "say": 1})["said"] == 1


def test_a_refusal_keeps_its_code_and_the_process(make_host) -> None:
    host = make_host()
    pid = host.call({"call": "x"})["pid"]
    with pytest.raises(EngineError) as refused:
        host.call({"call": "x", "deed": "refuse"})
    assert refused.value.code == "sound.not_audio"
    with pytest.raises(EngineError) as broken:
        host.call({"call": "x", "deed": "break"})
    assert broken.value.code == "engine.failed"
    assert host.call({"call": "x"})["pid"] == pid


@pytest.mark.parametrize(
    ("deed", "options", "code"),
    [
        ("crash", {}, "engine.crashed"),
        ("hang", {"timeout": 0.5}, "engine.timeout"),
        ("hang", {"cancelled": lambda: True}, "engine.cancelled"),
    ],
)
def test_after_a_bad_end_the_next_call_starts_anew(make_host, deed, options, code) -> None:
    host = make_host()
    before = host.call({"call": "x"})["pid"]
    began = time.monotonic()
    with pytest.raises(EngineError) as failed:
        host.call({"call": "x", "deed": deed}, **options)
    assert failed.value.code == code
    assert time.monotonic() - began < 5
    assert gone(before)
    assert host.call({"call": "x"})["pid"] != before


def test_a_failing_listener_ends_the_call_and_the_process(make_host) -> None:
    host = make_host()

    def fail(_: float) -> None:
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError):
        host.call({"call": "x", "steps": [0.25, 0.5, 1.0]}, progress=fail)
    assert host.call({"call": "x", "say": 2})["said"] == 2


def test_too_much_memory_ends_it(make_host) -> None:
    host = make_host(Limits(timeout=30, memory=200 * MEGABYTE, spare=0))
    with pytest.raises(EngineError) as failed:
        host.call({"call": "x", "deed": "eat"})
    assert failed.value.code == "engine.memory"


def test_it_is_released_when_idle(make_host) -> None:
    host = make_host(Limits(idle=0.3, timeout=20, spare=0))
    pid = host.call({"call": "x"})["pid"]
    assert gone(pid)
    assert host.status() != "ready"


def test_short_of_memory_one_engine_leaves_for_the_other(make_host, monkeypatch) -> None:
    first, second = (
        make_host(Limits(timeout=20, spare=100)),
        make_host(Limits(timeout=20, spare=100)),
    )
    monkeypatch.setattr(host_module, "available_bytes", lambda: 1000)
    pid = first.call({"call": "x"})["pid"]
    second.call({"call": "x"})
    assert psutil.pid_exists(pid)
    second.release()
    monkeypatch.setattr(host_module, "available_bytes", lambda: 10)
    second.call({"call": "x"})
    assert gone(pid)
    assert first.status() != "ready"
    assert second.status() == "ready"


def test_the_engine_dies_with_its_parent(tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from crm_app.engines.host import EngineHost, Limits\n"
        f"host = EngineHost('speech', Limits(spare=0), {COMMAND!r})\n"
        "print(host.call({'call': 'x'})['pid'], flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert psutil.pid_exists(pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(pid)
