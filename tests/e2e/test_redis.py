"""Two app processes that share page state in Redis, where a Redis server can be started."""

import os
import shutil
import subprocess
import sysconfig
import time

import pytest
import redis
from playwright.sync_api import expect

from tests.e2e.conftest import Server, free_port, start_server, stop, wait_until_serving
from tests.e2e.test_deals import call

# The tests' own (requirements/test.in), where its wheel serves this machine; else the system's.
_PLACES = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
REDIS = shutil.which("redis-server", path=_PLACES)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(REDIS is None, reason="no redis-server on this machine"),
]


@pytest.fixture
def server(server, tmp_path):
    """The workspace of the other journeys, served by two more processes."""
    store_port, port, log = free_port(), free_port(), tmp_path / "log"
    store = subprocess.Popen(
        [str(REDIS), "--port", str(store_port), "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    with redis.Redis(port=store_port) as client:
        for _ in range(100):
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.1)
            else:
                break
    address = f"redis://localhost:{store_port}/0"
    shared = {"CRM_REDIS_URL": address, "CRM_PROCESSES": "2", "CRM_WORKER_ID": "worker-2"}
    process = start_server(server.data, port, log, **shared)
    url = f"http://localhost:{port}"
    try:
        wait_until_serving(url, process, log)
        yield Server(url, server.data, server.accounts)
    finally:
        stop(process)
        store.terminate()
        store.wait(10)


def test_tabs_of_both_processes_see_each_others_changes(sign_in, server):
    pages = [sign_in("rep", language="en") for _ in range(4)]
    customer = call(pages[0], "POST", "/api/v1/customers", {"name": "Two Processes Tea"})["id"]
    for page in pages:
        page.goto(f"{server.url}/customers/{customer}/")
        page.locator("[data-composer]").wait_for()
    for number, page in enumerate(pages):
        page.locator("[data-composer]").fill(f"note {number}")
        page.keyboard.press("Control+Enter")
        for other in pages:
            expect(other.get_by_text(f"note {number}")).to_be_visible(timeout=3000)
    pages[0].get_by_role("button", name="Undo").last.click()
    expect(pages[3].get_by_text("note 0")).to_have_count(0, timeout=3000)
