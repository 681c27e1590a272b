"""`crm import`: leads from a table."""

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crm_app.cli.setting import prepare
from crm_app.cli.terminal import language
from crm_app.core.errors import Invalid
from crm_app.core.permissions import system_actor
from crm_app.lib.tables import Table, Unreadable, open_table
from crm_app.locales.catalog import say
from crm_app.services import leads
from crm_app.services.leads import Imported

ACTOR = system_actor("command line")
_KINDS = ("leads",)


def register(commands: Any) -> None:
    """Add the command to the parser."""
    taken = commands.add_parser("import", help="leads from a csv or tsv file into the pool")
    taken.add_argument("kind", choices=_KINDS, metavar="KIND", help=", ".join(_KINDS))
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="say what would happen, keep nothing")
    taken.add_argument(
        "--map", action="append", default=[], type=_pair, metavar="FIELD=COLUMN", dest="given"
    )
    taken.add_argument("--campaign", default="", help="of the rows that name none")
    taken.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    taken.set_defaults(run=run_import)


def run_import(args: argparse.Namespace) -> int:
    """Take a file in; 1 when some rows were refused."""
    began = time.monotonic()
    table = _table(args.file)
    prepare()
    head, rows = table.columns, _rows(table)
    done = leads.import_leads(
        ACTOR, head, rows, dict(args.given), campaign=args.campaign, dry_run=args.dry_run
    )
    found = _document(done, time.monotonic() - began)
    print(json.dumps(found, ensure_ascii=False, indent=1) if args.json else _listing(found))
    return 1 if done.errors else 0


def _rows(table: Table) -> list[list[str]]:
    """The rows, with a blank one for each that the table left out: so that their numbers stay."""
    rows: list[list[str]] = []
    for row in table.rows():
        rows += [[]] * (row.number - 2 - len(rows))
        rows.append(row.cells)
    return rows


def _table(path: Path) -> Table:
    try:
        return open_table(path, path.name)
    except Unreadable as refusal:
        raise Invalid(refusal.code, field="", **refusal.params) from refusal


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
    return {**asdict(done), "updated": 0, "errors": errors, "seconds": round(seconds, 2)}


def _listing(found: dict[str, Any]) -> str:
    counts = ("rows", "new", "duplicates", "invalid", "skipped", "seconds")
    lines = [f"{name:<11} {found[name]}" for name in counts]
    lines += [f"{one['row']:>6}  {one['column']}: {one['message']}" for one in found["errors"]]
    return "\n".join(lines)


def _pair(typed: str) -> tuple[str, str]:
    name, mark, column = typed.partition("=")
    if not mark or not name or not column:
        raise argparse.ArgumentTypeError("FIELD=COLUMN, such as name=姓名")
    return name, column
