"""The process that an engine lives in: `python -m crm_app.engines.host_child speech|ocr`."""

import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from crm_app.config import settings
from crm_app.engines import wiring
from crm_app.engines.frames import read_frame, write_frame
from crm_app.engines.ocr import TextReader
from crm_app.lib.memory import give_back
from crm_app.lib.pictures import Picture, open_picture
from crm_app.lib.scans import open_page
from crm_app.lib.sound import read_sound_file

Progress = Callable[[float], None]
Handler = Callable[[dict[str, Any], Progress], dict[str, Any]]
log = logging.getLogger(__name__)


def load_speech() -> Handler:
    """The transcriber of the settings as a handler: path, language, hotwords → transcript."""
    chosen = settings()
    engine = wiring.transcriber(chosen.speech_engine, chosen.speech_model, chosen.models)

    def transcribe(request: dict[str, Any], progress: Progress) -> dict[str, Any]:
        sound = read_sound_file(Path(request["path"]))
        heard = engine.transcribe(sound, request.get("language"), request["hotwords"], progress)
        about = {"seconds": sound.seconds, "incomplete": sound.incomplete, "engine": engine.name}
        return {**heard.as_dict(), **about}

    return transcribe


def load_ocr() -> Handler:
    """The text reader of the settings as a handler: paths → lines, angle and size of each picture, or
    path and number of a page → the same of it."""
    reader = wiring.text_reader(settings().ocr_engine, settings().models)

    def read(request: dict[str, Any], progress: Progress) -> dict[str, Any]:
        if request["call"] == "read_page":
            return _read_picture(reader, open_page(Path(request["path"]), request["page"]))
        pictures = []
        for path in request["paths"]:
            pictures.append(_read_picture(reader, open_picture(Path(path).read_bytes())))
            progress(len(pictures) / len(request["paths"]))
        return {"pictures": pictures, "engine": reader.name}

    return read


def _read_picture(reader: TextReader, picture: Picture) -> dict[str, Any]:
    reading = reader.read(picture)
    lines = [
        {
            "text": line.text,
            "score": float(line.score),
            "quad": [[x * picture.scale, y * picture.scale] for x, y in line.quad],
        }
        for line in reading.lines
    ]
    size = {"width": picture.width, "height": picture.height}
    return {"lines": lines, "angle": reading.angle, **size}


LOADERS: dict[str, Callable[[], Handler]] = {"speech": load_speech, "ocr": load_ocr}


def serve(load: Callable[[], Handler]) -> None:
    """Answer requests from standard input until it ends; the engine loads with the first one."""
    answers = _private_output()
    os.nice(10)
    requests: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    handler: Handler | None = None
    while True:
        request = requests.get()
        try:
            handler = handler or load()
            answer = {"result": _answer(handler, request, answers)}
        except Exception as error:  # noqa: BLE001 - one bad file must not cost the loaded model
            answer = {"error": _code(error), "params": getattr(error, "params", {})}
        write_frame(answers, answer)
        give_back()


def _answer(handler: Handler, request: dict[str, Any], answers: IO[bytes]) -> dict[str, Any]:
    if request["call"] == "warm":
        return {}
    return handler(request, lambda share: write_frame(answers, {"progress": round(share, 4)}))


def _code(error: Exception) -> str:
    code = getattr(error, "code", None)
    if isinstance(code, str):
        return code
    log.error("engine failed", exc_info=error)
    return "engine.failed"


def _listen(requests: SimpleQueue[dict[str, Any]]) -> None:
    """Hand requests over; when the app is gone there is nobody left to work for."""
    while (request := read_frame(sys.stdin.buffer)) is not None:
        requests.put(request)
    os._exit(0)


def _private_output() -> IO[bytes]:
    """Standard output for messages alone: libraries that print are sent to standard error."""
    private = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return private


if __name__ == "__main__":
    serve(LOADERS[sys.argv[1]])
