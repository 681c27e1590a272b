"""A whole product on a free port with its own data, and browsers to use it with."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from scripts.find_chromium import find

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
# Seconds; the first start builds the pages, which takes a slow machine minutes.
STARTED_WITHIN = 600


@dataclass(frozen=True)
class Server:
    """A running product: its address, data directory and demo accounts."""

    url: str
    data: Path
    accounts: dict[str, tuple[str, str]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(data: Path, port: int, log: Path, **environment: str) -> subprocess.Popen[bytes]:
    """`crm serve` with a worker, in its own process group."""
    env = {**os.environ, "CRM_DATA": str(data), "CRM_PORT": str(port), **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "crm_app", "serve"],
        cwd=ROOT,
        env=env,
        stdout=log.open("ab"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_hears_interrupts,  # noqa: PLW1509 - nothing else runs between fork and exec
    )


def _hears_interrupts() -> None:
    """The processes that run these tests side by side ignore SIGINT, and whom they start inherits it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until_serving(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the server ended: {log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{url}/_health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"no healthy server within {STARTED_WITHIN} s: {log.read_text()[-3000:]}")


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product with a small demo workspace, for all journeys."""
    data = tmp_path_factory.mktemp("product")
    env = {**os.environ, "CRM_DATA": str(data)}
    subprocess.run(
        [sys.executable, "-m", "crm_app", "demo", "load", "--customers", "150"],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    lines = (data / "demo-accounts.txt").read_text().splitlines()
    accounts = {role: (email, password) for role, email, password in (x.split("\t") for x in lines)}
    port, log = free_port(), data / "serve.log"
    process = start_server(data, port, log)
    url = f"http://localhost:{port}"
    try:
        wait_until_serving(url, process, log)
        yield Server(url, data, accounts)
    finally:
        stop(process)


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    path = find()
    assert path, "no Chromium: run scripts/find_chromium.py"
    started = playwright_driver.chromium.launch(executable_path=path, args=FLAGS)
    yield started
    started.close()


SignIn = Callable[..., Page]

# Resolves when nothing has moved for that long and no skeleton stands for what is still coming.
QUIET = """(quiet) => new Promise((done) => {
  let last = performance.now();
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document.documentElement,
    {subtree: true, childList: true, attributes: true, characterData: true});
  const look = setInterval(() => {
    if (performance.now() - last < quiet || document.querySelector('main .skeleton')) return;
    clearInterval(look); watch.disconnect(); done();
  }, 50);
})"""


def settle(page: Page) -> None:
    """Wait until the page shows what it came for and stands still."""
    page.locator("main#content h1").first.wait_for()
    page.evaluate(QUIET, 300)


def walk_to(page: Page, path: str) -> None:
    """Go there inside the application, as a link of it does, and wait until it stands."""
    page.evaluate(
        "(path) => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }",
        path,
    )
    settle(page)


def enter(page: Page, server: Server, role: str) -> None:
    """Sign in by the form."""
    email, password = server.accounts[role]
    page.goto(f"{server.url}/login/")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/login" not in url)
    page.locator("main#content").wait_for()


@pytest.fixture
def sign_in(server: Server, browser: Browser) -> Iterator[SignIn]:
    """`sign_in("rep", phone=True, at="/deals/")` → a page of that role at that address.

    The session is begun over REST; `enter` does it as a person would.
    """
    contexts: list[BrowserContext] = []

    def start(
        role: str,
        *,
        phone: bool = False,
        language: str = "zh",
        theme: str = "light",
        at: str = "/",
    ) -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else DESK,
            has_touch=phone,
            is_mobile=phone,
            permissions=["microphone", "camera"],
            locale="zh-CN" if language == "zh" else "en-GB",
            timezone_id="Asia/Shanghai",
        )
        contexts.append(context)
        context.add_init_script(
            f"localStorage.setItem('crm_lang', '{language}');"
            f"localStorage.setItem('crm_theme', '{theme}')"
        )
        page = context.new_page()
        page.crm_problems = problems = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console",
            lambda message: (
                problems.append(message.text)
                if message.type == "error" and "status of 4" not in message.text
                else None
            ),
        )
        email, password = server.accounts[role]
        answer = context.request.post(
            f"{server.url}/api/v1/session", data={"email": email, "password": password}
        )
        assert answer.status == 204
        page.goto(f"{server.url}{at}")
        page.locator("main#content").wait_for()
        return page

    yield start
    for context in contexts:
        context.close()
