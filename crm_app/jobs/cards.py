"""Reading cards in the background."""

import time
from typing import Any

from crm_app.config import settings
from crm_app.engines.errors import EngineError
from crm_app.engines.ocr import TextLine
from crm_app.jobs import hosts
from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.services import cards


@job("cards.read", queue="cards")
def read_card(run: Run) -> dict[str, Any] | None:
    """Read one card; its document is the job's result."""
    card_id = str(run.payload.get("card_id", run.public_id))
    found = cards.card_work(SYSTEM, card_id, run.public_id)
    if not found.is_waiting:
        return None
    begun = time.perf_counter()
    try:
        pages = hosts.ocr().read_pictures(found.paths, cancelled=run.cancelled)
    except EngineError:
        cards.note_unreadable(SYSTEM, card_id, run.public_id)
        raise
    sides = [[_line(line) for line in page["lines"]] for page in pages]
    scan = cards.card_from_lines(
        sides, settings().ocr_engine, round(time.perf_counter() - begun, 3)
    )
    document = {
        **cards.card_document("", scan),
        "card": card_id,
        "sizes": [[page["width"], page["height"]] for page in pages],
    }
    cards.note_reading(SYSTEM, card_id, run.public_id, document)
    return document


def _line(line: dict[str, Any]) -> TextLine:
    a, b, c, d = ((float(x), float(y)) for x, y in line["quad"])
    return TextLine(line["text"], line["score"], (a, b, c, d))
