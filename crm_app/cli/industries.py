"""`crm template list` and `crm template apply KEY`: an industry at set-up."""

import argparse
from typing import Any

from crm_app.cli.setting import prepare
from crm_app.core.permissions import system_actor
from crm_app.services import industries

ACTOR = system_actor("command line")


def register(commands: Any) -> None:
    """Add the commands to the parser."""
    template = commands.add_parser("template", help="industry templates: fields, stages, plans")
    verbs = template.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="all of them").set_defaults(run=run_list)
    apply = verbs.add_parser("apply", help="put one to work; what is there stays as it is")
    apply.add_argument("key")
    apply.add_argument("--dry-run", action="store_true", help="say what it would bring, no more")
    apply.set_defaults(run=run_apply)


def run_list(_: argparse.Namespace) -> int:
    """All industries."""
    prepare()
    for one in industries.templates(ACTOR):
        print(f"  {one.key:<12} {one.zh} / {one.en}{' *' if one.is_applied else ''}")
    return 0


def run_apply(args: argparse.Namespace) -> int:
    """Put one to work."""
    prepare()
    told = industries.preview(ACTOR, args.key, False)
    for one in told.changes:
        print(f"  {one.does:<6} {one.kind:<9} {one.of or '-':<9} {one.zh} / {one.en}")
    if not args.dry_run:
        print(f"{len(industries.apply_template(ACTOR, args.key, False))} new")
    return 0
