"""The engines of this worker, each in a process of its own."""

from functools import lru_cache

from crm_app.engines.host import EngineHost
from crm_app.jobs.registry import Run, job


@lru_cache(maxsize=1)
def ocr() -> EngineHost:
    """Reads cards."""
    return EngineHost("ocr")


@lru_cache(maxsize=1)
def speech() -> EngineHost:
    """Hears notes."""
    return EngineHost("speech")


def statuses() -> dict[str, str]:
    """ready, idle or missing for each engine."""
    return {"ocr": ocr().status(), "speech": speech().status()}


@job("engines.warm", queue="cards")
def warm(_: Run) -> None:
    """Somebody opened the capture sheet: load what reads cards before the picture comes."""
    ocr().warm()
