"""`crm demo load` and `crm demo remove`."""

import argparse
from typing import Any

from crm_app.cli.setting import prepare
from crm_app.core.permissions import system_actor
from crm_app.services import demo


def register(commands: Any) -> None:
    """Add the commands to the parser."""
    demo = commands.add_parser("demo", help="the demo workspace, in and out")
    verbs = demo.add_subparsers(dest="verb", required=True)
    load = verbs.add_parser("load", help="load it, and print how to sign in")
    load.add_argument("--customers", type=int, default=None, help="another size than 2,000")
    load.set_defaults(run=run_load)
    remove = verbs.add_parser("remove", help="take it out; everything else stays")
    remove.set_defaults(run=run_remove)


def run_load(args: argparse.Namespace) -> int:
    """Load the demo workspace."""
    prepare()
    load(args.customers)
    return 0


def load(customers: int | None = None) -> None:
    """Load it if it is not here yet; print the accounts either way."""
    actor = system_actor("demo")
    if not demo.is_loaded(actor):
        size = customers or 2000
        loaded = demo.load_demo(actor, size, max(1, size * 3 // 10))
        demo.write_accounts(loaded.accounts)
        print(", ".join(f"{count} {name}" for name, count in loaded.counts.items()))
    for account in demo.read_accounts():
        print(f"  {account.role:<10} {account.email:<28} {account.password}")


def run_remove(_: argparse.Namespace) -> int:
    """Remove the demo workspace."""
    prepare()
    print(f"{demo.remove_demo(system_actor('demo'))} rows removed")
    demo.forget_accounts()
    return 0
