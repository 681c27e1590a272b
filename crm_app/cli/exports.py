"""`crm export`: all records of a kind as a file that import knows again."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crm_app.cli.setting import prepare
from crm_app.cli.terminal import language
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Actor, system_actor
from crm_app.lib.sheets import KINDS, sheet_file
from crm_app.lib.tables.written_cards import cards_file
from crm_app.locales.catalog import say
from crm_app.services import (
    activities,
    contacts,
    contracts,
    customers,
    deals,
    leads,
    orders,
    products,
    quotes,
)
from crm_app.services.taken import Taken

ACTOR = system_actor("command line")
_TAKERS: dict[str, Callable[[Actor, ListQuery], Taken]] = {
    "customers": customers.export_customers,
    "contacts": contacts.export_contacts,
    "leads": leads.export_leads,
    "deals": deals.export_deals,
    "products": products.export_products,
    "quotes": quotes.export_quotes,
    "contracts": contracts.export_contracts,
    "orders": orders.export_orders,
    "activities": activities.export_activities,
}


def register(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "export", help="records as csv, tsv or xlsx, contacts as vcf too: import knows them again"
    )
    parser.add_argument("kind", choices=_TAKERS, metavar="KIND", help=", ".join(_TAKERS))
    parser.add_argument("file", type=Path, metavar="FILE", help="its ending says what it becomes")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file, for its owner alone."""
    suffix = args.file.suffix.lower().lstrip(".")
    known = [*KINDS, *(["vcf"] if args.kind == "contacts" else [])]
    if suffix not in known:
        said = {"suffix": suffix or args.file.name, "known": ", ".join(known)}
        print(say(language(), "taken.format_unknown", **said), file=sys.stderr)
        return 2
    prepare()
    taken = _TAKERS[args.kind](ACTOR, ListQuery())
    rows = taken.cells(language())
    if suffix == "vcf":
        whole = cards_file(taken.fields(), rows)
    else:
        title = say(language(), f"approvals.listing.{args.kind}")
        whole = sheet_file(suffix, taken.head(language()), rows, title)
    _write(args.file, whole)
    print(len(taken.rows), file=sys.stderr)
    return 0


def _write(path: Path, whole: bytes) -> None:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(whole)
