"""Killed without warning, the product finishes what it accepted, and nothing twice."""

import contextlib
import http.client
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, ROOT, free_port, start_server, stop, wait_until_serving

pytestmark = pytest.mark.browser

CARDS = sorted((ROOT / "tests" / "data" / "cards").glob("*.jpg"))[:2]
NOTES = [
    ROOT / "tests" / "data" / "speech" / name for name in ("en_budget.webm", "zh_contract.webm")
]


READ = "SELECT count(*) FROM audit_entry WHERE action = 'cards.note_reading'"
ACCEPTED = (
    "SELECT count(DISTINCT public_id) FROM card",
    READ,
    "SELECT count(*) FROM voice_note WHERE text <> ''",
    "SELECT count(*) FROM audit_entry WHERE action = 'voice.note_heard'",
)


def call(url, method="GET", body=None, headers=None):
    request = urllib.request.Request(url, method=method, data=body, headers=headers or {})
    with urllib.request.urlopen(request, timeout=20) as answer:
        text = answer.read()
        return answer, json.loads(text) if text else None


def upload(url, cookie, path, kind="cards", field="image", media_type="image/jpeg"):
    boundary = "boundary-of-the-test"
    body = (
        (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{path.name}"\r\n'
            f"Content-Type: {media_type}\r\n\r\n"
        ).encode()
        + path.read_bytes()
        + f"\r\n--{boundary}--\r\n".encode()
    )
    headers = {"cookie": cookie, "content-type": f"multipart/form-data; boundary={boundary}"}
    return call(f"{url}/api/v1/{kind}", "POST", body, headers)[1]["id"]


