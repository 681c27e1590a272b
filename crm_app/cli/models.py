"""`crm models`: which weights are here, in use, available; `crm models fetch NAME` brings them."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from crm_app.config import settings
from crm_app.engines import wiring
from crm_app.engines.errors import EngineError
from crm_app.locales.catalog import say

SOURCES = {
    "here": "here",
    "packaged": "available from installed packages or the package registry",
    "official": "available from the model's official source",
}


def register(subparsers: Any) -> None:
    """Add the command to the parser of `crm`."""
    parser = subparsers.add_parser("models", help="weights: here, in use, available")
    parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    parser.set_defaults(run=run_list)
    actions = parser.add_subparsers(metavar="fetch")
    fetch = actions.add_parser("fetch", help="bring weights here")
    fetch.add_argument("name", metavar="NAME", help="from the list, or default")
    fetch.set_defaults(run=run_fetch)


def run_list(args: argparse.Namespace) -> int:
    """Print every set of weights."""
    chosen = settings()
    rows = [
        {**asdict(weights), "in_use": weights.name in ("ocr", chosen.speech_model)}
        for weights in wiring.inventory(chosen.models)
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    print(f"speech: {chosen.speech_engine} {chosen.speech_model}; cards: {chosen.ocr_engine}")
    for row in rows:
        error = row["chinese_error"]
        expected = f", Mandarin errors about {error:g} %" if error else ""
        mark = "*" if row["in_use"] else " "
        state = SOURCES[row["state"]]
        print(
            f"{mark} {row['kind']:<7} {row['name']:<9} {row['megabytes']:>5} MB  {state}{expected}"
        )
    return 0


def run_fetch(args: argparse.Namespace) -> int:
    """Fetch one set; nothing to do when it is here and intact."""
    try:
        for name in _wanted(args.name):
            wiring.fetch(name, settings().models, lambda text: print(text, file=sys.stderr))
            print(f"{name}: here")
    except EngineError as error:
        print(say("en", error.code, **error.params), file=sys.stderr)
        return 1
    return 0


def _wanted(name: str) -> list[str]:
    """`default` is what the settings use; weights at a path of one's own need no fetching."""
    if name != "default":
        return [name]
    sizes = {weights.name for weights in wiring.inventory(settings().models)}
    return ["ocr", *({settings().speech_model} & sizes)]
