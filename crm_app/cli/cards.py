"""`crm card`: read business cards from pictures."""

import argparse
import contextlib
import json
import logging
import sys
from pathlib import Path
from typing import Any

from crm_app.config import settings
from crm_app.engines import wiring
from crm_app.engines.errors import EngineError
from crm_app.engines.ocr import TextReader
from crm_app.lib.pictures import MAX_BYTES, PictureError
from crm_app.locales.catalog import say
from crm_app.services.cards import card_document, scan_card

SHOWN = ("name", "title", "department", "company", "mobile", "phone", "fax", "email", "website")
LOG = logging.getLogger(__name__)


def register(subparsers: Any) -> None:
    """Add the command to the parser of `crm`."""
    parser = subparsers.add_parser("card", help="read business cards from pictures")
    parser.add_argument("images", nargs="+", metavar="IMAGE", type=Path)
    parser.add_argument("--region", default="CN", type=_region, help="for numbers without a prefix")
    parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read every picture; a picture that cannot be read is an entry of its own, not a failure."""
    # Engines like to talk; standard output is for the document alone.
    with contextlib.redirect_stdout(sys.stderr):
        try:
            reader = wiring.text_reader(settings().ocr_engine, settings().models)
        except EngineError as error:
            print(say("en", error.code, **error.params), file=sys.stderr)
            return 1
        found = [_entry(reader, file, args.region) for file in args.images]
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(_listing(entry) for entry in found))
    return 0


def _entry(reader: TextReader, file: Path, region: str) -> dict[str, Any]:
    try:
        return card_document(str(file), scan_card(reader, [_bytes(file)], region))
    except (PictureError, EngineError) as error:
        LOG.warning("%s: %s", file, error.code)
        message = say("en", error.code, **error.params)
        return {"file": str(file), "error": error.code, "message": message}


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise PictureError("pictures.too_large", limit=MAX_BYTES // 1024**2)
        return file.read_bytes()
    except OSError as error:
        raise PictureError("pictures.unreadable", name=file.name) from error


def _listing(entry: dict[str, Any]) -> str:
    rows = [entry["file"]]
    if "error" in entry:
        return "\n".join([*rows, f"  {entry['message']}"])
    for field in (*SHOWN, "address", "wechat", "other"):
        value = entry[field]
        for one in value if isinstance(value, list) else [value] if value else []:
            mark = " ?" if entry["confidence"][field] < 0.8 else ""
            rows.append(f"  {field:<11} {one}{mark}")
    return "\n".join(rows)


def _region(typed: str) -> str:
    if len(typed) != 2 or not typed.isalpha() or not typed.isascii():
        raise argparse.ArgumentTypeError("two letters, such as CN, HK, US")
    return typed.upper()
