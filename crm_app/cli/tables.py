"""`crm import`: tables into the product, all of it or nothing."""

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crm_app.cli.setting import prepare
from crm_app.cli.terminal import language
from crm_app.core.permissions import system_actor
from crm_app.locales.catalog import say
from crm_app.services import imports
from crm_app.services.imports import Imported

ACTOR = system_actor("command line")


def register(commands: Any) -> None:
    """Add the command to the parser."""
    kinds = tuple(imports.KINDS)
    taken = commands.add_parser("import", help="a table into the product, all of it or nothing")
    taken.add_argument("kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="say what would happen, keep nothing")
    taken.add_argument(
        "--map", action="append", default=[], type=_pair, metavar="FIELD=COLUMN", dest="given"
    )
    taken.add_argument("--campaign", default="", help="of leads whose row names none")
    taken.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    taken.set_defaults(run=run_import)


def run_import(args: argparse.Namespace) -> int:
    """Take a file in; rows that cannot come in are said, and no failure."""
    began = time.monotonic()
    prepare()
    options = {"campaign": args.campaign} if args.campaign else None
    done = imports.import_file(
        ACTOR, args.kind, args.file, dict(args.given), options, dry_run=args.dry_run
    )
    found = _document(done, time.monotonic() - began)
    print(json.dumps(found, ensure_ascii=False, indent=1) if args.json else _listing(found))
    return 0


def _document(done: Imported, seconds: float) -> dict[str, Any]:
    errors = [
        {
            "row": one.row,
            "column": one.column,
            "code": one.code,
            "message": say(language(), one.code, **one.params),
        }
        for one in done.errors
    ]
    counts = {name: value for name, value in asdict(done).items() if name != "batch"}
    return {**counts, "errors": errors, "seconds": round(seconds, 2)}


def _listing(found: dict[str, Any]) -> str:
    counts = ("rows", "new", "updated", "duplicates", "invalid", "skipped", "seconds")
    lines = [f"{name:<11} {found[name]}" for name in counts]
    lines += [f"{one['row']:>6}  {one['column']}: {one['message']}" for one in found["errors"]]
    return "\n".join(lines)


def _pair(typed: str) -> tuple[str, str]:
    name, mark, column = typed.partition("=")
    if not mark or not name or not column:
        raise argparse.ArgumentTypeError("FIELD=COLUMN, such as name=姓名")
    return name, column
