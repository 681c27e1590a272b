"""`crm voice`: recordings as text and suggested facts."""

import argparse
import contextlib
import json
import logging
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from crm_app.config import settings
from crm_app.engines import wiring
from crm_app.engines.errors import EngineError
from crm_app.engines.speech import Transcriber
from crm_app.lib import clock
from crm_app.lib.sound import SoundError, read_sound_file
from crm_app.locales.catalog import say
from crm_app.services.voice import KnownNames, note_document

log = logging.getLogger(__name__)


def register(subparsers: Any) -> None:
    """Add the command to the parser of `crm`."""
    parser = subparsers.add_parser("voice", help="transcribe recordings and find the facts")
    parser.add_argument("recordings", nargs="+", metavar="AUDIO", type=Path)
    parser.add_argument("--now", type=_moment, help="what 'tomorrow' counts from, RFC 3339")
    parser.add_argument("--names", type=_names, default=(), help="hot words, one a line")
    parser.add_argument("--language", choices=("zh", "en"), help="detected when absent")
    parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Transcribe every file; one that cannot be read is an entry of its own, not a failure."""
    chosen = settings()
    # Engines like to talk; standard output is for the document alone.
    with contextlib.redirect_stdout(sys.stderr):
        try:
            engine = wiring.transcriber(chosen.speech_engine, chosen.speech_model, chosen.models)
        except (EngineError, ImportError) as error:
            print(_sentence(error), file=sys.stderr)
            return 1
        found = [_entry(engine, file, args) for file in args.recordings]
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(_listing(entry) for entry in found))
    return 0


def _entry(engine: Transcriber, file: Path, args: argparse.Namespace) -> dict[str, Any]:
    began = time.perf_counter()
    try:
        sound = read_sound_file(file)
        heard = engine.transcribe(sound, args.language, args.names, lambda _: None)
    except (SoundError, EngineError, OSError) as error:
        log.warning("%s: %s", file, error)
        code = getattr(error, "code", "sound.unreadable")
        return {"file": str(file), "error": code, "message": _sentence(error)}
    now = args.now or clock.now().astimezone(clock.zone(clock.DEFAULT_ZONE))
    facts = note_document(heard, now, KnownNames.unsorted(args.names))
    return {
        "file": str(file),
        **facts,
        "engine": engine.name,
        "seconds": round(time.perf_counter() - began, 3),
        "audio_seconds": sound.seconds,
        "incomplete": sound.incomplete,
    }


def _sentence(error: Exception) -> str:
    if isinstance(error, SoundError | EngineError):
        return say("en", error.code, **error.params)
    if isinstance(error, ImportError):
        return say("en", "engine.missing", what=error.name or str(error))
    return say("en", "sound.unreadable")


def _listing(entry: dict[str, Any]) -> str:
    if "error" in entry:
        return f"{entry['file']}\n  {entry['message']}"
    rows = [entry["file"], f"  {entry['text'] or say('en', 'sound.no_speech')}"]
    rows += [f"  {name:<11} {_plain(value)}" for name, value in entry["facts"].items() if value]
    return "\n".join(rows)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['value']} {value['currency']}"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _moment(typed: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a moment such as 2026-11-20T09:00+08:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.zone(clock.DEFAULT_ZONE))


def _names(typed: str) -> tuple[str, ...]:
    try:
        lines = Path(typed).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise argparse.ArgumentTypeError(f"cannot read {typed}") from error
    return tuple(line.strip() for line in lines if line.strip())
