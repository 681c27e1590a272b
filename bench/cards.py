"""Cards of a seed drawn just now: how much is read right, and the processor time it takes."""

import json
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.lists import Row
from crm_app.config import settings
from crm_app.engines import wiring
from crm_app.engines.ocr import TextReader
from crm_app.services.cards import card_document, scan_card
from tests.quality.make_cards import make
from tests.quality.score import score

CARDS = 60
_SIDES = tuple[dict[str, Any], list[bytes]]


def measure() -> list[Row]:
    """F1 and seconds of the reader of the settings, beside the other engine on the same cards."""
    seed = secrets.randbits(30)
    with tempfile.TemporaryDirectory() as folder:
        cards = [_loaded(Path(folder), truth) for truth in make(Path(folder), CARDS, seed)]
    models = settings().models
    ours, spent = _read(wiring.text_reader("paddleocr", models), cards)
    others, spent_there = _read(wiring.text_reader("rapidocr", models), cards)
    turned = [pair for pair in ours if pair[0].get("rot")]
    right, right_there = score(ours)["f1"], score(others)["f1"]["micro"]
    worst = min((score([pair])["f1"]["micro"] for pair in turned), default=100.0)
    median, median_there = statistics.median(spent), statistics.median(spent_there)
    p95 = sorted(spent)[int(len(spent) * 0.95) - 1]
    what = f"(n = {CARDS}, seed {seed})"
    return [
        Row(
            f"cards made up, micro F1 % {what}",
            right["micro"],
            right["micro"],
            f"98; rapidocr {right_there:.1f}",
        ),
        Row(f"… the worst of {len(turned)} turned ones", worst, worst, "90"),
        Row(
            "… processor seconds a card, × 1000",
            median * 1000,
            p95 * 1000,
            f"1500; rapidocr {median_there * 1000:.0f}, {median_there / median:.1f} times as long",
        ),
    ]


def _loaded(folder: Path, truth: dict[str, Any]) -> _SIDES:
    files = truth.get("files") or [truth["file"]]
    known = {"file": files[0], **truth}
    return json.loads(json.dumps(known)), [(folder / name).read_bytes() for name in files]


def _read(
    reader: TextReader, cards: list[_SIDES]
) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], list[float]]:
    """What was read beside the truth, and the processor seconds of each card, engine warm."""
    _seconds(lambda: scan_card(reader, cards[0][1], "CN"))
    read, spent = [], []
    for truth, sides in cards:
        scan, taken = _seconds(lambda sides=sides: scan_card(reader, sides, "CN"))
        read.append((truth, card_document(truth["file"], scan)))
        spent.append(taken / len(sides))
    return read, spent


def _seconds(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    return work(), time.process_time() - begun
