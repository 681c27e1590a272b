"""`crm duplicates`: who stands in the records, or in a table, more than once."""

import argparse
import csv
import gc
import io
import json
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crm_app.core.errors import Invalid
from crm_app.lib.matching import KINDS, pairs_of_columns
from crm_app.lib.matching.headers import columns_of, field_named, guessed, plain

_KINDS = ("contacts", "customers", "leads")
_CODINGS = ("utf-8-sig", "gb18030", "cp1252")
_DELIMITERS = (",", "\t", ";", "|")
_OTHER = re.compile(rb"PK|\xd0\xcf\x11\xe0|<|(?:\xef\xbb\xbf)?\s*BEGIN:VCARD", re.IGNORECASE)


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("duplicates", help="who is there more than once")
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(_KINDS))
    parser.add_argument("--input", type=Path, metavar="FILE", help="a table; no database is used")
    parser.add_argument(
        "--columns", nargs="+", action="extend", default=[], type=_pair, metavar="FIELD=COLUMN"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the pairs and the seconds they took."""
    began = time.monotonic()
    gc.disable()  # the process is over soon, and what is read is no cycle
    found = _of_table(args) if args.input else _of_records(args.kind)
    seconds = round(time.monotonic() - began, 3)
    if args.json:
        print(json.dumps({"pairs": found, "seconds": seconds}, ensure_ascii=False))
    else:
        for one in found:
            print(f"{one['score']:.2f}  {one['a']}  {one['b']}  {', '.join(one['reasons'])}")
    return 0


def _of_table(args: argparse.Namespace) -> list[dict[str, Any]]:
    rows, chosen = _read_table(args.input, args)
    if not chosen:
        raise Invalid("duplicates.no_column", field="columns")
    columns, size = columns_of(rows, chosen)
    return [
        {"a": one.a, "b": one.b, "score": one.score, "reasons": list(one.reasons)}
        for one in pairs_of_columns(args.kind, columns, size)
    ]


def _read_table(
    path: Path, args: argparse.Namespace
) -> tuple[list[list[str]], list[tuple[str, int]]]:
    """A plain csv as it stands; any other file, and one with titles above, as imports read it."""
    with path.open("rb") as file:
        is_plain = _OTHER.match(file.read(64)) is None
    if is_plain:
        head, rows = read(path)
        chosen = _columns(head, args)
        if chosen:
            return rows, chosen
    from crm_app.lib.tables import Unreadable, open_table  # noqa: PLC0415 - a tenth of a second

    try:
        table = open_table(path, path.name)
    except Unreadable as found:
        raise Invalid(found.code, field="input", **found.params) from found
    return [row.cells for row in table.rows()], _columns(table.columns, args)


def _columns(head: Sequence[str], args: argparse.Namespace) -> list[tuple[str, int]]:
    return _chosen(head, args.columns) if args.columns else guessed(head, args.kind)


def _of_records(kind: str) -> list[dict[str, Any]]:
    from crm_app.cli.setting import prepare  # noqa: PLC0415 - a table alone needs no database
    from crm_app.core.permissions import system_actor  # noqa: PLC0415
    from crm_app.services import duplicates  # noqa: PLC0415

    prepare()
    return [
        {"a": one.a, "b": one.b, "score": one.score, "reasons": list(one.reasons)}
        for one in duplicates.pairs_of_all(system_actor("command line"), kind)
    ]


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a csv or tsv in any of the codings that spreadsheets write."""
    data = path.read_bytes()
    codings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _CODINGS
    text = next(filter(None, (_decoded(data, coding) for coding in codings)), "")
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True))
    kept = [row for row in rows[1:] if row]
    return [cell.strip() for cell in rows[0]] if rows else [], kept


def _decoded(data: bytes, coding: str) -> str | None:
    try:
        return data.decode(coding)
    except UnicodeError:
        return None


def _chosen(head: Sequence[str], given: Sequence[tuple[str, str]]) -> list[tuple[str, int]]:
    places = {plain(name): place for place, name in enumerate(head)}
    found = []
    for name, column in given:
        field, place = field_named(name), places.get(plain(column))
        if field is None:
            raise Invalid("duplicates.field_unknown", field="columns", name=name)
        if place is None:
            raise Invalid("duplicates.column_unknown", field="columns", name=column)
        found.append((field, place))
    return found


def _pair(typed: str) -> tuple[str, str]:
    name, mark, column = typed.partition("=")
    if not mark or not name or not column:
        raise argparse.ArgumentTypeError("FIELD=COLUMN, such as name=姓名")
    return name, column
