"""The only file that knows concrete engines: names of the settings become objects here."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

from crm_app.config import Settings
from crm_app.engines.inventory import Weights
from crm_app.engines.ocr import TextReader
from crm_app.engines.speech import Transcriber


def transcriber(name: str, model: str, models: Path) -> Transcriber:
    """The speech engine of the settings, weights loaded. Raises engine.missing."""
    from crm_app.engines.speech import weights  # noqa: PLC0415 - half a second nobody else should pay

    if name == "whisper":
        from crm_app.engines.speech.openai import OpenAIWhisper  # noqa: PLC0415

        return OpenAIWhisper(model, weights.checkpoint(model, models))
    from crm_app.engines.speech.faster import FasterWhisper  # noqa: PLC0415

    return FasterWhisper(model, weights.folder(model, models))


def text_reader(name: str, models: Path) -> TextReader:
    """The OCR engine of the settings (paddleocr, rapidocr), weights loaded. Raises engine.missing."""
    if name == "rapidocr":
        from crm_app.engines.ocr.rapid import RapidReader  # noqa: PLC0415

        return RapidReader(models)
    from crm_app.engines.ocr.paddle import PaddleReader  # noqa: PLC0415

    return PaddleReader(models)


def is_installed(kind: str, settings: Settings) -> bool:
    """Whether the engine of a kind (speech, ocr) has its package and its weights here."""
    package = settings.ocr_engine if kind == "ocr" else settings.speech_engine.replace("-", "_")
    if importlib.util.find_spec(package) is None:
        return False
    if kind == "ocr":
        return True  # its networks lie in installed packages
    from crm_app.engines.speech import weights  # noqa: PLC0415

    return weights.is_here(settings.speech_model, settings.models)


def inventory(models: Path) -> list[Weights]:
    """Every set of weights the product can use, and whether it is here."""
    from crm_app.engines.ocr import weights as networks  # noqa: PLC0415
    from crm_app.engines.speech import weights  # noqa: PLC0415

    ocr = Weights("ocr", "ocr", "here" if networks.is_ready(models) else "packaged", 35)
    return [ocr, *weights.inventory(models)]


def fetch(name: str, models: Path, say: Callable[[str], None]) -> None:
    """Bring weights here by name, checked. Raises models.unknown, models.unreachable."""
    if name == "ocr":
        from crm_app.engines.ocr import weights as networks  # noqa: PLC0415

        networks.prepare(models)
        return
    from crm_app.engines.speech import weights  # noqa: PLC0415

    weights.fetch(name, models, say)
