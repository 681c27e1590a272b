"""Killed without warning, the product finishes what it accepted, and nothing twice."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.e2e.conftest import ROOT, free_port, start_server, stop, wait_until_serving

pytestmark = pytest.mark.browser

CARDS = sorted((ROOT / "tests" / "data" / "cards").glob("*.jpg"))[:2]


def call(url, method="GET", body=None, headers=None):
    request = urllib.request.Request(url, method=method, data=body, headers=headers or {})
    with urllib.request.urlopen(request, timeout=20) as answer:
        text = answer.read()
        return answer, json.loads(text) if text else None


def upload(url, cookie, path):
    boundary = "boundary-of-the-test"
    body = (
        (
            f'--{boundary}\r\nContent-Disposition: form-data; name="image"; filename="{path.name}"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        ).encode()
        + path.read_bytes()
        + f"\r\n--{boundary}--\r\n".encode()
    )
    headers = {"cookie": cookie, "content-type": f"multipart/form-data; boundary={boundary}"}
    return call(f"{url}/api/v1/cards", "POST", body, headers)[1]["id"]


def kill_all(process):
    """Server, worker and engines at once."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def test_accepted_cards_survive_kill_9(tmp_path):
    data = tmp_path / "data"
    env = {**os.environ, "CRM_DATA": str(data)}
    subprocess.run(
        [sys.executable, "-m", "crm_app", "demo", "load", "--customers", "10"],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    _, email, password = next(
        line.split("\t") for line in (data / "demo-accounts.txt").read_text().splitlines()
    )
    port, log = free_port(), tmp_path / "log"
    url = f"http://localhost:{port}"
    process = start_server(data, port, log)
    try:
        wait_until_serving(url, process, log)
        answer, _ = call(
            f"{url}/api/v1/session",
            "POST",
            json.dumps({"email": email, "password": password}).encode(),
            {"content-type": "application/json"},
        )
        cookie = answer.headers["set-cookie"].split(";")[0]
        accepted = [upload(url, cookie, path) for path in CARDS * 2]
        time.sleep(0.5)
        kill_all(process)
        process = start_server(data, port, log)
        wait_until_serving(url, process, log)
        deadline = time.monotonic() + 120
        states: list[str] = []
        while time.monotonic() < deadline:
            states = [
                call(f"{url}/api/v1/jobs/{job}", headers={"cookie": cookie})[1]["status"]
                for job in accepted
            ]
            if set(states) == {"done"}:
                break
            time.sleep(0.5)
        assert states == ["done"] * len(accepted)
        with sqlite3.connect(data / "crm.db") as database:
            cards = database.execute(
                "SELECT count(*), count(DISTINCT public_id) FROM card"
            ).fetchone()
            finished = database.execute(
                "SELECT count(*) FROM audit_entry WHERE action = 'cards.note_reading'"
            ).fetchone()
        assert cards == (len(accepted), len(accepted))
        assert finished == (len(accepted),)
    finally:
        stop(process)
