"""A spoken note becomes a follow-up: fake microphone, real engines, from the round button to the timeline."""

import os
import re
import sqlite3
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from crm_app.lib.sound import RATE, read_sound_file
from scripts.find_chromium import find
from tests.e2e.conftest import (
    DESK,
    FLAGS,
    ROOT,
    free_port,
    start_server,
    stop,
    wait_until_serving,
)

pytestmark = pytest.mark.browser

SPEECH = Path(__file__).parents[1] / "data" / "speech"
FIRM = "北京蓝海物流有限公司"
HEARD_WITHIN = 90_000  # milliseconds; the engine loads first


@pytest.fixture(scope="module")
def browser(
    playwright_driver: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser whose microphone hears the contract dictation, once per opening."""
    sound = read_sound_file(SPEECH / "zh_contract.webm")
    spoken = tmp_path_factory.mktemp("microphone") / "spoken.wav"
    with wave.open(str(spoken), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound.samples * 32767).astype("<i2").tobytes())
    microphone = f"--use-file-for-fake-audio-capture={spoken}%noloop"
    started = playwright_driver.chromium.launch(
        executable_path=find() or None, args=[*FLAGS, microphone]
    )
    yield started
    started.close()


def post(page: Page, path: str, body: dict) -> dict:
    """What the API makes of `body`, as the person who is signed in."""
    made = page.evaluate(
        """([path, body]) => fetch(path, {method: 'POST', body: JSON.stringify(body),
        headers: {'content-type': 'application/json'}}).then((answer) => answer.json())""",
        [path, body],
    )
    assert "id" in made, made
    return made


def ring_scale(page: Page) -> float:
    """How far the level ring is drawn out now; 1 in silence."""
    style = page.locator("main [data-phase] span[aria-hidden]").get_attribute("style") or ""
    found = re.search(r"scale\(([\d.]+)\)", style)
    return float(found[1]) if found else 1.0


def count(data: Path, table: str) -> int:
    with sqlite3.connect(data / "crm.db") as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_spoken_note_becomes_a_follow_up(sign_in, server):
    page = sign_in("rep", phone=True)
    customer = post(page, "/api/v1/customers", {"name": FIRM})["id"]
    place = [{"customer": customer, "title": "经理"}]
    post(page, "/api/v1/contacts", {"name": "李文博", "positions": place})
    page.goto(f"{server.url}/voice/")
    phase = page.locator("main [data-phase]")
    page.get_by_role("button", name="开始录音").tap()
    expect(phase).to_have_attribute("data-phase", "recording")
    levels = []
    for _ in range(20):
        page.wait_for_timeout(150)
        levels.append(ring_scale(page))
    assert np.ptp(levels) > 0.05, levels
    page.get_by_role("button", name="暂停").tap()
    expect(phase).to_have_attribute("data-phase", "paused")
    page.get_by_role("button", name="继续").tap()
    page.wait_for_timeout(11_000)
    before = count(server.data, "voice_note")
    page.get_by_role("button", name="停止并保存").tap()
    page.wait_for_url(re.compile(r"/voice/\w{8,}"))
    assert count(server.data, "voice_note") == before + 1
    address = page.url
    context = page.context
    page.close()  # the phone goes into the pocket

    page = context.new_page()
    page.goto(address)
    text = page.locator("[data-note-text]")
    text.wait_for(timeout=HEARD_WITHIN)
    expect(text).to_contain_text("合同")
    assert not re.search("[聯約單萬幾]", text.inner_text())
    facts = count(server.data, "activity"), count(server.data, "task")
    page.locator("[data-chip=customer]").tap()
    expect(page.locator("[data-source]")).to_contain_text("物流")
    expect(page.locator("[data-plan]")).to_contain_text(FIRM)
    assert (count(server.data, "activity"), count(server.data, "task")) == facts

    page.locator("[data-chip=next_step]").tap()
    step = page.locator("[data-open-fact=next_step] input")
    step.fill("上门签合同")
    step.blur()
    page.locator("[data-chip=due]").tap()
    page.locator("[data-open-fact=due] input").fill("2031-03-07")
    expect(page.locator("[data-plan]")).to_contain_text("3月7日")
    page.get_by_role("button", name="确认", exact=True).tap()
    page.wait_for_url(re.compile(f"/customers/{customer}"))
    with sqlite3.connect(server.data / "crm.db") as database:
        assert database.execute(
            "SELECT date(t.due_at, '+8 hours'), c.name FROM task t"
            " JOIN customer c ON c.id = t.customer_id WHERE t.title = '上门签合同'"
        ).fetchall() == [("2031-03-07", FIRM)]
        noted = "SELECT kind, text FROM activity ORDER BY id DESC LIMIT 1"
        kind, said = database.execute(noted).fetchone()
    assert kind == "VOICE"
    assert "合同" in said
    page.goto(address)
    expect(page.get_by_text("这条语音已确认")).to_be_visible()
    assert count(server.data, "task") == facts[1] + 1


def test_openai_whisper_hears_an_uploaded_recording(tmp_path, browser):
    pytest.importorskip("whisper")
    data, log, port = tmp_path / "data", tmp_path / "log", free_port()
    env = {**os.environ, "CRM_DATA": str(data)}
    load = [sys.executable, "-m", "crm_app", "demo", "load", "--customers", "10"]
    subprocess.run(load, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    _, email, password = (data / "demo-accounts.txt").read_text().splitlines()[0].split("\t")
    process = start_server(data, port, log, CRM_SPEECH_ENGINE="whisper")
    url = f"http://localhost:{port}"
    context = browser.new_context(viewport=DESK, locale="en-GB")
    try:
        wait_until_serving(url, process, log)
        page = context.new_page()
        page.add_init_script("localStorage.setItem('crm_lang', 'en')")
        page.goto(f"{url}/login/")
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda address: "/login" not in address)
        page.goto(f"{url}/voice/")
        page.set_input_files("main input[type=file]", SPEECH / "en_budget.webm")
        page.wait_for_url(re.compile(r"/voice/\w{8,}"))
        text = page.locator("[data-note-text]")
        text.wait_for(timeout=HEARD_WITHIN)
        expect(text).to_contain_text("technical specification")
        expect(page.locator("[data-chip=amount]")).to_contain_text("1,200,000")
        note = page.url.rstrip("/").rsplit("/", 1)[1]
        ask = "note => fetch(`/api/v1/jobs/${note}`).then(answer => answer.json())"
        assert page.evaluate(ask, note)["result"]["engine"] == "whisper"
    finally:
        context.close()
        stop(process)