def kill_all(process):
    """Server, worker and engines at once."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A product with a small workspace, for all that is done to it here."""
    data = tmp_path_factory.mktemp("workspace")
    env = {**os.environ, "CRM_DATA": str(data)}
    subprocess.run(
        [sys.executable, "-m", "crm_app", "demo", "load", "--customers", "10"],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    made = Product(data, data / "serve.log")
    made.start()
    yield made
    stop(made.process)


@pytest.fixture
def product(running):
    """The same, up: the test before may have ended it."""
    if running.process.poll() is not None:
        running.start()
    return running


class Product:
    """A server with its worker, and somebody signed in."""

    def __init__(self, data, log):
        self.data, self.log, self.port = data, log, free_port()
        self.url = f"http://localhost:{self.port}"
        self.cookie = ""

    def start(self):
        self.process = start_server(self.data, self.port, self.log)
        wait_until_serving(self.url, self.process, self.log)
        if not self.cookie:
            _, email, password = (
                (self.data / "demo-accounts.txt").read_text().splitlines()[0].split("\t")
            )
            sent = json.dumps({"email": email, "password": password}).encode()
            json_type = {"content-type": "application/json"}
            answer, _ = call(f"{self.url}/api/v1/session", "POST", sent, json_type)
            self.cookie = answer.headers["set-cookie"].split(";")[0]

    def count(self, query):
        with sqlite3.connect(self.data / "crm.db") as database:
            return database.execute(query).fetchone()

    def finished(self, jobs, seconds=150):
        """The states of these jobs once all are done, or when time is over."""
        states = []
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            states = [
                call(f"{self.url}/api/v1/jobs/{job}", headers={"cookie": self.cookie})[1]["status"]
                for job in jobs
            ]
            if set(states) == {"done"}:
                break
            time.sleep(0.5)
        return states


def test_accepted_captures_survive_kill_9(product):
    before = [product.count(asked)[0] for asked in ACCEPTED]
    cards = [upload(product.url, product.cookie, path) for path in CARDS * 2]
    notes = [
        upload(product.url, product.cookie, path, "voice-notes", "audio", "audio/webm")
        for path in NOTES
    ]
    time.sleep(0.5)
    kill_all(product.process)
    product.start()
    assert product.finished([*cards, *notes]) == ["done"] * (len(cards) + len(notes))
    after = [product.count(asked)[0] for asked in ACCEPTED]
    made = [now - then for now, then in zip(after, before, strict=True)]
    assert made == [len(cards), len(cards), len(notes), len(notes)]


def test_a_save_that_is_killed_is_there_once_or_not_at_all(product):
    names = [f"Kill Trial {n}" for n in range(60)]
    answered = []

    def save(name):
        headers = {
            "cookie": product.cookie,
            "content-type": "application/json",
            "idempotency-key": f"kill-{name}",
        }
        body = json.dumps({"name": name}).encode()
        return call(f"{product.url}/api/v1/customers", "POST", body, headers)[1]["id"]

    def save_until_killed():
        with contextlib.suppress(OSError, http.client.HTTPException):
            for name in names:
                public_id = save(name)
                answered.append((name, public_id))

    writer = threading.Thread(target=save_until_killed)
    writer.start()
    while len(answered) < 8 and writer.is_alive():
        time.sleep(0.005)
    kill_all(product.process)
    writer.join(30)
    assert 8 <= len(answered) < len(names)
    product.start()
    again = {name: save(name) for name in names}
    assert all(again[name] == public_id for name, public_id in answered)
    stored = "SELECT count(*), count(DISTINCT name) FROM customer WHERE name LIKE 'Kill Trial %'"
    assert product.count(stored) == (len(names), len(names))
    env = {**os.environ, "CRM_DATA": str(product.data)}
    verified = subprocess.run(
        [sys.executable, "-m", "crm_app", "verify"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not _is_zombie(pid)


def _is_zombie(pid):
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout.startswith("Z") or not shown.stdout


def _below(pid):
    """The processes that a process started, and theirs."""
    shown = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    pairs = [tuple(map(int, line.split())) for line in shown.splitlines()]
    found, new = set(), {pid}
    while new:
        new = {child for child, parent in pairs if parent in new} - found
        found |= new
    return found


def _gone(pids, seconds=20):
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if _is_alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.2)
    return not left


def test_nothing_outlives_a_server_whose_first_process_alone_is_killed(product):
    (before,) = product.count(READ)
    cards = [upload(product.url, product.cookie, path) for path in CARDS]
    time.sleep(0.5)
    started = _below(product.process.pid)
    assert len(started) >= 2  # the server's own, the worker, perhaps an engine
    product.process.kill()
    product.process.wait(10)
    assert _gone(started)
    product.start()  # on the same port
    assert product.finished(cards) == ["done", "done"]
    assert product.count(READ) == (before + len(cards),)


def test_a_killed_worker_is_started_again_and_so_is_the_server(product):
    (worker,) = [pid for pid in _below(product.process.pid) if "worker" in _words_of(pid)]
    card = upload(product.url, product.cookie, CARDS[0])
    os.kill(worker, signal.SIGKILL)
    assert product.finished([card]) == ["done"]
    (server,) = [pid for pid in _below(product.process.pid) if "serve" in _words_of(pid)]
    os.kill(server, signal.SIGKILL)
    assert _gone([server])
    wait_until_serving(product.url, product.process, product.log)
    assert product.finished([card], 5) == ["done"]


def test_an_open_page_says_that_the_server_is_away_and_goes_on_when_it_is_back(product, browser):
    context = browser.new_context(viewport=DESK, locale="en-GB")
    context.add_init_script("localStorage.setItem('crm_lang', 'en')")
    name, value = product.cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": product.url}])
    page = context.new_page()
    page.goto(f"{product.url}/tasks/")
    typed = page.locator("main input[name=title]")
    typed.fill("Send the tea samples")
    kill_all(product.process)
    away = page.locator("[data-no-server]")
    expect(away).to_contain_text("does not answer", timeout=30_000)
    product.start()
    expect(away).to_have_count(0, timeout=30_000)
    expect(typed).to_have_value("Send the tea samples")
    typed.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Send the tea samples")
    asked = "SELECT count(*) FROM task WHERE title = 'Send the tea samples'"
    deadline = time.monotonic() + 10
    while product.count(asked) == (0,) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert product.count(asked) == (1,)
    context.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_all_at_once_it_stops(product, number):
    def stopped():
        os.killpg(product.process.pid, number)  # as Ctrl+C in a terminal does
        return product.process.wait(60)  # each of the two has ten seconds to hear

    ended_by_itself = product.log.read_text().count("started again")
    started = _below(product.process.pid)
    assert stopped() == 0
    assert _gone(started)
    for patience in (0.0, 0.5, 2.0):
        said = product.log.read_text().count("Puer 普洱")
        product.process = start_server(product.data, product.port, product.log)
        while product.log.read_text().count("Puer 普洱") == said:
            time.sleep(0.05)
        time.sleep(patience)  # while it loads
        started = _below(product.process.pid)
        stopped()
        assert _gone(started), patience
    assert product.log.read_text().count("started again") == ended_by_itself


def _words_of(pid):
    shown = subprocess.run(
        ["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout.split()
