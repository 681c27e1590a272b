"""Killed at random moments, again and again: everything accepted is finished, nothing twice."""

import random
import time

import pytest

from tests.e2e.test_kill import CARDS, NOTES, kill_all, product, upload

assert product  # a fixture, used by its name


@pytest.mark.timeout(1800)
def test_ten_kills_at_random_moments(product, capsys):
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    accepted: list[str] = []
    for _ in range(10):
        accepted.append(upload(product.url, product.cookie, chance.choice(CARDS)))
        if chance.random() < 0.5:
            note = chance.choice(NOTES)
            accepted.append(
                upload(product.url, product.cookie, note, "voice-notes", "audio", "audio/webm")
            )
        time.sleep(chance.uniform(0, 6))
        kill_all(product.process)
        product.start()
    states = product.finished(accepted, seconds=600)
    with capsys.disabled():
        print(f"seed {seed}: {len(accepted)} captures")
    assert states == ["done"] * len(accepted)
    rows = "SELECT (SELECT count(*) FROM card) + (SELECT count(*) FROM voice_note)"
    assert product.count(rows) == (len(accepted),)
    ended = "SELECT count(*) FROM audit_entry WHERE action IN ('cards.note_reading', 'voice.note_heard')"
    assert product.count(ended) == (len(accepted),)
