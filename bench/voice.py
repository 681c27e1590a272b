"""Recordings with known words: how many are heard wrong, and how long three minutes take.

The recordings lie outside the repository (`shared/data/speech` beside it): most may be measured
with, not passed on. Without them the short ones of the tests are heard, and the table says so.
"""

import importlib.util
import json
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.lists import Row
from crm_app.config import ROOT, settings
from crm_app.engines import wiring
from crm_app.engines.speech import Transcriber
from crm_app.lib.sound import RATE, Sound, read_sound_file
from tests.quality.score_speech import chinese_characters, english_words, error_rate

OUTSIDE = ROOT.parent / "shared" / "data" / "speech"
NAMES = ("华东科技", "张总", "北京蓝海物流", "李经理", "天成建设", "博雅教育")
MINUTES = 3
Clip = dict[str, Any]


def measure() -> list[Row]:
    """Error rates of the engine of the settings, and a long note beside the other engine."""
    if not OUTSIDE.is_dir():
        return []
    model, models = settings().speech_model, settings().models
    engine = wiring.transcriber("faster-whisper", model, models)
    real, made = _clips("real"), _clips("synthetic")
    rows = [
        _wrong(engine, real, "en", "recorded English, words heard wrong, %", "4"),
        _wrong(engine, real, "zh", "recorded Chinese, characters heard wrong, %", "22"),
        _wrong(engine, made, "en", "dictated English, words heard wrong, %", "4"),
        _wrong(engine, made, "zh", "dictated Chinese with hot words, heard wrong, %", "10", NAMES),
        _silence(engine),
    ]
    return [*rows, _long(engine, model, models)]


def _clips(folder: str) -> list[Clip]:
    found = json.loads((OUTSIDE / folder / "refs.json").read_text("utf-8"))
    listed = found["items"] if isinstance(found, dict) else found
    return [
        {**clip, "path": OUTSIDE / folder / clip["file"]}
        for clip in listed
        if clip.get("scored", True)
        and clip["duration_s"] < 100
        and (OUTSIDE / folder / clip["file"]).exists()
    ]


def _wrong(
    engine: Transcriber,
    clips: list[Clip],
    language: str,
    what: str,
    limit: str,
    names: tuple[str, ...] = (),
) -> Row:
    units = chinese_characters if language == "zh" else english_words
    chosen = [clip for clip in clips if clip["lang"] == language]
    pairs = [
        (units(clip["text"]), units(_text(engine, read_sound_file(clip["path"]), language, names)))
        for clip in chosen
    ]
    rate = error_rate(pairs)
    said = sum(len(reference) for reference, _ in pairs)
    return Row(f"{what} ({engine.model}, n = {len(chosen)}, {said} units)", rate, rate, limit)


def _silence(engine: Transcriber) -> Row:
    """Letters heard where nobody speaks."""
    chance, t = np.random.default_rng(11), np.arange(6 * RATE) / RATE
    signals = [
        np.zeros(len(t)),
        chance.standard_normal(len(t)) * 0.1,
        0.2 * np.sin(2 * np.pi * 50 * t),
    ]
    sounds = [
        Sound(one.astype(np.float32), 6.0, incomplete=False, container="wav") for one in signals
    ]
    heard = sum(len(_text(engine, one, language)) for one in sounds for language in ("zh", "en"))
    return Row("letters heard in silence and noise (n = 6)", heard, heard, "0")


def _long(engine: Transcriber, model: str, models: Path) -> Row:
    """Three minutes of dictation, engine warm; the other engine is heard out on the first of them."""
    taken = _seconds(engine, MINUTES)
    against = "30000"
    if importlib.util.find_spec("whisper"):
        other = _seconds(wiring.transcriber("whisper", model, models), 1)
        times = other / _seconds(engine, 1)
        against += f"; openai-whisper {times:.1f} times as long, on the first minute"
    return Row(f"a note of {MINUTES} minutes to text", taken * 1000, taken * 1000, against)


def _seconds(engine: Transcriber, minutes: int) -> float:
    note = read_sound_file(OUTSIDE / "synthetic" / "zh_long.webm")
    samples = np.resize(note.samples, minutes * 60 * RATE)
    sound = Sound(samples, minutes * 60.0, incomplete=False, container="webm")
    begun = time.perf_counter()
    _text(engine, sound, "zh", NAMES)
    return time.perf_counter() - begun


def _text(engine: Transcriber, sound: Sound, language: str, names: tuple[str, ...] = ()) -> str:
    return engine.transcribe(sound, language, names, lambda _: None).text
