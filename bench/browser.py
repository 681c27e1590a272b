"""What somebody at a browser waits for: first load, clicks, the board, in real Chromium."""

import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench import captures, sessions
from bench.data import PASSWORD
from bench.lists import Row
from crm_app.config import ROOT
from scripts.find_chromium import find

PORT = 8199
URL = f"http://localhost:{PORT}"
# As Lighthouse understands slow 4G.
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
WATCH = """
window.shifts = 0; window.largest = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries())
  if (!one.hadRecentInput) window.shifts += one.value; }).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver((list) => { for (const one of list.getEntries())
  window.largest = one.startTime; }).observe({type: 'largest-contentful-paint', buffered: true});
"""
# Milliseconds from the click until `rows` shows something else; after ten seconds that is a fault.
CLICK = """([button, rows]) => new Promise((done, fail) => {
  setTimeout(() => fail(new Error(`nothing new in ${rows}`)), 10_000);
  const shown = () => Array.from(document.querySelectorAll(rows)).slice(0, 3)
    .map((row) => row.getAttribute('data-row') || row.textContent).join();
  const before = shown(), begun = performance.now();
  const look = () => shown() && shown() !== before
    ? done(performance.now() - begun) : requestAnimationFrame(look);
  document.querySelector(button).click();
  look();
})"""

# The longest task, in milliseconds, while a column is scrolled as fast as a hand does it; 0: none
# took fifty. What is loaded meanwhile is scrolled through too, for 900 frames (some 480 cards).
SCROLL = """(place) => new Promise((done) => {
  const list = document.querySelectorAll('[data-column] [data-rfd-droppable-id]')[place];
  let longest = 0, still = 0, frames = 0;
  const watcher = new PerformanceObserver((found) => {
    for (const one of found.getEntries()) longest = Math.max(longest, one.duration);
  });
  watcher.observe({type: 'longtask'});
  const step = () => {
    const before = list.scrollTop;
    list.scrollTop += 60;
    still = list.scrollTop === before ? still + 1 : 0;
    if (still < 60 && ++frames < 900) requestAnimationFrame(step);
    else { watcher.disconnect(); done(longest); }
  };
  step();
})"""

# Between two clicks of somebody who looks at what came.
PAUSE = 400


@contextmanager
def served(data: Path) -> Iterator[psutil.Process]:
    """The product, worker included, on the data made by `bench.data`."""
    env = {**os.environ, "CRM_DATA": str(data), "CRM_PORT": str(PORT)}
    log = (data / "serve.log").open("ab")
    process = subprocess.Popen(
        [sys.executable, "-m", "crm_app", "serve"],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        _wait(process)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the server ended")
        try:
            urllib.request.urlopen(f"{URL}/_health", timeout=2).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError("no server within five minutes")


def measure(data: Path) -> list[Row]:
    """All rows of the browser's part of the table."""
    with served(data) as server:
        worker = [one for one in server.children() if "worker" in one.cmdline()]
        beside = sum(_memory(one) for one in worker)
        memory = _memory(server) - beside
        rows = [
            Row("server before any engine is loaded, MB", memory, memory, "300"),
            Row("its worker, nothing done yet, MB", beside, beside, "-"),
        ]
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=find(), args=["--no-sandbox"])
            rows += [*_first_load(browser), *_clicks(browser), *_photographed(browser)]
            browser.close()
        rows += sessions.measure(URL)
        working = _memory(server)
        rows.append(Row("the whole product with both engines loaded, MB", working, working, "1800"))
    return rows


def _memory(server: psutil.Process) -> float:
    """What the family has for itself; pages that several share count in parts."""
    family = [server, *server.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in family) / 1e6


def _first_load(browser: Browser) -> list[Row]:
    rows = []
    for name, slow, limits in (("here", False, "500"), ("slow 4G, processor / 4", True, "1200")):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page, sent = _watched(context, slow=slow)
        page.goto(f"{URL}/login/", wait_until="networkidle")
        largest = page.evaluate("window.largest")
        rows.append(Row(f"sign-in, largest paint, {name}", largest, largest, limits))
        if not slow:
            _sign_in(page)
            page.wait_for_load_state("networkidle")
            size = sum(sent) / 1000
            rows.append(Row("sign-in and home over the wire, kB", size, size, "220"))
            begun = time.perf_counter()
            page.goto(f"{URL}/", wait_until="commit")
            page.locator("main#content h1").first.wait_for()
            taken = (time.perf_counter() - begun) * 1000
            rows.append(Row("home again, from the cache", taken, taken, "2000"))
            page.wait_for_load_state("networkidle")
            shifts = page.evaluate("window.shifts") * 1000
            rows.append(Row("home, layout shift × 1000", shifts, shifts, "20"))
        context.close()
    return rows


def _watched(context: BrowserContext, *, slow: bool) -> tuple[Page, list[float]]:
    context.add_init_script(WATCH)
    page = context.new_page()
    sent: list[float] = []
    link: Any = context.new_cdp_session(page)
    link.send("Network.enable")
    link.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    if slow:
        link.send("Network.emulateNetworkConditions", SLOW)
        link.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page, sent


def _sign_in(page: Page) -> None:
    page.fill("input[name=email]", "boss@example.com")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/login" not in url)
    page.locator("main#content h1").first.wait_for()


def _clicks(browser: Browser) -> list[Row]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{URL}/login/")
    _sign_in(page)
    page.goto(f"{URL}/customers/")
    page.locator("tr[data-row]").first.wait_for()
    taken = [_click(page, "th[scope=col] button", "tr[data-row]") for _ in range(40)]
    rows = [_row("customers, click on a column head → new rows", taken, "50")]
    opened = []
    for place in range(1, 21):
        opened.append(_click(page, f"tr[data-row]:nth-child({place}) a", "main#content h1"))
        page.go_back(wait_until="commit")
        page.locator("tr[data-row]").first.wait_for()
    rows.append(_row("customers, click → record page", opened, "150"))
    boards = []
    for _ in range(10):
        page.goto(f"{URL}/customers/")
        page.locator("tr[data-row]").first.wait_for()
        boards.append(_click(page, "nav a[href^='/deals']", "[data-column] [data-row]"))
    rows.append(_row("board of 100,000 deals, click → first card", boards, "300"))
    page.locator("[data-column] [data-row]").first.wait_for()
    columns = page.locator("[data-column] [data-rfd-droppable-id]").count()
    longest = [page.evaluate(SCROLL, place) for place in range(columns)]
    rows.append(
        _row(
            "board of 100,000 deals, a column scrolled for fifteen seconds, longest task",
            longest,
            "50",
        )
    )
    context.close()
    return rows


def _photographed(browser: Browser) -> list[Row]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{URL}/login/")
    _sign_in(page)
    rows = captures.measure(page, URL)
    context.close()
    return rows


def _click(page: Page, button: str, rows: str) -> float:
    page.wait_for_timeout(PAUSE)
    return page.evaluate(CLICK, [button, rows])


def _row(what: str, taken: list[float], limit: str) -> Row:
    ordered = sorted(taken)
    p95 = ordered[int(len(ordered) * 0.95) - 1]
    return Row(f"{what} (n = {len(ordered)})", statistics.median(ordered), p95, limit)
